import { expect, test } from 'vitest';
import { sampleRecord, sampleVocabulary } from '../../../../../tests/support/sample-vocabulary.ts';
import { indexVocabulary } from '$lib/domain/vocabulary/graph';
import { overwriteGetLocale } from '$lib/i18n/paraglide/runtime';
import { factsOf, historyText, positionText } from './record-facts';

overwriteGetLocale(() => 'fr');
const group = (fr: string) => ({ group: { fr } });
const [name, metal, diameter, keeper, width] = sampleVocabulary.fields;
const index = indexVocabulary({
	...sampleVocabulary,
	fields: [
		{ ...name!, ...group('Nom') },
		{ ...metal!, ...group('Matière') },
		{ ...diameter!, ...group('Nom') },
		keeper!,
		width!
	]
});

test('a heading that comes back in the form stands once, with all its answers', () => {
	const groups = factsOf(sampleRecord(), index, 'fr');
	expect(groups.map(({ title, facts }) => [title, facts.map(({ key }) => key)])).toEqual([
		['Nom', ['name', 'diameter']],
		['Matière', ['metal']]
	]);
});

test('what is not public, not answered or not known is not shown', () => {
	const properties = {
		keeper: 'Jean Petit',
		gable_width: { value: 2, estimated: false },
		other: 'x'
	};
	const facts = factsOf(sampleRecord({ concept: 'bells/tower', properties }), index, 'fr');
	expect(facts).toEqual([]);
});

test('a position is said in words, with its accuracy, or that it is blurred', () => {
	expect(positionText(sampleRecord(), 'fr')).toBe(
		'Position relevée sur place par un téléphone, à 4 m près'
	);
	expect(positionText(sampleRecord({ position: { method: 'map', accuracy_m: null } }), 'fr')).toBe(
		'Position placée à la main sur la carte'
	);
	expect(positionText(sampleRecord({ blurred: true }), 'fr')).toMatch(/floutée/);
});

test('a change names its fields by their labels, and never one it does not know', () => {
	const entry = { version: 2, at: '', kind: 'updated', actor_name: null };
	const text = (changed: string[]) =>
		historyText({ ...entry, changed }, sampleRecord(), index, 'fr');
	expect(text(['properties.metal', 'geometry'])).toBe('Modifiée\u00a0: metal, place sur la carte');
	expect(text(['properties.secret'])).toBe('Modifiée');
});
