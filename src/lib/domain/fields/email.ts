import { problemOf, type FieldRules } from './kind.ts';
import { checkText, readText, type TextLimits } from './plain-text.ts';
import type { FieldDefinition } from './types.ts';

/** RFC 5321 §4.5.3.1.3 allows a path of 256 with its brackets. */
const limits: TextLimits = { maxLength: 254, lines: false };
/** The HTML standard's valid e-mail address, with at least one dot in the domain. */
const EMAIL =
	/^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)+$/;

/** An e-mail address, checked by form only. */
export const email: FieldRules<string> = {
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
	if (problems.length > 0) return problems;
	return EMAIL.test(value as string) ? [] : [problemOf(field, 'bad_format')];
}
