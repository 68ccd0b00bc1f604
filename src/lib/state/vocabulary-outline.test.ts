import { describe, expect, test } from 'vitest';
import { nameOf } from '$lib/domain/vocabulary/skos-tree';
import { aSkosConcept, at } from '../../../tests/support/fake-vocabulary';
import { VocabularyOutline } from './vocabulary-outline.svelte';

const named = (text: string, lang = 'fr') => ({
	kind: 'alt' as const,
	lang,
	text,
	status: 'known' as const
});

function shown() {
	const outline = new VocabularyOutline();
	outline.show([
		aSkosConcept('eau'),
		aSkosConcept('fontaine', ['eau']),
		aSkosConcept('puits', ['eau'], {
			labels: [...aSkosConcept('puits').labels, named('potz', 'oc')]
		}),
		aSkosConcept('murs'),
		aSkosConcept('mur', ['murs']),
		aSkosConcept('moulin', ['eau', 'murs'])
	]);
	return outline;
}

const lines = (outline: VocabularyOutline) =>
	outline.rows.map(({ concept, level }) => '·'.repeat(level - 1) + nameOf(concept, 'fr'));
const pressed = (outline: VocabularyOutline, ...keys: string[]) => {
	for (const key of keys) outline.press(key);
	return outline.active && nameOf(outline.active.concept, 'fr');
};

describe('with the keyboard', () => {
	test('arrows go through what is shown, open and close', () => {
		const outline = shown();
		expect(lines(outline)).toEqual(['eau', 'murs']);
		expect(pressed(outline, 'ArrowRight')).toBe('eau');
		expect(lines(outline)).toEqual(['eau', '·fontaine', '·moulin', '·puits', 'murs']);
		expect(pressed(outline, 'ArrowRight', 'ArrowDown')).toBe('moulin');
		expect(pressed(outline, 'ArrowLeft')).toBe('eau');
		expect(pressed(outline, 'ArrowLeft')).toBe('eau');
		expect(lines(outline)).toEqual(['eau', 'murs']);
		expect(pressed(outline, 'ArrowUp', 'End', 'ArrowDown')).toBe('murs');
		expect(pressed(outline, 'Home')).toBe('eau');
		pressed(outline, '*');
		expect(lines(outline)).toHaveLength(7);
	});

	test('letters go to the next name that begins so', () => {
		const outline = shown();
		pressed(outline, '*');
		const name = (concept: Parameters<typeof nameOf>[0]) => nameOf(concept, 'fr');
		outline.typeAhead('m', name);
		expect(pressed(outline)).toBe('moulin');
		outline.typeAhead('m', name);
		expect(pressed(outline)).toBe('murs');
		outline.typeAhead('pu', name);
		expect(pressed(outline)).toBe('puits');
		expect(outline.typeAhead('zz', name)).toBe(false);
	});
});

describe('a concept', () => {
	test('with two parents stands under both, each on a line of its own', () => {
		const outline = shown();
		outline.toggleAll(true);
		expect(lines(outline).filter((line) => line.endsWith('moulin'))).toHaveLength(2);
		expect(new Set(outline.rows.map(({ key }) => key)).size).toBe(outline.rows.length);
	});

	test('is brought in sight', () => {
		const outline = shown();
		outline.reveal(at('mur'));
		expect(lines(outline)).toEqual(['eau', 'murs', '·moulin', '·mur']);
		expect(pressed(outline)).toBe('mur');
	});

	test('is found by any word in any language, without accents', () => {
		const outline = shown();
		outline.query = 'Pòtz';
		expect(lines(outline)).toEqual(['puits']);
		outline.query = '';
		outline.filter = 'no_occitan';
		expect(lines(outline)).not.toContain('puits');
		expect(lines(outline)).toHaveLength(5);
	});
});

test('cycles and parents that are not there keep every concept within reach', () => {
	const outline = new VocabularyOutline();
	outline.show([
		aSkosConcept('a', ['b']),
		aSkosConcept('b', ['a']),
		aSkosConcept('self', ['self']),
		aSkosConcept('lost', ['nowhere'])
	]);
	outline.toggleAll(true);
	expect(lines(outline)).toEqual(expect.arrayContaining(['a', '·b', 'self', 'lost']));
	expect(lines(outline).length).toBeLessThan(8);
});

test('seventeen thousand concepts open and are searched without end', () => {
	const outline = new VocabularyOutline();
	const many = Array.from({ length: 17_000 }, (_, i) =>
		aSkosConcept(`concept-${i}`, i < 20 ? [] : [`concept-${Math.floor(i / 12)}`])
	);
	outline.show(many);
	outline.toggleAll(true);
	expect(outline.rows.length).toBeGreaterThan(2000);
	outline.query = 'concept 16999';
	expect(outline.rows).toHaveLength(1);
	outline.query = '';
	outline.reveal(at('concept-16999'));
	expect(outline.active?.concept.uri).toBe(at('concept-16999'));
});
