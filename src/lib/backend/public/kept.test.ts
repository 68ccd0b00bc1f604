import { expect, test } from 'vitest';
import { Kept } from './kept.ts';

function counting() {
	let reads = 0;
	return () => Promise.resolve(++reads);
}

test('is read once while it is fresh, and again after', async () => {
	const kept = new Kept<number>({ freshForMs: 10, most: 2 });
	const read = counting();
	expect(await kept.get('a', read, 0)).toBe(1);
	expect(await kept.get('a', read, 9)).toBe(1);
	expect(await kept.get('a', read, 10)).toBe(2);
});

test('holds a few, and forgets what nobody asked for the longest', async () => {
	const kept = new Kept<number>({ freshForMs: 10, most: 2 });
	const read = counting();
	for (const key of ['a', 'b', 'a', 'c']) await kept.get(key, read, 0);
	expect(await kept.get('a', read, 0)).toBe(1);
	expect(await kept.get('b', read, 0)).toBe(4);
});

test('does not hold a failure', async () => {
	const kept = new Kept<number>({ freshForMs: 10, most: 2 });
	await expect(kept.get('a', () => Promise.reject(new Error('down')), 0)).rejects.toThrow('down');
	expect(await kept.get('a', counting(), 0)).toBe(1);
});
