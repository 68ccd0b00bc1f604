import { problemOf, type FieldRules } from './kind.ts';

/** As our ids are written; the same one always in the same letters, so that links can be followed by text. */
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * Another record, by its id. Only the form is checked: the other one may still wait on another phone, be
 * out of this person's sight, or be deleted later.
 */
export const recordLink: FieldRules<string> = {
	empty: '',
	parse: (input, field) => {
		if (input === null || input === undefined || input === '') return undefined;
		if (typeof input !== 'string') return problemOf(field, 'wrong_type');
		const typed = input.trim().toLowerCase();
		if (typed === '') return undefined;
		return UUID.test(typed) ? typed : problemOf(field, 'bad_format');
	},
	validate: (value, field) => {
		if (typeof value !== 'string') return [problemOf(field, 'wrong_type')];
		return UUID.test(value) ? [] : [problemOf(field, 'bad_format')];
	},
	summary: (value) => (typeof value === 'string' ? value : '')
};
