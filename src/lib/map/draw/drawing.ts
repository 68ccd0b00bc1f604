import type { Position } from 'geojson';
import type { Begun } from '$lib/domain/begun';
import { areaM2, lengthM } from '$lib/domain/geometry';
import type { Geometry } from '$lib/domain/record';
import { History } from '$lib/domain/shape-history';
import {
	emptySketch,
	enough,
	geometryOf,
	hasVertex,
	isEnough,
	isLoop,
	ringAt,
	sketchOf,
	withInserted,
	withPart,
	type Ring,
	type Sketch,
	type VertexAt
} from '$lib/domain/shape-edit';
import { asLine, asPolygon, canClose, canSplit, joined } from '$lib/domain/shape-lines';
import type { GeometryKind } from '$lib/domain/vocabulary/types';
import type { Grip } from './handle-choice';
import type { SnapTo } from './snapping';
import type { EditorCommand } from './toolbar';

/** A drawing at one moment, as undo and redo bring it back. */
export interface Drawing {
	sketch: Sketch;
	/** Part worked on. */
	active: number;
	selected: VertexAt | null;
	/** The end that taps add to; null once finished. */
	growing: 'end' | 'start' | null;
}

/** What a vertex being dragged starts from. */
export interface Grabbed {
	grip: Grip;
	from: Sketch;
	/** Crossings that have nothing to do with it. */
	others: Position[];
	now: Sketch;
	caught: SnapTo | null;
	byKey: boolean;
}

/** Geometries that were drawn here, with what led to them: another step and back loses nothing of it. */
const histories = new WeakMap<Geometry, History<Drawing>>();
const geometries = new WeakMap<Sketch, { geometry: Geometry | null }>();

/** The geometry of a sketch, the same object every time. */
export function geometryOfSketch(sketch: Sketch): Geometry | null {
	let known = geometries.get(sketch);
	if (!known) {
		known = { geometry: geometryOf(sketch) };
		geometries.set(sketch, known);
	}
	return known.geometry;
}

/** Keeps what led to a geometry for as long as the geometry is somewhere. */
export function keepHistory(geometry: Geometry | null, history: History<Drawing>): void {
	if (geometry) histories.set(geometry, history);
}

/**
 * A shape that was there before; its history when it was drawn in this page. What was begun beside it is taken up,
 * corner by corner, as if it had just been put down.
 */
export function historyOf(
	geometry: Geometry | null,
	kind: 'line' | 'polygon',
	begun: Begun | null = null
): History<Drawing> {
	const kept = geometry && histories.get(geometry);
	if (kept && geometryOfSketch(kept.now.sketch) === geometry) return kept;
	const history = new History(drawingOf(geometry, kind));
	if (begun?.kind !== kind) return history;
	for (const [vertex, position] of begun.positions.entries()) {
		const { sketch } = history.now;
		const base = geometry && vertex === 0 ? withPart(sketch) : sketch;
		const at = { part: base.parts.length - 1, ring: 0, vertex };
		const next = withInserted(base, at, position);
		geometries.set(next, { geometry });
		history.push({ sketch: next, active: at.part, selected: null, growing: 'end' });
	}
	return history;
}

/** A shape from elsewhere, ready to be edited; nothing, ready to be drawn. */
export function drawingOf(geometry: Geometry | null, kind: 'line' | 'polygon'): Drawing {
	const sketch = geometry && sketchOf(geometry);
	if (!geometry || !sketch) return nothing(kind);
	geometries.set(sketch, { geometry });
	return { sketch, active: 0, selected: null, growing: null };
}

/** Nothing yet. */
export function nothing(kind: Sketch['kind']): Drawing {
	return { sketch: emptySketch(kind), active: 0, selected: null, growing: 'end' };
}

/** The ring that taps add to: the line, or the polygon's shell. */
export function growingRing({ sketch, active }: Drawing): Ring {
	return ringAt(sketch, { part: active, ring: 0 }) ?? [];
}

/** The vertex that the next one is joined to; null before the first. */
export function tipOf(drawing: Drawing): VertexAt | null {
	const { length } = growingRing(drawing);
	if (!drawing.growing || length === 0) return null;
	return { part: drawing.active, ring: 0, vertex: drawing.growing === 'end' ? length - 1 : 0 };
}

/** Whether a tap on this vertex means that the drawing is finished: its last, or a ring's first. */
export function finishes(drawing: Drawing, at: VertexAt): 'finish' | 'close' | null {
	const { sketch, active, growing } = drawing;
	const ring = growingRing(drawing);
	if (!growing || at.part !== active || at.ring !== 0 || !isEnough(sketch.kind, ring)) return null;
	const tip = tipOf(drawing);
	const other = growing === 'end' ? 0 : ring.length - 1;
	if (sketch.kind === 'polygon')
		return at.vertex === other || at.vertex === tip?.vertex ? 'finish' : null;
	if (at.vertex === tip?.vertex) return 'finish';
	return at.vertex === other && canClose(sketch, active) ? 'close' : null;
}

/** How long (all lines, or all the way round) and how large what is drawn is, the unfinished way back left out. */
export function measureOf(sketch: Sketch): { lengthM: number; areaM2: number } {
	const geometry = geometryOf(sketch);
	if (geometry) return { lengthM: lengthM(geometry), areaM2: areaM2(geometry) };
	const coordinates = sketch.parts.flatMap(([ring = []]) => (ring.length > 1 ? [ring] : []));
	return { lengthM: lengthM({ type: 'MultiLineString', coordinates }), areaM2: 0 };
}

/** What can be asked for now: always shown, and in the second row. */
export function commandsFor(
	drawing: Drawing,
	history: History<Drawing>,
	kinds: readonly GeometryKind[]
): { commands: EditorCommand[]; more: EditorCommand[] } {
	const { sketch, active, selected, growing } = drawing;
	const ring = growingRing(drawing);
	const line = sketch.kind === 'line';
	const several = sketch.parts.length > 1;
	const vertex = hasVertex(sketch, selected) ? selected : null;
	const left = vertex ? (ringAt(sketch, vertex)?.length ?? 0) - 1 : 0;
	const offered: [EditorCommand, boolean][] = [
		['place', growing !== null],
		['undo', history.canUndo],
		['redo', history.canRedo],
		['resume', growing === null && !(line && isLoop(ring))],
		['deleteVertex', vertex !== null && (growing !== null || left >= enough[sketch.kind])],
		['split', vertex !== null && growing === null && canSplit(sketch, vertex)],
		['finish', growing !== null && (isEnough(sketch.kind, ring) || (several && ring.length === 0))]
	];
	const others: [EditorCommand, boolean][] = [
		['snap', true],
		['addPart', growing === null],
		['nextPart', several],
		['join', line && several && growing === null && joined(sketch, active) !== null],
		['close', line && canClose(sketch, active)],
		['polygon', line && kinds.includes('polygon') && asPolygon(sketch) !== null],
		['line', !line && kinds.includes('line') && growing === null && asLine(sketch) !== null],
		['deletePart', several],
		['restart', ring.length > 0 || several]
	];
	const which = (list: [EditorCommand, boolean][]) =>
		list.filter(([, offer]) => offer).map(([command]) => command);
	return { commands: which(offered), more: which(others) };
}
