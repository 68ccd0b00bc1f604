const localeOf = (lang: string) => (lang === 'en' ? 'en-GB' : 'fr');

/** A moment as people say it: « 22 nov. 2026, 07:15 ». The text itself when it is no date. */
export function momentText(iso: string, lang: string): string {
	return format(iso, lang, { dateStyle: 'medium', timeStyle: 'short' });
}

/**
 * A day: « 22 novembre 2026 », with figures in Occitan, whose month names browsers do not know. The day it was
 * where it was written down: read in another time zone, what was seen at midnight is not of the day before.
 */
export function dayText(iso: string, lang: string): string {
	const day = /^\d{4}-\d{2}-\d{2}(?=T.*[+-]\d{2}:\d{2}$)/.exec(iso)?.[0];
	const dateStyle = lang === 'oc' ? 'short' : 'long';
	if (day === undefined) return format(iso, lang, { dateStyle });
	return format(`${day}T00:00:00Z`, lang, { dateStyle, timeZone: 'UTC' });
}

function format(iso: string, lang: string, options: Intl.DateTimeFormatOptions): string {
	const date = new Date(iso);
	if (Number.isNaN(date.getTime())) return iso;
	const style =
		lang === 'oc' && options.dateStyle === 'medium'
			? { ...options, dateStyle: 'short' as const }
			: options;
	return new Intl.DateTimeFormat(localeOf(lang), style).format(date);
}
