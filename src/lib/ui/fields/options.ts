import type { FieldDefinition } from '$lib/domain/fields/types';
import type { Language } from '$lib/domain/language';
import { isWithin, labelOf, type VocabularyIndex } from '$lib/domain/vocabulary/graph';
import type { Concept } from '$lib/domain/vocabulary/types';

/** Up to this many values, and characters of labels, are all in sight as chips; more are a list to open. */
const IN_SIGHT = 6;
const CHARACTERS = 90;

export interface Option {
	value: string;
	label: string;
}

function listOf(field: FieldDefinition, vocabulary: VocabularyIndex): Concept[] {
	const all = field.scheme === null ? [] : (vocabulary.byScheme.get(field.scheme) ?? []);
	return field.branch === null
		? all
		: all.filter((concept) => isWithin(vocabulary, concept, field.branch));
}

/** Values to offer, in the list's own order. Withdrawn ones only when the record holds them already. */
export function optionsOf(
	field: FieldDefinition,
	vocabulary: VocabularyIndex,
	lang: Language,
	held: string[]
): Option[] {
	return listOf(field, vocabulary)
		.filter(({ deprecated, notation }) => !deprecated || held.includes(notation))
		.map((concept) => ({ value: concept.notation, label: labelOf(concept, lang) }));
}

export function isShortList(field: FieldDefinition, vocabulary: VocabularyIndex): boolean {
	const values = listOf(field, vocabulary);
	// In French whatever the language: a control must not change its kind when the language does.
	const characters = values.reduce((sum, concept) => sum + labelOf(concept, 'fr').length, 0);
	return values.length <= IN_SIGHT && characters <= CHARACTERS;
}
