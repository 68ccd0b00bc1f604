import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Autosave, type SaveState } from './autosave';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('Autosave', () => {
	it('writes the last of a burst of changes, within 300 ms', async () => {
		const written: string[] = [];
		const autosave = new Autosave<string>(async (value) => void written.push(value));
		for (const value of ['m', 'mu', 'mur']) {
			autosave.touch(value);
			await vi.advanceTimersByTimeAsync(50);
		}
		expect(written).toEqual([]);
		await vi.advanceTimersByTimeAsync(300);
		expect(written).toEqual(['mur']);
	});

	it('writes at once when the page goes away', async () => {
		const written: string[] = [];
		const autosave = new Autosave<string>(async (value) => void written.push(value));
		autosave.touch('mur');
		const left = autosave.flush();
		expect(written).toEqual(['mur']);
		expect(await left).toBe(true);
		await vi.advanceTimersByTimeAsync(1000);
		expect(written).toEqual(['mur']);
	});

	it('never lets a slow write overtake a newer one', async () => {
		const written: string[] = [];
		let finishFirst: () => void = () => undefined;
		const autosave = new Autosave<string>(async (value) => {
			if (value === 'old') await new Promise<void>((resolve) => (finishFirst = resolve));
			written.push(value);
		});
		autosave.touch('old');
		const first = autosave.flush();
		autosave.touch('new');
		const second = autosave.flush();
		finishFirst();
		await Promise.all([first, second]);
		expect(written).toEqual(['old', 'new']);
	});

	it('tells a failure, keeps the value and writes it when there is room again', async () => {
		let full = true;
		const written: string[] = [];
		const told: SaveState[] = [];
		const autosave = new Autosave<string>(
			async (value) => {
				if (full) throw new DOMException('no room', 'QuotaExceededError');
				written.push(value);
			},
			(state) => told.push(state)
		);
		autosave.touch('mur');
		expect(await autosave.flush()).toBe(false);
		full = false;
		expect(await autosave.flush()).toBe(true);
		expect(written).toEqual(['mur']);
		expect(told).toEqual(['saving', 'failed', 'saving', 'saved']);
	});

	it('writes nothing more once stopped', async () => {
		const written: string[] = [];
		const autosave = new Autosave<string>(async (value) => void written.push(value));
		autosave.touch('mur');
		await autosave.stop();
		await vi.advanceTimersByTimeAsync(1000);
		expect(await autosave.flush()).toBe(true);
		expect(written).toEqual([]);
	});
});
