import { expect, test } from 'vitest';
import type { WordSuggestion } from '$lib/domain/vocabulary/editing';
import { aSkosConcept, at, FakeVocabulary } from '../../../tests/support/fake-vocabulary';
import type { VocabularyDeskPorts } from './vocabulary-ports';
import { WordSuggestionsState } from './word-suggestions.svelte';

const aWord = (id: string, more: Partial<WordSuggestion> = {}): WordSuggestion => ({
	id,
	theme: 'made-up',
	concept: 'words/puits',
	kind: 'label',
	text: 'potz',
	lang: 'oc',
	note: null,
	recordId: null,
	status: 'pending',
	author: null,
	at: '2026-05-01T10:00:00Z',
	reason: null,
	mayDecide: true,
	mayEdit: true,
	...more
});

function queueOf(words: WordSuggestion[], over: Partial<VocabularyDeskPorts> = {}) {
	const server = new FakeVocabulary([aSkosConcept('eau'), aSkosConcept('puits', ['eau'])]);
	const decided: Parameters<VocabularyDeskPorts['decideWord']>[0][] = [];
	const state = new WordSuggestionsState({
		...server.ports,
		suggestions: async () => words,
		decideWord: async (decision) => void decided.push(decision),
		...over
	});
	return { state, decided, server };
}

test('a name goes to its concept; the one shown before stays as another name', async () => {
	const word = aWord('1', { lang: 'fr', text: 'puits à eau' });
	const { state, decided, server } = queueOf([word]);
	await state.load();
	const puits = server.scheme.concepts[1]!;
	expect(await state.addName(word, puits, { kind: 'pref', status: 'sourced' })).toBe(true);
	expect(decided[0]?.edits).toMatchObject([
		{
			action: 'put',
			concept: {
				uri: at('puits'),
				labels: [
					{ kind: 'alt', lang: 'fr', text: 'puits', status: 'known' },
					{ kind: 'pref', lang: 'fr', text: 'puits à eau', status: 'sourced' }
				]
			}
		}
	]);
	expect(state.words).toEqual([]);
	expect(state.event).toMatchObject({ kind: 'applied', uri: at('puits') });
});

test('something missing becomes a concept under the one it was suggested for', async () => {
	const word = aWord('1', { kind: 'concept', text: 'Posaraca' });
	const { state, decided, server } = queueOf([word]);
	await state.load();
	expect(await state.addConcept(word, server.scheme)).toBe(true);
	expect(decided[0]?.edits).toMatchObject([
		{
			action: 'put',
			concept: {
				uri: at('posaraca'),
				notation: 'posaraca',
				broader: [at('puits')],
				labels: [{ kind: 'pref', lang: 'oc', text: 'Posaraca' }]
			}
		}
	]);
});

test('who may not edit says yes or no, and the word leaves the list', async () => {
	const { state, decided } = queueOf([aWord('1'), aWord('2')]);
	await state.load();
	await state.accept(state.words[0]!);
	await state.reject(state.words[0]!, ' not a word ');
	expect(decided).toEqual([
		{ id: '1', decision: 'accept', reason: null, edits: null },
		{ id: '2', decision: 'reject', reason: 'not a word', edits: null }
	]);
	expect(state.words).toEqual([]);
});

test('a decision that fails keeps the word, and says why', async () => {
	const refusal = { kind: 'offline' };
	const { state } = queueOf([aWord('1')], { decideWord: () => Promise.reject(refusal) });
	await state.load();
	expect(await state.accept(state.words[0]!)).toBe(false);
	expect(state.words).toHaveLength(1);
	expect(state.refusal).toEqual({ id: '1', error: refusal });
	expect(state.deciding).toBeNull();
});
