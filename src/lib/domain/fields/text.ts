import { isBlank, problemOf, type FieldRules } from './kind.ts';
import { checkText, readText, type TextLimits } from './plain-text.ts';

const limits: TextLimits = { maxLength: 250, lines: false };

/** One line of free text. */
export const text: FieldRules<string> = {
	empty: '',
	parse: (input, field) => {
		const read = readText(input);
		if (read === null) return problemOf(field, 'wrong_type');
		const oneLine = read?.replace(/\s*\n\s*/g, ' ');
		const [problem] = isBlank(oneLine) ? [] : checkText(oneLine, field, limits);
		return problem ?? oneLine;
	},
	validate: (value, field) => checkText(value, field, limits),
	summary: (value) => (typeof value === 'string' ? value : '')
};
