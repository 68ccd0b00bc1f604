import type { Position } from 'geojson';
import { centreOf, kindOf } from './geometry.ts';
import type { Geometry } from './record.ts';
import { pointInRing } from './rings.ts';
import { ancestorsOf, conceptById, themeOf, type VocabularyIndex } from './vocabulary/graph.ts';
import type { GeometryKind } from './vocabulary/types.ts';

/** How one concept stands to another. */
type Kinship = 'same' | 'narrower' | 'broader' | 'sibling';

/**
 * Whether two concepts may be two people's words for one thing: the same, one under the other, or two under
 * one that can itself be recorded (a capitelle and a gariotte, but not a hut and a cave). Null when not.
 */
export function kinshipOf(index: VocabularyIndex, one: string, other: string): Kinship | null {
	if (one === other) return 'same';
	const [above, aboveOther] = [one, other].map(
		(id) => new Set(ancestorsOf(index, id).map((concept) => concept.id))
	) as [Set<string>, Set<string>];
	if (aboveOther.has(one)) return 'narrower';
	// A heading says only what family it is of.
	const isRecorded = (id: string) => (conceptById(index, id)?.geometryKinds.length ?? 0) > 0;
	if (above.has(other)) return isRecorded(other) ? 'broader' : null;
	const parents = conceptById(index, one)?.broader ?? [];
	const shared = conceptById(index, other)?.broader.some(
		(id) => parents.includes(id) && isRecorded(id)
	);
	return shared ? 'sibling' : null;
}

/** Metres within which two things of a kind may be one, when the theme says nothing. */
const usual: Record<GeometryKind, number> = { point: 15, line: 15, polygon: 30 };
/** A position worse than this says nothing of what is the same: everything around would be. */
const mostVague = 30;

/**
 * How near something of the same kind must be to be perhaps the same: as the theme says for the concept or
 * the nearest broader one, else by shape; and as far again as the position may be off.
 * @param accuracyM of the position, in metres; null when not measured
 */
export function alikeWithinM(
	index: VocabularyIndex,
	concept: string,
	geometry: Geometry,
	accuracyM: number | null
): number {
	const said = themeOf(index, concept)?.alikeWithinM ?? {};
	const line = [conceptById(index, concept), ...ancestorsOf(index, concept)];
	const own = line.flatMap((one) => (one ? (said[one.notation] ?? []) : []))[0];
	const near = own ?? said['*'] ?? usual[kindOf(geometry)];
	return near + Math.min(accuracyM ?? 0, mostVague);
}

/**
 * Metres from the middle of one shape to the other shape, whichever is less: a wall that begins where
 * another ends is not the same wall, one drawn beside another is. 0 inside a polygon.
 */
export function metresApart(a: Geometry, b: Geometry): number {
	return Math.min(metresTo(centreOf(a), b), metresTo(centreOf(b), a));
}

/** Metres from a place to the nearest of a shape; 0 inside a polygon. */
export function metresTo(place: Position, shape: Geometry): number {
	const plane = planeAt(place);
	switch (shape.type) {
		case 'Point':
			return toLines(plane, [[shape.coordinates]]);
		case 'MultiPoint':
			return toLines(
				plane,
				shape.coordinates.map((position) => [position])
			);
		case 'LineString':
			return toLines(plane, [shape.coordinates]);
		case 'MultiLineString':
			return toLines(plane, shape.coordinates);
		case 'Polygon':
			return toPolygon(place, plane, shape.coordinates);
		case 'MultiPolygon':
			return Math.min(...shape.coordinates.map((rings) => toPolygon(place, plane, rings)));
	}
}

type Plane = (position: Position) => [x: number, y: number];

/** Metres east and north of a place: flat enough for the few hundred metres that matter. */
function planeAt([lon0 = NaN, lat0 = NaN]: Position): Plane {
	const degree = 111_195;
	const east = degree * Math.cos((lat0 * Math.PI) / 180);
	return ([lon = NaN, lat = NaN]) => [(lon - lon0) * east, (lat - lat0) * degree];
}

function toPolygon(place: Position, plane: Plane, rings: Position[][]): number {
	const [shell = [], ...holes] = rings;
	const inside =
		pointInRing(place, shell) !== 'outside' &&
		holes.every((hole) => pointInRing(place, hole) !== 'inside');
	return inside ? 0 : toLines(plane, rings);
}

function toLines(plane: Plane, lines: Position[][]): number {
	let nearest = Infinity;
	for (const line of lines) {
		let before: [number, number] | null = null;
		for (const position of line) {
			const at = plane(position);
			nearest = Math.min(nearest, toSide(before ?? at, at));
			before = at;
		}
	}
	return nearest;
}

/** From the origin to the side between two points of the plane. */
function toSide([ax, ay]: [number, number], [bx, by]: [number, number]): number {
	const [dx, dy] = [bx - ax, by - ay];
	const length = dx * dx + dy * dy;
	const share = length === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length));
	return Math.hypot(ax + share * dx, ay + share * dy);
}

/** Points of the compass, clockwise from north. */
const windRose = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'] as const;
export type Wind = (typeof windRose)[number];

/** The point of the compass under which one place is seen from another. */
export function windTo(from: Position, to: Position): Wind {
	const [x, y] = planeAt(from)(to);
	const turns = Math.atan2(x, y) / (2 * Math.PI);
	return windRose[(Math.round(turns * 8) + 8) % 8] ?? 'n';
}
