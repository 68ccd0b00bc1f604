/**
 * How much a vocabulary may hold. Far above any that is published (the largest national thesauri hold some
 * 40,000 concepts; the longest scope note of FISH has 2,000 characters), and little enough for a phone.
 */
export const skosLimits = {
	/** Bytes of a file. */
	file: 50 * 1024 * 1024,
	statements: 1_000_000,
	/** XML elements or JSON values inside one another. */
	depth: 64,
	/** Of one concept or collection. */
	labels: 1000,
	/** Of one concept, per property: notes, parents, mappings, other statements. */
	values: 2000,
	/** Characters. */
	labelLength: 500,
	noteLength: 20_000,
	uriLength: 2000,
	notationLength: 200
};
