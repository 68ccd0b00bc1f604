import type { Language } from '../language.ts';
import type { EdtfDate, EdtfEnd } from './edtf-syntax.ts';

const ROMAN: [string, number][] = [
	['X', 10],
	['IX', 9],
	['V', 5],
	['IV', 4],
	['I', 1]
];

/** Ways people write a date, and the EDTF they mean. The first that fits wins. */
const SPOKEN: [RegExp, (...groups: string[]) => string | null][] = [
	[/^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/, (d, m, y) => `${y}-${two(m)}-${two(d)}`],
	[/^(?:vers|v\.|env\.|environ|ca?\.?|circa|about|vèrs) ?(\d{4})$/, (year) => `${year}~`],
	[/^(\d{4}) \?$/, (year) => `${year}?`],
	[/^(\d{4}) ?[-–—] ?(\d{4})$/, (from, to) => `${from}/${to}`],
	[/^(?:avant|before|abans|jusqu['’]en|jusqu['’]à) (\d{4})$/, (year) => `/${year}`],
	[/^(?:après|depuis|after|since|aprèp|aprèps|dempuèi) (\d{4})$/, (year) => `${year}/..`],
	[/^(?:années|ans) (\d{3})0$/, (decade) => `${decade}X`],
	[/^(\d{3})0s$/, (decade) => `${decade}X`],
	[/^([ivx]+)(?:e|è|ème|n|en)? ?(?:s\.?|siècle|sègle)$/, (roman) => century(fromRoman(roman))],
	[/^(?:siècle|sègle) ([ivx]+)$/, (roman) => century(fromRoman(roman))],
	[
		/^(\d{1,2})(?:e|è|ème|th|st|nd|rd|n|en)? ?(?:s\.?|siècle|sègle|century)$/,
		(n) => century(Number(n))
	]
];

/** What somebody typed, as EDTF when it is one of the usual ways of saying it; else as it was. */
export function fromSpoken(typed: string): string {
	const plain = typed.toLowerCase().replace(/\s+/gu, ' ').trim();
	for (const [pattern, write] of SPOKEN) {
		const match = pattern.exec(plain);
		const written = match && write(...match.slice(1));
		if (written) return written;
	}
	// EDTF letters are capitals; the rest of the notation has none.
	return typed.trim().toUpperCase();
}

/** Null for a word that is no Roman numeral of a century. */
function fromRoman(roman: string): number | null {
	for (let value = 1; value <= 21; value++)
		if (toRoman(value) === roman.toUpperCase()) return value;
	return null;
}

function century(ordinal: number | null): string | null {
	return ordinal !== null && ordinal >= 1 && ordinal <= 21 ? `${two(String(ordinal - 1))}XX` : null;
}

function two(digits: string): string {
	return digits.padStart(2, '0');
}

function toRoman(value: number): string {
	let [left, roman] = [value, ''];
	for (const [letters, worth] of ROMAN) {
		for (; left >= worth; left -= worth) roman += letters;
	}
	return roman;
}

const about: Record<Language, string> = { fr: 'vers', oc: 'vèrs', en: 'about', ca: 'vers' };
const until: Record<Language, string> = { fr: 'avant', oc: 'abans', en: 'before', ca: 'abans de' };
const from: Record<Language, string> = { fr: 'depuis', oc: 'dempuèi', en: 'since', ca: 'des de' };

/** An end of an interval or a date in words; `written` is its EDTF, shown for what words do not say better. */
export function dateInWords(date: EdtfDate, written: string, lang: Language): string {
	const plain = written.replace(/[?~%]$/, '').replace(/(-XX)+$/, '');
	const said =
		date.precision === 'century'
			? centuryInWords(date.year / 100 + 1, lang)
			: date.precision === 'decade'
				? decadeInWords(date.year, lang)
				: plain;
	const hedged = date.approximate ? `${about[lang]} ${said}` : said;
	return date.uncertain ? `${hedged} ?` : hedged;
}

/** An interval in a sentence, open ends included; empty when both ends are open (EDTF, ISO 8601-2 level 1). */
export function intervalInWords(
	ends: [EdtfEnd, EdtfEnd],
	written: [string, string],
	lang: Language
): string {
	const [start, end] = ends;
	if (typeof start === 'object' && typeof end === 'object') {
		return `${dateInWords(start, written[0], lang)} – ${dateInWords(end, written[1], lang)}`;
	}
	if (typeof end === 'object') return `${until[lang]} ${dateInWords(end, written[1], lang)}`;
	return typeof start === 'object' ? `${from[lang]} ${dateInWords(start, written[0], lang)}` : '';
}

function centuryInWords(ordinal: number, lang: Language): string {
	if (lang === 'en') return `${ordinal}${englishSuffix(ordinal)} century`;
	if (lang === 'fr') return `${toRoman(ordinal)}${ordinal === 1 ? 'er' : 'e'} siècle`;
	return `${lang === 'oc' ? 'sègle' : 'segle'} ${toRoman(ordinal)}`;
}

function englishSuffix(ordinal: number): string {
	if (ordinal > 3 && ordinal < 21) return 'th';
	return ['th', 'st', 'nd', 'rd'][ordinal % 10] ?? 'th';
}

function decadeInWords(year: number, lang: Language): string {
	if (lang === 'en') return `${year}s`;
	return lang === 'fr' ? `années ${year}` : lang === 'oc' ? `annadas ${year}` : `anys ${year}`;
}
