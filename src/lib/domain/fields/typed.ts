import type { Problem } from '../problem.ts';
import { shownFields, type VocabularyIndex } from '../vocabulary/graph.ts';
import { isBlank, isProblem, problemOf } from './kind.ts';
import { fieldKinds } from './registry.ts';
import type { FieldDefinition, FieldValue } from './types.ts';

/**
 * Everything wrong with what a person typed for one question that is asked, in the order of its controls;
 * empty when it is right. Paths are those of {@link Problem.field}; rows are counted as they stand on the
 * screen, the blank ones too.
 */
export function typedProblems(
	field: FieldDefinition,
	typed: unknown,
	vocabulary: VocabularyIndex
): Problem[] {
	const inRows =
		field.kind === 'group' && Array.isArray(typed) ? rowsProblems(field, typed, vocabulary) : [];
	if (inRows.length > 0) return inRows;
	const rules = fieldKinds[field.kind];
	const parsed = rules.parse(typed, field);
	if (isProblem(parsed)) return [parsed];
	if (parsed !== undefined) return rules.validate(parsed, field, vocabulary).slice(0, 1);
	return field.required ? [problemOf(field, 'required')] : [];
}

function rowsProblems(
	field: FieldDefinition,
	rows: readonly unknown[],
	vocabulary: VocabularyIndex
): Problem[] {
	return rows.flatMap((row, at) => {
		const answers = answersOf(row);
		if (!isAnswered(field, answers)) return [];
		return shownFields(field.fields, answers as Record<string, FieldValue>)
			.flatMap((one) => typedProblems(one, answers[one.key], vocabulary))
			.map((problem) => ({
				...problem,
				field: `properties.${field.key}[${at}]${(problem.field ?? '').replace(/^properties/, '')}`
			}));
	});
}

/** A row that was opened and left empty says nothing, and nothing is asked of it. */
function isAnswered(field: FieldDefinition, answers: Record<string, unknown>): boolean {
	return field.fields.some((one) => {
		const typed = answers[one.key];
		return !isBlank(typed) && fieldKinds[one.kind].parse(typed, one) !== undefined;
	});
}

function answersOf(row: unknown): Record<string, unknown> {
	return typeof row === 'object' && row !== null && !Array.isArray(row)
		? (row as Record<string, unknown>)
		: {};
}
