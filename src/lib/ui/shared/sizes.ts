const megabyte = 1_000_000;

/**
 * A size as people read it on a phone: megabytes, and gigabytes when there are many.
 * @param bytes what is under a tenth of a megabyte counts as one: nobody frees kilobytes
 */
export function sizeText(bytes: number, lang: string): string {
	const large = bytes >= 1000 * megabyte;
	const value = large
		? bytes / (1000 * megabyte)
		: Math.max(bytes === 0 ? 0 : 0.1, bytes / megabyte);
	return new Intl.NumberFormat(lang === 'en' ? 'en-GB' : 'fr', {
		style: 'unit',
		unit: large ? 'gigabyte' : 'megabyte',
		maximumFractionDigits: value < 10 ? 1 : 0
	}).format(value);
}
