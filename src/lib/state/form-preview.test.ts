import { expect, test } from 'vitest';
import { indexVocabulary } from '$lib/domain/vocabulary/graph';
import { aConcept, aField, aScheme, aTheme } from '../../../tests/support/vocabulary-parts.ts';
import { FormPreviewState } from './form-preview.svelte';

const index = indexVocabulary({
	etag: 'e',
	themes: [aTheme('t', { scheme: 's' })],
	schemes: [aScheme('s')],
	collections: [],
	concepts: [aConcept('s/wall'), aConcept('s/dry-wall', { broader: ['s/wall'] })],
	fields: [
		aField('t/gate', { kind: 'boolean', default: true, position: 1 }),
		aField('t/lock', {
			required: true,
			showWhen: { field: 'gate', in: [true] },
			position: 2
		}),
		aField('s/wall/height', { theme: 't', key: 'height', concept: 's/wall', kind: 'decimal' })
	]
});
const field = (key: string) => index.vocabulary.fields.find((one) => one.key === key)!;

test('the phone asks what a type inherits, from what the form starts with', () => {
	const preview = new FormPreviewState(() => index);
	expect(preview.fields).toEqual([]);
	preview.show('s/dry-wall');
	expect(preview.fields.map(({ key }) => key)).toEqual(['height', 'gate', 'lock']);
	expect(preview.properties).toEqual({ gate: true });
});

test('an answer opens and closes what depends on it; an emptied one does not start again', () => {
	const preview = new FormPreviewState(() => index);
	preview.show('s/dry-wall');
	preview.answer(field('gate'), false);
	expect(preview.fields.map(({ key }) => key)).toEqual(['height', 'gate']);
	preview.answer(field('gate'), null);
	expect(preview.properties).toEqual({});
	preview.show('s/dry-wall');
	expect(preview.properties).toEqual({ gate: true });
});

test('what is wrong is said once the control was left, as on the phone', () => {
	const preview = new FormPreviewState(() => index);
	preview.show('s/dry-wall');
	preview.answer(field('height'), 'tall');
	expect(preview.problemOf(field('height'))).toBeNull();
	preview.leave('height');
	expect(preview.problemOf(field('height'))?.code).toBe('wrong_type');
	preview.leave('lock');
	expect(preview.problemOf(field('lock'))?.code).toBe('required');
});
