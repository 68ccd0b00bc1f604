import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createLater } from './later';

beforeEach(() => {
	vi.useFakeTimers();
	vi.stubGlobal('requestAnimationFrame', (work: () => void) => setTimeout(work, 16));
	vi.stubGlobal('cancelAnimationFrame', clearTimeout);
});
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

function* work(name: string, done: string[]) {
	for (let i = 0; i < 3; i++) {
		done.push(`${name}${i}`);
		vi.setSystemTime(Date.now());
		vi.advanceTimersByTime(4);
		yield;
	}
}

it('does nothing before the screen is painted, and all of it in the end', () => {
	const done: string[] = [];
	createLater().put(work('a', done));
	expect(done).toEqual([]);
	vi.advanceTimersByTime(1000);
	expect(done).toEqual(['a0', 'a1', 'a2']);
});

it('gives up what waits for what is asked anew, and can be told to end at once or never', () => {
	const done: string[] = [];
	const later = createLater();
	later.put(work('a', done));
	later.put(work('b', done));
	later.flush();
	expect(done).toEqual(['b0', 'b1', 'b2']);
	later.put(work('c', done));
	later.cancel();
	later.flush();
	vi.advanceTimersByTime(1000);
	expect(done).toHaveLength(3);
});

it('goes on in a page that paints nothing', () => {
	vi.stubGlobal('requestAnimationFrame', () => 0);
	const done: string[] = [];
	createLater().put(work('a', done));
	vi.advanceTimersByTime(1000);
	expect(done.length).toBeGreaterThan(0);
});
