/**
 * A date, or a date and time, as the reader writes it and in their time zone; what cannot be read as one
 * is shown as it is. Browsers know no Occitan month names, and French ones would look like a mistake:
 * Occitan gets the numeric form.
 */
export function dateText(iso: string, lang: string, withTime = false): string {
	const date = new Date(iso);
	if (Number.isNaN(date.getTime())) return iso;
	const locale = lang === 'en' ? 'en-GB' : 'fr';
	const dateStyle = lang === 'oc' ? 'short' : 'long';
	return new Intl.DateTimeFormat(
		locale,
		withTime ? { dateStyle, timeStyle: 'short' } : { dateStyle }
	).format(date);
}

/** A number with at most three significant digits, for measures that are only shown. */
export function roundedText(value: number, lang: string): string {
	return new Intl.NumberFormat(lang === 'en' ? 'en-GB' : 'fr', {
		maximumSignificantDigits: 3
	}).format(value);
}
