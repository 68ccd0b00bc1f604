import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { SkosConcept } from '../../domain/vocabulary/skos/types.ts';
import { readConcept } from './concept-page.ts';
import { Kept } from './kept.ts';
import type { SkosFormat } from './negotiation.ts';
import { readListing } from './scheme-lines.ts';
import { asCall, readSchemeStamp } from './scheme-stamp.ts';
import { writeDocument, type SkosDocument } from './skos-writers.ts';
import { SourceError, type PublicSource } from './source.ts';

/** A whole vocabulary is written once after each change, not at every wish of everybody. */
const kept = new Kept<SkosDocument | null>({ freshForMs: 600_000, most: 8 });

/** A whole vocabulary, or null when there is none of that id. */
export async function schemeDocument(
	source: PublicSource,
	scheme: string,
	format: SkosFormat
): Promise<SkosDocument | null> {
	const stamp = await readSchemeStamp(source, scheme);
	if (stamp === null) return null;
	return kept.get(`${scheme}.${format} ${stamp}`, () =>
		inTurn(async () => {
			const path = '/rest/v1/rpc/skos_scheme';
			const answer = await source(path, asCall({ p_scheme: scheme }));
			if (!answer.ok) throw new SourceError(path, answer.status, await answer.text());
			const json = await answer.arrayBuffer();
			// Shorter than any vocabulary: `null`.
			return json.byteLength < 5 ? null : written(json, format);
		})
	);
}

let last: Promise<unknown> = Promise.resolve();

/** One at a time: each holds a whole vocabulary in memory. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
	const mine = last.then(work, work);
	last = mine;
	return mine;
}

/** Writes in a thread of its own, from the source as the backend's own thread is. */
function written(json: ArrayBuffer, format: SkosFormat): Promise<SkosDocument> {
	return new Promise((done, failed) => {
		const thread = new Worker(resolve('src/lib/backend/public/skos-thread.ts'), {
			workerData: { json, format },
			transferList: [json],
			execArgv: []
		});
		thread.once('message', done);
		thread.once('error', failed);
		thread.once('exit', () => failed(new Error('a vocabulary could not be written')));
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
	// The other side of `broader`, which a writer tells of concepts of the same file only.
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
	const { uri } = listing.scheme;
	return writeDocument({ uri, titles, other: [], concepts: [concept], collections: [] }, format);
}
