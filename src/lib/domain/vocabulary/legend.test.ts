import { expect, test } from 'vitest';
import { aConcept, aScheme, aTheme } from '../../../../tests/support/vocabulary-parts.ts';
import { indexVocabulary } from './graph.ts';
import { legendOf, shapeOf } from './legend.ts';

const theme = aTheme('t', { icon: 'thing', color: '#111111' });
const index = indexVocabulary({
	etag: 'e',
	themes: [theme],
	schemes: [aScheme('t')],
	collections: [],
	fields: [],
	concepts: [
		aConcept('t/water', { color: '#0000ff', shape: 'hexagon', icon: 'drop', position: 1 }),
		aConcept('t/well', { broader: ['t/water'], icon: 'well', position: 2 }),
		aConcept('t/deep-well', { broader: ['t/well'], position: 3 }),
		aConcept('t/spring', { broader: ['t/water'], position: 4 }),
		aConcept('t/wall', { color: '#884400', shape: 'square', icon: 'wall', position: 5 }),
		// Two parents, as real thesauri have: drawn after the nearest, told once.
		aConcept('t/wet-wall', { broader: ['t/wall', 't/water'], position: 6 }),
		aConcept('t/loop', { broader: ['t/loop'], position: 7 })
	]
});

const told = (used?: Parameters<typeof legendOf>[2]) =>
	legendOf(index, theme, used).map(({ concept, members, lines }) => [
		concept.notation,
		members.map(({ notation }) => notation),
		lines.map((line) => line.members.map(({ notation }) => notation))
	]);

test('a shape is inherited, and a circle of what nobody knows', () => {
	expect(shapeOf(index, 't/deep-well')).toBe('hexagon');
	expect(shapeOf(index, 't/wall')).toBe('square');
	expect(shapeOf(index, 't/unknown')).toBe('circle');
});

test('each branch is told once, with the concepts in it that look otherwise', () => {
	expect(told()).toEqual([
		['water', ['water', 'spring'], [['well', 'deep-well']]],
		['wall', ['wall', 'wet-wall'], []]
	]);
});

test('what has nothing to show is left out, a branch with something in it stays', () => {
	expect(told(({ notation }) => notation === 'deep-well')).toEqual([
		['water', ['water', 'spring'], [['well', 'deep-well']]]
	]);
	expect(told(() => false)).toEqual([]);
});

test('a line is called by what is in use and by nothing narrower', () => {
	const names = (used: string[]) =>
		legendOf(index, theme, ({ notation }) => used.includes(notation)).map((branch) => [
			branch.names.map(({ notation }) => notation),
			branch.lines.flatMap((line) => line.names.map(({ notation }) => notation))
		]);
	expect(names(['well', 'deep-well'])).toEqual([[['water'], ['well']]]);
	expect(names(['deep-well'])).toEqual([[['water'], ['deep-well']]]);
	expect(names(['spring'])).toEqual([[['water'], []]]);
});
