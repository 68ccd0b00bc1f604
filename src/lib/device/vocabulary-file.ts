import { VocabularyFileError } from '../domain/vocabulary/skos/file-error.ts';
import { skosLimits } from '../domain/vocabulary/skos/limits.ts';
import type { FileAnswer, OpenedVocabulary } from './vocabulary-file.worker';

export type { OpenedVocabulary } from './vocabulary-file.worker';

/** A file that takes longer was made to: 50 MB take some ten seconds on a slow laptop. */
const secondsMost = 120;

/**
 * Reads and checks a vocabulary beside the page, which stays usable. Rejects with
 * {@link VocabularyFileError}: also `file_cancelled` when `signal` is aborted, and `file_time` after two
 * minutes; both end the work at once and free its memory. `onProgress` is told the share done, 0 to 1.
 */
export function openVocabulary(
	file: Blob & { readonly name: string },
	options: { onProgress?: (share: number) => void; signal?: AbortSignal } = {}
): Promise<OpenedVocabulary> {
	const { onProgress, signal } = options;
	return new Promise((resolve, reject) => {
		const refuse = (...error: ConstructorParameters<typeof VocabularyFileError>) =>
			reject(new VocabularyFileError(...error));
		// Before anything is read into memory.
		if (file.size > skosLimits.file) {
			return refuse('file_too_large', Math.round(skosLimits.file / 1024 / 1024));
		}
		if (signal?.aborted) return refuse('file_cancelled');
		const worker = new Worker(new URL('./vocabulary-file.worker.ts', import.meta.url), {
			type: 'module'
		});
		const end = () => {
			worker.terminate();
			clearTimeout(timer);
			signal?.removeEventListener('abort', cancelled);
		};
		const cancelled = () => {
			end();
			refuse('file_cancelled');
		};
		const timer = setTimeout(() => {
			end();
			refuse('file_time', secondsMost);
		}, secondsMost * 1000);
		signal?.addEventListener('abort', cancelled);
		worker.addEventListener('message', ({ data }: MessageEvent<FileAnswer>) => {
			if ('progress' in data) return onProgress?.(data.progress);
			end();
			if ('opened' in data) resolve(data.opened);
			else refuse(data.error.code, data.error.detail, data.error.line);
		});
		// Out of memory, or its code could not be loaded.
		worker.addEventListener('error', (event) => {
			end();
			refuse('file_unreadable', event.message ?? '');
		});
		worker.postMessage({ file, name: file.name });
	});
}
