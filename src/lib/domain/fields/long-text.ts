import { problemOf, type FieldRules } from './kind.ts';
import { checkText, readText, type TextLimits } from './plain-text.ts';

const limits: TextLimits = { maxLength: 2000, lines: true };
const SUMMARY_LENGTH = 120;

/** Several lines of free text; the summary is its beginning. */
export const longText: FieldRules<string> = {
	empty: '',
	parse: (input, field) => {
		const read = readText(input);
		if (read === null) return problemOf(field, 'wrong_type');
		const [problem] = read === undefined ? [] : checkText(read, field, limits);
		return problem ?? read;
	},
	validate: (value, field) => checkText(value, field, limits),
	summary: (value) => {
		if (typeof value !== 'string') return '';
		const oneLine = value.replace(/\s+/g, ' ').trim();
		const characters = [...oneLine];
		if (characters.length <= SUMMARY_LENGTH) return oneLine;
		return `${characters
			.slice(0, SUMMARY_LENGTH - 1)
			.join('')
			.trimEnd()}…`;
	}
};
