import type { Position } from 'geojson';
import { distanceM } from '../geometry.ts';
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

/** Seven decimals are a centimetre. */
const digits = 7;
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
		.map((leg) => distinct(simplified(withoutSpikes(leg.map(toPosition)), toleranceM)))
		.filter((line) => line.length >= 2);
	const [only, ...more] = lines;
	if (!only) return null;
	return more.length === 0
		? { type: 'LineString', coordinates: only }
		: { type: 'MultiLineString', coordinates: lines };
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
	return [Number(lon.toFixed(digits)), Number(lat.toFixed(digits))];
}

/**
 * The line without the corners that lie within `toleranceM` metres of it (Douglas & Peucker, 1973). Without
 * recursion: a phone's stack is shorter than a long walk.
 */
export function simplified(line: Position[], toleranceM: number): Position[] {
	const [origin] = line;
	if (!origin || line.length < 3) return line;
	const flat = line.map((position) => onPlane(position, origin));
	const kept = new Set([0, line.length - 1]);
	const open: [number, number][] = [[0, line.length - 1]];
	for (let span = open.pop(); span; span = open.pop()) {
		const [from, to] = span;
		let [far, farM] = [-1, toleranceM];
		for (let i = from + 1; i < to; i++) {
			const away = toSegmentM(flat[i]!, flat[from]!, flat[to]!);
			if (away > farM) [far, farM] = [i, away];
		}
		if (far < 0) continue;
		kept.add(far);
		open.push([from, far], [far, to]);
	}
	return line.filter((_, i) => kept.has(i));
}

type Plane = [x: number, y: number];

/** Metres east and north of `origin`: right to a millimetre over the length of any walk. */
function onPlane([lon = 0, lat = 0]: Position, [lon0 = 0, lat0 = 0]: Position): Plane {
	const shrink = Math.cos((lat0 * Math.PI) / 180);
	return [(lon - lon0) * degreeM * shrink, (lat - lat0) * degreeM];
}

function toSegmentM([x, y]: Plane, [ax, ay]: Plane, [bx, by]: Plane): number {
	const [dx, dy] = [bx - ax, by - ay];
	const long = dx * dx + dy * dy;
	const share = long === 0 ? 0 : ((x - ax) * dx + (y - ay) * dy) / long;
	const at = Math.min(1, Math.max(0, share));
	return Math.hypot(x - ax - at * dx, y - ay - at * dy);
}

/** A path walked to its end and back has many points on it; a reflection on a wall has one. */
function withoutSpikes(line: Position[]): Position[] {
	const kept: Position[] = [];
	for (const [i, position] of line.entries()) {
		const [before, next] = [kept.at(-1), line[i + 1]];
		if (before && next) {
			const sides = [distanceM(before, position), distanceM(position, next)];
			const side = Math.min(...sides);
			if (side > spikeM && distanceM(before, next) < side / 3) continue;
		}
		kept.push(position);
	}
	return kept;
}

function distinct(line: Position[]): Position[] {
	return line.filter(
		([lon, lat], i) => i === 0 || lon !== line[i - 1]![0] || lat !== line[i - 1]![1]
	);
}
