import type { Position } from 'geojson';
import { distanceM } from './geometry.ts';
import {
	isEnough,
	isLoop,
	ringAt,
	samePosition,
	withRing,
	type Ring,
	type Sketch,
	type VertexAt
} from './shape-edit.ts';

/** Ends closer than this are the same place: both were put on one corner. In metres. */
const sameEndM = 0.05;

/** Whether a line can be cut at this vertex: it must leave a line on both sides. */
export function canSplit(sketch: Sketch, at: VertexAt): boolean {
	const ring = ringAt(sketch, at);
	return (
		sketch.kind === 'line' && ring !== undefined && at.vertex > 0 && at.vertex < ring.length - 1
	);
}

/** Cuts a line in two at a vertex, which both keep; the second becomes the part that follows. */
export function withSplit(sketch: Sketch, at: VertexAt): Sketch {
	const ring = ringAt(sketch, at);
	if (!ring || !canSplit(sketch, at)) return sketch;
	const halves = [[ring.slice(0, at.vertex + 1)], [ring.slice(at.vertex)]];
	return { ...sketch, parts: sketch.parts.toSpliced(at.part, 1, ...halves) };
}

/**
 * Joins a line with the part whose end is nearest to one of its own; the stretch between becomes part of the
 * line, and ends at the same place become one vertex. Null when there is no other line, or it is a loop.
 * `part` is the joined one's new place.
 */
export function joined(sketch: Sketch, part: number): { sketch: Sketch; part: number } | null {
	const line = sketch.parts[part]?.[0];
	if (sketch.kind !== 'line' || !line || !isEnough('line', line) || isLoop(line)) return null;
	let best: { other: number; metres: number; ring: Ring } | null = null;
	for (const [other, [candidate]] of sketch.parts.entries()) {
		if (other === part || !candidate || !isEnough('line', candidate) || isLoop(candidate)) continue;
		for (const [before, after] of waysToJoin(line, candidate)) {
			const metres = distanceM(before.at(-1)!, after[0]!);
			if (!best || metres < best.metres) best = { other, metres, ring: chained(before, after) };
		}
	}
	if (!best) return null;
	const { other, ring } = best;
	const parts = sketch.parts.map((each, place) => (place === part ? [ring] : each));
	return {
		sketch: { ...sketch, parts: parts.toSpliced(other, 1) },
		part: other < part ? part - 1 : part
	};
}

/** The line's own direction is kept in each: a stream flows one way. */
function waysToJoin(line: Ring, other: Ring): [Ring, Ring][] {
	const turned = other.toReversed();
	return [
		[line, other],
		[line, turned],
		[other, line],
		[turned, line]
	];
}

function chained(before: Ring, after: Ring): Ring {
	const same = distanceM(before.at(-1)!, after[0]!) <= sameEndM;
	return [...before, ...(same ? after.slice(1) : after)];
}

/** Whether a line can be led back to where it begins. */
export function canClose(sketch: Sketch, part: number): boolean {
	const line = sketch.parts[part]?.[0];
	return sketch.kind === 'line' && line !== undefined && line.length >= 3 && !isLoop(line);
}

/** Leads a line back to where it begins. It stays a line. */
export function withLoop(sketch: Sketch, part: number): Sketch {
	const line = sketch.parts[part]?.[0];
	if (!line || !canClose(sketch, part)) return sketch;
	return withRing(sketch, { part, ring: 0 }, [...line, line[0]!]);
}

/** The lines as polygons; null when one of them encloses nothing. */
export function asPolygon(sketch: Sketch): Sketch | null {
	if (sketch.kind !== 'line') return null;
	const rings = sketch.parts.map(([line = []]) => (isLoop(line) ? line.slice(0, -1) : line));
	if (!rings.every((ring) => ring.length >= 3 && distinct(ring) >= 3)) return null;
	return { kind: 'polygon', parts: rings.map((ring) => [ring]) };
}

/** The outlines of polygons as lines, each leading back to where it begins. Null when it is no polygon. */
export function asLine(sketch: Sketch): Sketch | null {
	if (sketch.kind !== 'polygon') return null;
	const rings = sketch.parts.flat().filter((ring) => isEnough('polygon', ring));
	if (rings.length === 0) return null;
	return { kind: 'line', parts: rings.map((ring) => [[...ring, ring[0]!]]) };
}

/** Places among these, three at most: more need not be told apart. */
function distinct(ring: Position[]): number {
	const found: Position[] = [];
	for (const position of ring) {
		if (found.every((other) => !samePosition(position, other))) found.push(position);
		if (found.length === 3) break;
	}
	return found.length;
}
