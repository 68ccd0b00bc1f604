import type { Position } from 'geojson';
import { boundsOf, centreOf } from './geometry.ts';
import type { Geometry } from './record.ts';

/** A plan of several shapes, north up, to be drawn as SVG: in the units of its frame, y downwards. */
interface Plan {
	/** In the order of the shapes. */
	shapes: { path: string; closed: boolean; mark: [x: number, y: number] }[];
	/** A round length and how long it is drawn. */
	scale: { metres: number; length: number };
}

const degreeM = 111_195;
/** Less than this across would draw the errors of the position, in metres. */
const leastM = 60;
const roundM = [5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000];

/**
 * Draws shapes as a plan of the few kilometres a person walks.
 * @param frame width and height to fill, with `margin` free all around
 */
export function planOf(
	geometries: readonly Geometry[],
	frame: { width: number; height: number; margin: number }
): Plan {
	const bounds = geometries.map(boundsOf);
	const west = Math.min(...bounds.map(([w]) => w));
	const south = Math.min(...bounds.map(([, s]) => s));
	const east = Math.max(...bounds.map(([, , e]) => e));
	const north = Math.max(...bounds.map(([, , , n]) => n));
	const [lon0, lat0] = [(west + east) / 2, (south + north) / 2];
	const eastM = degreeM * Math.cos((lat0 * Math.PI) / 180);
	const { width, height, margin } = frame;
	const perMetre = Math.min(
		(width - 2 * margin) / Math.max(leastM, (east - west) * eastM),
		(height - 2 * margin) / Math.max(leastM, (north - south) * degreeM)
	);
	const at = ([lon = NaN, lat = NaN]: Position): [number, number] => [
		tenth(width / 2 + (lon - lon0) * eastM * perMetre),
		tenth(height / 2 - (lat - lat0) * degreeM * perMetre)
	];
	const most = width / 3 / perMetre;
	const metres = roundM.findLast((length) => length <= most) ?? roundM[0]!;
	return {
		shapes: geometries.map((geometry) => ({
			...drawn(geometry, at),
			mark: at(centreOf(geometry))
		})),
		scale: { metres, length: tenth(metres * perMetre) }
	};
}

function drawn(
	geometry: Geometry,
	at: (position: Position) => [number, number]
): { path: string; closed: boolean } {
	const way = (line: Position[]) => `M${line.map((position) => at(position).join(' ')).join('L')}`;
	switch (geometry.type) {
		case 'Point':
		case 'MultiPoint':
			return { path: '', closed: false };
		case 'LineString':
			return { path: way(geometry.coordinates), closed: false };
		case 'MultiLineString':
			return { path: geometry.coordinates.map(way).join(''), closed: false };
		case 'Polygon':
			return { path: geometry.coordinates.map(way).join(''), closed: true };
		case 'MultiPolygon':
			return { path: geometry.coordinates.flat().map(way).join(''), closed: true };
	}
}

function tenth(value: number): number {
	return Math.round(value * 10) / 10;
}
