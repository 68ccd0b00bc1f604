/** A file that takes longer was made to: the largest that are taken need some ten seconds on a slow machine. */
export const secondsMost = 120;

/** Why the work was ended before there was an answer; `crashed` when memory ran out or its code did not load. */
type WorkerEnd =
	{ because: 'cancelled' } | { because: 'time' } | { because: 'crashed'; message: string };

/** What is listened to while a worker reads. */
export interface FileWork<Answer> {
	/** Told the share done, 0 to 1. */
	onProgress?: ((share: number) => void) | undefined;
	/** Ends the work when aborted. */
	signal?: AbortSignal | undefined;
	/** Told the answer; the work is over. */
	answered(answer: Answer): void;
	/** Told why there is no answer; the work is over. */
	ended(why: WorkerEnd): void;
}

/**
 * Has a worker of its own read a file, so that the page stays usable. The worker is ended, and its memory freed, by
 * its answer, by `signal`, after {@link secondsMost}, or when it breaks. Exactly one of `answered` and `ended` is
 * called, once.
 */
export function workOnFile<Answer extends object>(
	start: () => Worker,
	message: unknown,
	{ onProgress, signal, answered, ended }: FileWork<Answer>
): void {
	if (signal?.aborted) return ended({ because: 'cancelled' });
	const worker = start();
	const end = () => {
		worker.terminate();
		clearTimeout(timer);
		signal?.removeEventListener('abort', cancelled);
	};
	const cancelled = () => {
		end();
		ended({ because: 'cancelled' });
	};
	const timer = setTimeout(() => {
		end();
		ended({ because: 'time' });
	}, secondsMost * 1000);
	signal?.addEventListener('abort', cancelled);
	worker.addEventListener('message', ({ data }: MessageEvent<Answer | { progress: number }>) => {
		if ('progress' in data) return onProgress?.(data.progress);
		end();
		answered(data);
	});
	worker.addEventListener('error', (event) => {
		end();
		ended({ because: 'crashed', message: event.message ?? '' });
	});
	worker.postMessage(message);
}
