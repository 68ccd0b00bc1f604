import type { MultiPolygon, Polygon } from 'geojson';

/** A commune to load, whatever it was read from. */
export interface CommuneSource {
	insee: string;
	nom: string;
	departement: string;
	outline: Polygon | MultiPolygon;
}

/** Raised with a sentence that says which file or feature is wrong, and what was expected. */
export class TerritoryError extends Error {
	constructor(message: string) {
		super(message);
		this.name = 'TerritoryError';
	}
}

/** Names under which official files and services give the code and the name. */
const codeKeys = ['insee', 'code', 'code_insee', 'insee_com', 'INSEE_COM', 'codgeo'];
const nameKeys = ['nom', 'name', 'nom_com', 'NOM', 'NOM_COM', 'libgeo'];

/**
 * Reads a GeoJSON FeatureCollection of communes (RFC 7946, degrees). The same commune in several
 * features (islands, parts) is refused: outlines would overwrite each other.
 * @throws TerritoryError naming the first wrong feature
 */
export function readCommunes(text: string, source: string): CommuneSource[] {
	const features = readFeatures(text, source);
	const seen = new Set<string>();
	return features.map((feature, i) => {
		const commune = readCommune(feature, `${source}, élément ${i + 1}`);
		if (seen.has(commune.insee))
			throw new TerritoryError(`${source} : la commune ${commune.insee} y est deux fois`);
		seen.add(commune.insee);
		return commune;
	});
}

function readFeatures(text: string, source: string): unknown[] {
	let parsed: unknown;
	try {
		parsed = JSON.parse(text);
	} catch {
		throw new TerritoryError(`${source} : ce n’est pas du GeoJSON (JSON illisible)`);
	}
	const { type, features } = (parsed ?? {}) as { type?: unknown; features?: unknown };
	if (type !== 'FeatureCollection' || !Array.isArray(features) || features.length === 0) {
		throw new TerritoryError(
			`${source} : il faut une FeatureCollection GeoJSON qui contienne des communes`
		);
	}
	return features;
}

function readCommune(feature: unknown, where: string): CommuneSource {
	const { properties, geometry } = (feature ?? {}) as {
		properties?: Record<string, unknown> | null;
		geometry?: { type?: unknown; coordinates?: unknown } | null;
	};
	const insee = textOf(properties, codeKeys);
	const nom = textOf(properties, nameKeys);
	if (!insee || !/^(\d{2}|2[AB])\d{3}$/.test(insee)) {
		throw new TerritoryError(
			`${where} : code de commune absent ou mal écrit (propriété « insee » ou « code »)`
		);
	}
	if (!nom) throw new TerritoryError(`${where} : nom absent (propriété « nom »)`);
	if (geometry?.type !== 'Polygon' && geometry?.type !== 'MultiPolygon') {
		throw new TerritoryError(
			`${where} (${nom}) : le contour doit être un Polygon ou un MultiPolygon`
		);
	}
	if (!isInDegrees(geometry.coordinates)) {
		throw new TerritoryError(
			`${where} (${nom}) : coordonnées hors du monde ; il faut des degrés (WGS 84), longitude puis latitude`
		);
	}
	// Overseas departments have three figures (INSEE).
	const departement = insee.startsWith('97') ? insee.slice(0, 3) : insee.slice(0, 2);
	return { insee, nom, departement, outline: geometry as Polygon | MultiPolygon };
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
