import type { MultiPolygon, Polygon, Position } from 'geojson';
import { mercatorX, mercatorY } from '../mercator.ts';

/** What is taken along: a box, or within it a shape. */
export interface Area {
	/** West, south, east, north in degrees. */
	bbox: [number, number, number, number];
	/** Null: all of the box. Holes count as inside: they are walked across too. */
	shape: Polygon | MultiPolygon | null;
}

/** A tile by its zoom, column from the west and row from the north. */
export type Tile = [zoom: number, column: number, row: number];

/** Ring in the unit square of the Web Mercator projection, without its closing position. */
type Ring = Position[];

interface Held {
	column: number;
	row: number;
	/** What of the area is in the tile; null: all of the tile is in the area. */
	rings: Ring[] | null;
}

/**
 * Every tile that shows something of an area, zoom by zoom from the whole of it to the nearest.
 * @param zooms first and last level
 * @param most tiles; null is the answer when there are more, before any time or memory is spent on them
 */
export function tilesOf(
	area: Area,
	[first, last]: readonly [number, number],
	most: number
): Tile[] | null {
	const tiles: Tile[] = [];
	const rings = ringsOf(area);
	const least = 1e-9 * sumOf(rings);
	let held: Held[] = [{ column: 0, row: 0, rings }];
	for (let zoom = 0; zoom <= last; zoom++) {
		if (zoom > 0) held = held.flatMap((tile) => quartersOf(tile, zoom, least));
		if (zoom < first) continue;
		if (tiles.length + held.length > most) return null;
		for (const { column, row } of held) tiles.push([zoom, column, row]);
	}
	return tiles;
}

function ringsOf({ bbox: [west, south, east, north], shape }: Area): Ring[] {
	const outer: Position[][] = !shape
		? [
				[
					[west, south],
					[east, south],
					[east, north],
					[west, north]
				]
			]
		: shape.type === 'Polygon'
			? shape.coordinates.slice(0, 1)
			: shape.coordinates.flatMap((rings) => rings.slice(0, 1));
	return outer.map((ring) => ring.map(([lon = 0, lat = 0]) => [mercatorX(lon), mercatorY(lat)]));
}

/** @param least what is smaller only touches the edge of a tile, and is not on it */
function quartersOf({ column, row, rings }: Held, zoom: number, least: number): Held[] {
	const side = 2 ** -zoom;
	const quarters: Held[] = [];
	for (const right of [0, 1]) {
		const x = (column * 2 + right) * side;
		const half = rings && clipAll(rings, 0, x, x + side);
		for (const below of [0, 1]) {
			const y = (row * 2 + below) * side;
			const inside = half && clipAll(half, 1, y, y + side);
			const held = inside ? sumOf(inside) : side ** 2;
			if (held < Math.min(least, 1e-9 * side ** 2)) continue;
			const whole = !inside || (inside.length === 1 && held > (1 - 1e-9) * side ** 2);
			quarters.push({
				column: column * 2 + right,
				row: row * 2 + below,
				rings: whole ? null : inside
			});
		}
	}
	return quarters;
}

/** Cuts rings to a band of one axis (Sutherland–Hodgman). */
function clipAll(rings: Ring[], axis: 0 | 1, from: number, to: number): Ring[] {
	return rings
		.map((ring) => clip(clip(ring, axis, from, 1), axis, to, -1))
		.filter((ring) => ring.length >= 3);
}

function clip(ring: Ring, axis: 0 | 1, limit: number, sign: 1 | -1): Ring {
	const kept: Ring = [];
	let before = ring.at(-1);
	for (const here of ring) {
		const [a, b] = [(before![axis]! - limit) * sign, (here[axis]! - limit) * sign];
		if (a < 0 !== b < 0) {
			const share = a / (a - b);
			const other = before![1 - axis]! + share * (here[1 - axis]! - before![1 - axis]!);
			kept.push(axis === 0 ? [limit, other] : [other, limit]);
		}
		if (b >= 0) kept.push(here);
		before = here;
	}
	return kept;
}

function sumOf(rings: Ring[]): number {
	return rings.reduce((sum, ring) => sum + areaOf(ring), 0);
}

function areaOf(ring: Ring): number {
	let twice = 0;
	let before = ring.at(-1)!;
	for (const here of ring) {
		twice += before[0]! * here[1]! - here[0]! * before[1]!;
		before = here;
	}
	return Math.abs(twice) / 2;
}
