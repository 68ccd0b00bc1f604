import type { Problem } from './problem.ts';
import type { Geometry, PlaceMethod, Position } from './record.ts';

/** Metres above which a theme that says nothing finds a position rough. */
export const DEFAULT_GATE_M = 15;

/** A position known no better than this says which village, not which wall: it places nothing by itself. */
export const NOWHERE_M = 1000;

/** What may be said of a position besides how it was found and how far it may be off. */
type Detail = 'samples' | 'spread_m' | 'bearing' | 'distance_m';

/** Details by method; a method that is not here does not exist. The same table is in `private.validate_position`. */
const detailsOf: Record<PlaceMethod, readonly Detail[]> = {
	gps: [],
	averaged: ['samples', 'spread_m'],
	sighted: ['bearing', 'distance_m'],
	trace: [],
	map: [],
	photo: [],
	typed: [],
	imported: []
};

interface Range {
	min: number;
	max: number;
	unit?: string;
}

/** A worse accuracy than the first is no position at all (the whole country); nobody sees farther than the last. */
const ranges: Record<'accuracy_m' | Detail, Range> = {
	accuracy_m: { min: 0, max: 1_000_000, unit: 'm' },
	samples: { min: 1, max: 1_000_000 },
	spread_m: { min: 0, max: 1_000_000, unit: 'm' },
	bearing: { min: 0, max: 360, unit: '°' },
	distance_m: { min: 0, max: 100_000, unit: 'm' }
};

/**
 * What is wrong with how a place was found, by the rules and codes of the server's
 * `private.validate_position`; null when nothing is. Anything may be given: it may come from a file.
 */
export function positionProblem(position: unknown): Problem | null {
	if (position === null) return problem('required');
	if (typeof position !== 'object' || Array.isArray(position)) return problem('wrong_type');
	const said = position as Record<string, unknown>;
	if (Object.keys(said).some((key) => key !== 'method' && !(key in ranges)))
		return problem('wrong_type');
	const { method } = said;
	if (typeof method !== 'string' || !isMethod(method)) return problem('not_in_list');
	const known: readonly string[] = ['method', 'accuracy_m', ...detailsOf[method]];
	if (Object.keys(said).some((key) => !known.includes(key))) return problem('wrong_type');
	for (const [key, range] of Object.entries(ranges)) {
		const wrong = numberProblem(said[key] ?? null, range, key === 'samples');
		if (wrong) return wrong;
	}
	return null;
}

function isMethod(method: string): method is PlaceMethod {
	return Object.hasOwn(detailsOf, method);
}

function numberProblem(value: unknown, range: Range, whole: boolean): Problem | null {
	if (value === null) return null;
	if (typeof value !== 'number' || !Number.isFinite(value)) return problem('wrong_type');
	if (whole && !Number.isInteger(value)) return problem('wrong_type');
	return value >= range.min && value <= range.max
		? null
		: { ...problem('out_of_range'), params: { ...range } };
}

function problem(code: Problem['code']): Problem {
	return { code, field: 'position' };
}

/** Metres kept with one decimal: more says nothing about a phone. */
export function roundedM(metres: number): number {
	return Math.round(metres * 10) / 10;
}

/** A position measured by the device, with the accuracy it gave itself; null when it gave none. */
export function measuredPosition(
	accuracyM: number | null,
	method: 'gps' | 'trace' = 'gps'
): Position {
	return { method, accuracy_m: accuracyM === null ? null : roundedM(accuracyM) };
}

/** Whether the place was measured by the device on site, however: its accuracy is then worth a warning. */
export function isMeasured({ method }: Position): boolean {
	return ['gps', 'averaged', 'sighted', 'trace'].includes(method);
}

/** The ring within which a point that the device gave is known, in degrees and metres; null for any other. */
export function measuredRing(
	geometry: Geometry | null,
	position: Position | null
): { lon: number; lat: number; accuracyM: number } | null {
	if (geometry?.type !== 'Point') return null;
	if (position?.method !== 'gps' && position?.method !== 'averaged') return null;
	const [lon = 0, lat = 0] = geometry.coordinates;
	return { lon, lat, accuracyM: position.accuracy_m ?? 0 };
}

/** Directions as people say them, clockwise from north. */
const compassPoints = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'] as const;
export type CompassPoint = (typeof compassPoints)[number];

/** The direction nearest to a bearing in degrees clockwise from north; any number of turns. */
export function compassPoint(bearing: number): CompassPoint {
	const eighth = Math.round(bearing / 45) % 8;
	return compassPoints[(eighth + 8) % 8] ?? 'n';
}
