import { claimsGeometry, DEPTHS } from '../geometry-check.ts';
import type { Geometry } from '../record.ts';
import { systemOf } from '../find/projected.ts';
import { toLonLat } from '../find/projections.ts';
import { ImportFileError, importLimits } from './import-error.ts';
import { ImportedPlaces, type ImportedFile } from './imported.ts';

type Json = Record<string, unknown>;
type Convert = (x: number, y: number) => [number, number];

/** Names under which files keep what a place is called, and when it was seen. */
const nameKeys = ['name', 'nom', 'title', 'titre', 'label', 'libelle', 'toponyme'];
const timeKeys = ['observed_at', 'time', 'date', 'datetime', 'timestamp'];

/**
 * Reads GeoJSON (RFC 7946), or the older kind whose `crs` says another system: that is turned into degrees when it
 * is known, and refused when not. What comes without a word in Lambert-93 is taken for what it is.
 * @throws ImportFileError
 */
export function readGeoJson(text: string): ImportedFile {
	const root = parsed(text);
	const features = featuresOf(root);
	const system = declared(root['crs']) ?? systemIn(features);
	const convert = system === null ? null : toLonLat(system);
	if (system !== null && !convert) throw new ImportFileError('system', `EPSG:${system}`);
	const places = new ImportedPlaces('geojson');
	if (system !== null && system !== 4326) places.convertedFrom(system);
	let points = 0;
	for (const feature of features) {
		const geometry = readGeometry(feature['geometry'], convert, (more) => {
			points += more;
			if (points > importLimits.points)
				throw new ImportFileError('too_many_points', importLimits.points);
		});
		const properties = isObject(feature['properties']) ? feature['properties'] : {};
		const kept = keptOf(properties);
		places.add(geometry, {
			name: textAt(kept, nameKeys),
			at: textAt(kept, timeKeys),
			properties: kept
		});
	}
	places.count(points);
	return places.done();
}

function parsed(text: string): Json {
	try {
		const value: unknown = JSON.parse(text);
		if (isObject(value)) return value;
		if (Array.isArray(value)) return { type: 'FeatureCollection', features: value };
	} catch (error) {
		throw new ImportFileError('syntax', error instanceof Error ? error.message : '');
	}
	throw new ImportFileError('format');
}

function featuresOf(root: Json): Json[] {
	const { type, features } = root;
	if (type === 'FeatureCollection' && Array.isArray(features)) return features.filter(isObject);
	if (type === 'Feature') return [root];
	if (type === 'GeometryCollection' && Array.isArray(root['geometries']))
		return root['geometries'].map((geometry: unknown) => ({ geometry }));
	if (claimsGeometry(root)) return [{ geometry: root }];
	throw new ImportFileError('format', String(type ?? ''));
}

/** EPSG code of a `crs` (GeoJSON 2008); null for none, or for degrees. @throws ImportFileError */
function declared(crs: unknown): number | null {
	if (crs === undefined || crs === null) return null;
	const { properties } = isObject(crs) ? crs : {};
	const name = isObject(properties) ? String(properties['name'] ?? '') : '';
	if (/CRS:?:?84$/i.test(name)) return null;
	const [, code] = /EPSG:.*?(\d{4,6})$/i.exec(name) ?? [];
	if (code === undefined) throw new ImportFileError('system', name);
	return Number(code);
}

/** Metres where degrees should be tell their system by their size. */
function systemIn(features: readonly Json[]): number | null {
	for (const { geometry } of features) {
		if (!claimsGeometry(geometry)) continue;
		let first: unknown = geometry.coordinates;
		while (Array.isArray(first) && Array.isArray(first[0])) first = first[0];
		const [x, y] = Array.isArray(first) ? (first as unknown[]) : [];
		if (typeof x !== 'number' || typeof y !== 'number') continue;
		if (Math.abs(x) <= 180 && Math.abs(y) <= 90) return null;
		return systemOf(x, y);
	}
	return null;
}

/** Null for what is no geometry. Altitudes go: a phone's are worth nothing. */
function readGeometry(
	value: unknown,
	convert: Convert | null,
	count: (points: number) => void
): Geometry | null {
	if (!claimsGeometry(value)) return null;
	let sound = true;
	const position = (given: unknown): number[] => {
		count(1);
		const [x, y] = Array.isArray(given) ? (given as unknown[]) : [];
		sound &&= typeof x === 'number' && typeof y === 'number';
		if (typeof x !== 'number' || typeof y !== 'number') return [];
		const [lon, lat] = convert ? convert(x, y) : [x, y];
		return [Math.round(lon * 1e7) / 1e7, Math.round(lat * 1e7) / 1e7];
	};
	const walk = (given: unknown, depth: number): unknown => {
		if (depth === 0) return position(given);
		if (Array.isArray(given)) return given.map((part) => walk(part, depth - 1));
		sound = false;
		return [];
	};
	const coordinates = walk(value.coordinates, DEPTHS[value.type]);
	return sound ? ({ type: value.type, coordinates } as Geometry) : null;
}

/** What is nested without end cannot leave the worker, and answers no question. */
function keptOf(properties: Json): Json {
	const sound = Object.entries(properties).filter(
		([name, value]) => name.length <= importLimits.name && isShallow(value, importLimits.depth)
	);
	return Object.fromEntries(sound.slice(0, importLimits.properties));
}

function isShallow(value: unknown, depth: number): boolean {
	if (typeof value !== 'object' || value === null) return true;
	return depth > 0 && Object.values(value).every((inner) => isShallow(inner, depth - 1));
}

function textAt(properties: Json, keys: readonly string[]): string | null {
	for (const [key, value] of Object.entries(properties)) {
		if (keys.includes(key.toLowerCase()) && typeof value === 'string' && value.trim() !== '')
			return value.trim().slice(0, 250);
	}
	return null;
}

function isObject(value: unknown): value is Json {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
