import { problemOf, type FieldRules } from './kind.ts';
import { formatNumber, outOfRange, readNumber } from './numbers.ts';

/** A number with decimals, in the field's unit. */
export const decimal: FieldRules<number> = {
	empty: '',
	parse: (input, field) => {
		const read = readNumber(input);
		if (read === undefined) return undefined;
		if (read === null) return problemOf(field, 'wrong_type');
		return outOfRange(read, field) ?? read;
	},
	validate: (value, field) => {
		if (typeof value !== 'number' || !Number.isFinite(value))
			return [problemOf(field, 'wrong_type')];
		const problem = outOfRange(value, field);
		return problem ? [problem] : [];
	},
	summary: (value, field, _vocabulary, lang) =>
		typeof value === 'number' ? formatNumber(value, field, lang) : ''
};
