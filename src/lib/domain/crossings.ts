import Flatbush from 'flatbush';
import type { Position } from 'geojson';
import { orient2d } from 'robust-predicates';
import { meet, type Stretch } from './rings.ts';
import { positionAt, type Sketch, type VertexAt } from './shape-edit.ts';

/** More would cover the drawing with marks that say the same. */
const most = 20;

const everywhere = [-Infinity, -Infinity, Infinity, Infinity];

interface Side extends Stretch {
	part: number;
	ring: number;
	/** Number of the vertex it begins at. */
	from: number;
	/** Vertices of its ring. */
	count: number;
}

/**
 * Where a drawing crosses or touches itself: for polygons wherever two sides meet that must not, in one
 * ring or in two; for lines wherever a line crosses itself, which is allowed but seldom meant. Places in
 * the order they are found, {@link most} at most. A packed R-tree finds them in n log n.
 *
 * @param closing whether the side that would close an unfinished polygon counts
 */
export function crossingsOf(sketch: Sketch, closing = true): Position[] {
	const looking = lookForCrossings(sketch, closing);
	for (;;) {
		const step = looking.next();
		if (step.done) return step.value;
	}
}

/** Sides looked at in one step. */
const stride = 250;

/** {@link crossingsOf} in steps of a millisecond or two, for drawings of thousands of vertices. */
export function* lookForCrossings(
	sketch: Sketch,
	closing = true
): Generator<undefined, Position[]> {
	const sides = sidesOf(sketch, closing);
	if (sides.length < 3) return [];
	yield;
	const tree = new Flatbush(sides.length);
	for (const side of sides) tree.add(...boxOf(side));
	tree.finish();
	const found: Position[] = [];
	for (const [index, side] of sides.entries()) {
		if (index % stride === 0) yield;
		tree.search(...boxOf(side), (other) => {
			const place = other > index ? clash(sketch.kind, side, sides[other]!) : null;
			if (place) found.push(place);
			return false;
		});
		if (found.length >= most) break;
	}
	return found.slice(0, most);
}

/**
 * The same for what a moved vertex changed only, the two sides that end in it: cheap enough for every
 * frame of a drag.
 */
export function crossingsAt(sketch: Sketch, at: VertexAt): Position[] {
	const [x = 0, y = 0] = positionAt(sketch, at) ?? [];
	const moved = sidesOf(sketch, true, [x, y, x, y]).filter((side) => endsIn(side, at));
	const found: Position[] = [];
	for (const [i, side] of moved.entries()) {
		for (const other of sidesOf(sketch, true, boxOf(side))) {
			// Of two moved sides each would find the other.
			const turn = moved.findIndex((one) => order(one, other) === 0);
			if (turn >= 0 && turn <= i) continue;
			// In the order of the whole search, so that both say the same place of two sides along one line.
			const [a, b] = order(side, other) < 0 ? [side, other] : [other, side];
			const place = clash(sketch.kind, a, b);
			if (place) found.push(place);
			if (found.length >= most) return found;
		}
	}
	return found;
}

function order(a: Side, b: Side): number {
	return a.part - b.part || a.ring - b.ring || a.from - b.from;
}

function endsIn(side: Side, at: VertexAt): boolean {
	if (side.part !== at.part || side.ring !== at.ring) return false;
	return side.from === at.vertex || (side.from + 1) % side.count === at.vertex;
}

/** The sides of a drawing; only those that may meet something within west, south, east, north when that is given. */
function sidesOf(
	{ kind, parts }: Sketch,
	closing: boolean,
	[west, south, east, north]: readonly number[] = everywhere
): Side[] {
	const sides: Side[] = [];
	for (const [part, rings] of parts.entries()) {
		for (const [ring, positions] of rings.entries()) {
			const count = positions.length;
			// Two vertices and the way back lie on each other: nothing is closed yet.
			const last = kind === 'polygon' && closing && count > 2 ? count : count - 1;
			for (let from = 0; from < last; from++) {
				const a = positions[from]!;
				const b = positions[from + 1 < count ? from + 1 : 0]!;
				const [ax, ay, bx, by] = [a[0]!, a[1]!, b[0]!, b[1]!];
				if ((ax < west! && bx < west!) || (ax > east! && bx > east!)) continue;
				if ((ay < south! && by < south!) || (ay > north! && by > north!)) continue;
				if (ax !== bx || ay !== by) sides.push({ part, ring, from, count, ax, ay, bx, by });
			}
		}
	}
	return sides;
}

/** Where two sides clash, or null. */
function clash(kind: Sketch['kind'], a: Side, b: Side): Position | null {
	const sameRing = a.part === b.part && a.ring === b.ring;
	if (kind === 'line' && !sameRing) return null;
	const meeting = meet(a, b);
	if (meeting === 'apart') return null;
	if (meeting === 'point') {
		if (kind === 'line' || !sameRing) return null;
		return neighbours(a, b) ? null : touching(a, b);
	}
	return meeting === 'cross' ? crossing(a, b) : touching(a, b);
}

function neighbours(a: Side, b: Side): boolean {
	return (a.bx === b.ax && a.by === b.ay) || (b.bx === a.ax && b.by === a.ay);
}

/** To the centimetre, so that the same crossing found from either side is the same place. */
const rounded = (degrees: number) => Number(degrees.toFixed(7));

function crossing(a: Stretch, b: Stretch): Position {
	const [dx, dy] = [a.bx - a.ax, a.by - a.ay];
	const [ex, ey] = [b.bx - b.ax, b.by - b.ay];
	const share = ((b.ax - a.ax) * ey - (b.ay - a.ay) * ex) / (dx * ey - dy * ex);
	return [rounded(a.ax + dx * share), rounded(a.ay + dy * share)];
}

/** An end of one that lies on the other. */
function touching(a: Stretch, b: Stretch): Position {
	const ends: [x: number, y: number, on: Stretch][] = [
		[a.ax, a.ay, b],
		[a.bx, a.by, b],
		[b.ax, b.ay, a],
		[b.bx, b.by, a]
	];
	const touches = ([x, y, on]: [number, number, Stretch]) => {
		const [west, south, east, north] = boxOf(on);
		const within = x >= west && x <= east && y >= south && y <= north;
		return within && orient2d(on.ax, on.ay, on.bx, on.by, x, y) === 0;
	};
	const [x, y] = ends.find(touches) ?? ends[0]!;
	return [x, y];
}

function boxOf({ ax, ay, bx, by }: Stretch): [number, number, number, number] {
	return [Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by)];
}
