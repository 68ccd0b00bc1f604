import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ReviewFilter } from '$lib/domain/review';
import { indexVocabulary } from '$lib/domain/vocabulary/graph';
import { getLocale, overwriteGetLocale } from '$lib/i18n/paraglide/runtime';
import { isFiltered, partsOf } from './filter-parts';

const original = getLocale;
beforeEach(() => overwriteGetLocale(() => 'fr'));
afterEach(() => overwriteGetLocale(original));

const index = indexVocabulary({
	etag: 'x',
	themes: [],
	schemes: [],
	concepts: [],
	collections: [],
	fields: []
});
const parts = (filter: ReviewFilter) =>
	partsOf(
		filter,
		{ index, lang: 'fr' },
		[{ id: 'garrigues', name: { fr: 'Les garrigues' } }],
		'Peire'
	);

describe('what narrows the queue', () => {
	test('each part is said in words, and taken off by itself', () => {
		const filter: ReviewFilter = {
			theme: 'stones',
			kinds: ['edit', 'observation'],
			territory: 'garrigues',
			author: 'someone',
			text: 'mur'
		};
		const said = parts(filter);
		expect(said.map(({ text }) => text)).toEqual([
			'Modification',
			'Visite',
			'Les garrigues',
			'Par Peire',
			'«\u00a0mur\u00a0»'
		]);
		expect(said[0]?.without).toEqual({ ...filter, kinds: ['observation'] });
		expect(said[2]?.without).toEqual({ ...filter, territory: null });
	});

	test('the theme alone, chosen beside, is no part', () => {
		expect(parts({ theme: 'stones' })).toEqual([]);
	});

	test('an empty choice narrows nothing', () => {
		expect(isFiltered({ kinds: [], flags: [], theme: null })).toBe(false);
		expect(isFiltered({ claim: 'mine' })).toBe(true);
	});
});
