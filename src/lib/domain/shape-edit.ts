import type { Position } from 'geojson';
import type { Geometry } from './record.ts';

/** Positions in the order they were put down; a polygon's ring without the closing one. */
export type Ring = Position[];

/** A line (one ring) or a polygon (its shell, then its holes). It may still have too few vertices. */
type Part = Ring[];

/** A line or a polygon while it is being drawn. Never changed in place: every state can be gone back to. */
export interface Sketch {
	kind: 'line' | 'polygon';
	parts: Part[];
}

/** A vertex of a sketch, each number from 0. */
export interface VertexAt {
	part: number;
	ring: number;
	vertex: number;
}

/** Vertices from which a ring is something. */
export const enough = { line: 2, polygon: 3 };

/** Nothing yet, ready to be drawn. */
export function emptySketch(kind: Sketch['kind']): Sketch {
	return { kind, parts: [[[]]] };
}

/** A sketch of a line or polygon, of one or several parts; null for points. */
export function sketchOf(geometry: Geometry): Sketch | null {
	const open = (rings: Position[][]) => rings.map((ring) => ring.slice(0, -1));
	switch (geometry.type) {
		case 'Point':
		case 'MultiPoint':
			return null;
		case 'LineString':
			return { kind: 'line', parts: [[geometry.coordinates]] };
		case 'MultiLineString':
			return { kind: 'line', parts: geometry.coordinates.map((line) => [line]) };
		case 'Polygon':
			return { kind: 'polygon', parts: [open(geometry.coordinates)] };
		case 'MultiPolygon':
			return { kind: 'polygon', parts: geometry.coordinates.map(open) };
	}
}

/**
 * What was drawn, without the parts that have too few vertices; null when none has enough. One part makes a
 * simple geometry, several a multi-part one.
 */
export function geometryOf(sketch: Sketch): Geometry | null {
	const { kind } = sketch;
	const rings = sketch.parts.filter(([first]) => isEnough(kind, first));
	const [only] = rings;
	if (!only) return null;
	if (kind === 'line') {
		return rings.length === 1
			? { type: 'LineString', coordinates: only[0]! }
			: { type: 'MultiLineString', coordinates: rings.map(([line]) => line!) };
	}
	const polygons = rings.map((part) => part.filter((ring) => isEnough(kind, ring)).map(closed));
	return polygons.length === 1
		? { type: 'Polygon', coordinates: polygons[0]! }
		: { type: 'MultiPolygon', coordinates: polygons };
}

/** Whether a ring has the vertices that its kind needs. */
export function isEnough(kind: Sketch['kind'], ring: Ring | undefined): boolean {
	return ring !== undefined && ring.length >= enough[kind];
}

function closed(ring: Ring): Position[] {
	return [...ring, ring[0]!];
}

/** Two positions at the same place. */
export function samePosition(a: Position | undefined, b: Position | undefined): boolean {
	return a !== undefined && b !== undefined && a[0] === b[0] && a[1] === b[1];
}

/** A line that ends where it begins. */
export function isLoop(ring: Ring): boolean {
	return ring.length > 3 && samePosition(ring[0], ring.at(-1));
}

/** The ring a place in a sketch is on; undefined when the sketch has none there. */
export function ringAt(sketch: Sketch, at: Omit<VertexAt, 'vertex'>): Ring | undefined {
	return sketch.parts[at.part]?.[at.ring];
}

/** Where a vertex is, in degrees (longitude, latitude); undefined when the sketch has none there. */
export function positionAt(sketch: Sketch, at: VertexAt): Position | undefined {
	return ringAt(sketch, at)?.[at.vertex];
}

/** Two places in a sketch that are the same one. */
export function sameVertex(a: VertexAt, b: VertexAt): boolean {
	return a.part === b.part && a.ring === b.ring && a.vertex === b.vertex;
}

/** Whether there is such a vertex. */
export function hasVertex(sketch: Sketch, at: VertexAt | null): at is VertexAt {
	return at !== null && positionAt(sketch, at) !== undefined;
}

/** The sketch with another ring in place of one; an empty ring goes, and so does a part without a shell. */
export function withRing(sketch: Sketch, at: Omit<VertexAt, 'vertex'>, ring: Ring): Sketch {
	const parts = sketch.parts.map((part, place) =>
		place === at.part ? part.map((other, index) => (index === at.ring ? ring : other)) : part
	);
	if (ring.length > 0) return { ...sketch, parts };
	const left = parts.map((part) => part.filter((each) => each.length > 0));
	const kept = left.filter(
		(part, place) => part.length > 0 && sketch.parts[place]![0] !== undefined
	);
	return { ...sketch, parts: kept.length > 0 ? kept : [[[]]] };
}

/** Moves a vertex; both ends of a loop go together. */
export function withMoved(sketch: Sketch, at: VertexAt, to: Position): Sketch {
	const ring = ringAt(sketch, at);
	if (!ring?.[at.vertex]) return sketch;
	const moved = [...ring];
	moved[at.vertex] = to;
	const last = ring.length - 1;
	if (sketch.kind === 'line' && isLoop(ring) && (at.vertex === 0 || at.vertex === last)) {
		moved[0] = moved[last] = to;
	}
	return withRing(sketch, at, moved);
}

/** Puts a vertex before the one at this place; at the end when there is none. */
export function withInserted(sketch: Sketch, at: VertexAt, position: Position): Sketch {
	const ring = ringAt(sketch, at);
	return ring ? withRing(sketch, at, ring.toSpliced(at.vertex, 0, position)) : sketch;
}

/** Takes a vertex out; a loop stays one. */
export function withoutVertex(sketch: Sketch, at: VertexAt): Sketch {
	const ring = ringAt(sketch, at);
	if (!ring?.[at.vertex]) return sketch;
	const rest = ring.toSpliced(at.vertex, 1);
	if (sketch.kind === 'line' && isLoop(ring) && rest.length > 3) {
		if (at.vertex === 0) rest[rest.length - 1] = rest[0]!;
		else if (at.vertex === ring.length - 1) rest[0] = rest.at(-1)!;
	}
	return withRing(sketch, at, rest);
}

/** The same outline, told so that it ends with this vertex of its shell; below nought, as it is. */
export function withEnd(sketch: Sketch, part: number, vertex: number): Sketch {
	const ring = ringAt(sketch, { part, ring: 0 });
	if (!ring || vertex < 0 || vertex >= ring.length - 1) return sketch;
	const from = vertex + 1;
	return withRing(sketch, { part, ring: 0 }, [...ring.slice(from), ...ring.slice(0, from)]);
}

/** Another part, empty, after the others. */
export function withPart(sketch: Sketch): Sketch {
	return { ...sketch, parts: [...sketch.parts, [[]]] };
}

/** Takes a part out with all its vertices. */
export function withoutPart(sketch: Sketch, part: number): Sketch {
	const parts = sketch.parts.toSpliced(part, 1);
	return { ...sketch, parts: parts.length > 0 ? parts : [[[]]] };
}

/** Vertices of all parts. */
export function vertexTotal(sketch: Sketch): number {
	return sketch.parts.flat().reduce((total, ring) => total + ring.length, 0);
}
