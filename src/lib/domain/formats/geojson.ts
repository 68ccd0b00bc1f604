import type { Position } from 'geojson';
import type { Geometry, PublicRecord } from '../record.ts';
import type { Column } from './column.ts';

export interface CollectionFacts {
	name: string;
	/** Licence ids of what is in the collection. */
	licence: string;
	attribution: string;
	/** ISO 8601. */
	timeStamp: string;
}

/**
 * A GeoJSON FeatureCollection (RFC 7946) piece by piece, for a stream: properties are flat, dates
 * ISO 8601, and who made it under which licence is said once for all.
 */
export function collectionStart(facts: CollectionFacts): string {
	const { name, licence, attribution, timeStamp } = facts;
	const members = JSON.stringify({
		type: 'FeatureCollection',
		name,
		licence,
		attribution,
		timeStamp
	});
	return `${members.slice(0, -1)},"features":[\n`;
}

/**
 * One feature, without what separates it from the next.
 * @param style properties that say how it is drawn
 */
export function featureText(
	record: PublicRecord,
	columns: readonly Column[],
	style: Record<string, unknown> = {}
): string {
	const properties: Record<string, unknown> = { ...style };
	for (const column of columns) properties[column.name] = column.read(record) ?? null;
	return JSON.stringify({
		type: 'Feature',
		id: record.id,
		geometry: wound(record.geometry),
		properties
	});
}

export const collectionEnd = '\n]}\n';

/** Outer rings counter-clockwise and holes clockwise, as RFC 7946 §3.1.6 wants them. */
export function wound(geometry: Geometry): Geometry {
	if (geometry.type === 'Polygon')
		return { ...geometry, coordinates: woundRings(geometry.coordinates) };
	if (geometry.type === 'MultiPolygon') {
		return { ...geometry, coordinates: geometry.coordinates.map(woundRings) };
	}
	return geometry;
}

function woundRings(rings: Position[][]): Position[][] {
	return rings.map((ring, place) =>
		isCounterClockwise(ring) === (place === 0) ? ring : ring.toReversed()
	);
}

function isCounterClockwise(ring: Position[]): boolean {
	let doubleArea = 0;
	ring.forEach(([x = 0, y = 0], place) => {
		const [nextX = 0, nextY = 0] = ring[(place + 1) % ring.length] ?? [];
		doubleArea += x * nextY - nextX * y;
	});
	return doubleArea >= 0;
}
