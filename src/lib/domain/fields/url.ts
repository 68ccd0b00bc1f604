import { problemOf, type FieldRules } from './kind.ts';
import { checkText, readText, type TextLimits } from './plain-text.ts';
import type { FieldDefinition } from './types.ts';

const limits: TextLimits = { maxLength: 2000, lines: false };
/**
 * Only what a reader can follow safely: no `javascript:` nor `data:`, a host with a dot, no name before an `@`
 * that looks like the host. Letter for letter the rule of `private.value_problem`.
 */
const WEB =
	/^[hH][tT][tT][pP][sS]?:\/\/[^\s/?#@:[\]\\<>"]+\.[^\s/?#@:[\]\\<>"]+(?::[0-9]{1,5})?(?:[/?#]\S*)?$/;

/** A web address. */
export const url: FieldRules<string> = {
	empty: '',
	parse: (input, field) => {
		const read = readText(input);
		if (read === undefined) return undefined;
		if (read === null) return problemOf(field, 'wrong_type');
		// People leave the scheme out, as browsers let them.
		const full = /^[a-z][a-z0-9+.-]*:/i.test(read) ? read : `https://${read}`;
		const [problem] = check(full, field);
		return problem ?? full;
	},
	validate: (value, field) => check(value, field),
	summary: (value) =>
		typeof value === 'string' ? value.replace(/^https?:\/\//i, '').replace(/\/$/, '') : ''
};

function check(value: unknown, field: FieldDefinition) {
	const problems = checkText(value, field, limits);
	if (problems.length > 0) return problems;
	return WEB.test(value as string) ? [] : [problemOf(field, 'bad_format')];
}
