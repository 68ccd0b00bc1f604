import type { MultiPolygon, Polygon } from 'geojson';

/** A commune to load, whatever it was read from. */
export interface CommuneSource {
	insee: string;
	nom: string;
	outline: Polygon | MultiPolygon;
}

/** Why an element of a file is no commune. */
export type CommuneFault = 'code' | 'name' | 'outline' | 'degrees' | 'twice';

/** An element that was left out, counted from one as people do, and what it called itself. */
export interface FaultyCommune {
	place: number;
	fault: CommuneFault;
	name: string | null;
}

export interface CommuneFile {
	communes: CommuneSource[];
	faults: FaultyCommune[];
}

/** Names under which official files and services give the code and the name. */
const codeKeys = ['insee', 'code', 'code_insee', 'insee_com', 'INSEE_COM', 'codgeo'];
const nameKeys = ['nom', 'name', 'nom_com', 'NOM', 'NOM_COM', 'libgeo'];

/** Code of a commune (INSEE), as the State writes it. */
export function isCommuneCode(text: string): boolean {
	return /^(\d{2}|2[AB])\d{3}$/.test(text);
}

/**
 * Reads a GeoJSON FeatureCollection of communes (RFC 7946, degrees). An element that is wrong costs itself
 * alone; of the same commune in several features (islands, parts) the first is kept, because outlines would
 * overwrite each other.
 * @returns null when it is no FeatureCollection, or an empty one; `not_json` when it is no JSON at all
 */
export function readCommuneFile(text: string): CommuneFile | 'not_json' | null {
	let parsed: unknown;
	try {
		parsed = JSON.parse(text);
	} catch {
		return 'not_json';
	}
	const { type, features } = (parsed ?? {}) as { type?: unknown; features?: unknown };
	if (type !== 'FeatureCollection' || !Array.isArray(features) || features.length === 0)
		return null;
	const communes = new Map<string, CommuneSource>();
	const faults: FaultyCommune[] = [];
	for (const [i, feature] of features.entries()) {
		const read = readCommune(feature);
		if ('fault' in read) faults.push({ place: i + 1, ...read });
		else if (communes.has(read.insee))
			faults.push({ place: i + 1, fault: 'twice', name: read.insee });
		else communes.set(read.insee, read);
	}
	return { communes: [...communes.values()], faults };
}

function readCommune(
	feature: unknown
): CommuneSource | { fault: CommuneFault; name: string | null } {
	const { properties, geometry } = (feature ?? {}) as {
		properties?: Record<string, unknown> | null;
		geometry?: { type?: unknown; coordinates?: unknown } | null;
	};
	const insee = textOf(properties, codeKeys);
	const name = textOf(properties, nameKeys);
	if (!insee || !isCommuneCode(insee)) return { fault: 'code', name };
	if (!name) return { fault: 'name', name: insee };
	if (geometry?.type !== 'Polygon' && geometry?.type !== 'MultiPolygon')
		return { fault: 'outline', name };
	if (!isInDegrees(geometry.coordinates)) return { fault: 'degrees', name };
	return { insee, nom: name, outline: geometry as Polygon | MultiPolygon };
}

function textOf(
	properties: Record<string, unknown> | null | undefined,
	keys: string[]
): string | null {
	const value = keys
		.map((key) => properties?.[key])
		.find((each) => typeof each === 'string' && each.trim() !== '');
	return typeof value === 'string' ? value.trim() : null;
}

/** Every position is a longitude and a latitude. */
function isInDegrees(coordinates: unknown): boolean {
	if (!Array.isArray(coordinates) || coordinates.length === 0) return false;
	if (typeof coordinates[0] !== 'number') return coordinates.every(isInDegrees);
	const [lon, lat] = coordinates as unknown[];
	return (
		typeof lon === 'number' &&
		typeof lat === 'number' &&
		Math.abs(lon) <= 180 &&
		Math.abs(lat) <= 90
	);
}
