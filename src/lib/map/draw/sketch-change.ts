import type { Position } from 'geojson';
import type { Geometry } from '$lib/domain/record';
import type { Ring, Sketch } from '$lib/domain/shape-edit';

/** What is drawn. */
export interface SketchLook {
	sketch: Sketch;
	/** Part that what is done now is done to. */
	active: number;
	/** The active part is not finished: its way back is only hinted at. */
	open: boolean;
	/** Where it crosses itself. */
	crossings: readonly Position[];
	/** Where a vertex was caught. */
	snapped: Position | null;
	/** Records around, to snap to. */
	around: readonly Geometry[];
}

/** West, south, east, north in degrees. */
export type Bounds = [number, number, number, number];

/**
 * Around all that looks different, when it is no more than a vertex of each ring that moved, came or went, or
 * a mark; null when everything must be drawn again. A finger moves one vertex of thousands, many times a second.
 */
export function changedBounds(before: SketchLook, after: SketchLook): Bounds | null {
	if (before.active !== after.active || before.open !== after.open) return null;
	if (before.sketch.kind !== after.sketch.kind || !sameItems(before.around, after.around))
		return null;
	const [was, is] = [before.sketch.parts, after.sketch.parts];
	if (was.length !== is.length || was.some((part, i) => part.length !== is[i]!.length)) return null;

	const touched: Position[] = [];
	for (const [i, rings] of is.entries()) {
		for (const [k, ring] of rings.entries())
			touched.push(...touchedOf(was[i]![k]!, ring, after.sketch.kind === 'polygon'));
	}
	if (!sameItems(before.crossings, after.crossings))
		touched.push(...before.crossings, ...after.crossings);
	if (before.snapped !== after.snapped)
		touched.push(...[before.snapped, after.snapped].filter((one) => one !== null));
	return boundsOf(touched);
}

/** The positions between which two rings differ, as they were and as they are. */
function touchedOf(before: Ring, after: Ring, round: boolean): Position[] {
	if (before === after) return [];
	let start = 0;
	while (start < before.length && start < after.length && before[start] === after[start]) start++;
	let end = 0;
	const most = Math.min(before.length, after.length) - start;
	while (end < most && before.at(-1 - end) === after.at(-1 - end)) end++;
	if (start === before.length && start === after.length) return [];
	return [before, after].flatMap((ring) => {
		const span = ring.slice(Math.max(0, start - 1), ring.length - end + 1);
		// Beside the first or last vertex of a ring the way goes on, or back, to the other end.
		return round && (start === 0 || end === 0)
			? [...span, ring[0], ring.at(-1)].filter((one) => one !== undefined)
			: span;
	});
}

function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
	return a.length === b.length && a.every((one, i) => one === b[i]);
}

function boundsOf(positions: readonly Position[]): Bounds {
	const bounds: Bounds = [Infinity, Infinity, -Infinity, -Infinity];
	for (const [lon = 0, lat = 0] of positions) {
		bounds[0] = Math.min(bounds[0], lon);
		bounds[1] = Math.min(bounds[1], lat);
		bounds[2] = Math.max(bounds[2], lon);
		bounds[3] = Math.max(bounds[3], lat);
	}
	return bounds;
}
