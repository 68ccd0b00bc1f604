const localeOf = (lang: string) => (lang === 'en' ? 'en-GB' : 'fr');

/** A moment as people say it: « 22 nov. 2026, 07:15 ». The text itself when it is no date. */
export function momentText(iso: string, lang: string): string {
	return format(iso, lang, { dateStyle: 'medium', timeStyle: 'short' });
}

/** A day: « 22 novembre 2026 », with figures in Occitan, whose month names browsers do not know. */
export function dayText(iso: string, lang: string): string {
	return format(iso, lang, { dateStyle: lang === 'oc' ? 'short' : 'long' });
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
