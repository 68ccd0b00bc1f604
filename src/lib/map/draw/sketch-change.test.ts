import { describe, expect, it } from 'vitest';
import { withInserted, withMoved, withoutVertex, type Sketch } from '$lib/domain/shape-edit';
import { changedBounds, type SketchLook } from './sketch-change';

const line: Sketch = {
	kind: 'line',
	parts: [
		[Array.from({ length: 5000 }, (_, i) => [i / 1000, 43])],
		[
			[
				[9, 9],
				[9, 8]
			]
		]
	]
};
const look = (sketch: Sketch, more: Partial<SketchLook> = {}): SketchLook => ({
	sketch,
	active: 0,
	open: false,
	crossings: [],
	snapped: null,
	around: [],
	...more
});
const at = (vertex: number) => ({ part: 0, ring: 0, vertex });

describe('what looks different', () => {
	it('is around a vertex that moved and its neighbours, where it was and where it is', () => {
		const moved = withMoved(line, at(2000), [2.5, 44]);
		expect(changedBounds(look(line), look(moved))).toEqual([1.999, 43, 2.5, 44]);
		const back = withMoved(moved, at(2000), [2, 42]);
		expect(changedBounds(look(moved), look(back))).toEqual([1.999, 42, 2.5, 44]);
	});

	it('is around one that came between, or went', () => {
		const more = withInserted(line, at(10), [0.0095, 43.5]);
		expect(changedBounds(look(line), look(more))).toEqual([0.009, 43, 0.01, 43.5]);
		const fewer = withoutVertex(line, at(10));
		expect(changedBounds(look(line), look(fewer))).toEqual([0.009, 43, 0.011, 43]);
	});

	it('reaches to the other end of a ring from its first vertex', () => {
		const field: Sketch = {
			kind: 'polygon',
			parts: [
				[
					[
						[0, 0],
						[4, 0],
						[8, 0],
						[8, 8],
						[0, 8]
					]
				]
			]
		};
		const moved = withMoved(field, at(0), [1, 1]);
		expect(changedBounds(look(field), look(moved))).toEqual([0, 0, 4, 8]);
	});

	it('ends with a line', () => {
		const moved = withMoved(line, at(4999), [5, 44]);
		expect(changedBounds(look(line), look(moved))).toEqual([4.998, 43, 5, 44]);
	});

	it('is where a mark stood and where one stands', () => {
		const here = [1, 43];
		const there = [3, 43.2];
		const marked = look(line, { snapped: here, crossings: [there] });
		expect(changedBounds(look(line), marked)).toEqual([1, 43, 3, 43.2]);
		expect(changedBounds(marked, look(line, { crossings: marked.crossings }))).toEqual([
			1, 43, 1, 43
		]);
	});

	it('is nothing when nothing is', () => {
		const bounds = changedBounds(look(line), look({ ...line }));
		expect(bounds?.[0]).toBe(Infinity);
	});

	it('is everything when another part, another shape or what is around shows', () => {
		const others = [
			look(line, { active: 1 }),
			look(line, { open: true }),
			look({ ...line, kind: 'polygon' }),
			look({ kind: 'line', parts: line.parts.slice(0, 1) }),
			look(line, { around: [{ type: 'Point', coordinates: [0, 0] }] })
		];
		for (const other of others) expect(changedBounds(look(line), other)).toBeNull();
	});
});
