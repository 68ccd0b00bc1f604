import { describe, expect, it } from 'vitest';
import { validateGeometry } from './geometry.ts';
import type { GeometryKind } from './vocabulary/types.ts';

const all: GeometryKind[] = ['point', 'line', 'polygon'];
const codes = (geometry: unknown, allowed = all) =>
	validateGeometry(geometry, allowed).map(({ code }) => code);
const polygon = (...rings: number[][][]) => ({ type: 'Polygon', coordinates: rings });
const square = (x: number, y: number, size: number) => [
	[x, y],
	[x + size, y],
	[x + size, y + size],
	[x, y + size],
	[x, y]
];
/** A ring of `count` positions (the closing one included) around a centre. */
const wheel = (count: number, radius = 0.01) =>
	Array.from({ length: count }, (_, i) => {
		const angle = (2 * Math.PI * (i % (count - 1))) / (count - 1);
		return [4 + radius * Math.cos(angle), 44 + radius * Math.sin(angle)];
	});

describe('a geometry that is sound', () => {
	it.each([
		['point', { type: 'Point', coordinates: [4.1, 43.9] }],
		['point with its altitude', { type: 'Point', coordinates: [4.1, 43.9, 210] }],
		['origin', { type: 'Point', coordinates: [0, 0] }],
		[
			'points',
			{
				type: 'MultiPoint',
				coordinates: [
					[4, 44],
					[4, 44]
				]
			}
		],
		[
			'line',
			{
				type: 'LineString',
				coordinates: [
					[4, 44],
					[4.1, 44]
				]
			}
		],
		[
			'line that crosses itself',
			{
				type: 'LineString',
				coordinates: [
					[4, 44],
					[5, 45],
					[5, 44],
					[4, 45]
				]
			}
		],
		[
			'lines',
			{
				type: 'MultiLineString',
				coordinates: [
					[
						[4, 44],
						[5, 45]
					],
					[
						[4, 45],
						[5, 44]
					]
				]
			}
		],
		['polygon', polygon(square(4, 44, 1))],
		['clockwise polygon', polygon(square(4, 44, 1).reverse())],
		[
			'polygon with a vertex given twice',
			polygon([
				[4, 44],
				[5, 44],
				[5, 44],
				[5, 45],
				[4, 44]
			])
		],
		['polygon with a hole', polygon(square(4, 44, 3), square(5, 45, 1))],
		[
			'hole that touches its shell in a point',
			polygon(square(4, 44, 2), [
				[4, 45],
				[5, 44.5],
				[5, 45.5],
				[4, 45]
			])
		],
		[
			'polygons side by side',
			{ type: 'MultiPolygon', coordinates: [[square(4, 44, 1)], [square(6, 44, 1)]] }
		],
		[
			'polygons that meet at a corner',
			{ type: 'MultiPolygon', coordinates: [[square(4, 44, 1)], [square(5, 45, 1)]] }
		],
		[
			'island in a lake',
			{
				type: 'MultiPolygon',
				coordinates: [[square(4, 44, 4), square(5, 45, 2)], [square(5.5, 45.5, 1)]]
			}
		],
		[
			'a line of 10,000 vertices',
			{ type: 'LineString', coordinates: Array.from({ length: 10_000 }, (_, i) => [i / 1000, 44]) }
		],
		['a polygon of 10,000 vertices', polygon(wheel(10_000))]
	])('%s', (_, geometry) => {
		expect(codes(geometry)).toEqual([]);
	});
});

describe('a geometry that is not', () => {
	it.each([
		['geometry_missing', null],
		['geometry_missing', undefined],
		['geometry_malformed', 'POINT(4 44)'],
		['geometry_malformed', []],
		['geometry_malformed', {}],
		['geometry_malformed', { type: 'Circle', coordinates: [4, 44] }],
		['geometry_malformed', { type: 'constructor', coordinates: [4, 44] }],
		['geometry_malformed', { type: 'GeometryCollection', geometries: [] }],
		['geometry_malformed', { type: 'Point' }],
		['geometry_malformed', { type: 'Point', coordinates: '4,44' }],
		['geometry_malformed', { type: 'Point', coordinates: ['4', '44'] }],
		['geometry_malformed', { type: 'Point', coordinates: [4] }],
		['geometry_malformed', { type: 'Point', coordinates: [4, 44, 0, 0] }],
		['geometry_malformed', { type: 'Point', coordinates: [[4, 44]] }],
		['geometry_malformed', { type: 'LineString', coordinates: [4, 44] }],
		['geometry_malformed', { type: 'LineString', coordinates: [[4, 44]] }],
		[
			'geometry_malformed',
			{
				type: 'LineString',
				coordinates: [
					[4, 44],
					[4, 44]
				]
			}
		],
		[
			'geometry_malformed',
			polygon([
				[4, 44],
				[5, 44],
				[4, 44]
			])
		],
		[
			'geometry_malformed',
			polygon([
				[4, 44],
				[5, 44],
				[5, 45],
				[4, 45]
			])
		],
		['geometry_empty', { type: 'Point', coordinates: [] }],
		['geometry_empty', { type: 'LineString', coordinates: [] }],
		['geometry_empty', polygon()],
		['geometry_empty', polygon([])],
		['geometry_empty', { type: 'MultiPolygon', coordinates: [[]] }],
		['geometry_not_finite', { type: 'Point', coordinates: [NaN, 44] }],
		['geometry_not_finite', { type: 'Point', coordinates: [4, Infinity] }],
		['geometry_not_finite', JSON.parse(JSON.stringify({ type: 'Point', coordinates: [NaN, 44] }))],
		['geometry_outside_world', { type: 'Point', coordinates: [180.1, 44] }],
		['geometry_outside_world', { type: 'Point', coordinates: [4, -90.5] }],
		['geometry_outside_world', { type: 'Point', coordinates: [770_000, 6_280_000] }],
		[
			'geometry_too_many_vertices',
			{ type: 'LineString', coordinates: Array.from({ length: 10_001 }, (_, i) => [i / 1000, 44]) }
		],
		[
			'geometry_too_many_vertices',
			{ type: 'MultiPolygon', coordinates: [[wheel(6000)], [wheel(6000, 0.001)]] }
		]
	])('%s: %#', (code, geometry) => {
		expect(codes(geometry)).toEqual([code]);
	});

	it('names the kinds that the concept allows', () => {
		expect(
			validateGeometry({ type: 'MultiPoint', coordinates: [[4, 44]] }, ['line', 'polygon'])
		).toEqual([{ code: 'geometry_kind', field: 'geometry', params: { kinds: 'line,polygon' } }]);
	});

	it.each([
		[
			'bow tie',
			polygon([
				[4, 44],
				[5, 45],
				[5, 44],
				[4, 45],
				[4, 44]
			])
		],
		[
			'spike',
			polygon([
				[4, 44],
				[6, 44],
				[5, 44],
				[5, 45],
				[4, 44]
			])
		],
		[
			'flat ring',
			polygon([
				[4, 44],
				[5, 44],
				[6, 44],
				[4, 44]
			])
		],
		[
			'one place only',
			polygon([
				[4, 44],
				[4, 44],
				[4, 44],
				[4, 44]
			])
		],
		[
			'there and back',
			polygon([
				[4, 44],
				[5, 45],
				[4, 44],
				[5, 45],
				[4, 44]
			])
		],
		[
			'ring that touches its own side',
			polygon([
				[4, 44],
				[6, 44],
				[6, 46],
				[5, 44],
				[4, 46],
				[4, 44]
			])
		],
		[
			'ring that comes back through a vertex',
			polygon([
				[4, 44],
				[5, 45],
				[6, 44],
				[6, 46],
				[5, 45],
				[4, 46],
				[4, 44]
			])
		],
		['hole outside its shell', polygon(square(4, 44, 1), square(7, 44, 1))],
		['hole across its shell', polygon(square(4, 44, 2), square(5, 45, 2))],
		[
			'hole that leaves through a vertex',
			polygon(square(4, 44, 2), [
				[5, 44.5],
				[6, 45],
				[7, 45.2],
				[6, 46],
				[5, 44.5]
			])
		],
		['hole equal to its shell', polygon(square(4, 44, 1), square(4, 44, 1))],
		['hole in a hole', polygon(square(4, 44, 6), square(5, 45, 4), square(6, 46, 1))],
		[
			'overlapping polygons',
			{ type: 'MultiPolygon', coordinates: [[square(4, 44, 2)], [square(5, 45, 2)]] }
		],
		[
			'polygon in another',
			{ type: 'MultiPolygon', coordinates: [[square(5, 45, 1)], [square(4, 44, 4)]] }
		],
		[
			'polygons that share a side',
			{ type: 'MultiPolygon', coordinates: [[square(4, 44, 1)], [square(5, 44, 1)]] }
		]
	])('self-intersects: %s', (_, geometry) => {
		expect(codes(geometry)).toEqual(['geometry_self_intersects']);
	});

	it('finds the one crossing among 9,999 sides', () => {
		const ring = wheel(10_000);
		[ring[4000], ring[4001]] = [ring[4001] as number[], ring[4000] as number[]];
		expect(codes(polygon(ring))).toEqual(['geometry_self_intersects']);
	});

	it('tells a vertex on a side from one a hair away', () => {
		const touching = [
			[0, 0],
			[3, 1],
			[3, 3],
			[1.5, 0.5],
			[0, 3],
			[0, 0]
		];
		const apart = touching.map(([x, y]) => (x === 1.5 ? [1.5, 0.5 + 1e-15] : [x, y])) as number[][];
		expect(codes(polygon(touching))).toEqual(['geometry_self_intersects']);
		expect(codes(polygon(apart))).toEqual([]);
	});
});
