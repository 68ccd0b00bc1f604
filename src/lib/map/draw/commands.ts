import type { Position } from 'geojson';
import type { History } from '$lib/domain/shape-history';
import {
	hasVertex,
	isEnough,
	ringAt,
	withInserted,
	withEnd,
	withoutPart,
	withoutVertex,
	withPart
} from '$lib/domain/shape-edit';
import { asLine, asPolygon, joined, withLoop, withSplit } from '$lib/domain/shape-lines';
import { growingRing, nothing, type Drawing } from './drawing';
import type { EditorCommand } from './toolbar';

/** The drawing after a command; null when there is nothing to do. Undo and redo are the history's. */
function afterCommand(drawing: Drawing, command: EditorCommand): Drawing | null {
	const { sketch, active, selected } = drawing;
	switch (command) {
		case 'restart':
			return nothing(sketch.kind);
		case 'resume':
			return resumed(drawing);
		case 'finish':
			return finished(drawing);
		case 'deleteVertex':
			return hasVertex(sketch, selected) ? withoutSelected(drawing) : null;
		case 'split':
			if (!hasVertex(sketch, selected)) return null;
			return { ...drawing, sketch: withSplit(sketch, selected), selected: null };
		case 'addPart': {
			const more = withPart(sketch);
			return { sketch: more, active: more.parts.length - 1, selected: null, growing: 'end' };
		}
		case 'nextPart':
			return {
				...drawing,
				active: (active + 1) % sketch.parts.length,
				selected: null,
				growing: null
			};
		case 'deletePart': {
			const less = withoutPart(sketch, active);
			const next = Math.min(active, less.parts.length - 1);
			const growing = less.parts[next]?.[0]?.length ? null : 'end';
			return { sketch: less, active: next, selected: null, growing };
		}
		case 'join': {
			const one = joined(sketch, active);
			return one && { ...drawing, sketch: one.sketch, active: one.part, selected: null };
		}
		case 'close':
			return { ...drawing, sketch: withLoop(sketch, active), selected: null, growing: null };
		case 'polygon':
		case 'line': {
			const other = command === 'polygon' ? asPolygon(sketch) : asLine(sketch);
			return (
				other && {
					sketch: other,
					active: Math.min(active, other.parts.length - 1),
					selected: null,
					growing: null
				}
			);
		}
		default:
			return null;
	}
}

/** The drawing with one vertex more, at the end that grows. */
export function grown(drawing: Drawing, position: Position): Drawing {
	const { sketch, active, growing } = drawing;
	const vertex = growing === 'start' ? 0 : growingRing(drawing).length;
	const at = { part: active, ring: 0, vertex };
	return { ...drawing, sketch: withInserted(sketch, at, position), selected: null };
}

/**
 * A line goes on from its selected first vertex, else from its last; an outline is opened after its selected
 * vertex, else where it was closed.
 */
function resumed(drawing: Drawing): Drawing {
	const { sketch, selected, active } = drawing;
	if (sketch.kind === 'polygon') {
		const after = selected?.part === active && selected.ring === 0 ? selected.vertex : -1;
		return { ...drawing, sketch: withEnd(sketch, active, after), growing: 'end', selected: null };
	}
	const first = selected?.part === active && selected.vertex === 0;
	return { ...drawing, growing: first ? 'start' : 'end', selected: null };
}

/** A part that never became a shape goes, when there are others. */
function finished(drawing: Drawing): Drawing | null {
	const { sketch, active } = drawing;
	if (isEnough(sketch.kind, growingRing(drawing)))
		return { ...drawing, selected: null, growing: null };
	if (sketch.parts.length < 2) return null;
	const less = withoutPart(sketch, active);
	return { sketch: less, active: less.parts.length - 1, selected: null, growing: null };
}

function withoutSelected(drawing: Drawing): Drawing {
	const { sketch, selected } = drawing;
	if (!selected) return drawing;
	const less = withoutVertex(sketch, selected);
	const active = Math.min(drawing.active, less.parts.length - 1);
	const left = ringAt(less, selected)?.length ?? 0;
	const next = left > 0 ? { ...selected, vertex: Math.min(selected.vertex, left - 1) } : null;
	const growing = less.parts[active]?.[0]?.length ? drawing.growing : 'end';
	return { sketch: less, active, selected: next, growing };
}

/** Does or undoes. @returns whether anything changed */
export function runOn(history: History<Drawing>, command: EditorCommand): boolean {
	if (command === 'undo') return history.undo();
	if (command === 'redo') return history.redo();
	const next = afterCommand(history.now, command);
	if (!next) return false;
	// Which part is worked on is nothing to take back.
	if (next.sketch === history.now.sketch && command === 'nextPart') history.amend(next);
	else history.push(next);
	return true;
}
