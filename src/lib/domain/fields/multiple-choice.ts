import { choiceLabel, isChoice } from './choices.ts';
import { isBlank, problemOf, type FieldRules } from './kind.ts';

/** Several values of a list, each once, stored by their notations in the order they were picked. */
export const multipleChoice: FieldRules<string[]> = {
	empty: [],
	parse: (input, field) => {
		if (isBlank(input)) return undefined;
		const values: unknown = typeof input === 'string' ? [input] : input;
		if (!isTexts(values)) return problemOf(field, 'wrong_type');
		const picked = [...new Set(values)].filter((item) => !isBlank(item));
		return picked.length > 0 ? picked : undefined;
	},
	validate: (value, field, vocabulary) => {
		if (!isTexts(value)) return [problemOf(field, 'wrong_type')];
		if (!value.every((item) => isChoice(item, field, vocabulary)))
			return [problemOf(field, 'not_in_list')];
		return new Set(value).size === value.length ? [] : [problemOf(field, 'bad_format')];
	},
	summary: (value, field, vocabulary, lang) =>
		isTexts(value) ? value.map((item) => choiceLabel(item, field, vocabulary, lang)).join(', ') : ''
};

function isTexts(value: unknown): value is string[] {
	return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
