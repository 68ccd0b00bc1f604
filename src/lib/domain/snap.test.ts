import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SnapIndex } from './snap';

const wall = { xy: [0, 0, 10, 0, 10, 10], source: 'wall' };
const well = { xy: [5, 5], source: 'well' };

describe('snapping', () => {
	const index = new SnapIndex([wall, well]);

	test('takes a vertex before an edge, however near the edge is', () => {
		expect(index.nearest(9.2, 0.1, 1)).toMatchObject({ on: 'vertex', x: 10, y: 0, vertex: 1 });
		expect(index.nearest(7, 0.4, 1)).toMatchObject({ on: 'edge', x: 7, y: 0, source: 'wall' });
	});

	test('finds a lone point, and nothing out of reach', () => {
		expect(index.nearest(5.2, 5, 1)).toMatchObject({ on: 'vertex', source: 'well', x: 5, y: 5 });
		expect(index.nearest(5, 3, 1)).toBeNull();
		expect(new SnapIndex([]).nearest(0, 0, 100)).toBeNull();
		expect(new SnapIndex([{ xy: [], source: 0 }]).nearest(0, 0, 100)).toBeNull();
	});

	test('passes over what it is told to', () => {
		const other = index.nearest(9.2, 0.1, 1, (path, vertex, on) => on === 'vertex' && vertex === 1);
		expect(other).toMatchObject({ on: 'edge' });
		expect(index.nearest(9.2, 0.1, 1, (path) => path === 0)).toBeNull();
	});

	test('finds what looking at every edge finds', () => {
		const place = fc.tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 50 }));
		const path = fc.array(place, { minLength: 2, maxLength: 12 }).map((xy) => xy.flat());
		fc.assert(
			fc.property(fc.array(path, { minLength: 1, maxLength: 5 }), place, (paths, [x, y]) => {
				const found = new SnapIndex(paths.map((xy) => ({ xy, source: null }))).nearest(x, y, 6);
				const vertices = paths.flatMap((xy) =>
					xy.flatMap((_, i) => (i % 2 === 0 ? [Math.hypot(xy[i]! - x, xy[i + 1]! - y)] : []))
				);
				const nearest = Math.min(...vertices);
				if (nearest <= 6) {
					expect(found?.on).toBe('vertex');
					expect(Math.hypot(found!.x - x, found!.y - y)).toBeCloseTo(nearest, 9);
				} else if (found) {
					expect(found.on).toBe('edge');
					expect(Math.hypot(found.x - x, found.y - y)).toBeLessThanOrEqual(6);
				}
			})
		);
	});

	test.for([9000, 12_000])('finds the same among %i edges', (count) => {
		const line = Array.from({ length: count + 1 }, (_, i) => [i, 0]).flat();
		const long = new SnapIndex([well, { xy: line, source: 'line' }]);
		expect(long.nearest(8000.2, 0.1, 1)).toMatchObject({ on: 'vertex', vertex: 8000, path: 1 });
		expect(long.nearest(8000.5, 0.1, 0.3)).toMatchObject({ on: 'edge', x: 8000.5, vertex: 8000 });
		expect(long.nearest(5.2, 5, 1)).toMatchObject({ source: 'well' });
		expect(long.nearest(8000, 2, 1)).toBeNull();
	});
});
