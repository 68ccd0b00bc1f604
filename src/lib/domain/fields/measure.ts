import { pick } from '../text.ts';
import { problemOf, type FieldRules } from './kind.ts';
import { formatNumber, outOfRange, readNumber } from './numbers.ts';
import type { Measure } from './types.ts';

const estimatedWord = { fr: 'estimé', oc: 'estimat', en: 'estimated', ca: 'estimat' };

/** A number in the field's unit, and whether it was measured or judged by eye. */
export const measure: FieldRules<Measure> = {
	empty: { value: '', estimated: false },
	parse: (input, field) => {
		const { value, estimated } = isObject(input) ? input : { value: input, estimated: false };
		const read = readNumber(value);
		if (read === undefined) return undefined;
		if (read === null) return problemOf(field, 'wrong_type');
		return outOfRange(read, field) ?? { value: read, estimated: estimated === true };
	},
	validate: (value, field) => {
		if (!isObject(value)) return [problemOf(field, 'wrong_type')];
		const { value: number, estimated, ...rest } = value;
		const isMeasure =
			typeof number === 'number' &&
			Number.isFinite(number) &&
			typeof estimated === 'boolean' &&
			Object.keys(rest).length === 0;
		if (!isMeasure) return [problemOf(field, 'wrong_type')];
		const problem = outOfRange(number, field);
		return problem ? [problem] : [];
	},
	summary: (value, field, _vocabulary, lang) => {
		if (!isObject(value) || typeof value.value !== 'number') return '';
		const number = formatNumber(value.value, field, lang);
		return value.estimated === true ? `${number} (${pick(estimatedWord, lang)})` : number;
	}
};

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
