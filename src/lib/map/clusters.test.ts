import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildClusters, clusterRadius, clusterToZoom, shortCount, type MapPoint } from './clusters';

const world: [number, number, number, number] = [-180, -85, 180, 85];
const here: MapPoint[] = [
	['a', 3.6, 44.1, 0],
	['b', 3.601, 44.101, 1],
	['c', 3.6, 44.1, 0],
	['d', 2.1, 43.2, 2]
];

describe('clusters', () => {
	const clusters = buildClusters(here);

	test('gather what is near, and say how many', () => {
		const far = clusters.inView(world, 9);
		expect(far.map((one) => (one.kind === 'cluster' ? one.count : 1)).sort()).toEqual([1, 3]);
	});

	test('leave records of one place together at any zoom, and say who they are', () => {
		const near = clusters.inView(world, clusterToZoom);
		const together = near.find((one) => one.kind === 'cluster');
		expect(together).toMatchObject({ count: 2 });
		if (together?.kind !== 'cluster') throw new Error('no cluster');
		expect(clusters.expansionZoom(together.cluster)).toBeGreaterThan(clusterToZoom);
		expect(
			clusters
				.leaves(together.cluster)
				.map((place) => here[place]![0])
				.sort()
		).toEqual(['a', 'c']);
	});

	test('come apart at their expansion zoom', () => {
		const crowd = clusters.inView(world, 9).find((one) => one.kind === 'cluster');
		if (crowd?.kind !== 'cluster') throw new Error('no cluster');
		const zoom = clusters.expansionZoom(crowd.cluster);
		expect(clusters.inView(world, zoom).length).toBeGreaterThan(
			clusters.inView(world, zoom - 1).length
		);
	});

	test('count the points of an area, edges included', () => {
		expect(clusters.count([3.6, 44.1, 3.7, 44.2])).toBe(3);
		expect(clusters.count([0, 0, 1, 1])).toBe(0);
	});

	test('lose nothing and invent nothing, wherever points lie', () => {
		const point = fc.tuple(
			fc.uuid(),
			fc.double({ min: -179, max: 179, noNaN: true }),
			fc.double({ min: -80, max: 80, noNaN: true }),
			fc.nat(5)
		);
		fc.assert(
			fc.property(
				fc.array(point, { maxLength: 60 }),
				fc.integer({ min: 0, max: 20 }),
				(points, zoom) => {
					const drawn = buildClusters(points as MapPoint[]).inView(world, zoom);
					const sum = drawn.reduce((all, one) => all + (one.kind === 'cluster' ? one.count : 1), 0);
					expect(sum).toBe(points.length);
				}
			),
			{ numRuns: 50 }
		);
	});
});

describe('a disc', () => {
	test('grows with its number, to a limit', () => {
		expect(clusterRadius(10)).toBeGreaterThan(clusterRadius(2));
		expect(clusterRadius(1e9)).toBe(30);
	});

	test('shortens its number', () => {
		const numbers = new Intl.NumberFormat('fr');
		expect([12, 999, 1000, 1249, 12_400].map((count) => shortCount(count, numbers))).toEqual([
			'12',
			'999',
			'1 k',
			'1,2 k',
			'12 k'
		]);
	});
});
