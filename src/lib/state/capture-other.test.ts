import { afterEach, describe, expect, it } from 'vitest';
import type { FieldDefinition } from '$lib/domain/fields/types';
import { indexVocabulary } from '$lib/domain/vocabulary/graph';
import { otherConcept } from '$lib/domain/vocabulary/other';
import { baseLocale, overwriteGetLocale } from '$lib/i18n/paraglide/runtime';
import type { Draft } from '$lib/store/types';
import { aConcept, aField, aScheme, aTheme } from '../../../tests/support/vocabulary-parts';
import { keepOwnWords, noteOwnWords, ownWords } from './capture-other';

const other = 'things/Other';

/** A record being written in a theme that asks these questions. */
function aForm(fields: FieldDefinition[], concept: string | null = null) {
	const form = {
		index: indexVocabulary({
			etag: '1',
			themes: [aTheme('t', { scheme: 'things' })],
			schemes: [aScheme('things')],
			concepts: [aConcept('things/hut'), aConcept(other)],
			collections: [],
			fields
		}),
		draft: { concept, properties: {} } as Draft,
		answer({ key }: FieldDefinition, raw: unknown) {
			const properties = { ...form.draft.properties, [key]: raw } as Draft['properties'];
			form.draft = { ...form.draft, properties };
		}
	};
	return form;
}

const name = aField('t/name', { kind: 'local_text' });
const words = aField('t/words', { concept: other, required: true });

afterEach(() => overwriteGetLocale(() => baseLocale));

describe('the person’s own words', () => {
	it('go to the question about them, whatever the theme calls the concept', () => {
		const form = aForm([name, words]);
		expect(otherConcept(form.index, 'things')?.id).toBe(other);
		keepOwnWords(form, other, 'a ring of stones');
		expect(form.draft.properties).toEqual({ words: 'a ring of stones' });
	});

	it('are shown again, and the second ones take the place of the first', () => {
		const form = aForm([name, words], other);
		keepOwnWords(form, other, 'a ring of stones');
		expect(ownWords(form, other)).toBe('a ring of stones');
		keepOwnWords(form, other, 'a ring of standing stones');
		expect(ownWords(form, other)).toBe('a ring of standing stones');
	});

	it('are kept as they are typed, before the concept is chosen', () => {
		const form = aForm([name, words]);
		noteOwnWords(form, other, 'a ri');
		expect(ownWords(form, other)).toBe('a ri');
	});

	it('do not become the name of something else while nothing is chosen', () => {
		const form = aForm([name], 'things/hut');
		noteOwnWords(form, other, 'a ring');
		expect(form.draft.properties).toEqual({});
		keepOwnWords(form, other, 'a ring');
		expect(ownWords(form, other)).toBe('a ring');
	});

	it('are in the language the person reads, unless they were given in another', () => {
		overwriteGetLocale(() => 'oc');
		const form = aForm([name], other);
		keepOwnWords(form, other, 'un ceucle');
		expect(form.draft.properties['name']).toEqual({ text: 'un ceucle', lang: 'oc' });
		overwriteGetLocale(() => 'fr');
		keepOwnWords(form, other, 'un ceucle ');
		expect(form.draft.properties['name']).toEqual({ text: 'un ceucle', lang: 'oc' });
	});

	it('have nowhere to go where no question takes words', () => {
		const form = aForm([]);
		keepOwnWords(form, other, 'a ring');
		expect([form.draft.properties, ownWords(form, other)]).toEqual([{}, '']);
	});
});
