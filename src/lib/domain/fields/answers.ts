import type { Problem } from '../problem.ts';
import { shownFields, type VocabularyIndex } from '../vocabulary/graph.ts';
import { isBlank, problemOf, type FieldRules } from './kind.ts';
import type { FieldDefinition, FieldValue } from './types.ts';

/**
 * Checks answers against the questions: a record's properties, or one row of a group. A field whose
 * condition does not hold is not required, but what it holds must still be sound: conditions change back.
 *
 * @param rulesOf the rules of a field's kind; of the kinds that may stand there
 */
export function checkAnswers(
	answers: Record<string, unknown>,
	fields: readonly FieldDefinition[],
	rulesOf: (field: FieldDefinition) => FieldRules,
	vocabulary: VocabularyIndex
): Problem[] {
	const keys = new Set(fields.map((field) => field.key));
	const unknown = Object.keys(answers)
		.filter((key) => !keys.has(key))
		.map((key): Problem => ({ code: 'unknown_field', field: `properties.${key}` }));

	const shown = new Set(shownFields(fields, answers as Record<string, FieldValue>));
	const wrong = fields.flatMap((field) => {
		const value = Object.hasOwn(answers, field.key) ? answers[field.key] : undefined;
		const problems = value === undefined ? [] : rulesOf(field).validate(value, field, vocabulary);
		if (problems.length > 0 || !field.required || !isBlank(value) || !shown.has(field))
			return problems;
		return [problemOf(field, 'required')];
	});
	return [...unknown, ...wrong];
}
