import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Geometry } from './record';
import {
	emptySketch,
	geometryOf,
	hasVertex,
	positionAt,
	samePosition,
	sketchOf,
	vertexTotal,
	withInserted,
	withMoved,
	withoutPart,
	withoutVertex,
	withPart,
	type Sketch,
	type VertexAt
} from './shape-edit';

const position = fc.tuple(
	fc.integer({ min: -1_799_999, max: 1_799_999 }).map((n) => n / 10_000),
	fc.integer({ min: -849_999, max: 849_999 }).map((n) => n / 10_000)
);
const ringOf = (least: number) =>
	fc.uniqueArray(position, { minLength: least, maxLength: 12, selector: String });
const lines: fc.Arbitrary<Sketch> = fc
	.array(ringOf(2), { minLength: 1, maxLength: 4 })
	.map((rings) => ({ kind: 'line', parts: rings.map((ring) => [ring]) }));
const polygons: fc.Arbitrary<Sketch> = fc
	.array(fc.array(ringOf(3), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 })
	.map((parts) => ({ kind: 'polygon', parts }));
const sketches = fc.oneof(lines, polygons);

const placed = sketches.chain((sketch) => {
	const all = sketch.parts.flatMap((rings, part) =>
		rings.flatMap((ring, place) => ring.map((_, vertex) => ({ part, ring: place, vertex })))
	);
	return fc.record({ sketch: fc.constant(sketch), at: fc.constantFrom(...all) });
});

describe('a shape of lines or polygons', () => {
	test('comes back the same after it was taken apart', () => {
		fc.assert(
			fc.property(sketches, (sketch) => {
				expect(sketchOf(geometryOf(sketch)!)).toEqual(sketch);
			})
		);
	});

	test('of points is drawn elsewhere', () => {
		expect(sketchOf({ type: 'Point', coordinates: [3, 44] })).toBeNull();
		expect(sketchOf({ type: 'MultiPoint', coordinates: [[3, 44]] })).toBeNull();
	});

	test('is a simple geometry with one part, a multi-part one with several', () => {
		const one: Sketch = {
			kind: 'line',
			parts: [
				[
					[
						[0, 0],
						[1, 1]
					]
				]
			]
		};
		expect(geometryOf(one)?.type).toBe('LineString');
		const two: Sketch = {
			kind: 'line',
			parts: [
				...one.parts,
				[
					[
						[2, 2],
						[3, 3]
					]
				]
			]
		};
		expect(geometryOf(two)?.type).toBe('MultiLineString');
		expect(geometryOf(withoutPart(two, 0))).toEqual({
			type: 'LineString',
			coordinates: [
				[2, 2],
				[3, 3]
			]
		});
	});

	test('leaves out what has too few vertices yet', () => {
		expect(geometryOf(emptySketch('line'))).toBeNull();
		const begun: Sketch = {
			kind: 'polygon',
			parts: [
				[
					[
						[0, 0],
						[1, 0],
						[1, 1]
					]
				],
				[[[5, 5]]]
			]
		};
		expect(geometryOf(begun)).toMatchObject({ type: 'Polygon' });
		expect(geometryOf(withPart(begun))).toEqual(geometryOf(begun));
	});
});

describe('a change of one vertex', () => {
	const total = vertexTotal;
	const at0: VertexAt = { part: 0, ring: 0, vertex: 0 };

	test('never touches the shape it came from', () => {
		fc.assert(
			fc.property(placed, position, ({ sketch, at }, to) => {
				const before = structuredClone(sketch);
				withMoved(sketch, at, to);
				withInserted(sketch, at, to);
				withoutVertex(sketch, at);
				withoutPart(sketch, at.part);
				expect(sketch).toEqual(before);
			})
		);
	});

	test('moves that one, adds one, takes one away', () => {
		fc.assert(
			fc.property(placed, position, ({ sketch, at }, to) => {
				const moved = withMoved(sketch, at, to);
				expect(positionAt(moved, at)).toEqual(to);
				expect(total(moved)).toBe(total(sketch));
				const more = withInserted(sketch, at, to);
				expect(total(more)).toBe(total(sketch) + 1);
				expect(withoutVertex(more, at)).toEqual(sketch);
			})
		);
	});

	test('keeps a loop closed, at whichever end', () => {
		const loop = (): Sketch =>
			sketchOf({
				type: 'LineString',
				coordinates: [
					[0, 0],
					[1, 0],
					[1, 1],
					[0, 1],
					[0, 0]
				]
			} as Geometry)!;
		for (const vertex of [0, 4]) {
			const moved = withMoved(loop(), { ...at0, vertex }, [-1, -1]).parts[0]![0]!;
			expect(moved[0]).toEqual([-1, -1]);
			expect(samePosition(moved[0], moved.at(-1))).toBe(true);
			const less = withoutVertex(loop(), { ...at0, vertex }).parts[0]![0]!;
			expect(less).toHaveLength(4);
			expect(samePosition(less[0], less.at(-1))).toBe(true);
		}
	});

	test('takes a hole away with its last vertex, and a part with its shell', () => {
		const holed: Sketch = {
			kind: 'polygon',
			parts: [
				[
					[
						[0, 0],
						[9, 0],
						[9, 9]
					],
					[[1, 1]]
				]
			]
		};
		const filled = withoutVertex(holed, { part: 0, ring: 1, vertex: 0 });
		expect(filled.parts).toEqual([
			[
				[
					[0, 0],
					[9, 0],
					[9, 9]
				]
			]
		]);
		const single: Sketch = { kind: 'line', parts: [[[[0, 0]]]] };
		expect(withoutVertex(single, at0)).toEqual(emptySketch('line'));
		expect(hasVertex(emptySketch('line'), at0)).toBe(false);
	});

	test('of a vertex that is not there changes nothing', () => {
		const sketch: Sketch = {
			kind: 'line',
			parts: [
				[
					[
						[0, 0],
						[1, 1]
					]
				]
			]
		};
		const nowhere = { part: 3, ring: 0, vertex: 9 };
		expect(withMoved(sketch, nowhere, [5, 5])).toBe(sketch);
		expect(withoutVertex(sketch, nowhere)).toBe(sketch);
		expect(withInserted(sketch, nowhere, [5, 5])).toBe(sketch);
	});
});
