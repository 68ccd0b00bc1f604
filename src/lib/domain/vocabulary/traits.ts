import type { Language } from '../language.ts';
import { pick } from '../text.ts';
import { wordsOf } from './fold.ts';
import { descendantsOf, isUsable, type VocabularyIndex } from './graph.ts';
import type { Collection, Concept } from './types.ts';

const known = new WeakMap<VocabularyIndex, Map<string, ReadonlySet<string>>>();

/** What people may see of a scheme's concepts without knowing their names, in order. */
export function traitsOf(index: VocabularyIndex, scheme: string): Collection[] {
	return index.vocabulary.collections
		.filter((collection) => collection.isTrait && collection.scheme === scheme)
		.sort((a, b) => a.position - b.position);
}

/** Ids of the concepts a trait fits: its members and everything narrower. */
function fitting(index: VocabularyIndex, trait: Collection): ReadonlySet<string> {
	const ofIndex = known.get(index) ?? new Map<string, ReadonlySet<string>>();
	known.set(index, ofIndex);
	const before = ofIndex.get(trait.id);
	if (before) return before;
	const ids = new Set(
		trait.members.flatMap((member) => descendantsOf(index, member).map(({ id }) => id))
	);
	ofIndex.set(trait.id, ids);
	return ids;
}

/** Concepts to pick that all of the traits fit, in the order of the scheme; every one when none is given. */
export function conceptsWith(
	index: VocabularyIndex,
	scheme: string,
	traits: readonly Collection[]
): Concept[] {
	const sets = traits.map((trait) => fitting(index, trait));
	return (index.byScheme.get(scheme) ?? []).filter(
		(concept) => isUsable(concept) && sets.every((ids) => ids.has(concept.id))
	);
}

/** How many concepts are left with one more trait: those that leave none need not be offered. */
export function countWith(
	concepts: readonly Concept[],
	index: VocabularyIndex,
	trait: Collection
): number {
	const ids = fitting(index, trait);
	return concepts.filter(({ id }) => ids.has(id)).length;
}

/**
 * Traits that a sentence names (« c’est rond, en pierre, sans mortier »): every telling word of one part of
 * their title is in it, in any of its languages that the reader may use.
 */
export function traitsSaid(
	traits: readonly Collection[],
	sentence: string,
	lang: Language
): Collection[] {
	const said = new Set(wordsOf(sentence));
	return traits.filter(({ title }) =>
		[pick(title, lang), title.fr].some((words) =>
			words.split(',').some((part) => wordsOf(part).every((word) => said.has(word)))
		)
	);
}
