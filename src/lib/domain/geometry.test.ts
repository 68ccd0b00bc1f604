import { describe, expect, it } from 'vitest';
import { areaM2, boundsOf, centreOf, distanceM, kindOf, lengthM, vertexCount } from './geometry.ts';
import type { Geometry } from './record.ts';
import { pointInRing } from './rings.ts';

const square = (x: number, y: number, size: number) => [
	[x, y],
	[x + size, y],
	[x + size, y + size],
	[x, y + size],
	[x, y]
];

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
