import { pick } from '../text.ts';
import { problemOf, type FieldRules } from './kind.ts';

const yes = { fr: 'oui', oc: 'òc', en: 'yes', ca: 'sí' };
const no = { fr: 'non', oc: 'non', en: 'no', ca: 'no' };

/** Yes, no, or not answered. */
export const boolean: FieldRules<boolean> = {
	empty: null,
	parse: (input, field) => {
		if (input === null || input === undefined || input === '') return undefined;
		if (input === true || input === 'true') return true;
		if (input === false || input === 'false') return false;
		return problemOf(field, 'wrong_type');
	},
	validate: (value, field) => (typeof value === 'boolean' ? [] : [problemOf(field, 'wrong_type')]),
	summary: (value, _field, _vocabulary, lang) =>
		typeof value === 'boolean' ? pick(value ? yes : no, lang) : ''
};
