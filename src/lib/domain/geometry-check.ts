import type { Position } from 'geojson';
import type { ProblemCode } from './problem.ts';
import type { Geometry } from './record.ts';
import { ringsAreSimple } from './rings.ts';
import type { GeometryKind } from './vocabulary/types.ts';

/** More would make every map and every download slow for everybody; the server refuses it too. */
export const MAX_VERTICES = 10_000;

/** What a concept allows is said in these three words; a multi-geometry is of the kind of its parts. */
export const KINDS: Record<Geometry['type'], GeometryKind> = {
	Point: 'point',
	MultiPoint: 'point',
	LineString: 'line',
	MultiLineString: 'line',
	Polygon: 'polygon',
	MultiPolygon: 'polygon'
};

/** How deep the positions lie in `coordinates`: 0 for a point's own position. */
export const DEPTHS: Record<Geometry['type'], number> = {
	Point: 0,
	MultiPoint: 1,
	LineString: 1,
	MultiLineString: 2,
	Polygon: 2,
	MultiPolygon: 3
};

/** A value that claims to be one of the geometries used here; its coordinates are still unknown. */
export function claimsGeometry(
	value: unknown
): value is { type: Geometry['type']; coordinates: unknown } {
	if (typeof value !== 'object' || value === null) return false;
	const type: unknown = (value as { type?: unknown }).type;
	return typeof type === 'string' && Object.hasOwn(KINDS, type);
}

/** Null when the coordinates are numbers at the right depth, inside the world, and not too many. */
export function checkPositions(
	coordinates: unknown,
	depth: number,
	seen = { count: 0 }
): ProblemCode | null {
	if (!Array.isArray(coordinates)) return 'geometry_malformed';
	if (coordinates.length === 0) return 'geometry_empty';
	if (depth === 0) return checkPosition(coordinates, seen);
	return firstCode(coordinates, (part) => checkPositions(part, depth - 1, seen));
}

function checkPosition(position: unknown[], seen: { count: number }): ProblemCode | null {
	if (++seen.count > MAX_VERTICES) return 'geometry_too_many_vertices';
	if (position.length < 2 || position.length > 3) return 'geometry_malformed';
	for (const number of position) {
		// JSON has no NaN: JSON.stringify writes null in its place.
		if (number === null) return 'geometry_not_finite';
		if (typeof number !== 'number') return 'geometry_malformed';
		if (!Number.isFinite(number)) return 'geometry_not_finite';
	}
	const [lon, lat] = position as [number, number];
	return Math.abs(lon) > 180 || Math.abs(lat) > 90 ? 'geometry_outside_world' : null;
}

/** Given sound positions: null when lines go somewhere and rings close and do not cross. */
export function checkShape(geometry: Geometry): ProblemCode | null {
	switch (geometry.type) {
		case 'Point':
		case 'MultiPoint':
			return null;
		case 'LineString':
			return checkLine(geometry.coordinates);
		case 'MultiLineString':
			return firstCode(geometry.coordinates, checkLine);
		case 'Polygon':
			return checkPolygons([geometry.coordinates]);
		case 'MultiPolygon':
			return checkPolygons(geometry.coordinates);
	}
}

/** A line may cross itself (a path does), but it must go somewhere. */
function checkLine(line: Position[]): ProblemCode | null {
	const first = line[0];
	return line.some((position) => !samePlace(position, first)) ? null : 'geometry_malformed';
}

function checkPolygons(polygons: Position[][][]): ProblemCode | null {
	for (const ring of polygons.flat()) {
		if (ring.length < 4 || !samePlace(ring[0], ring.at(-1))) return 'geometry_malformed';
	}
	return ringsAreSimple(polygons) ? null : 'geometry_self_intersects';
}

function firstCode<T>(items: T[], check: (item: T) => ProblemCode | null): ProblemCode | null {
	for (const item of items) {
		const code = check(item);
		if (code) return code;
	}
	return null;
}

function samePlace(a: Position | undefined, b: Position | undefined): boolean {
	return a !== undefined && b !== undefined && a[0] === b[0] && a[1] === b[1];
}
