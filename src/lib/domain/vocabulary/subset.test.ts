import { describe, expect, test } from 'vitest';
import { sampleRecord, sampleVocabulary } from '../../../../tests/support/sample-vocabulary.ts';
import {
	colorOf,
	conceptById,
	descendantsOf,
	fieldsFor,
	indexVocabulary,
	labelOf,
	themeOf,
	valueLabel
} from './graph.ts';
import { forRecord, packSymbols, unpackSymbols } from './subset.ts';

describe('the symbols of a vocabulary', () => {
	const packed = packSymbols(sampleVocabulary);
	const symbols = unpackSymbols(packed);

	test('keep names and colours, and leave lists, fields and definitions', () => {
		const index = indexVocabulary(symbols);
		expect(labelOf(conceptById(index, 'bells/wall')!, 'en')).toBe('Bell gable');
		expect(colorOf(index, 'bells/wall')).toBe('#7a4b12');
		expect(symbols.fields).toEqual([]);
		expect(conceptById(index, 'metals/iron')).toBeNull();
		expect(JSON.stringify(symbols)).not.toContain('Tour qui porte');
	});

	test('keep the tree and its order', () => {
		const index = indexVocabulary(symbols);
		expect(descendantsOf(index, 'bells/tower').map(({ id }) => id)).toEqual([
			'bells/tower',
			'bells/wall'
		]);
		expect(index.byScheme.get('bells')?.map(({ notation }) => notation)).toEqual([
			'tower',
			'wall',
			'handbell'
		]);
		expect(themeOf(index, 'bells/wall')?.licence).toBe('lov2');
	});

	test('still say what was withdrawn', () => {
		const [first, ...rest] = sampleVocabulary.concepts;
		const changed = { ...sampleVocabulary, concepts: [{ ...first!, deprecated: true }, ...rest] };
		expect(
			unpackSymbols(packSymbols(changed))
				.concepts.filter(({ deprecated }) => deprecated)
				.map(({ id }) => id)
		).toEqual(['bells/tower']);
	});

	test('hold no label that is for search or for editors only', () => {
		expect(JSON.stringify(packed)).not.toMatch(/peigne|Esquila/);
	});
});

describe('the vocabulary of one record', () => {
	const index = indexVocabulary(forRecord(sampleVocabulary, sampleRecord()));

	test('has its concept with the broader ones, its public fields and its values', () => {
		expect([...index.concepts.keys()].sort()).toEqual([
			'bells/tower',
			'bells/wall',
			'metals/bronze',
			'metals/iron'
		]);
		expect(fieldsFor(index, 'bells/wall').map((field) => field.key)).toEqual([
			'name',
			'metal',
			'diameter',
			'gable_width'
		]);
		expect(valueLabel(index, 'metals', 'bronze', 'fr')).toBe('Bronze');
	});

	test('is empty, and breaks nothing, for a concept that no longer exists', () => {
		expect(forRecord(sampleVocabulary, sampleRecord({ concept: 'bells/none' }))).toMatchObject({
			themes: [],
			concepts: [],
			fields: []
		});
	});
});
