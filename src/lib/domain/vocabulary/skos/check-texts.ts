import { isLanguageTag } from './languages.ts';
import { skosLimits } from './limits.ts';
import type { SkosCode, SkosCollection, SkosConcept, SkosLabel, SkosProblem } from './types.ts';

/** Says what is wrong; the severity follows from the code unless it is said. */
export type Tell = (
	code: SkosCode,
	detail?: string,
	others?: readonly string[],
	severity?: SkosProblem['severity']
) => void;

/** Neither XML nor PostgreSQL can hold these; the database also refuses what only terminals understand. */
const control = /[^\P{Cc}\t\n\r]|[\ufffe\uffff]|\p{Surrogate}/u;

/** Elements of HTML that texts pasted from pages hold; not any word in angle brackets, which FISH uses. */
const elements =
	'a|abbr|b|blockquote|body|br|button|center|code|div|em|embed|font|form|h[1-6]|head|hr|html|i|iframe|img|' +
	'input|li|link|meta|object|ol|p|pre|script|small|span|strong|style|sub|sup|svg|table|td|th|tr|u|ul|video';

/** A tag or a character reference: what somebody meant as one is text here, and will be shown as it is. */
const markup = new RegExp(`</?(${elements})(\\s[^<>]*)?/?>|&(#\\d+|#x[0-9a-f]+|[a-z]+);`, 'i');

/** Characters of a text that a report quotes. */
const quoted = 80;

/** A text as a report quotes it, with its language. */
export function quote(text: string, lang: string): string {
	const shown = text.length > quoted ? `${text.slice(0, quoted).toWellFormed()}…` : text;
	return lang === '' ? shown : `${shown}@${lang}`;
}

/** Checks labels and notes of a concept or a collection (S13, S14, and what can be kept at all). */
export function checkTexts({ labels, notes }: SkosConcept | SkosCollection, tell: Tell): void {
	if (labels.length > skosLimits.labels) {
		// One line for all of them: a report of ten thousand lines about one concept helps nobody.
		tell('too_many_labels', String(labels.length));
	} else {
		for (const label of labels) checkLabel(label, tell);
		checkDisjoint(labels, tell);
	}
	if (notes.length > skosLimits.values) {
		tell('too_many_values', 'note');
		return;
	}
	for (const { lang, text } of notes) {
		if (!isLanguageTag(lang)) tell('language_tag', lang);
		if (lengthOver(text, skosLimits.noteLength)) tell('text_too_long', quote(text, lang));
		else if (control.test(text)) tell('control_character', quote(text, lang));
		else if (markup.test(text)) tell('markup', quote(text, lang));
	}
}

function checkLabel({ lang, text }: SkosLabel, tell: Tell): void {
	const said = quote(text, lang);
	if (!isLanguageTag(lang)) tell('language_tag', lang);
	if (lang === '') tell('label_untagged', said);
	if (lengthOver(text, skosLimits.labelLength)) return tell('text_too_long', said);
	if (text.trim() === '') tell('label_empty', lang);
	else if (text !== text.trim() || /[\t\r\n]/.test(text)) tell('label_spaces', said);
	if (control.test(text)) tell('control_character', said);
	else if (markup.test(text)) tell('markup', said);
}

/** S13: no text is two kinds of label in one language. S14: one preferred label per language. */
function checkDisjoint(labels: readonly SkosLabel[], tell: Tell): void {
	const kinds = new Map<string, string>();
	const preferred = new Map<string, string[]>();
	for (const { kind, lang, text } of labels) {
		const key = `${lang}\n${text}`;
		if (kinds.has(key) && kinds.get(key) !== kind) tell('skos_s13', quote(text, lang));
		kinds.set(key, kind);
		if (kind === 'pref') preferred.set(lang, [...(preferred.get(lang) ?? []), text]);
	}
	for (const [lang, texts] of preferred) {
		if (texts.length < 2) continue;
		tell(
			'skos_s14',
			texts
				.slice(0, 5)
				.map((text) => quote(text, lang))
				.join(' · ')
		);
	}
}

/** Longer than so many characters, as people and PostgreSQL count them. */
function lengthOver(text: string, most: number): boolean {
	// A character is at most two units: what is longer need not be counted, whatever its size.
	return text.length > 2 * most || (text.length > most && [...text].length > most);
}

/** Checks any other text: whether it can be stored and exported at all. */
export function checkText(text: string, lang: string, most: number, tell: Tell): void {
	if (lengthOver(text, most)) tell('text_too_long', quote(text, lang));
	else if (control.test(text)) tell('control_character', quote(text, lang));
}
