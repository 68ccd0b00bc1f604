import type { GapCause, Heard, TracePoint } from './walk.ts';

/** A stretch of a recorded walk, in the order of `no`; small enough to be written again at each point. */
export interface TracePiece {
	no: number;
	/** Why it does not join the piece before; null when it does, or when it is the first. */
	gap: GapCause | null;
	points: TracePoint[];
}

/** Points of a piece: some ten kilobytes. */
const mostPoints = 200;

/** The pieces with what a reading adds. Only the last of them ever changes. */
export function grown(
	pieces: readonly TracePiece[],
	{ added, gap, replaces }: Pick<Heard, 'added' | 'gap' | 'replaces'>
): readonly TracePiece[] {
	if (added.length === 0) return pieces;
	const last = pieces.at(-1);
	if (last && replaces) {
		return [...pieces.slice(0, -1), { ...last, points: [...last.points.slice(0, -1), ...added] }];
	}
	if (!last || gap || last.points.length >= mostPoints) {
		return [...pieces, { no: (last?.no ?? -1) + 1, gap: last ? gap : null, points: added }];
	}
	return [...pieces.slice(0, -1), { ...last, points: [...last.points, ...added] }];
}

/** The last point recorded, or null. */
export function lastPoint(pieces: readonly TracePiece[]): TracePoint | null {
	return pieces.at(-1)?.points.at(-1) ?? null;
}

/** How many points were recorded. */
export function pointCount(pieces: readonly TracePiece[]): number {
	return pieces.reduce((count, { points }) => count + points.length, 0);
}

/** The walk as it was walked: one list of points between two gaps. */
export function legsOf(pieces: readonly TracePiece[]): TracePoint[][] {
	const legs: TracePoint[][] = [];
	for (const { gap, points } of pieces) {
		const leg = legs.at(-1);
		if (leg && !gap) leg.push(...points);
		else legs.push([...points]);
	}
	return legs;
}
