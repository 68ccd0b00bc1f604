import type { FieldDefinition, FieldKind, FieldValue } from './fields/types.ts';
import { fieldsFor, shownFields, themeOf, type VocabularyIndex } from './vocabulary/graph.ts';

/**
 * Answers that the next thing of the same kind may well share. Words, numbers and sizes are of one thing: taken
 * over, they would be wrong without anybody seeing it.
 */
const shared: ReadonlySet<FieldKind> = new Set([
	'boolean',
	'choice',
	'multiple_choice',
	'hierarchical_choice',
	'species'
]);

/** Whether an answer to this question may be taken over from another record. */
function isShared(field: FieldDefinition, titleField: string | null): boolean {
	return shared.has(field.kind) && field.key !== titleField;
}

/** Of the answers to one record, those to offer for the next of the same concept. */
export function sharedAnswers(
	index: VocabularyIndex,
	concept: string,
	properties: Readonly<Record<string, FieldValue>>
): Record<string, FieldValue> {
	const titleField = themeOf(index, concept)?.titleField ?? null;
	const asked = shownFields(fieldsFor(index, concept), properties);
	const kept: Record<string, FieldValue> = {};
	for (const field of asked) {
		const value = properties[field.key];
		if (value !== undefined && isShared(field, titleField)) kept[field.key] = value;
	}
	return kept;
}

/** What of an offer is not answered yet, and would still be asked; an answer is never written over. */
export function stillOffered(
	index: VocabularyIndex,
	concept: string,
	offer: Readonly<Record<string, FieldValue>>,
	answered: Readonly<Record<string, FieldValue>>
): Record<string, FieldValue> {
	const asked = shownFields(fieldsFor(index, concept), { ...offer, ...answered });
	const keys = new Set(asked.map(({ key }) => key));
	return Object.fromEntries(
		Object.entries(offer).filter(([key]) => keys.has(key) && answered[key] === undefined)
	);
}
