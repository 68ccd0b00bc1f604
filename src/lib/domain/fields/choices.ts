import type { Language } from '../language.ts';
import { isWithin, valueLabel, type VocabularyIndex } from '../vocabulary/graph.ts';
import type { FieldDefinition } from './types.ts';

/** Withdrawn values stay right: records that hold them were right when they were made. */
export function isChoice(
	value: string,
	field: FieldDefinition,
	vocabulary: VocabularyIndex
): boolean {
	if (field.scheme === null) return false;
	const concept = vocabulary.concepts.get(`${field.scheme}/${value}`);
	return concept?.scheme === field.scheme && isWithin(vocabulary, concept, field.branch);
}

/** How a choice's value is called; the value itself when its field has no list. */
export function choiceLabel(
	value: string,
	field: FieldDefinition,
	vocabulary: VocabularyIndex,
	lang: Language
): string {
	return field.scheme === null ? value : valueLabel(vocabulary, field.scheme, value, lang);
}
