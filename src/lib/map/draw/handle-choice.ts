import { hasVertex, type Sketch, type VertexAt } from '$lib/domain/shape-edit';
import { ringXY } from './ring-xy';

/** Where the world lies on the screen. */
export interface HandleView {
	/** Pixels of the whole world at this zoom. */
	scale: number;
	/** Where the north-west corner of the Mercator square lies in the map's element. */
	origin: { x: number; y: number };
	width: number;
	height: number;
}

/** A handle: on a vertex, or half-way to it from the one before. */
export interface Grip {
	at: VertexAt;
	between: boolean;
}

/** Two handles closer than a finger is wide would be taken for each other. */
const apart = 40;
/** Room for a handle between two others. */
const room = 88;
/** A phone that must keep more elements than this in place stumbles. */
const most = 60;

/**
 * The vertices that get a handle: those in view, no two closer than a fingertip, so that a line of
 * thousands of vertices costs what one of fifty does. The selected one and the ends come first; closer
 * together, the others show when the map comes closer.
 *
 * @param shown those that have one now: they keep it where they can, for making a handle takes a phone long
 */
export function chooseHandles(
	sketch: Sketch,
	active: number,
	selected: VertexAt | null,
	view: HandleView,
	betweens: boolean,
	shown: readonly Grip[] = []
): Grip[] {
	const taken = new Map<number, [number, number][]>();
	const chosen = new Map<string, Grip>();
	const columns = Math.ceil(view.width / apart) + 4;

	const place = (at: VertexAt): [number, number] | null => {
		const xy = ringXY(sketch.parts[at.part]![at.ring]!);
		const x = xy[at.vertex * 2]! * view.scale + view.origin.x;
		const y = xy[at.vertex * 2 + 1]! * view.scale + view.origin.y;
		return x < 0 || y < 0 || x > view.width || y > view.height ? null : [x, y];
	};
	const offer = (at: VertexAt, whatever = false) => {
		// Of thousands nearly all end here.
		if (!whatever && chosen.size >= most) return;
		const [x, y] = place(at) ?? [];
		if (x === undefined || y === undefined) return;
		const key = `${at.part}/${at.ring}/${at.vertex}`;
		if (chosen.has(key) || (!whatever && !isFree(taken, columns, x, y))) return;
		const cell = cellOf(columns, x, y);
		taken.set(cell, [...(taken.get(cell) ?? []), [x, y]]);
		chosen.set(key, { at, between: false });
	};

	const exists = selected && sketch.parts[selected.part]?.[selected.ring]?.[selected.vertex];
	if (selected && exists) offer(selected, true);
	const order = [active, ...sketch.parts.keys().filter((part) => part !== active)];
	const rings = order.flatMap((part) =>
		(sketch.parts[part] ?? []).map((positions, ring) => ({ part, ring, count: positions.length }))
	);
	for (const { part, ring, count } of rings) {
		if (count === 0) continue;
		offer({ part, ring, vertex: 0 });
		offer({ part, ring, vertex: count - 1 });
	}
	for (const { at, between } of shown) if (!between && hasVertex(sketch, at)) offer(at);
	for (const { part, ring, count } of rings) {
		for (let vertex = 1; vertex < count - 1; vertex++) offer({ part, ring, vertex });
	}
	const grips = [...chosen.values()];
	if (!betweens) return grips;
	return [...grips, ...grips.flatMap((grip) => betweenBefore(sketch, grip, chosen, place))];
}

/** The handle before a vertex, when the vertex before has one too and both leave room. */
function betweenBefore(
	sketch: Sketch,
	{ at }: Grip,
	chosen: ReadonlyMap<string, Grip>,
	place: (at: VertexAt) => [number, number] | null
): Grip[] {
	const count = sketch.parts[at.part]![at.ring]!.length;
	const round = sketch.kind === 'polygon' && count > 2;
	if (at.vertex === 0 && !round) return [];
	const before = { ...at, vertex: (at.vertex + count - 1) % count };
	if (!chosen.has(`${before.part}/${before.ring}/${before.vertex}`)) return [];
	const [a, b] = [place(before), place(at)];
	if (!a || !b || Math.hypot(a[0] - b[0], a[1] - b[1]) < room) return [];
	return [{ at, between: true }];
}

function cellOf(columns: number, x: number, y: number): number {
	return (Math.floor(y / apart) + 1) * columns + Math.floor(x / apart) + 1;
}

function isFree(
	taken: ReadonlyMap<number, [number, number][]>,
	columns: number,
	x: number,
	y: number
): boolean {
	const middle = cellOf(columns, x, y);
	for (let row = -1; row <= 1; row++) {
		for (let column = -1; column <= 1; column++) {
			for (const [otherX, otherY] of taken.get(middle + row * columns + column) ?? []) {
				if (Math.hypot(otherX - x, otherY - y) < apart) return false;
			}
		}
	}
	return true;
}
