import { labelKey } from './read-texts.ts';
import { normalCollection, normalConcept } from './normal.ts';
import { sortedSet } from './statement.ts';
import type { SkosCollection, SkosConcept, SkosScheme } from './types.ts';

/** What a file would change in a scheme. */
export interface SchemeDiff {
	added: SkosConcept[];
	/** In both, and not the same; those that the file deprecates too. */
	changed: { uri: string; before: SkosConcept; after: SkosConcept }[];
	/** In use before, deprecated by the file. */
	deprecated: SkosConcept[];
	/** In use before and not in the file: what an import that deprecates the missing would deprecate. */
	missing: SkosConcept[];
	/** How many concepts are the same. */
	unchanged: number;
	/** Addresses of collections. */
	collections: { added: string[]; changed: string[]; missing: string[] };
	titleChanged: boolean;
}

/**
 * Compares a scheme as it stands with one out of a file; everything is added when there is none yet. What
 * most formats cannot say (symbols, geometry kinds, how sure a word is) is not taken away by one that does
 * not say it.
 */
export function diffSchemes(before: SkosScheme | null, after: SkosScheme): SchemeDiff {
	const old = new Map((before?.concepts ?? []).map((concept) => [concept.uri, concept]));
	const diff: SchemeDiff = {
		added: [],
		changed: [],
		deprecated: [],
		missing: [],
		unchanged: 0,
		collections: diffCollections(before?.collections ?? [], after.collections),
		titleChanged: before === null || !sameTitles(before, after)
	};
	for (const concept of after.concepts) {
		const known = old.get(concept.uri);
		old.delete(concept.uri);
		if (!known) diff.added.push(concept);
		else if (sameConcept(known, concept)) diff.unchanged += 1;
		else {
			diff.changed.push({
				uri: concept.uri,
				before: known,
				after: filledIn(concept, known)
			});
			if (concept.deprecated && !known.deprecated) diff.deprecated.push(concept);
		}
	}
	diff.missing = [...old.values()].filter(({ deprecated }) => !deprecated);
	return diff;
}

function sameConcept(before: SkosConcept, after: SkosConcept): boolean {
	const filled = normalConcept(filledIn(after, before));
	return JSON.stringify(normalConcept(before)) === JSON.stringify(filled);
}

/** A concept of a file with what the file does not speak of, as the database fills it in. */
function filledIn(concept: SkosConcept, before: SkosConcept): SkosConcept {
	const statuses = new Map(before.labels.map((label) => [labelKey(label), label.status]));
	return {
		...concept,
		use: concept.use ?? before.use,
		labels: concept.labels.map((label) =>
			label.status === 'known'
				? { ...label, status: statuses.get(labelKey(label)) ?? 'known' }
				: label
		)
	};
}

function diffCollections(
	before: readonly SkosCollection[],
	after: readonly SkosCollection[]
): SchemeDiff['collections'] {
	const old = new Map(before.map((one) => [one.uri, one]));
	const now = new Set(after.map(({ uri }) => uri));
	const same = (a: SkosCollection, b: SkosCollection) =>
		JSON.stringify(normalCollection(a)) === JSON.stringify(normalCollection(b));
	return {
		added: after.filter(({ uri }) => !old.has(uri)).map(({ uri }) => uri),
		changed: after
			.filter((one) => old.has(one.uri) && !same(old.get(one.uri)!, one))
			.map(({ uri }) => uri),
		missing: before.filter(({ uri }) => !now.has(uri)).map(({ uri }) => uri)
	};
}

function sameTitles(before: SkosScheme, after: SkosScheme): boolean {
	const titles = ({ titles: said }: SkosScheme) =>
		JSON.stringify(
			sortedSet(
				said.map(({ lang, text }) => [lang, text]),
				(pair) => pair.join('\n')
			)
		);
	return titles(before) === titles(after);
}
