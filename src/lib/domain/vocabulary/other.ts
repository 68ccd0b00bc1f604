import type { FieldDefinition } from '../fields/types.ts';
import { fieldsFor, isUsable, type VocabularyIndex } from './graph.ts';
import type { Concept } from './types.ts';

/** Notations by which a scheme says "something else, or I do not know". */
const others = new Set(['other', 'autre', 'unknown', 'inconnu']);
/** Kinds of question that take the person's own words. */
const kinds = new Set(['text', 'long_text', 'local_text']);

/** Whether a notation stands for "something else, or I do not know". */
export function isOther(notation: string): boolean {
	return others.has(notation.toLowerCase());
}

/** Whether a kind of question takes words as they come. */
export function takesWords(kind: string): boolean {
	return kinds.has(kind);
}

/** The concept to take when nothing fits; null when a scheme has none. */
export function otherConcept(index: VocabularyIndex, scheme: string): Concept | null {
	const concepts = (index.byScheme.get(scheme) ?? []).filter(isUsable);
	return concepts.find(({ notation }) => isOther(notation)) ?? null;
}

/**
 * The question that keeps what the person calls it: one of that concept's own, else the first that takes
 * words. Null when there is none.
 */
export function wordsField(index: VocabularyIndex, conceptId: string): FieldDefinition | null {
	const asked = fieldsFor(index, conceptId).filter(({ kind }) => takesWords(kind));
	return asked.find(({ concept }) => concept === conceptId) ?? asked[0] ?? null;
}
