/** Formats in which a concept or a vocabulary is read by machines, by extension. */
export type DataFormat = 'ttl' | 'jsonld' | 'rdf' | 'csv';

/** As they are called everywhere. */
export const formatNames: Record<DataFormat, string> = {
	ttl: 'Turtle',
	jsonld: 'JSON-LD',
	rdf: 'RDF/XML',
	csv: 'CSV'
};

export const formatTypes: Record<DataFormat, string> = {
	ttl: 'text/turtle',
	jsonld: 'application/ld+json',
	rdf: 'application/rdf+xml',
	csv: 'text/csv'
};

export const conceptFormats: readonly DataFormat[] = ['ttl', 'jsonld', 'rdf'];
export const schemeFormats: readonly DataFormat[] = ['ttl', 'jsonld', 'rdf', 'csv'];
