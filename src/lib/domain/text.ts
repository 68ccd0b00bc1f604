import type { Language, LocalizedText } from './language.ts';

/**
 * The text of a data item in the reader's language; French when that language has none,
 * because French is the one every text must have.
 */
export function pick(text: LocalizedText, lang: Language): string {
	return text[lang]?.trim() || text.fr;
}

/** Same as {@link pick}, for a text that may be absent altogether. */
export function pickOptional(
	text: LocalizedText | null | undefined,
	lang: Language
): string | null {
	return text ? pick(text, lang) : null;
}

/**
 * What a text says first, for a line in a list; the rest is for its own page. A full stop inside (« XVIIe s. »,
 * « P.-O. ») ends no sentence unless a capital follows.
 */
export function firstSentence(text: string | null): string | null {
	return /^.*?[.!?…]\)?(?=\s+[\p{Lu}«“"])/su.exec(text ?? '')?.[0] ?? text;
}
