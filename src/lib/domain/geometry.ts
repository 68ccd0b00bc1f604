import type { Position } from 'geojson';
import {
	checkPositions,
	checkShape,
	claimsGeometry,
	DEPTHS,
	KINDS,
	MAX_VERTICES
} from './geometry-check.ts';
import type { Problem, ProblemCode } from './problem.ts';
import type { Geometry } from './record.ts';
import { pointInRing } from './rings.ts';
import type { GeometryKind } from './vocabulary/types.ts';

/** Mean radius of the earth in metres (IUGG), the usual sphere for lengths and areas shown to people. */
const EARTH_RADIUS_M = 6_371_008.8;

/**
 * What is wrong with a geometry as it came from a drawing, a file or the network: at most one
 * problem, the first one that makes the others meaningless. Same codes as `private.validate_record`.
 * Source of the form: RFC 7946 §3.1 (a third number, the altitude, is let through).
 */
export function validateGeometry(geometry: unknown, allowed: readonly GeometryKind[]): Problem[] {
	if (geometry === null || geometry === undefined) return problem('geometry_missing');
	if (!claimsGeometry(geometry)) return problem('geometry_malformed');
	if (!allowed.includes(KINDS[geometry.type])) {
		return problem('geometry_kind', { kinds: allowed.join(',') });
	}
	const code =
		checkPositions(geometry.coordinates, DEPTHS[geometry.type]) ?? checkShape(geometry as Geometry);
	if (code === 'geometry_too_many_vertices') return problem(code, { max: MAX_VERTICES });
	return code ? problem(code) : [];
}

function problem(code: ProblemCode, params?: Record<string, string | number>): Problem[] {
	return [params ? { code, field: 'geometry', params } : { code, field: 'geometry' }];
}

/** Point, line or polygon, several parts counting as one. */
export function kindOf(geometry: Geometry): GeometryKind {
	return KINDS[geometry.type];
}

/** Every position, in the order of the coordinates (the closing position of a ring included). */
function positionsOf(geometry: Geometry): Position[] {
	const depth = DEPTHS[geometry.type];
	return (
		depth === 0 ? [geometry.coordinates] : geometry.coordinates.flat(depth - 1)
	) as Position[];
}

/** Number of positions, the closing one of each ring included. */
export function vertexCount(geometry: Geometry): number {
	return positionsOf(geometry).length;
}

/** `[west, south, east, north]` in degrees. */
export function boundsOf(geometry: Geometry): [number, number, number, number] {
	const bounds: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
	for (const [lon = NaN, lat = NaN] of positionsOf(geometry)) {
		bounds[0] = Math.min(bounds[0], lon);
		bounds[1] = Math.min(bounds[1], lat);
		bounds[2] = Math.max(bounds[2], lon);
		bounds[3] = Math.max(bounds[3], lat);
	}
	return bounds;
}

/**
 * A position that stands for the geometry, on it: the point itself, the middle of the longest line,
 * the centre of the largest polygon (or a point inside it, when it is bent like a horseshoe).
 */
export function centreOf(geometry: Geometry): [number, number] {
	switch (geometry.type) {
		case 'Point':
			return pair(geometry.coordinates);
		case 'MultiPoint':
			return pair(geometry.coordinates[0]);
		case 'LineString':
			return middleOf(geometry.coordinates);
		case 'MultiLineString':
			return middleOf(largest(geometry.coordinates, lineLengthM));
		case 'Polygon':
			return insideOf(geometry.coordinates);
		case 'MultiPolygon':
			return insideOf(largest(geometry.coordinates, ([shell = []]) => ringAreaM2(shell)));
	}
}

function pair(position: Position | undefined): [number, number] {
	const [lon = NaN, lat = NaN] = position ?? [];
	return [lon, lat];
}

function largest<T>(parts: T[], size: (part: T) => number): T {
	return parts.reduce((best, part) => (size(part) > size(best) ? part : best));
}

function middleOf(line: Position[]): [number, number] {
	let left = lineLengthM(line) / 2;
	for (let i = 1; i < line.length; i++) {
		const [a, b] = [pair(line[i - 1]), pair(line[i])];
		const step = distanceM(a, b);
		if (step > 0 && step >= left) {
			const share = left / step;
			return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
		}
		left -= step;
	}
	return pair(line[0]);
}

function insideOf(rings: Position[][]): [number, number] {
	const [shell = [], ...holes] = rings;
	const centroid = centroidOf(shell);
	const isInside =
		pointInRing(centroid, shell) === 'inside' &&
		holes.every((hole) => pointInRing(centroid, hole) === 'outside');
	return isInside ? centroid : acrossMiddle(rings, centroid);
}

function centroidOf(ring: Position[]): [number, number] {
	// Relative to the first vertex: small numbers keep their digits.
	const [originX, originY] = pair(ring[0]);
	let [x, y, area] = [0, 0, 0];
	for (let i = 1; i < ring.length; i++) {
		const [ax, ay] = pair(ring[i - 1]);
		const [bx, by] = pair(ring[i]);
		const cross = (ax - originX) * (by - originY) - (bx - originX) * (ay - originY);
		x += (ax + bx - 2 * originX) * cross;
		y += (ay + by - 2 * originY) * cross;
		area += cross;
	}
	return area === 0 ? [originX, originY] : [originX + x / (3 * area), originY + y / (3 * area)];
}

/** Middle of the widest stretch of a polygon along one parallel, as PostGIS's ST_PointOnSurface does. */
function acrossMiddle(rings: Position[][], fallback: [number, number]): [number, number] {
	const lats = [...new Set((rings[0] ?? []).map((position) => pair(position)[1]))].sort(
		(a, b) => a - b
	);
	// Between two neighbouring latitudes of vertices, so that the parallel meets no vertex of the shell.
	const at = Math.max(1, Math.floor(lats.length / 2));
	const lat = ((lats[at - 1] ?? fallback[1]) + (lats[at] ?? fallback[1])) / 2;
	const crossings = rings.flatMap((ring) =>
		ring.slice(1).flatMap((position, i) => {
			const [ax, ay] = pair(ring[i]);
			const [bx, by] = pair(position);
			return ay > lat !== by > lat ? [ax + ((lat - ay) / (by - ay)) * (bx - ax)] : [];
		})
	);
	crossings.sort((a, b) => a - b);
	let best: [number, number] = [0, -1];
	for (let i = 1; i < crossings.length; i += 2) {
		const [from, to] = [crossings[i - 1] ?? NaN, crossings[i] ?? NaN];
		if (to - from > best[1]) best = [(from + to) / 2, to - from];
	}
	return best[1] < 0 ? fallback : [best[0], lat];
}

const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Great-circle distance in metres between two positions (haversine). */
export function distanceM(a: Position, b: Position): number {
	const [lonA, latA] = pair(a);
	const [lonB, latB] = pair(b);
	const h =
		Math.sin(radians(latB - latA) / 2) ** 2 +
		Math.cos(radians(latA)) * Math.cos(radians(latB)) * Math.sin(radians(lonB - lonA) / 2) ** 2;
	return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Metres: length of lines, perimeter of polygons (holes included), 0 for points. */
export function lengthM(geometry: Geometry): number {
	return linesOf(geometry).reduce((total, line) => total + lineLengthM(line), 0);
}

function lineLengthM(line: Position[]): number {
	let total = 0;
	for (let i = 1; i < line.length; i++) total += distanceM(line[i - 1] ?? [], line[i] ?? []);
	return total;
}

function linesOf(geometry: Geometry): Position[][] {
	switch (geometry.type) {
		case 'Point':
		case 'MultiPoint':
			return [];
		case 'LineString':
			return [geometry.coordinates];
		case 'MultiLineString':
		case 'Polygon':
			return geometry.coordinates;
		case 'MultiPolygon':
			return geometry.coordinates.flat();
	}
}

/** Square metres on the sphere (Chamberlain & Duquette, JPL 2007), holes taken out; 0 when not a polygon. */
export function areaM2(geometry: Geometry): number {
	if (geometry.type === 'Polygon') return polygonAreaM2(geometry.coordinates);
	if (geometry.type !== 'MultiPolygon') return 0;
	return geometry.coordinates.reduce((total, polygon) => total + polygonAreaM2(polygon), 0);
}

function polygonAreaM2([shell = [], ...holes]: Position[][]): number {
	return holes.reduce((left, hole) => left - ringAreaM2(hole), ringAreaM2(shell));
}

function ringAreaM2(ring: Position[]): number {
	let sum = 0;
	for (let i = 1; i < ring.length; i++) {
		const [lonA, latA] = pair(ring[i - 1]);
		const [lonB, latB] = pair(ring[i]);
		sum += radians(lonB - lonA) * (2 + Math.sin(radians(latA)) + Math.sin(radians(latB)));
	}
	return Math.abs((sum * EARTH_RADIUS_M ** 2) / 2);
}
