import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lengthM } from './geometry';
import { geometryOf, type Ring, type Sketch } from './shape-edit';
import { asLine, asPolygon, canClose, canSplit, joined, withLoop, withSplit } from './shape-lines';

const line = (...rings: Ring[]): Sketch => ({ kind: 'line', parts: rings.map((ring) => [ring]) });
const at = (vertex: number) => ({ part: 0, ring: 0, vertex });
const metres = (sketch: Sketch) => lengthM(geometryOf(sketch)!);

const position = fc.tuple(
	fc.integer({ min: 30_000, max: 40_000 }).map((n) => n / 10_000),
	fc.integer({ min: 430_000, max: 440_000 }).map((n) => n / 10_000)
);
const long = fc.uniqueArray(position, { minLength: 3, maxLength: 20, selector: String });

describe('cutting a line', () => {
	test('leaves two that meet, as long together, and joining them gives it back', () => {
		fc.assert(
			fc.property(long, fc.nat(), (ring, where) => {
				const vertex = 1 + (where % (ring.length - 2));
				const cut = withSplit(line(ring), at(vertex));
				expect(cut.parts).toHaveLength(2);
				expect(cut.parts[0]![0]!.at(-1)).toEqual(cut.parts[1]![0]![0]);
				expect(metres(cut)).toBeCloseTo(metres(line(ring)), 6);
				expect(joined(cut, 0)).toEqual({ sketch: line(ring), part: 0 });
				expect(joined(cut, 1)!.sketch.parts).toHaveLength(1);
			})
		);
	});

	test('is not possible at an end, nor for a polygon', () => {
		expect(
			canSplit(
				line([
					[0, 0],
					[1, 0],
					[2, 0]
				]),
				at(0)
			)
		).toBe(false);
		expect(
			canSplit(
				line([
					[0, 0],
					[1, 0],
					[2, 0]
				]),
				at(2)
			)
		).toBe(false);
		expect(
			canSplit(
				{
					kind: 'polygon',
					parts: [
						[
							[
								[0, 0],
								[1, 0],
								[1, 1]
							]
						]
					]
				},
				at(1)
			)
		).toBe(false);
	});
});

describe('joining lines', () => {
	test('takes the nearest ends and keeps the direction of the line that is worked on', () => {
		const apart: [Ring, Ring][] = [
			[
				[
					[0, 0],
					[1, 0]
				],
				[
					[2, 0],
					[3, 0]
				]
			],
			[
				[
					[0, 0],
					[1, 0]
				],
				[
					[3, 0],
					[2, 0]
				]
			]
		];
		for (const [a, b] of apart)
			expect(joined(line(a, b), 0)!.sketch).toEqual(
				line([
					[0, 0],
					[1, 0],
					[2, 0],
					[3, 0]
				])
			);
		expect(
			joined(
				line(
					[
						[2, 0],
						[3, 0]
					],
					[
						[0, 0],
						[1, 0]
					]
				),
				0
			)!.sketch
		).toEqual(
			line([
				[0, 0],
				[1, 0],
				[2, 0],
				[3, 0]
			])
		);
		expect(
			joined(
				line(
					[
						[2, 0],
						[3, 0]
					],
					[
						[1, 0],
						[0, 0]
					]
				),
				0
			)!.sketch
		).toEqual(
			line([
				[0, 0],
				[1, 0],
				[2, 0],
				[3, 0]
			])
		);
	});

	test('says where the joined line now is, and never loses a vertex that is somewhere else', () => {
		const three = line(
			[
				[8, 8],
				[9, 9]
			],
			[
				[0, 0],
				[1, 0]
			],
			[
				[1, 0.1],
				[2, 0]
			]
		);
		expect(joined(three, 2)).toEqual({
			sketch: line(
				[
					[8, 8],
					[9, 9]
				],
				[
					[0, 0],
					[1, 0],
					[1, 0.1],
					[2, 0]
				]
			),
			part: 1
		});
	});

	test('is not possible alone, with a loop, or with what has one vertex', () => {
		const loop: Ring = [
			[5, 5],
			[6, 5],
			[6, 6],
			[5, 5]
		];
		expect(
			joined(
				line([
					[0, 0],
					[1, 0]
				]),
				0
			)
		).toBeNull();
		expect(
			joined(
				line(
					[
						[0, 0],
						[1, 0]
					],
					loop
				),
				0
			)
		).toBeNull();
		expect(
			joined(
				line(loop, [
					[0, 0],
					[1, 0]
				]),
				0
			)
		).toBeNull();
		expect(
			joined(
				line(
					[
						[0, 0],
						[1, 0]
					],
					[[2, 0]]
				),
				0
			)
		).toBeNull();
	});
});

describe('closing a line', () => {
	const open = line([
		[0, 0],
		[1, 0],
		[1, 1]
	]);

	test('leads it back to where it begins, once', () => {
		const loop = withLoop(open, 0);
		expect(loop.parts[0]![0]).toEqual([
			[0, 0],
			[1, 0],
			[1, 1],
			[0, 0]
		]);
		expect(canClose(loop, 0)).toBe(false);
		expect(
			canClose(
				line([
					[0, 0],
					[1, 0]
				]),
				0
			)
		).toBe(false);
	});

	test('or makes an area of it, that becomes the loop again', () => {
		const area = {
			kind: 'polygon',
			parts: [
				[
					[
						[0, 0],
						[1, 0],
						[1, 1]
					]
				]
			]
		};
		expect(asPolygon(open)).toEqual(area);
		expect(asPolygon(withLoop(open, 0))).toEqual(area);
		expect(asLine(asPolygon(open)!)).toEqual(withLoop(open, 0));
	});

	test('makes no area of what encloses nothing', () => {
		expect(
			asPolygon(
				line([
					[0, 0],
					[1, 0]
				])
			)
		).toBeNull();
		expect(
			asPolygon(
				line([
					[0, 0],
					[1, 0],
					[0, 0],
					[1, 0]
				])
			)
		).toBeNull();
		expect(
			asPolygon(
				line(
					[
						[0, 0],
						[1, 0],
						[1, 1]
					],
					[
						[3, 3],
						[4, 4]
					]
				)
			)
		).toBeNull();
		expect(
			asLine({
				kind: 'polygon',
				parts: [
					[
						[
							[0, 0],
							[1, 0]
						]
					]
				]
			})
		).toBeNull();
	});
});
