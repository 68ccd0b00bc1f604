/** Prefixes written in exports and understood in CSV headers. */
export const prefixes = {
	rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
	rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
	xsd: 'http://www.w3.org/2001/XMLSchema#',
	owl: 'http://www.w3.org/2002/07/owl#',
	skos: 'http://www.w3.org/2004/02/skos/core#',
	skosxl: 'http://www.w3.org/2008/05/skos-xl#',
	dct: 'http://purl.org/dc/terms/',
	dc: 'http://purl.org/dc/elements/1.1/',
	cc: 'http://creativecommons.org/ns#',
	foaf: 'http://xmlns.com/foaf/0.1/',
	geo: 'http://www.w3.org/2003/01/geo/wgs84_pos#',
	/** What SKOS has no word for: symbols, geometry, how sure an Occitan form is. */
	cap: 'https://w3id.org/capitelle/ns#'
} as const;

/** Address of a term, written short: `skos:Concept`, `cap:icon`. */
export function uri(short: `${keyof typeof prefixes}:${string}`): string {
	const colon = short.indexOf(':');
	return prefixes[short.slice(0, colon) as keyof typeof prefixes] + short.slice(colon + 1);
}

export const rdfType = uri('rdf:type');
export const rdfLangString = uri('rdf:langString');
export const xsdString = uri('xsd:string');
export const xsdBoolean = uri('xsd:boolean');

/** Types of what a vocabulary is made of. */
export const skosType = {
	scheme: uri('skos:ConceptScheme'),
	concept: uri('skos:Concept'),
	collection: uri('skos:Collection'),
	orderedCollection: uri('skos:OrderedCollection')
};

/**
 * Addresses relative to a file that has none end here, so that they can be told from whole ones: such an
 * address would change with the place the file is read from (`invalid` never resolves, RFC 6761).
 */
export const relativeBase = 'http://relative.invalid/';
