import { describe, expect, it, vi } from 'vitest';
import type { CompassWatcher } from './compass';
import { readHeading } from './heading';

/** A compass that says these, then nothing more. */
function compass(...degrees: number[]) {
	let stopped = 0;
	const watch = (watcher: CompassWatcher) => {
		queueMicrotask(() => {
			for (const one of degrees) watcher.onHeading({ degrees: one, accuracy: null });
			if (degrees.length === 0) watcher.onError('unsupported');
		});
		return () => (stopped += 1);
	};
	return { watch, stopped: () => stopped };
}

describe('readHeading', () => {
	it('is the direction in which the needle came to rest, in whole degrees, and lets the sensor go', async () => {
		vi.useFakeTimers();
		const { watch, stopped } = compass(80, 92.4, 359.7);
		const reading = readHeading(true, watch, true);
		await vi.runAllTimersAsync();
		expect(await reading).toBe(0);
		expect(stopped()).toBe(1);
		vi.useRealTimers();
	});

	it('is nothing where there is no compass', async () => {
		expect(await readHeading(false, compass().watch, false)).toBeNull();
	});

	it('asks nobody for it in passing', async () => {
		const watch = vi.fn(() => () => undefined);
		expect(await readHeading(false, watch, true)).toBeNull();
		expect(watch).not.toHaveBeenCalled();
	});
});
