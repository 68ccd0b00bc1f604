import type { Position } from 'geojson';
import { lengthM } from '../geometry.ts';
import type { TracePiece } from './pieces.ts';
import { simplified, toPosition, usualTolerance } from './shape.ts';
import type { TracePoint } from './walk.ts';

/** A stretch as it is drawn while the walk goes on, joined to the one before. */
interface Drawn {
	line: Position[];
	metres: number;
}

/** A piece that is followed by another never changes: a walk of hours costs no more per step than a short one. */
const known = new WeakMap<TracePiece, Drawn>();

function drawn(piece: TracePiece, before: TracePoint | undefined): Drawn {
	const found = known.get(piece);
	if (found) return found;
	const points = before && !piece.gap ? [before, ...piece.points] : piece.points;
	const line = simplified(points.map(toPosition), usualTolerance);
	const made = { line, metres: lengthM({ type: 'LineString', coordinates: line }) };
	known.set(piece, made);
	return made;
}

/** The walk so far, as lines to draw and metres to show; close to what will be saved, and quick at any length. */
export function previewOf(pieces: readonly TracePiece[]): { lines: Position[][]; metres: number } {
	const all = pieces.map((piece, i) => drawn(piece, pieces[i - 1]?.points.at(-1)));
	return {
		lines: all.map(({ line }) => line),
		metres: all.reduce((sum, { metres }) => sum + metres, 0)
	};
}
