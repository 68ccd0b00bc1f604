import type { Position } from 'geojson';
import type { Geometry } from '../record.ts';

/** Well-known text (OGC 06-103r4), longitude before latitude, for tables that carry lines and polygons. */
export function toWkt(geometry: Geometry): string {
	const name = geometry.type.toUpperCase();
	const { coordinates } = geometry;
	const body =
		geometry.type === 'MultiPoint'
			? geometry.coordinates.map((position) => `(${pair(position)})`).join(', ')
			: list(coordinates);
	return `${name} (${body})`;
}

type Nested = Position | Nested[];

function list(coordinates: Nested): string {
	if (isPosition(coordinates)) return pair(coordinates);
	return coordinates
		.map((inner) => (isPosition(inner) ? pair(inner) : `(${list(inner)})`))
		.join(', ');
}

const pair = ([lon = 0, lat = 0]: Position) => `${lon} ${lat}`;

function isPosition(value: Nested): value is Position {
	return typeof value[0] === 'number';
}
