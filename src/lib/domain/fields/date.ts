import { isRealDay } from './calendar.ts';
import { problemOf, type FieldRules } from './kind.ts';

const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
/** As written by hand in French, Occitan and British English alike: day first. */
const DAY_FIRST = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/;

/** A day of the calendar, stored as `YYYY-MM-DD` without hour or zone. */
export const date: FieldRules<string> = {
	empty: '',
	parse: (input, field) => {
		if (input === null || input === undefined || input === '') return undefined;
		if (typeof input !== 'string') return problemOf(field, 'wrong_type');
		const typed = input.trim();
		if (typed === '') return undefined;
		const [, day, month, year] = DAY_FIRST.exec(typed) ?? [];
		const iso = year ? `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}` : typed;
		return isDay(iso) ? iso : problemOf(field, 'bad_format');
	},
	validate: (value, field) => {
		if (typeof value !== 'string') return [problemOf(field, 'wrong_type')];
		return isDay(value) ? [] : [problemOf(field, 'bad_format')];
	},
	summary: (value, _field, _vocabulary, lang) => {
		if (typeof value !== 'string' || !isDay(value)) return typeof value === 'string' ? value : '';
		const format = new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang === 'ca' ? 'ca' : 'fr', {
			dateStyle: lang === 'oc' ? 'short' : 'long',
			timeZone: 'UTC'
		});
		return format.format(new Date(`${value}T00:00:00Z`));
	}
};

function isDay(text: string): boolean {
	const [, year, month, day] = ISO_DAY.exec(text) ?? [];
	return year !== undefined && isRealDay(Number(year), Number(month), Number(day));
}
