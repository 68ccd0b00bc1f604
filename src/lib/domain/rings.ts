import Flatbush from 'flatbush';
import type { Position } from 'geojson';
import { orient2d } from 'robust-predicates';

/** One side of a ring; `next` and `previous` are the indexes of its neighbours in the same ring. */
interface Side {
	ring: number;
	ax: number;
	ay: number;
	bx: number;
	by: number;
	next: number;
	previous: number;
}

/**
 * Whether the rings of one or several polygons can bound an area: no side crosses or overlaps
 * another, a ring never touches itself, holes lie inside their shell, shells lie outside each other.
 * Two rings may touch in a point (OGC Simple Features 6.1.11; what PostGIS calls valid).
 *
 * A packed R-tree over the sides keeps 10,000 vertices in milliseconds on a phone, and exact
 * predicates give the same answer as the server's on nearly aligned points.
 */
export function ringsAreSimple(polygons: readonly (readonly Position[])[][]): boolean {
	const rings = polygons.flat();
	const sides = sidesOf(rings);
	// A ring without three sides of some length encloses nothing.
	const counts = rings.map(() => 0);
	for (const side of sides) counts[side.ring] = (counts[side.ring] ?? 0) + 1;
	if (counts.some((count) => count < 3)) return false;

	const tree = new Flatbush(sides.length);
	for (const side of sides) tree.add(...boxOf(side));
	tree.finish();
	for (const [index, side] of sides.entries()) {
		let clash = false;
		tree.search(...boxOf(side), (other) => {
			if (other > index && clashes(side, sides[other] as Side, index, other)) clash = true;
			return false;
		});
		if (clash) return false;
	}
	return nested(polygons);
}

function sidesOf(rings: readonly (readonly Position[])[]): Side[] {
	const sides: Side[] = [];
	for (const [ring, positions] of rings.entries()) {
		const first = sides.length;
		for (let i = 1; i < positions.length; i++) {
			const [ax = 0, ay = 0] = positions[i - 1] as Position;
			const [bx = 0, by = 0] = positions[i] as Position;
			// A vertex given twice in a row is harmless, and a side of no length would seem to touch itself.
			if (ax === bx && ay === by) continue;
			const index = sides.length;
			sides.push({ ring, ax, ay, bx, by, next: index + 1, previous: index - 1 });
		}
		const last = sides.at(-1);
		const start = sides[first];
		if (last && start) {
			last.next = first;
			start.previous = sides.length - 1;
		}
	}
	return sides;
}

function boxOf({ ax, ay, bx, by }: Side): [number, number, number, number] {
	return [Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by)];
}

function clashes(a: Side, b: Side, indexA: number, indexB: number): boolean {
	const meeting = meet(a, b);
	if (meeting === 'apart') return false;
	if (meeting !== 'point') return true;
	if (a.ring !== b.ring) return false;
	// Neighbours share their common vertex, and must share nothing else.
	if (a.next === indexB) return !(a.bx === b.ax && a.by === b.ay);
	if (b.next === indexA) return !(b.bx === a.ax && b.by === a.ay);
	return true;
}

/** Two ends of a side, in any plane. */
export type Stretch = Pick<Side, 'ax' | 'ay' | 'bx' | 'by'>;

/** How two sides meet; `point`: they touch in one point that is an end of at least one of them. */
export function meet(a: Stretch, b: Stretch): 'apart' | 'point' | 'cross' | 'overlap' {
	const o1 = Math.sign(orient2d(a.ax, a.ay, a.bx, a.by, b.ax, b.ay));
	const o2 = Math.sign(orient2d(a.ax, a.ay, a.bx, a.by, b.bx, b.by));
	if (o1 === o2 && o1 !== 0) return 'apart';
	const o3 = Math.sign(orient2d(b.ax, b.ay, b.bx, b.by, a.ax, a.ay));
	const o4 = Math.sign(orient2d(b.ax, b.ay, b.bx, b.by, a.bx, a.by));
	if (o3 === o4 && o3 !== 0) return 'apart';
	if (o1 === 0 && o2 === 0) return alongOneLine(a, b);
	return o1 === 0 || o2 === 0 || o3 === 0 || o4 === 0 ? 'point' : 'cross';
}

function alongOneLine(a: Stretch, b: Stretch): 'apart' | 'point' | 'overlap' {
	const upright = a.ax === a.bx;
	const [a1, a2] = upright ? [a.ay, a.by] : [a.ax, a.bx];
	const [b1, b2] = upright ? [b.ay, b.by] : [b.ax, b.bx];
	const shared =
		Math.min(Math.max(a1, a2), Math.max(b1, b2)) - Math.max(Math.min(a1, a2), Math.min(b1, b2));
	if (shared < 0) return 'apart';
	return shared === 0 ? 'point' : 'overlap';
}

/** Given that no sides cross: holes within their shell and not in one another, shells apart. */
function nested(polygons: readonly (readonly Position[])[][]): boolean {
	for (const [index, [shell = [], ...holes]] of polygons.entries()) {
		if (!holes.every((hole) => lies(hole, shell) === 'inside')) return false;
		if (
			!holes.every((hole, i) =>
				holes.every((other, j) => i === j || lies(hole, other) === 'outside')
			)
		) {
			return false;
		}
		for (const [j, [other = [], ...gaps]] of polygons.entries()) {
			// An island in another polygon's lake is fine.
			const apart = j === index || lies(shell, other) === 'outside';
			if (!apart && !gaps.some((gap) => lies(shell, gap) === 'inside')) return false;
		}
	}
	return true;
}

/** Where a ring lies whose sides do not cross the other's; `across`: it goes through it at a vertex. */
function lies(
	ring: readonly Position[],
	outer: readonly Position[]
): 'inside' | 'outside' | 'across' {
	if (!boxesMeet(extentOf(ring), extentOf(outer))) return 'outside';
	let found: 'inside' | 'outside' | null = null;
	for (const position of ring) {
		const side = pointInRing(position, outer);
		if (side === 'edge' || side === found) continue;
		if (found) return 'across';
		found = side;
	}
	return found ?? 'inside';
}

type Box = [number, number, number, number];

function extentOf(ring: readonly Position[]): Box {
	const box: Box = [Infinity, Infinity, -Infinity, -Infinity];
	for (const [x = NaN, y = NaN] of ring) {
		box[0] = Math.min(box[0], x);
		box[1] = Math.min(box[1], y);
		box[2] = Math.max(box[2], x);
		box[3] = Math.max(box[3], y);
	}
	return box;
}

function boxesMeet(a: Box, b: Box): boolean {
	return a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
}

/** Where a position is relative to a closed ring. */
export function pointInRing(
	position: Position,
	ring: readonly Position[]
): 'inside' | 'outside' | 'edge' {
	const [x = 0, y = 0] = position;
	let inside = false;
	for (let i = 1; i < ring.length; i++) {
		const [ax = 0, ay = 0] = ring[i - 1] as Position;
		const [bx = 0, by = 0] = ring[i] as Position;
		if (Math.min(ay, by) > y || Math.max(ay, by) < y) continue;
		const turn = orient2d(ax, ay, bx, by, x, y);
		if (turn === 0 && Math.min(ax, bx) <= x && x <= Math.max(ax, bx)) return 'edge';
		if (ay > y !== by > y && turn > 0 === ay > by) inside = !inside;
	}
	return inside ? 'inside' : 'outside';
}
