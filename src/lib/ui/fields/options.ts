import type { FieldDefinition } from '$lib/domain/fields/types';
import type { Language } from '$lib/domain/language';
import { valueLabel, type VocabularyIndex } from '$lib/domain/vocabulary/graph';
import type { Concept } from '$lib/domain/vocabulary/types';

/** Up to this many values are all in sight as chips; more are a list to open. */
const IN_SIGHT = 8;

export interface Option {
	value: string;
	label: string;
}

function valuesOf(field: FieldDefinition, vocabulary: VocabularyIndex): Concept[] {
	return [...vocabulary.concepts.values()]
		.filter(({ scheme }) => scheme === field.scheme)
		.sort((a, b) => a.position - b.position);
}

/** Values to offer, in the list's own order. Withdrawn ones only when the record holds them already. */
export function optionsOf(
	field: FieldDefinition,
	vocabulary: VocabularyIndex,
	lang: Language,
	held: string[]
): Option[] {
	return valuesOf(field, vocabulary)
		.filter(({ deprecated, notation }) => !deprecated || held.includes(notation))
		.map(({ scheme, notation }) => ({
			value: notation,
			label: valueLabel(vocabulary, scheme, notation, lang)
		}));
}

export function isShortList(field: FieldDefinition, vocabulary: VocabularyIndex): boolean {
	return valuesOf(field, vocabulary).length <= IN_SIGHT;
}
