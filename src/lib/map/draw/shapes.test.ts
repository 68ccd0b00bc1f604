import { describe, expect, test } from 'vitest';
import { shapeFrom, unwrapped, verticesOf, withoutVertex, withVertices } from './shapes';

const square = [
	{ lat: 44, lng: 3 },
	{ lat: 44, lng: 4 },
	{ lat: 45, lng: 4 },
	{ lat: 45, lng: 3 }
];
const ring = [
	[3, 44],
	[4, 44],
	[4, 45],
	[3, 45],
	[3, 44]
];

describe('a shape from vertices', () => {
	test('is there only once it has enough of them', () => {
		expect(shapeFrom('point', [])).toBeNull();
		expect(shapeFrom('line', square.slice(0, 1))).toBeNull();
		expect(shapeFrom('polygon', square.slice(0, 2))).toBeNull();
		expect(shapeFrom('line', square.slice(0, 2))).toEqual({
			type: 'LineString',
			coordinates: [
				[3, 44],
				[4, 44]
			]
		});
		expect(shapeFrom('polygon', square)).toEqual({ type: 'Polygon', coordinates: [ring] });
	});

	test('has coordinates to the centimetre', () => {
		expect(shapeFrom('point', [{ lat: 44.123456789, lng: 3.00000001 }])).toEqual({
			type: 'Point',
			coordinates: [3, 44.1234568]
		});
	});

	test('gives its vertices back, the closing one left out', () => {
		for (const kind of ['line', 'polygon'] as const)
			expect(verticesOf(shapeFrom(kind, square)!)).toEqual(square);
	});
});

describe('a change of vertices', () => {
	const hole = [
		[3.2, 44.2],
		[3.2, 44.4],
		[3.4, 44.4],
		[3.2, 44.2]
	];

	test('keeps the holes of a polygon', () => {
		const moved = square.map(({ lat, lng }) => ({ lat: lat + 1, lng }));
		expect(withVertices({ type: 'Polygon', coordinates: [ring, hole] }, moved)).toMatchObject({
			coordinates: [expect.anything(), hole]
		});
	});

	test('deletes one, and refuses when no shape would be left', () => {
		expect(
			withoutVertex(
				{
					type: 'LineString',
					coordinates: [
						[1, 1],
						[2, 2],
						[3, 3]
					]
				},
				1
			)
		).toEqual({
			type: 'LineString',
			coordinates: [
				[1, 1],
				[3, 3]
			]
		});
		expect(
			withoutVertex(
				{
					type: 'LineString',
					coordinates: [
						[1, 1],
						[2, 2]
					]
				},
				0
			)
		).toBeNull();
		expect(
			withoutVertex(
				{
					type: 'Polygon',
					coordinates: [
						[
							[0, 0],
							[1, 0],
							[1, 1],
							[0, 0]
						]
					]
				},
				0
			)
		).toBeNull();
	});
});

describe('a shape of several parts', () => {
	test('is taken out of its wrapper when it has one part, and left alone otherwise', () => {
		expect(unwrapped({ type: 'MultiPolygon', coordinates: [[ring]] })).toEqual({
			type: 'Polygon',
			coordinates: [ring]
		});
		const two = {
			type: 'MultiPoint' as const,
			coordinates: [
				[1, 1],
				[2, 2]
			]
		};
		expect(unwrapped(two)).toBe(two);
		expect(verticesOf(two)).toEqual([]);
	});
});
