import { problemOf, type FieldRules } from './kind.ts';
import { formatNumber, outOfRange, readNumber } from './numbers.ts';

/** A count. */
export const integer: FieldRules<number> = {
	empty: '',
	parse: (input, field) => {
		const read = readNumber(input);
		if (read === undefined) return undefined;
		if (read === null || !Number.isSafeInteger(read)) return problemOf(field, 'wrong_type');
		return outOfRange(read, field) ?? read;
	},
	validate: (value, field) => {
		if (typeof value !== 'number' || !Number.isSafeInteger(value))
			return [problemOf(field, 'wrong_type')];
		const problem = outOfRange(value, field);
		return problem ? [problem] : [];
	},
	summary: (value, field, _vocabulary, lang) =>
		typeof value === 'number' ? formatNumber(value, field, lang) : ''
};
