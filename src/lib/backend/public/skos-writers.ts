import { writeJsonLd } from '../../domain/vocabulary/skos/json-ld.ts';
import { writeCsv } from '../../domain/vocabulary/skos/opentheso-csv.ts';
import { writeRdfXml } from '../../domain/vocabulary/skos/rdf-xml.ts';
import { writeTurtle } from '../../domain/vocabulary/skos/turtle.ts';
import type { SkosScheme } from '../../domain/vocabulary/skos/types.ts';
import type { SkosFormat } from './negotiation.ts';
import { tagOf } from './tag.ts';

/** A vocabulary or one of its concepts in a format of exchange. */
export interface SkosDocument {
	/** Changes with the content. */
	tag: string;
	bytes: Uint8Array<ArrayBuffer>;
}

const writers: Record<SkosFormat, (scheme: SkosScheme) => string> = {
	ttl: writeTurtle,
	jsonld: writeJsonLd,
	rdf: writeRdfXml,
	csv: writeCsv
};

/** Writes a vocabulary; a large one takes a second, so in a thread of its own. */
export function writeDocument(scheme: SkosScheme, format: SkosFormat): SkosDocument {
	const text = writers[format](scheme);
	return { tag: tagOf(text), bytes: new TextEncoder().encode(text) };
}
