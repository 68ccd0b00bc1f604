import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { skosLimits } from '../domain/vocabulary/skos/limits.ts';
import { openVocabulary } from './vocabulary-file.ts';
import type { FileAnswer, OpenedVocabulary } from './vocabulary-file.worker';

/** A worker that says what the test tells it to. */
class FakeWorker extends EventTarget {
	static last: FakeWorker | null = null;
	readonly sent: unknown[] = [];
	ended = false;

	constructor() {
		super();
		FakeWorker.last = this;
	}

	postMessage(message: unknown): void {
		this.sent.push(message);
	}

	terminate(): void {
		this.ended = true;
	}

	say(data: FileAnswer): void {
		this.dispatchEvent(Object.assign(new Event('message'), { data }));
	}
}

const file = Object.assign(new Blob(['@prefix']), { name: 'a.ttl' });
const opened: OpenedVocabulary = { format: 'turtle', schemes: [], problems: [], checks: [] };

beforeEach(() => {
	FakeWorker.last = null;
	vi.stubGlobal('Worker', FakeWorker);
});
afterEach(() => {
	vi.unstubAllGlobals();
	vi.useRealTimers();
});

describe('reading a vocabulary beside the page', () => {
	it('tells how far it is, then gives what was read, and lets go of the worker', async () => {
		const shares: number[] = [];
		const reading = openVocabulary(file, { onProgress: (share) => shares.push(share) });
		const worker = FakeWorker.last!;
		expect(worker.sent).toEqual([{ file, name: 'a.ttl' }]);
		worker.say({ progress: 0.5 });
		worker.say({ opened });
		await expect(reading).resolves.toBe(opened);
		expect(shares).toEqual([0.5]);
		expect(worker.ended).toBe(true);
	});

	it('gives the typed error of a file that cannot be read', async () => {
		const reading = openVocabulary(file);
		FakeWorker.last!.say({ error: { code: 'file_syntax', detail: 'why', line: 3 } });
		await expect(reading).rejects.toMatchObject({ code: 'file_syntax', detail: 'why', line: 3 });
	});

	it('stops at once when the person changes their mind', async () => {
		const stop = new AbortController();
		const reading = openVocabulary(file, { signal: stop.signal });
		stop.abort();
		await expect(reading).rejects.toMatchObject({ code: 'file_cancelled' });
		expect(FakeWorker.last!.ended).toBe(true);
		const never = openVocabulary(file, { signal: stop.signal });
		await expect(never).rejects.toMatchObject({ code: 'file_cancelled' });
	});

	it('ends a file that would take for ever', async () => {
		vi.useFakeTimers();
		const reading = openVocabulary(file);
		const refused = expect(reading).rejects.toMatchObject({ code: 'file_time', detail: '120' });
		await vi.advanceTimersByTimeAsync(120_000);
		await refused;
		expect(FakeWorker.last!.ended).toBe(true);
	});

	it('tells when the worker died, of want of memory for one', async () => {
		const reading = openVocabulary(file);
		FakeWorker.last!.dispatchEvent(new Event('error'));
		await expect(reading).rejects.toMatchObject({ code: 'file_unreadable' });
	});

	it('refuses a file too large before anything is read', async () => {
		const large = { name: 'a.ttl', size: skosLimits.file + 1 } as typeof file;
		await expect(openVocabulary(large)).rejects.toMatchObject({ code: 'file_too_large' });
		expect(FakeWorker.last).toBeNull();
	});
});
