import { expect, test } from 'vitest';
import { dated, highest, labelAt, stack, ticks, type Series } from './chart';

test.each([
	[0, [0, 1]],
	[1, [0, 0.5, 1]],
	[3, [0, 1, 2, 3]],
	[7, [0, 2, 4, 6, 8]],
	[1000, [0, 500, 1000]]
])('lines across a chart of %s stand at round numbers', (most, lines) => {
	expect(ticks(most)).toEqual(lines);
});

const series: Series[] = [
	{ name: 'a', values: [1, 0, null], look: 'full' },
	{ name: 'b', values: [3, 0, 2], look: 'striped' }
];

test('a column is as high as its parts together, and nothing is drawn of nothing', () => {
	expect(highest(series)).toBe(4);
	expect(stack(series, 0, 4)).toEqual([
		{ from: 0, size: 0.25, series: 0 },
		{ from: 0.25, size: 0.75, series: 1 }
	]);
	expect(stack(series, 1, 4)).toEqual([]);
	expect(stack(series, 2, 4)).toEqual([{ from: 0, size: 0.5, series: 1 }]);
});

test('dates stand apart', () => {
	expect(dated(26, 5)).toEqual([0, 6, 12, 18, 24]);
	expect(dated(3, 10)).toEqual([0, 1, 2]);
	expect(labelAt(100, 400)).toEqual({ x: 100, anchor: 'start' });
	// The last of them ends with the chart, instead of being cut by its edge.
	expect(labelAt(380, 400)).toEqual({ x: 400, anchor: 'end' });
});
