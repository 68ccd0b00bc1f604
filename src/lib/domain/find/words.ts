import { fold, wordsOf } from '../vocabulary/fold.ts';

/** What a text is searched by: folded, each word behind a space. Make it with {@link searchable}. */
export type Searchable = string & { readonly searchable: true };

const short: Record<string, string> = { st: 'saint', ste: 'sainte', sts: 'saints' };

/** Folds texts for {@link fits}; what is null is left out. */
export function searchable(...texts: (string | null | undefined)[]): Searchable {
	const folded = texts.map((text) => (text ? fold(text) : '')).filter(Boolean);
	return folded.map((text) => ` ${text}`).join(' ') as Searchable;
}

/** The words of what was typed, as {@link fits} takes them: « St-Guilhem » asks for a saint. */
export function typedWords(text: string): string[] {
	return wordsOf(text.slice(0, 120)).map((word) => short[word] ?? word);
}

/**
 * How well a text fits what was typed: 0 the same, 1 it begins so, 2 each typed word begins one of its words;
 * null when a word is missing.
 */
export function fits(text: Searchable, words: readonly string[]): 0 | 1 | 2 | null {
	if (words.length === 0 || !words.every((word) => text.includes(` ${word}`))) return null;
	const typed = ` ${words.join(' ')}`;
	if (!text.startsWith(typed)) return 2;
	return text.length === typed.length ? 0 : 1;
}
