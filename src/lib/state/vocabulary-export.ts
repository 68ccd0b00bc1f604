import type { OpenScheme } from '$lib/domain/vocabulary/editing';
import type { SkosScheme } from '$lib/domain/vocabulary/skos/types';

export const exportFormats = ['ttl', 'rdf', 'jsonld', 'csv'] as const;
export type ExportFormat = (typeof exportFormats)[number];

const types: Record<ExportFormat, string> = {
	ttl: 'text/turtle',
	rdf: 'application/rdf+xml',
	jsonld: 'application/ld+json',
	csv: 'text/csv;charset=utf-8'
};

/** Each writer comes when it is asked for. */
const writers: Record<ExportFormat, () => Promise<(scheme: SkosScheme) => string>> = {
	ttl: async () => (await import('$lib/domain/vocabulary/skos/turtle')).writeTurtle,
	rdf: async () => (await import('$lib/domain/vocabulary/skos/rdf-xml')).writeRdfXml,
	jsonld: async () => (await import('$lib/domain/vocabulary/skos/json-ld')).writeJsonLd,
	csv: async () => (await import('$lib/domain/vocabulary/skos/opentheso-csv')).writeCsv
};

/** A file of the whole scheme as this person may read it: an editor gets the unsure labels too. */
export async function schemeFile(
	scheme: OpenScheme,
	format: ExportFormat
): Promise<{ name: string; type: string; text: string }> {
	const { uri, titles, other, concepts, collections } = scheme;
	const write = await writers[format]();
	const text = write({ uri, titles, other, concepts, collections });
	return { name: `${scheme.id}.${format}`, type: types[format], text };
}
