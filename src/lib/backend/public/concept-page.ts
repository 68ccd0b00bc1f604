import { noFilter } from '../../domain/record-filter.ts';
import { indexVocabulary, themeOf } from '../../domain/vocabulary/graph.ts';
import type { ConceptPage, NamedConcept, Names } from '../../domain/vocabulary/pages.ts';
import type { NoteKind, SkosConcept, SkosLabel } from '../../domain/vocabulary/skos/types.ts';
import { listPage } from './pages.ts';
import { named, readListing, waysTo } from './scheme-lines.ts';
import { symbolsFor } from './scheme-page.ts';
import { callFunction } from './scheme-stamp.ts';
import { readJson, type PublicSource } from './source.ts';
import { readVocabulary } from './vocabulary.ts';

/** A concept that another points to, as `skos_concept` gives it. */
interface Neighbour {
	id: string | null;
	uri: string;
	labels: SkosLabel[];
	deprecated: boolean;
}

/** Answer of the database: a SkosConcept whose neighbours are named. */
export interface OpenConcept extends Omit<SkosConcept, 'broader' | 'related'> {
	id: string;
	scheme: string;
	broader: Neighbour[];
	narrower: Neighbour[];
	related: Neighbour[];
	/** What to use instead, when it is one of ours. */
	replacement: Neighbour | null;
}

/** What is said to editors only. */
const inside: NoteKind[] = ['editorialNote', 'changeNote'];
/** Narrower concepts on the page; the others are on the vocabulary's. */
const narrowerMost = 100;
const recordsMost = 12;

/** A concept as everyone may read it, or null when there is none of that id. */
export function readConcept(source: PublicSource, id: string): Promise<OpenConcept | null> {
	return callFunction(source, 'skos_concept', { p_id: id });
}

/** Everything the page of a concept shows, or null when there is none of that id. */
export async function conceptPage(
	source: PublicSource,
	scheme: string,
	notation: string
): Promise<ConceptPage | null> {
	const id = `${scheme}/${notation}`;
	const [listing, vocabulary] = await Promise.all([
		readListing(source, scheme),
		readVocabulary(source)
	]);
	// What is not there costs the database nothing more.
	if (!listing) return null;
	const concept = await readConcept(source, id);
	if (!concept) return null;

	const index = indexVocabulary(vocabulary);
	const recorded = themeOf(index, id) !== null;
	const [records, here] = await Promise.all([
		recorded
			? listPage(source, { ...noFilter, concept: id, limit: recordsMost }, index)
			: Promise.resolve(null),
		namedAt(
			source,
			concept.matches.map(({ uri }) => uri)
		)
	]);
	const line = listing.byId.get(id);
	const narrower = concept.narrower.filter(({ deprecated }) => !deprecated).map(asNamed);
	const related = concept.related.map(asNamed);
	const shown = [...narrower.slice(0, narrowerMost), ...related];
	return {
		id,
		uri: concept.uri,
		notation,
		notations: concept.notations,
		scheme: listing.scheme,
		labels: concept.labels.filter(({ kind, status }) => kind !== 'hidden' && status !== 'unsure'),
		notes: concept.notes.filter(({ kind }) => !inside.includes(kind)),
		ways: line ? waysTo(line) : concept.broader.map((one) => [asNamed(one)]),
		narrower: { total: narrower.length, concepts: narrower.slice(0, narrowerMost) },
		related,
		matches: concept.matches.map(({ relation, uri }) => ({
			relation,
			uri,
			here: here.get(uri) ?? null
		})),
		deprecated: concept.deprecated,
		replacedBy: replacementOf(concept),
		geometryKinds: concept.use?.geometryKinds ?? [],
		sensitivity: concept.use?.sensitivity ?? 'public',
		osmTags: concept.use?.osmTags ?? [],
		records,
		symbols: symbolsFor(vocabulary, [
			id,
			...shown.flatMap((one) => one.id ?? []),
			...(records?.records.map((record) => record.concept) ?? [])
		])
	};
}

function replacementOf({ replacement, replacedBy }: OpenConcept): NamedConcept | null {
	if (replacement) return asNamed(replacement);
	return replacedBy === null ? null : { id: null, uri: replacedBy, names: {}, deprecated: false };
}

function asNamed({ id, uri, labels, deprecated }: Neighbour): NamedConcept {
	const names: Names = {};
	for (const { kind, lang, text, status } of labels) {
		if (kind === 'pref' && status !== 'unsure') names[lang] ??= text;
	}
	return { id, uri, names, deprecated };
}

/** Those of these addresses that are concepts of ours, with their names. */
async function namedAt(
	source: PublicSource,
	uris: readonly string[]
): Promise<Map<string, NamedConcept>> {
	if (uris.length === 0) return new Map();
	const found = await conceptsAt(source, uris.slice(0, 100));
	const lines = await Promise.all(
		found.map(async ({ id, scheme }) => (await readListing(source, scheme))?.byId.get(id))
	);
	return new Map(lines.flatMap((line) => (line ? [[line.uri, named(line)]] : [])));
}

/** Ids of the concepts that have one of these addresses. */
export function conceptsAt(
	source: PublicSource,
	uris: readonly string[]
): Promise<{ id: string; scheme: string; uri: string }[]> {
	const list = uris.map((uri) => `"${uri.replace(/["\\]/g, '\\$&')}"`).join(',');
	const query = new URLSearchParams({ select: 'id,scheme,uri', uri: `in.(${list})` });
	return readJson(source, `/rest/v1/concepts?${query}`);
}
