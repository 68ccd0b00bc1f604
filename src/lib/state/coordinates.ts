import type { Geometry } from '$lib/domain/record';
import type { GeometryKind } from '$lib/domain/vocabulary/types';

/** One coordinate in degrees as people copy it: 43,83 · 43.83° N · 43°50'12" N · O 3,9. Null when unreadable. */
export function readDegrees(text: string): number | null {
	const typed = text
		.trim()
		.replace(/[−–]/g, '-')
		.replace(/,/g, '.')
		.replace(/[’′]/g, "'")
		.replace(/[”″]/g, '"');
	const parts =
		/^([NSEOW])?\s*([+-]?\d+(?:\.\d+)?)\s*°?\s*(?:(\d+(?:\.\d+)?)\s*'\s*)?(?:(\d+(?:\.\d+)?)\s*"\s*)?([NSEOW])?$/i.exec(
			typed
		);
	if (!parts) return null;
	const [, before, degrees = '', minutes = '0', seconds = '0', after] = parts;
	if (Number(minutes) >= 60 || Number(seconds) >= 60) return null;
	const size = Math.abs(Number(degrees)) + Number(minutes) / 60 + Number(seconds) / 3600;
	const negative = degrees.startsWith('-') || /[SOW]/i.test(before ?? after ?? '');
	return negative ? -size : size;
}

/** A line of text with a latitude then a longitude, between spaces, `;` or `, `. Null when it is no such pair. */
export function readPair(line: string): [lon: number, lat: number] | null {
	const text = line.trim();
	// « 43,83 3,95 » and « 43.83, 3.95 » alike: a comma followed by a space parts, another is decimal.
	const separator = text.includes(';') ? ';' : /,\s/.test(text) ? /,\s+/ : /\s+/;
	const [first, second, ...rest] = text.split(separator);
	if (first === undefined || second === undefined || rest.length > 0) return null;
	const [lat, lon] = [readDegrees(first), readDegrees(second)];
	return lat === null || lon === null ? null : [lon, lat];
}

/**
 * Builds a shape from typed lines, one vertex each. Null when a line cannot be read or there are too few
 * (2 for a line, 3 for a polygon, which is closed here).
 */
export function geometryFromText(text: string, kind: GeometryKind): Geometry | null {
	const pairs = text
		.split('\n')
		.filter((line) => line.trim() !== '')
		.map(readPair);
	const vertices = pairs.filter((pair) => pair !== null);
	const [first] = vertices;
	if (vertices.length !== pairs.length || first === undefined) return null;
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
