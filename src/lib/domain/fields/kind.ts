import type { Language } from '../language.ts';
import type { Problem, ProblemCode } from '../problem.ts';
import type { VocabularyIndex } from '../vocabulary/graph.ts';
import type { FieldDefinition, FieldValue } from './types.ts';

/** What a kind of form field knows: its empty control, reading, checking and short wording. */
export interface FieldRules<Value extends FieldValue = FieldValue> {
	/** What an untouched control holds. */
	readonly empty: unknown;
	/**
	 * Reads what a person typed or picked. Undefined when they left it empty: then the key is taken
	 * out of the properties. Forgiving about form (spaces, comma, French dates), never about meaning.
	 */
	parse(input: unknown, field: FieldDefinition): Value | undefined | Problem;
	/** Strict check of a stored value, whatever it is. Empty list when it is right. Never throws. */
	validate(value: unknown, field: FieldDefinition, vocabulary: VocabularyIndex): Problem[];
	/** The value in words, in one line, for lists and pages; of a value that does not fit, what can be said. */
	summary(
		value: unknown,
		field: FieldDefinition,
		vocabulary: VocabularyIndex,
		lang: Language
	): string;
}

/** A problem about a field's value, naming it as `properties.<key>`. */
export function problemOf(
	field: FieldDefinition,
	code: ProblemCode,
	params?: Record<string, string | number>
): Problem {
	const path = `properties.${field.key}`;
	return params ? { code, field: path, params } : { code, field: path };
}

/** Tells the problem from the value in what {@link FieldRules.parse} gives. */
export function isProblem(parsed: FieldValue | undefined | Problem): parsed is Problem {
	// A species has a code too, but is about no field.
	return (
		typeof parsed === 'object' && !Array.isArray(parsed) && 'code' in parsed && 'field' in parsed
	);
}

/** Nothing answered: absent, null, blank text, empty list. */
export function isBlank(value: unknown): boolean {
	if (value === null || value === undefined) return true;
	if (typeof value === 'string') return value.trim() === '';
	return Array.isArray(value) && value.length === 0;
}
