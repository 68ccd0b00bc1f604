import { readEdtf } from './edtf-syntax.ts';
import { dateInWords, fromSpoken, intervalInWords } from './edtf-words.ts';
import { isBlank, problemOf, type FieldRules } from './kind.ts';

/** The longest dating that makes sense is an interval of two full, qualified days. */
const MAX_LENGTH = 40;

/** A dating, possibly vague, stored in EDTF; « XIXe siècle » or « vers 1850 » are understood when typed. */
export const edtf: FieldRules<string> = {
	empty: '',
	parse: (input, field) => {
		if (isBlank(input)) return undefined;
		if (typeof input !== 'string') return problemOf(field, 'wrong_type');
		if ([...input].length > MAX_LENGTH) return problemOf(field, 'too_long', { max: MAX_LENGTH });
		const written = fromSpoken(input);
		return readEdtf(written) ? written : problemOf(field, 'bad_format');
	},
	validate: (value, field) => {
		if (typeof value !== 'string') return [problemOf(field, 'wrong_type')];
		if ([...value].length > MAX_LENGTH) return [problemOf(field, 'too_long', { max: MAX_LENGTH })];
		return readEdtf(value) ? [] : [problemOf(field, 'bad_format')];
	},
	summary: (value, _field, _vocabulary, lang) => {
		if (typeof value !== 'string') return '';
		const read = readEdtf(value);
		if (!read) return value;
		if (read.kind === 'date') return dateInWords(read.date, value, lang);
		const [start = '', end = ''] = value.split('/');
		return intervalInWords([read.start, read.end], [start, end], lang);
	}
};
