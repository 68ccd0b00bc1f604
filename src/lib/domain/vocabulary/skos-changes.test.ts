import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aSkosConcept, at } from '../../../../tests/support/fake-vocabulary.ts';
import { changesOf, mergeEdits, sameConcept } from './skos-changes.ts';
import { cleanConcept, newUse } from './skos-edit.ts';
import type { SkosConcept, SkosLabel, SkosNote } from './skos/types.ts';

const label = (text: string, lang = 'fr', kind: SkosLabel['kind'] = 'alt'): SkosLabel => ({
	kind,
	lang,
	text,
	status: 'known'
});
const definition = (text: string): SkosNote => ({ kind: 'definition', lang: 'fr', text });
const base = aSkosConcept('puits', ['eau']);
const withLabels = (concept: SkosConcept, ...labels: SkosLabel[]) => ({
	...concept,
	labels: [...concept.labels, ...labels]
});

describe('what changed', () => {
	test('is told part by part, before and after', () => {
		const after = {
			...withLabels(base, { ...label('potz', 'oc', 'pref'), status: 'unsure' }),
			broader: [at('eau'), at('murs')],
			deprecated: true
		};
		expect(changesOf(base, after)).toEqual([
			{ facet: { part: 'broader' }, before: [at('eau')], after: [at('eau'), at('murs')] },
			{
				facet: { part: 'label', kind: 'pref', lang: 'oc' },
				before: [],
				after: ['potz [unsure]']
			},
			{ facet: { part: 'deprecated' }, before: [], after: ['true'] }
		]);
		expect(changesOf(null, base).length).toBeGreaterThan(0);
		expect(changesOf(base, base)).toEqual([]);
	});
});

describe('two people at the same concept', () => {
	test('each keep what they did', () => {
		const mine = { ...withLabels(base, label('pous')), use: { ...newUse, osmTags: ['a=b'] } };
		const theirs = {
			...withLabels(base, label('pouts')),
			broader: [at('murs')],
			use: { ...newUse, color: '#123456' }
		};
		const { concept, disputed } = mergeEdits({ ...base, use: newUse }, mine, theirs);
		expect(disputed).toEqual([]);
		expect(concept.labels.map(({ text }) => text)).toEqual(['pous', 'pouts', 'puits']);
		expect(concept.broader).toEqual([at('murs')]);
		expect(concept.use).toMatchObject({ osmTags: ['a=b'], color: '#123456' });
	});

	test('are told when both wrote the same thing otherwise; mine is kept, alone', () => {
		const mine = { ...base, notes: [definition('Trou.')] };
		const theirs = { ...base, notes: [definition('Cavité.')] };
		const { concept, disputed } = mergeEdits(base, mine, theirs);
		expect(concept.notes).toEqual([definition('Trou.')]);
		expect(disputed).toMatchObject([{ before: ['Cavité.'], after: ['Trou.'] }]);
	});

	test('a name that only the other changed is theirs', () => {
		const theirs = { ...base, labels: [label('Puits', 'fr', 'pref')] };
		const mine = withLabels(base, label('pous'));
		const { concept, disputed } = mergeEdits(base, mine, theirs);
		expect(disputed).toEqual([]);
		expect(concept.labels.map(({ text }) => text)).toEqual(['pous', 'Puits']);
	});

	test('who changed nothing gets what the other made, and the other way round', () => {
		const texts = fc.string({ minLength: 1, maxLength: 4 }).filter((text) => text.trim() === text);
		const concepts = fc
			.record({
				labels: fc.uniqueArray(
					texts.map((text) => label(text)),
					{ selector: ({ text }) => text }
				),
				broader: fc.uniqueArray(fc.constantFrom(at('a'), at('b'), at('c'))),
				deprecated: fc.boolean()
			})
			.map((parts) => cleanConcept({ ...base, ...parts }));
		fc.assert(
			fc.property(concepts, concepts, (before, other) => {
				expect(sameConcept(mergeEdits(before, before, other).concept, other)).toBe(true);
				expect(sameConcept(mergeEdits(before, other, before).concept, other)).toBe(true);
			})
		);
	});
});

test('what a person typed is tidied; what came before stays as it came', () => {
	const imported = withLabels(base, label(' old spaces '));
	const typed = withLabels(imported, label('  new  '), label(''), label('new'));
	const texts = cleanConcept(typed, imported).labels.map(({ text }) => text);
	expect(texts).toEqual([' old spaces ', 'new', 'puits']);
});
