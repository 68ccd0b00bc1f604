import { daysIn, isRealDay } from './calendar.ts';

/**
 * Extended Date/Time Format, levels 0 and 1 (Library of Congress, ISO 8601-2:2019): what a dating of
 * vernacular heritage needs. `1850`, `1850?`, `1850~`, `18XX`, `185X`, `1850-05-12`, `/1900`, `1850/..`.
 */
export interface EdtfDate {
	/** Earliest and latest day covered, as `year * 10000 + month * 100 + day`. */
	first: number;
	last: number;
	/** First year covered. */
	year: number;
	precision: 'century' | 'decade' | 'year' | 'season' | 'month' | 'day';
	uncertain: boolean;
	approximate: boolean;
}

/** An end of an interval: a date, open (`..`: it goes on), or unknown (nothing written). */
export type EdtfEnd = EdtfDate | 'open' | 'unknown';

export type Edtf =
	{ kind: 'date'; date: EdtfDate } | { kind: 'interval'; start: EdtfEnd; end: EdtfEnd };

const DATE = /^(-?)(\d{4}|\d{3}X|\d{2}XX)(?:-(\d{2}|XX)(?:-(\d{2}|XX))?)?([?~%])?$/;
const LONG_YEAR = /^Y(-?\d{5,9})([?~%])?$/;

/** Null when it is not EDTF, is no day of the calendar, or ends before it starts. */
export function readEdtf(text: string): Edtf | null {
	const parts = text.split('/');
	if (parts.length === 1) {
		const date = readDate(text);
		return date && { kind: 'date', date };
	}
	const [start, end] = [readEnd(parts[0]), readEnd(parts[1])];
	if (parts.length > 2 || start === null || end === null) return null;
	if (typeof start === 'object' && typeof end === 'object') {
		return start.first <= end.last ? { kind: 'interval', start, end } : null;
	}
	// `/`, `../`, `/..` and `../..` say nothing.
	return typeof start === 'string' && typeof end === 'string'
		? null
		: { kind: 'interval', start, end };
}

function readEnd(text: string | undefined): EdtfEnd | null {
	if (text === undefined) return null;
	if (text === '') return 'unknown';
	return text === '..' ? 'open' : readDate(text);
}

function readDate(text: string): EdtfDate | null {
	const long = LONG_YEAR.exec(text);
	if (long) return spanYears(Number(long[1]), 1, 'year', long[2]);
	const [, minus, digits, month, day, mark] = DATE.exec(text) ?? [];
	if (digits === undefined) return null;
	const sign = minus ? -1 : 1;
	const start = sign * Number(digits.replaceAll('X', '0'));
	if (digits.endsWith('X')) {
		// Level 1 leaves out the months when the year itself is not fully known.
		if (month !== undefined || sign < 0) return null;
		return digits.endsWith('XX')
			? spanYears(start, 100, 'century', mark)
			: spanYears(start, 10, 'decade', mark);
	}
	if (month === undefined || (month === 'XX' && (day === undefined || day === 'XX'))) {
		return spanYears(start, 1, 'year', mark);
	}
	return month === 'XX' ? null : withinYear(start, Number(month), day, mark);
}

function withinYear(
	year: number,
	month: number,
	day: string | undefined,
	mark: string | undefined
): EdtfDate | null {
	if (month >= 21 && month <= 24 && day === undefined) {
		return { ...spanYears(year, 1, 'year', mark), precision: 'season' };
	}
	if (daysIn(year, month) === 0) return null;
	const known = day !== undefined && day !== 'XX';
	if (known && !isRealDay(year, month, Number(day))) return null;
	return {
		first: dayNumber(year, month, known ? Number(day) : 1),
		last: dayNumber(year, month, known ? Number(day) : daysIn(year, month)),
		year,
		precision: known ? 'day' : 'month',
		...qualities(mark)
	};
}

function spanYears(
	year: number,
	years: number,
	precision: EdtfDate['precision'],
	mark: string | undefined
): EdtfDate {
	return {
		first: dayNumber(year, 1, 1),
		last: dayNumber(year + years - 1, 12, 31),
		year,
		precision,
		...qualities(mark)
	};
}

function dayNumber(year: number, month: number, day: number): number {
	return year * 10_000 + month * 100 + day;
}

function qualities(mark: string | undefined): Pick<EdtfDate, 'uncertain' | 'approximate'> {
	return { uncertain: mark === '?' || mark === '%', approximate: mark === '~' || mark === '%' };
}
