import type { FieldDefinition } from '$lib/domain/fields/types';
import type { VocabularyIndex } from '$lib/domain/vocabulary/graph';
import { wordsField } from '$lib/domain/vocabulary/other';
import type { Draft } from '$lib/store/types';
import { language } from './language.svelte';

/** The record being written, as the person's own words for it need it. */
interface Form {
	readonly index: VocabularyIndex;
	readonly draft: Draft | null;
	answer(field: FieldDefinition, raw: unknown): void;
}

/** What the person has called it so far, for the concept that stands for what has no word. */
export function ownWords({ index, draft }: Form, conceptId: string): string {
	const field = wordsField(index, conceptId);
	const value = field && draft?.properties[field.key];
	if (typeof value === 'string') return value;
	const text = value && typeof value === 'object' && 'text' in value ? value.text : '';
	return typeof text === 'string' ? text : '';
}

/** Keeps the person's own words in the question about them, in place of those given before. */
export function keepOwnWords(form: Form, conceptId: string, words: string): void {
	const field = wordsField(form.index, conceptId);
	// The same words keep the language they were given in.
	if (!field || words.trim() === ownWords(form, conceptId)) return;
	form.answer(field, field.kind === 'local_text' ? { text: words, lang: language.current } : words);
}

/**
 * Keeps words as they are typed, so that a reload finds them. Not in a question that other concepts
 * ask too: nobody has said yet that it is none of those.
 */
export function noteOwnWords(form: Form, conceptId: string, words: string): void {
	const own = wordsField(form.index, conceptId)?.concept === conceptId;
	if (own || form.draft?.concept === conceptId) keepOwnWords(form, conceptId, words);
}
