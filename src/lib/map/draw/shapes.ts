import type { Position } from 'geojson';
import type { Geometry } from '$lib/domain/record';

/** Seven decimals are a centimetre: what is beyond is noise of the arithmetic. */
const digits = 7;

export interface LatLon {
	lat: number;
	lng: number;
}

/** The point a person put down. */
export function pointFrom(at: LatLon): Geometry {
	return { type: 'Point', coordinates: toPosition(at) };
}

/** A geometry with one part only, when that is what a multi-part one holds; else as it was. */
export function unwrapped(geometry: Geometry): Geometry {
	if (geometry.type === 'MultiPoint' && geometry.coordinates.length === 1) {
		return { type: 'Point', coordinates: geometry.coordinates[0]! };
	}
	if (geometry.type === 'MultiLineString' && geometry.coordinates.length === 1) {
		return { type: 'LineString', coordinates: geometry.coordinates[0]! };
	}
	if (geometry.type === 'MultiPolygon' && geometry.coordinates.length === 1) {
		return { type: 'Polygon', coordinates: geometry.coordinates[0]! };
	}
	return geometry;
}

/** A place on the map as GeoJSON has it. */
export function toPosition({ lat, lng }: LatLon): Position {
	return [Number(lng.toFixed(digits)), Number(lat.toFixed(digits))];
}
