import type { Position } from 'geojson';
import type { Geometry } from '../record.ts';

/** A place for a GPS or a walking app. */
export interface GpxPlace {
	geometry: Geometry;
	name: string;
	/** What it is, in a word. */
	type: string | null;
	/** What is said of it, line by line. */
	description: string;
	/** ISO 8601: when it was seen. */
	time: string;
}

/**
 * A GPX 1.1 document. Points are waypoints, lines are tracks, and polygons tracks around them, because GPX knows no
 * area. Altitudes are not written.
 * @param facts.time ISO 8601: when the file was made
 */
export function gpxText(
	places: readonly GpxPlace[],
	facts: { name: string; time: string }
): string {
	// The schema wants waypoints before tracks.
	const points = places.flatMap((place) => waypoints(place));
	const lines = places.flatMap((place) => tracks(place));
	return [
		'<?xml version="1.0" encoding="UTF-8"?>',
		'<gpx version="1.1" creator="Capitelle" xmlns="http://www.topografix.com/GPX/1/1">',
		`<metadata>${element('name', facts.name)}${element('time', utc(facts.time))}</metadata>`,
		...points,
		...lines,
		'</gpx>',
		''
	].join('\n');
}

function waypoints({ geometry, name, type, description, time }: GpxPlace): string[] {
	const positions =
		geometry.type === 'Point'
			? [geometry.coordinates]
			: geometry.type === 'MultiPoint'
				? geometry.coordinates
				: [];
	return positions.map(
		(position) =>
			`<wpt ${at(position)}>${element('time', utc(time))}${element('name', name)}${element('desc', description)}${element('type', type)}</wpt>`
	);
}

function tracks({ geometry, name, type, description }: GpxPlace): string[] {
	const lines = linesOf(geometry);
	if (lines.length === 0) return [];
	const segments = lines.map(
		(line) => `<trkseg>${line.map((position) => `<trkpt ${at(position)}/>`).join('')}</trkseg>`
	);
	return [
		`<trk>${element('name', name)}${element('desc', description)}${element('type', type)}${segments.join('')}</trk>`
	];
}

function linesOf(geometry: Geometry): Position[][] {
	switch (geometry.type) {
		case 'LineString':
			return [geometry.coordinates];
		case 'MultiLineString':
		case 'Polygon':
			return geometry.coordinates;
		case 'MultiPolygon':
			return geometry.coordinates.flat();
		default:
			return [];
	}
}

/** Seven decimals are a centimetre. */
const at = ([lon = 0, lat = 0]: Position) =>
	`lat="${Number(lat.toFixed(7))}" lon="${Number(lon.toFixed(7))}"`;

function utc(moment: string): string | null {
	const date = new Date(moment);
	return Number.isNaN(date.getTime()) ? null : date.toISOString().replace(/\.\d+Z$/, 'Z');
}

function element(name: string, text: string | null): string {
	return text === null || text === '' ? '' : `<${name}>${escaped(text)}</${name}>`;
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Characters that XML 1.0 cannot hold, not even escaped, are left out. */
function escaped(text: string): string {
	return text
		.toWellFormed()
		.replace(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, '')
		.replace(/[&<>]/g, (sign) => entities[sign]!);
}
