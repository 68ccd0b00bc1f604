import type { Geometry } from '../../domain/record.ts';
import type { GeometryKind } from '../../domain/vocabulary/types.ts';
import type { Chance } from './random.ts';

type Point = [number, number];

/** Degrees of longitude and latitude in a metre, near 44° north. */
const metre = { lon: 1 / 80_100, lat: 1 / 111_100 };

const six = (degrees: number) => Math.round(degrees * 1e6) / 1e6;

function moved([lon, lat]: Point, angle: number, metres: number): Point {
	return [
		six(lon + Math.cos(angle) * metres * metre.lon),
		six(lat + Math.sin(angle) * metres * metre.lat)
	];
}

/** Whether a point is inside a ring, by counting the sides to its right. */
function isInside([x, y]: Point, ring: Point[]): boolean {
	let inside = false;
	for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
		const [xi = 0, yi = 0] = ring[i] ?? [];
		const [xj = 0, yj = 0] = ring[j] ?? [];
		if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
	}
	return inside;
}

/** What is drawn from a place reaches no further than this from it, in metres. */
const reach = 260;

/** A place inside a ring, far enough from its sides for a whole wall to stay inside. */
export function placeIn(ring: Point[], chance: Chance): Point {
	const lons = ring.map(([lon]) => lon);
	const lats = ring.map(([, lat]) => lat);
	for (;;) {
		const point: Point = [
			six(chance.between(Math.min(...lons), Math.max(...lons))),
			six(chance.between(Math.min(...lats), Math.max(...lats)))
		];
		const around = [0, 1, 2, 3, 4, 5].map((part) => moved(point, (part * Math.PI) / 3, reach));
		if ([point, ...around].every((each) => isInside(each, ring))) return point;
	}
}

/** A point, a bending line of 40 to 250 m, or a convex outline of 6 to 40 m across. */
export function geometryAt(start: Point, kind: GeometryKind, chance: Chance): Geometry {
	if (kind === 'point') return { type: 'Point', coordinates: start };
	if (kind === 'line') return { type: 'LineString', coordinates: walk(start, chance) };
	const radius = chance.between(3, 20);
	const corners = chance.int(5, 8);
	const turn = chance.between(0, Math.PI);
	const ring = Array.from({ length: corners }, (_, i) =>
		moved(start, turn + (i / corners) * 2 * Math.PI, radius * chance.between(0.8, 1.1))
	);
	return { type: 'Polygon', coordinates: [[...ring, ring[0] ?? start]] };
}

function walk(start: Point, chance: Chance): Point[] {
	const points = [start];
	let heading = chance.between(0, 2 * Math.PI);
	for (let steps = chance.int(3, 9); steps > 0; steps--) {
		// Gentle turns: a line that crosses itself is no wall and no bank.
		heading += chance.between(-0.35, 0.35);
		points.push(moved(points.at(-1) ?? start, heading, chance.between(10, 28)));
	}
	return points;
}
