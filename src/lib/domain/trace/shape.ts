import type { Position } from 'geojson';
import { distanceM, vertexCount } from '../geometry.ts';
import { MAX_VERTICES } from '../geometry-check.ts';
import type { Geometry } from '../record.ts';
import { legsOf, type TracePiece } from './pieces.ts';
import type { GapCause, TracePoint } from './walk.ts';

/** How far the saved line may lie from the walked one, in metres; the second is what is taken unless asked. */
export const tolerances = [1, 2, 5] as const;
export type ToleranceM = (typeof tolerances)[number];
export const usualTolerance: ToleranceM = 2;

/** Where nothing is known between two stretches. */
export interface Gap {
	cause: GapCause;
	/** Metres from one end to the other, as the crow flies. */
	metres: number;
	from: Position;
	to: Position;
}

/** Seven decimals of a degree are a centimetre. */
const perDegree = 1e7;
/** One reading that leaves the line by this much and comes straight back is no corner. */
const spikeM = 8;
const degreeM = 111_195;

/**
 * The walked line with as few corners as `toleranceM` allows; several parts when there were gaps.
 * Null while nowhere two points join.
 */
export function traceGeometry(
	pieces: readonly TracePiece[],
	toleranceM: number
): Extract<Geometry, { type: 'LineString' | 'MultiLineString' }> | null {
	const lines = legsOf(pieces)
		.map((leg) => distinct(cornersOf(leg, toleranceM).map(toPosition)))
		.filter((line) => line.length >= 2);
	const [only, ...more] = lines;
	if (!only) return null;
	return more.length === 0
		? { type: 'LineString', coordinates: only }
		: { type: 'MultiLineString', coordinates: lines };
}

/** What of a walk is saved: its line at a tolerance, or at the first coarser one with no more corners than a record may have. */
export function savedLine(
	pieces: readonly TracePiece[],
	tolerance: ToleranceM
): { line: NonNullable<ReturnType<typeof traceGeometry>>; tolerance: ToleranceM } | null {
	const line = traceGeometry(pieces, tolerance);
	if (!line) return null;
	const coarser = tolerances.find((one) => one > tolerance);
	if (vertexCount(line) > MAX_VERTICES && coarser) return savedLine(pieces, coarser);
	return { line, tolerance };
}

/** The gaps of a walk, in order. */
export function gapsOf(pieces: readonly TracePiece[]): Gap[] {
	const gaps: Gap[] = [];
	let before: TracePoint | undefined;
	for (const { gap, points } of pieces) {
		const [first] = points;
		if (gap && before && first) {
			const [from, to] = [toPosition(before), toPosition(first)];
			gaps.push({ cause: gap, metres: distanceM(from, to), from, to });
		}
		before = points.at(-1) ?? before;
	}
	return gaps;
}

/** The middle of the accuracies of all points, in metres with one decimal: half were better, half worse. */
export function traceAccuracyM(pieces: readonly TracePiece[]): number | null {
	const sorted = pieces
		.flatMap(({ points }) => points.map(({ accuracyM }) => accuracyM))
		.sort((a, b) => a - b);
	const middle = sorted[Math.floor(sorted.length / 2)];
	return middle === undefined ? null : Math.round(middle * 10) / 10;
}

/** A point as a position of GeoJSON. */
export function toPosition({ lon, lat }: TracePoint): Position {
	return [Math.round(lon * perDegree) / perDegree, Math.round(lat * perDegree) / perDegree];
}

/** The line without the corners that lie within `toleranceM` metres of it. */
export function simplified(line: Position[], toleranceM: number): Position[] {
	const plane = flatten(line.map(([lon = 0, lat = 0]) => ({ lon, lat })));
	return withoutNear(plane, toleranceM).map((i) => line[i]!);
}

/** A walk of a day has 20,000 points, and the screen waits meanwhile: numbers only, in two arrays. */
interface Plane {
	x: Float64Array;
	y: Float64Array;
}

/** The points of a stretch that its line needs, without the thorns of single strayed readings. */
function cornersOf(leg: TracePoint[], toleranceM: number): TracePoint[] {
	const straight = withoutSpikes(flatten(leg)).map((i) => leg[i]!);
	return withoutNear(flatten(straight), toleranceM).map((i) => straight[i]!);
}

/** Metres east and north of the first point: right to a millimetre over the length of any walk. */
function flatten(points: readonly { lon: number; lat: number }[]): Plane {
	const [origin] = points;
	const [x, y] = [new Float64Array(points.length), new Float64Array(points.length)];
	if (!origin) return { x, y };
	const shrink = Math.cos((origin.lat * Math.PI) / 180);
	for (const [i, { lon, lat }] of points.entries()) {
		x[i] = (lon - origin.lon) * degreeM * shrink;
		y[i] = (lat - origin.lat) * degreeM;
	}
	return { x, y };
}

/**
 * Places of the points to keep (Douglas & Peucker, 1973). Without recursion: a phone's stack is shorter than
 * a long walk.
 */
function withoutNear(plane: Plane, toleranceM: number): number[] {
	const last = plane.x.length - 1;
	if (last < 2) return [...plane.x.keys()];
	const kept = new Uint8Array(last + 1);
	kept[0] = kept[last] = 1;
	const open: [number, number][] = [[0, last]];
	for (let span = open.pop(); span; span = open.pop()) {
		const [from, to] = span;
		const far = farthest(plane, from, to, toleranceM);
		if (far < 0) continue;
		kept[far] = 1;
		open.push([from, far], [far, to]);
	}
	return [...kept.keys()].filter((i) => kept[i] === 1);
}

/** The point between two others that is farthest from their segment and more than `leastM` away; -1: none. */
function farthest({ x, y }: Plane, from: number, to: number, leastM: number): number {
	const [ax, ay] = [x[from]!, y[from]!];
	const [dx, dy] = [x[to]! - ax, y[to]! - ay];
	const long = dx * dx + dy * dy;
	let far = -1;
	let most = leastM * leastM;
	for (let i = from + 1; i < to; i++) {
		const px = x[i]! - ax;
		const py = y[i]! - ay;
		const share = long === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / long));
		const ox = px - share * dx;
		const oy = py - share * dy;
		const away = ox * ox + oy * oy;
		if (away > most) {
			far = i;
			most = away;
		}
	}
	return far;
}

/** A path walked to its end and back has many points on it; a reflection on a wall has one. */
function withoutSpikes(plane: Plane): number[] {
	const kept: number[] = [];
	for (const i of plane.x.keys()) {
		const before = kept.at(-1);
		const next = i + 1;
		if (before !== undefined && next < plane.x.length) {
			const side = Math.min(apart(plane, before, i), apart(plane, i, next));
			if (side > spikeM && apart(plane, before, next) < side / 3) continue;
		}
		kept.push(i);
	}
	return kept;
}

function apart({ x, y }: Plane, a: number, b: number): number {
	const [dx, dy] = [x[a]! - x[b]!, y[a]! - y[b]!];
	return Math.sqrt(dx * dx + dy * dy);
}

function distinct(line: Position[]): Position[] {
	return line.filter(
		([lon, lat], i) => i === 0 || lon !== line[i - 1]![0] || lat !== line[i - 1]![1]
	);
}
