import { writeJsonLd } from '../../domain/vocabulary/skos/json-ld.ts';
import { writeCsv } from '../../domain/vocabulary/skos/opentheso-csv.ts';
import { writeRdfXml } from '../../domain/vocabulary/skos/rdf-xml.ts';
import { writeTurtle } from '../../domain/vocabulary/skos/turtle.ts';
import type { SkosConcept, SkosScheme } from '../../domain/vocabulary/skos/types.ts';
import { readConcept } from './concept-page.ts';
import { Kept } from './kept.ts';
import type { SkosFormat } from './negotiation.ts';
import { readListing } from './scheme-lines.ts';
import { readJson, SourceError, type PublicSource } from './source.ts';
import { tagOf } from './tag.ts';

/** A vocabulary or one of its concepts in a format of exchange. */
export interface SkosDocument {
	/** Changes with the content. */
	tag: string;
	text: string;
}

const writers: Record<SkosFormat, (scheme: SkosScheme) => string> = {
	ttl: writeTurtle,
	jsonld: writeJsonLd,
	rdf: writeRdfXml,
	csv: writeCsv
};

/** A whole vocabulary takes seconds to write: not at every wish of everybody. */
const kept = new Kept<SkosDocument | null>({ freshForMs: 30_000, most: 6 });

/** A whole vocabulary, or null when there is none of that id. */
export function schemeDocument(
	source: PublicSource,
	scheme: string,
	format: SkosFormat
): Promise<SkosDocument | null> {
	return kept.get(`${scheme}.${format}`, async () => {
		const found = await readScheme(source, scheme);
		return found && documentOf(found, format);
	});
}

/** One concept with the scheme it is in, or null when there is none of that id. */
export async function conceptDocument(
	source: PublicSource,
	{ scheme, notation }: { scheme: string; notation: string },
	format: SkosFormat
): Promise<SkosDocument | null> {
	const listing = await readListing(source, scheme);
	const found = listing && (await readConcept(source, `${scheme}/${notation}`));
	if (!found) return null;
	const titles = Object.entries(listing.scheme.title).map(([lang, text]) => ({ lang, text }));
	const narrower = found.narrower.map(({ uri }) => ({
		predicate: 'http://www.w3.org/2004/02/skos/core#narrower',
		object: uri,
		isUri: true,
		lang: '',
		datatype: ''
	}));
	const concept: SkosConcept = {
		...found,
		broader: found.broader.map(({ uri }) => uri),
		related: found.related.map(({ uri }) => uri),
		other: [...found.other, ...narrower]
	};
	return documentOf(
		{ uri: listing.scheme.uri, titles, other: [], concepts: [concept], collections: [] },
		format
	);
}

function documentOf(scheme: SkosScheme, format: SkosFormat): SkosDocument {
	const text = writers[format](scheme);
	return { tag: tagOf(text), text };
}

async function readScheme(source: PublicSource, id: string): Promise<SkosScheme | null> {
	try {
		return await readJson<SkosScheme | null>(source, '/rest/v1/rpc/skos_scheme', {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ p_scheme: id })
		});
	} catch (error) {
		if (error instanceof SourceError && error.status === 404) return null;
		throw error;
	}
}
