import { problemOf, type FieldRules } from './kind.ts';
import { fits } from './pattern.ts';
import { checkText, readText, type TextLimits } from './plain-text.ts';
import type { FieldDefinition } from './types.ts';

const limits: TextLimits = { maxLength: 250, lines: false };

/** A reference given by someone else's register, checked against the field's pattern. */
export const identifier: FieldRules<string> = {
	empty: '',
	parse: (input, field) => {
		const read = readText(input);
		if (read === undefined) return undefined;
		if (read === null) return problemOf(field, 'wrong_type');
		const [problem] = check(read, field);
		return problem ?? read;
	},
	validate: (value, field) => check(value, field),
	summary: (value) => (typeof value === 'string' ? value : '')
};

function check(value: unknown, field: FieldDefinition) {
	const problems = checkText(value, field, limits);
	if (problems.length > 0 || field.pattern === null) return problems;
	return fits(value as string, field.pattern) ? [] : [problemOf(field, 'bad_format')];
}
