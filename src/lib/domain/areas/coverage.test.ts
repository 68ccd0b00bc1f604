import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mercatorX, mercatorY } from '../mercator.ts';
import { tilesOf, type Area, type Tile } from './coverage.ts';

const plenty = 200_000;
const poulx: Area = { bbox: [4.38, 43.89, 4.45, 43.94], shape: null };

/** The tile of a place, by the usual formula. */
function tileAt(lon: number, lat: number, zoom: number): Tile {
	const side = 2 ** zoom;
	return [zoom, Math.floor(mercatorX(lon) * side), Math.floor(mercatorY(lat) * side)];
}

describe('the tiles of an area', () => {
	it('are those between its corners, at every level', () => {
		for (const zoom of [8, 13, 17]) {
			const [west, south, east, north] = poulx.bbox;
			const [, left, top] = tileAt(west, north, zoom);
			const [, right, bottom] = tileAt(east, south, zoom);
			const tiles = tilesOf(poulx, [zoom, zoom], plenty)!;
			expect(tiles).toHaveLength((right - left + 1) * (bottom - top + 1));
			expect(new Set(tiles.map(String)).size).toBe(tiles.length);
		}
	});

	it('come from the whole to the nearest, so that what is there early is of use', () => {
		const zooms = tilesOf(poulx, [8, 15], plenty)!.map(([zoom]) => zoom);
		expect(zooms[0]).toBe(8);
		expect(zooms.at(-1)).toBe(15);
		expect(zooms).toEqual([...zooms].sort((a, b) => a - b));
	});

	it('of a shape are some of those of its box, and hold every place in it', () => {
		const degrees = (from: number, to: number) =>
			fc.double({ min: from, max: to, noNaN: true, noDefaultInfinity: true });
		const corner = fc.tuple(degrees(4.3, 4.5), degrees(43.8, 44));
		fc.assert(
			fc.property(
				corner,
				corner,
				corner,
				fc.tuple(degrees(0, 1), degrees(0, 1)),
				(a, b, c, [s, t]) => {
					const area = Math.abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1]));
					fc.pre(area > 1e-5);
					const ring = [a, b, c, a];
					const lons = ring.map(([lon]) => lon);
					const lats = ring.map(([, lat]) => lat);
					const bbox: Area['bbox'] = [
						Math.min(...lons),
						Math.min(...lats),
						Math.max(...lons),
						Math.max(...lats)
					];
					const shape = { type: 'Polygon' as const, coordinates: [ring] };
					const inBox = new Set(tilesOf({ bbox, shape: null }, [14, 14], plenty)!.map(String));
					const inShape = tilesOf({ bbox, shape }, [14, 14], plenty)!.map(String);
					expect(inShape.every((tile) => inBox.has(tile))).toBe(true);
					// Well inside the triangle, away from edges that Mercator bends.
					const [u, v] = s + t > 1 ? [1 - s, 1 - t] : [s, t];
					const inner = (axis: 0 | 1) => {
						const at = a[axis] + u * (b[axis] - a[axis]) + v * (c[axis] - a[axis]);
						const middle = (a[axis] + b[axis] + c[axis]) / 3;
						return middle + (at - middle) * 0.9;
					};
					expect(inShape).toContain(String(tileAt(inner(0), inner(1), 14)));
				}
			),
			{ numRuns: 200, seed: 4 }
		);
	});

	it('of several parts are each counted once', () => {
		const square = (lon: number, lat: number, side: number) => [
			[
				[lon, lat],
				[lon + side, lat],
				[lon + side, lat + side],
				[lon, lat + side],
				[lon, lat]
			]
		];
		const shape = {
			type: 'MultiPolygon' as const,
			coordinates: [
				square(4.38, 43.89, 0.01),
				square(4.39, 43.895, 0.01),
				square(4.44, 43.93, 0.01)
			]
		};
		const tiles = tilesOf({ bbox: poulx.bbox, shape }, [16, 16], plenty)!;
		expect(new Set(tiles.map(String)).size).toBe(tiles.length);
		expect(tiles.length).toBeLessThan(tilesOf(poulx, [16, 16], plenty)!.length);
		expect(tiles.map(String)).toContain(String(tileAt(4.445, 43.935, 16)));
	});

	it('are not even counted when there are too many', () => {
		const france: Area = { bbox: [-5, 41, 9.6, 51.1], shape: null };
		expect(tilesOf(france, [8, 18], 12_000)).toBeNull();
		expect(tilesOf({ bbox: [-180, -85, 180, 85], shape: null }, [0, 2], plenty)).toHaveLength(21);
	});
});
