import { m } from '$lib/i18n/paraglide/messages';

const locale = (lang: string) => (lang === 'en' ? 'en-GB' : 'fr');

/** A day in numbers, of a date without an hour. */
export function dayText(date: string, lang: string): string {
	return format(date, lang, { day: '2-digit', month: '2-digit', year: 'numeric' });
}

/** A day under a chart. */
export function shortDayText(date: string, lang: string): string {
	return format(date, lang, { day: '2-digit', month: '2-digit' });
}

/** Read as UTC and written so: a date without an hour is the same day everywhere. */
function format(date: string, lang: string, options: Intl.DateTimeFormatOptions): string {
	const read = new Date(`${date}T00:00:00Z`);
	if (Number.isNaN(read.getTime())) return date;
	return new Intl.DateTimeFormat(locale(lang), { ...options, timeZone: 'UTC' }).format(read);
}

/** A number as the language writes it. */
export function countText(value: number, lang: string): string {
	return new Intl.NumberFormat(locale(lang), { maximumFractionDigits: 1 }).format(value);
}

/** A wait: hours, and days from two of them on. */
export function waitText(hours: number, lang: string): string {
	return hours < 48
		? m.administration_statistics_hours({ hours: countText(hours, lang) })
		: m.administration_statistics_days({ days: countText(hours / 24, lang) });
}
