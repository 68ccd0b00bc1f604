import {
	readCommuneFile,
	type CommuneFault,
	type CommuneSource,
	type FaultyCommune
} from '../../domain/territories/commune-file.ts';

/** Raised with a sentence that says which file or feature is wrong, and what was expected. */
export class TerritoryError extends Error {
	constructor(message: string) {
		super(message);
		this.name = 'TerritoryError';
	}
}

/**
 * Reads a GeoJSON FeatureCollection of communes, all of it or nothing: who loads whole departments from a
 * terminal wants to know before anything is written.
 * @throws TerritoryError naming the first wrong feature
 */
export function readCommunes(text: string, source: string): CommuneSource[] {
	const read = readCommuneFile(text);
	if (read === 'not_json')
		throw new TerritoryError(`${source} : ce n’est pas du GeoJSON (JSON illisible)`);
	if (read === null)
		throw new TerritoryError(
			`${source} : il faut une FeatureCollection GeoJSON qui contienne des communes`
		);
	const [first] = read.faults;
	if (first) throw new TerritoryError(sentences[first.fault](source, first));
	return read.communes;
}

const where = (source: string, { place, name }: FaultyCommune) =>
	`${source}, élément ${place}${name ? ` (${name})` : ''}`;

const sentences: Record<CommuneFault, (source: string, faulty: FaultyCommune) => string> = {
	code: (source, faulty) =>
		`${where(source, faulty)} : code de commune absent ou mal écrit (propriété « insee » ou « code »)`,
	name: (source, faulty) => `${where(source, faulty)} : nom absent (propriété « nom »)`,
	outline: (source, faulty) =>
		`${where(source, faulty)} : le contour doit être un Polygon ou un MultiPolygon`,
	degrees: (source, faulty) =>
		`${where(source, faulty)} : coordonnées hors du monde ; il faut des degrés (WGS 84), longitude puis latitude`,
	twice: (source, { name }) => `${source} : la commune ${name} y est deux fois`
};
