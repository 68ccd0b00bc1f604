import { expect, test } from 'vitest';
import type { Vocabulary } from '$lib/domain/vocabulary/types';
import { VocabularyState } from './vocabulary.svelte';

const vocabulary = (etag: string): Vocabulary => ({
	etag,
	themes: [],
	schemes: [],
	concepts: [],
	collections: [],
	fields: []
});

test('shows what is kept without waiting for the network', async () => {
	const state = new VocabularyState({
		read: async () => vocabulary('kept'),
		save: async () => {},
		fetch: () => new Promise(() => {})
	});
	await state.load();
	expect(state.index?.vocabulary.etag).toBe('kept');
});

test('keeps and shows what is newer, asking only for that', async () => {
	const asked: (string | null)[] = [];
	const saved: string[] = [];
	const state = new VocabularyState({
		read: async () => vocabulary('old'),
		save: async ({ etag }) => void saved.push(etag),
		fetch: async (etag) => {
			asked.push(etag);
			return etag === 'new' ? null : vocabulary('new');
		}
	});
	await state.load();
	await state.refresh();
	await state.refresh();
	expect([asked, saved, state.index?.vocabulary.etag]).toEqual([['old', 'new'], ['new'], 'new']);
});

test('a first visit without network says so; the next try can succeed', async () => {
	let online = false;
	const state = new VocabularyState({
		read: async () => undefined,
		save: async () => {},
		fetch: async () => {
			if (!online) throw new Error('offline');
			return vocabulary('new');
		}
	});
	await state.load();
	expect([state.index, (state.error as Error).message]).toEqual([null, 'offline']);
	online = true;
	await state.refresh();
	expect([state.index?.vocabulary.etag, state.error]).toEqual(['new', null]);
});
