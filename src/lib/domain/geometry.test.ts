import { describe, expect, it } from 'vitest';
import {
	areaM2,
	boundsOf,
	centreOf,
	distanceM,
	kindOf,
	lengthM,
	validateGeometry,
	vertexCount
} from './geometry.ts';
import type { Geometry } from './record.ts';
import { pointInRing } from './rings.ts';
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

describe('what is read from a geometry', () => {
	const lakes = {
		type: 'Polygon',
		coordinates: [square(4, 44, 0.01), square(4.004, 44.004, 0.002)]
	} as Geometry;
	const path = {
		type: 'LineString',
		coordinates: [
			[4, 44],
			[4.02, 44],
			[4.02, 44.01]
		]
	} as Geometry;

	it('names the kind of each type', () => {
		expect(kindOf({ type: 'MultiPolygon', coordinates: [] })).toBe('polygon');
		expect(kindOf(path)).toBe('line');
		expect(kindOf({ type: 'MultiPoint', coordinates: [] })).toBe('point');
	});

	it('counts vertices and bounds', () => {
		expect(vertexCount(lakes)).toBe(10);
		expect(boundsOf(path)).toEqual([4, 44, 4.02, 44.01]);
	});

	it('measures as a geodesic calculator does, within half a percent', () => {
		// One degree of latitude at 44° N is 111,110 m on the ellipsoid.
		expect(distanceM([4, 43.5], [4, 44.5])).toBeGreaterThan(111_110 * 0.995);
		expect(distanceM([4, 43.5], [4, 44.5])).toBeLessThan(111_110 * 1.005);
		const side = [distanceM([4, 44.005], [4.01, 44.005]), distanceM([4, 44], [4, 44.01])] as const;
		const hole = side[0] * side[1] * 0.04;
		expect(areaM2(lakes) / (side[0] * side[1] - hole)).toBeCloseTo(1, 3);
		expect(lengthM(path)).toBeCloseTo(
			distanceM([4, 44], [4.02, 44]) + distanceM([4.02, 44], [4.02, 44.01]),
			6
		);
		expect([areaM2(path), lengthM({ type: 'Point', coordinates: [4, 44] })]).toEqual([0, 0]);
	});

	it('puts the centre on the thing itself', () => {
		expect(centreOf({ type: 'Point', coordinates: [4, 44, 12] })).toEqual([4, 44]);
		const [lon, lat] = centreOf(path);
		expect(lat).toBe(44);
		expect(lon).toBeGreaterThan(4.01);
		const horseshoe = [
			[0, 0],
			[3, 0],
			[3, 3],
			[2, 3],
			[2, 1],
			[1, 1],
			[1, 3],
			[0, 3],
			[0, 0]
		];
		for (const rings of [[horseshoe], lakes.coordinates as number[][][]]) {
			const centre = centreOf({ type: 'Polygon', coordinates: rings });
			const [shell = [], ...holes] = rings;
			expect(pointInRing(centre, shell)).toBe('inside');
			for (const hole of holes) expect(pointInRing(centre, hole)).toBe('outside');
		}
	});
});
