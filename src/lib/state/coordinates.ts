import type { Geometry } from '$lib/domain/record';
import type { GeometryKind } from '$lib/domain/vocabulary/types';
import { readCoordinates } from '$lib/domain/find/coordinates';

/** Where a text says, in degrees, and the EPSG code (or plus code) it was typed in; null for degrees. */
export interface TypedPlace {
	lon: number;
	lat: number;
	system: number | 'plus_code' | null;
}

/**
 * A place typed in any usual form (see `domain/find/coordinates.ts`), with the system it was typed in when that is
 * not degrees. Null when the text is no place. What few forms need is loaded when one of them is met.
 * @param near longitude and latitude that a short plus code is counted from
 */
export async function placeFromText(
	text: string,
	near: readonly [lon: number, lat: number] | null = null
): Promise<TypedPlace | null> {
	const typed = readCoordinates(text);
	if (!typed) return null;
	if (typed.kind === 'degrees') return { lon: typed.lon, lat: typed.lat, system: null };
	if (typed.kind === 'plus_code') {
		const { placeOfPlusCode } = await import('$lib/domain/find/plus-codes');
		const place = placeOfPlusCode(typed.code, near);
		return place && { lon: place[0], lat: place[1], system: 'plus_code' };
	}
	const { toLonLat } = await import('$lib/domain/find/projections');
	const [lon = NaN, lat = NaN] = toLonLat(typed.epsg)?.(typed.x, typed.y) ?? [];
	const isPlace = Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
	return isPlace ? { lon: centimetres(lon), lat: centimetres(lat), system: typed.epsg } : null;
}

const centimetres = (degrees: number) => Number(degrees.toFixed(7));

/**
 * Builds a shape from typed lines, one vertex each. Null when a line cannot be read or there are too few
 * (2 for a line, 3 for a polygon, which is closed here).
 */
export async function geometryFromText(text: string, kind: GeometryKind): Promise<Geometry | null> {
	const lines = text.split('\n').filter((line) => line.trim() !== '');
	const places = await Promise.all(lines.map((line) => placeFromText(line)));
	const vertices = places.flatMap((place) => (place ? [[place.lon, place.lat]] : []));
	const [first] = vertices;
	if (vertices.length !== lines.length || first === undefined) return null;
	if (kind === 'point') return vertices.length === 1 ? { type: 'Point', coordinates: first } : null;
	if (kind === 'line') {
		return vertices.length >= 2 ? { type: 'LineString', coordinates: vertices } : null;
	}
	return vertices.length >= 3 ? { type: 'Polygon', coordinates: [[...vertices, first]] } : null;
}

/** The vertices of a simple shape as {@link geometryFromText} reads them; empty for shapes of several parts. */
export function textFromGeometry(geometry: Geometry | null): string {
	const line = ([lon = 0, lat = 0]: number[]) => `${lat.toFixed(6)} ${lon.toFixed(6)}`;
	switch (geometry?.type) {
		case 'Point':
			return line(geometry.coordinates);
		case 'LineString':
			return geometry.coordinates.map(line).join('\n');
		case 'Polygon':
			return geometry.coordinates.length === 1
				? (geometry.coordinates[0] ?? []).slice(0, -1).map(line).join('\n')
				: '';
		default:
			return '';
	}
}
