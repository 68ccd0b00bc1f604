import { choiceLabel, isChoice } from './choices.ts';
import { problemOf, type FieldRules } from './kind.ts';

/** One value of a list, stored by its notation. */
export const choice: FieldRules<string> = {
	empty: '',
	parse: (input, field) => {
		if (input === null || input === undefined || input === '') return undefined;
		return typeof input === 'string' ? input : problemOf(field, 'wrong_type');
	},
	validate: (value, field, vocabulary) => {
		if (typeof value !== 'string') return [problemOf(field, 'wrong_type')];
		return isChoice(value, field, vocabulary) ? [] : [problemOf(field, 'not_in_list')];
	},
	summary: (value, field, vocabulary, lang) =>
		typeof value === 'string' ? choiceLabel(value, field, vocabulary, lang) : ''
};
