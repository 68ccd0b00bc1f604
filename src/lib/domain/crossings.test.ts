import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { crossingsAt, crossingsOf } from './crossings';
import { validateGeometry } from './geometry';
import { geometryOf, withMoved, type Ring, type Sketch } from './shape-edit';

const polygon = (...rings: Ring[]): Sketch => ({ kind: 'polygon', parts: rings.map((r) => [r]) });
const line = (...rings: Ring[]): Sketch => ({ kind: 'line', parts: rings.map((r) => [r]) });
const bowTie: Ring = [
	[0, 0],
	[2, 2],
	[2, 0],
	[0, 2]
];
const square: Ring = [
	[0, 0],
	[2, 0],
	[2, 2],
	[0, 2]
];

describe('where an outline crosses itself', () => {
	test('is found and said as a place', () => {
		expect(crossingsOf(polygon(bowTie))).toEqual([[1, 1]]);
		expect(crossingsOf(polygon(square))).toEqual([]);
	});

	test('is not counted of the way back while it is still drawn', () => {
		const open = polygon([
			[0, 0],
			[2, 0],
			[2, 2],
			[1, -1]
		]);
		expect(crossingsOf(open, false)).toHaveLength(1);
		expect(
			crossingsOf(
				polygon([
					[0, 0],
					[2, 0],
					[1, 1],
					[1.5, -1]
				]),
				false
			)
		).toHaveLength(1);
		expect(
			crossingsOf(
				polygon([
					[0, 0],
					[2, 2],
					[2, 0],
					[0, 2]
				]),
				true
			)
		).toHaveLength(1);
	});

	test('is found between two parts, and where one touches itself', () => {
		const other: Ring = [
			[1, 1],
			[3, 1],
			[3, 3],
			[1, 3]
		];
		expect(crossingsOf(polygon(square, other))).toHaveLength(2);
		const touching: Ring = [
			[0, 0],
			[4, 0],
			[4, 4],
			[2, 0],
			[0, 4]
		];
		expect(crossingsOf(polygon(touching))).toContainEqual([2, 0]);
	});

	test('agrees with what is refused when saving, for every outline', () => {
		const small = fc.tuple(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 8 }));
		const rings = fc.uniqueArray(small, { minLength: 3, maxLength: 9, selector: String });
		fc.assert(
			fc.property(rings, (ring) => {
				const sketch = polygon(ring);
				const refused = validateGeometry(geometryOf(sketch), ['polygon']).length > 0;
				expect(crossingsOf(sketch).length > 0).toBe(refused);
			}),
			{ numRuns: 2000 }
		);
	});

	test('after a move is found from the moved vertex alone', () => {
		const at = { part: 0, ring: 0, vertex: 2 };
		const moved = withMoved(polygon(square), at, [-1, 1]);
		const found = crossingsAt(moved, at);
		expect(found.length).toBeGreaterThan(0);
		expect(found.toSorted()).toEqual(crossingsOf(moved).toSorted());
	});

	test('on both sides of every moved vertex says what the whole search says of them', () => {
		const small = fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 30 }));
		const rings = fc.uniqueArray(small, { minLength: 4, maxLength: 10, selector: String });
		fc.assert(
			fc.property(rings, fc.nat(), (ring, n) => {
				const sketch = line(ring);
				const at = { part: 0, ring: 0, vertex: n % ring.length };
				const all = crossingsOf(sketch).map(String);
				for (const place of crossingsAt(sketch, at).slice(0, 5)) {
					if (all.length < 20) expect(all).toContain(String(place));
				}
			})
		);
	});
});

describe('where a line crosses itself', () => {
	test('is told, but meeting another part or its own beginning is no crossing', () => {
		expect(crossingsOf(line(bowTie))).toHaveLength(1);
		expect(
			crossingsOf(
				line(
					[
						[0, 0],
						[2, 2]
					],
					[
						[0, 2],
						[2, 0]
					]
				)
			)
		).toEqual([]);
		expect(crossingsOf(line([...square, [0, 0]]))).toEqual([]);
	});

	test('is told twenty times at most', () => {
		const zigzag: Ring = Array.from({ length: 200 }, (_, i) => [i % 2, (i * 7919) % 199]);
		expect(crossingsOf(line(zigzag))).toHaveLength(20);
	});
});
