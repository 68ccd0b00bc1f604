import type { Position } from 'geojson';
import type { Geometry } from '$lib/domain/record';
import type { GeometryKind } from '$lib/domain/vocabulary/types';

/** Seven decimals are a centimetre: what is beyond is noise of the arithmetic. */
const digits = 7;

export interface LatLon {
	lat: number;
	lng: number;
}

/** A geometry from the vertices a person put down, or null while there are too few of them. */
export function shapeFrom(kind: GeometryKind, vertices: LatLon[]): Geometry | null {
	const positions = vertices.map(toPosition);
	const first = positions[0];
	if (!first) return null;
	if (kind === 'point') return { type: 'Point', coordinates: first };
	if (kind === 'line')
		return positions.length < 2 ? null : { type: 'LineString', coordinates: positions };
	return positions.length < 3 ? null : { type: 'Polygon', coordinates: [[...positions, first]] };
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

/** The vertices that can be moved: of a line, or of a polygon's outer ring without the closing one. */
export function verticesOf(geometry: Geometry): LatLon[] {
	if (geometry.type === 'Point') return [toLatLon(geometry.coordinates)];
	if (geometry.type === 'LineString') return geometry.coordinates.map(toLatLon);
	if (geometry.type === 'Polygon')
		return (geometry.coordinates[0] ?? []).slice(0, -1).map(toLatLon);
	return [];
}

/** The geometry with other vertices in its line or outer ring; holes stay. */
export function withVertices(geometry: Geometry, vertices: LatLon[]): Geometry | null {
	if (geometry.type === 'Polygon') {
		const outer = shapeFrom('polygon', vertices);
		if (outer?.type !== 'Polygon') return null;
		return {
			type: 'Polygon',
			coordinates: [...outer.coordinates, ...geometry.coordinates.slice(1)]
		};
	}
	return shapeFrom(geometry.type === 'LineString' ? 'line' : 'point', vertices);
}

/** The geometry without one vertex, or null when it would no longer be a shape. */
export function withoutVertex(geometry: Geometry, index: number): Geometry | null {
	return withVertices(
		geometry,
		verticesOf(geometry).filter((_, place) => place !== index)
	);
}

function toPosition({ lat, lng }: LatLon): Position {
	return [Number(lng.toFixed(digits)), Number(lat.toFixed(digits))];
}

function toLatLon([lon, lat]: Position): LatLon {
	return { lat: lat ?? 0, lng: lon ?? 0 };
}
