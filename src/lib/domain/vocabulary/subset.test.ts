import { describe, expect, test } from 'vitest';
import { sampleRecord, sampleVocabulary } from '../../../../tests/support/sample-vocabulary.ts';
import { colorOf, conceptById, fieldsFor, indexVocabulary, labelOf, valueLabel } from './graph.ts';
import { forRecord, symbolsOnly } from './subset.ts';

describe('the symbols of a vocabulary', () => {
	const symbols = symbolsOnly(sampleVocabulary);

	test('keep names and colours, and leave lists, fields and definitions', () => {
		const index = indexVocabulary(symbols);
		expect(labelOf(conceptById(index, 'bells/wall')!, 'en')).toBe('Bell gable');
		expect(colorOf(index, 'bells/wall')).toBe('#7a4b12');
		expect(symbols.fields).toEqual([]);
		expect(conceptById(index, 'metals/iron')).toBeNull();
		expect(JSON.stringify(symbols)).not.toContain('Tour qui porte');
	});

	test('hold no label that is for search or for editors only', () => {
		expect(JSON.stringify(symbols)).not.toMatch(/peigne|Esquila/);
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
