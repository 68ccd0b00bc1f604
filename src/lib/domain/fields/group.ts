import type { Problem } from '../problem.ts';
import { checkAnswers } from './answers.ts';
import { isBlank, isProblem, problemOf, type FieldRules } from './kind.ts';
import { outOfRange } from './numbers.ts';
import type { FieldDefinition, FieldKind, GroupRow } from './types.ts';

type SingleKinds = Record<Exclude<FieldKind, 'group'>, FieldRules>;

/** Rows of a group whose field sets no bound. */
const MAX_ROWS = 100;

/**
 * Several rows of the same few questions (sources, dimensions of each arch…). Problems inside are named
 * `properties.<key>[<row from 0>].<key of the row's field>`, those of a whole row without the last part.
 *
 * @param kinds rules of what a row may hold: every kind but a group
 */
export function groupOf(kinds: SingleKinds): FieldRules<GroupRow[]> {
	const rulesOf = (field: FieldDefinition): FieldRules =>
		kinds[field.kind as Exclude<FieldKind, 'group'>];
	return {
		empty: [],
		parse: (input, field) => {
			if (isBlank(input)) return undefined;
			if (!Array.isArray(input)) return problemOf(field, 'wrong_type');
			const rows: GroupRow[] = [];
			for (const [at, typed] of input.entries()) {
				const { row, problem } = parseRow(typed, field, rulesOf);
				if (problem) return inRow(field, at, problem);
				// A row that was opened and left empty says nothing.
				if (Object.keys(row).length > 0) rows.push(row);
			}
			return rows.length > 0 ? rows : undefined;
		},
		validate: (value, field, vocabulary) => {
			if (!Array.isArray(value)) return [problemOf(field, 'wrong_type')];
			const count =
				value.length === 0
					? null
					: outOfRange(value.length, { ...field, max: field.max ?? MAX_ROWS });
			if (count) return [count];
			return value.flatMap((row, at): Problem[] => {
				if (!isRow(row)) return [inRow(field, at, { code: 'wrong_type', field: null })];
				if (Object.keys(row).length === 0)
					return [inRow(field, at, { code: 'required', field: null })];
				return checkAnswers(row, field.fields, rulesOf, vocabulary).map((problem) =>
					inRow(field, at, problem)
				);
			});
		},
		summary: (value, field, vocabulary, lang) => {
			const rows = Array.isArray(value) ? value.filter(isRow) : [];
			const words = rows.map((row) =>
				field.fields
					.filter((one) => Object.hasOwn(row, one.key))
					.map((one) => rulesOf(one).summary(row[one.key], one, vocabulary, lang))
					.filter((said) => said !== '')
					.join(', ')
			);
			return words.filter((said) => said !== '').join(' ; ');
		}
	};
}

function parseRow(
	typed: unknown,
	field: FieldDefinition,
	rulesOf: (field: FieldDefinition) => FieldRules
): { row: GroupRow; problem?: Problem } {
	const row: GroupRow = {};
	if (!isRow(typed)) return { row, problem: { code: 'wrong_type', field: null } };
	for (const one of field.fields) {
		const input = Object.hasOwn(typed, one.key) ? typed[one.key] : undefined;
		const value = rulesOf(one).parse(input, one);
		if (isProblem(value)) return { row, problem: value };
		if (value !== undefined) row[one.key] = value as GroupRow[string];
	}
	return { row };
}

function inRow(field: FieldDefinition, at: number, problem: Problem): Problem {
	const inner = problem.field === null ? '' : problem.field.replace(/^properties/, '');
	return { ...problem, field: `properties.${field.key}[${at}]${inner}` };
}

function isRow(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
