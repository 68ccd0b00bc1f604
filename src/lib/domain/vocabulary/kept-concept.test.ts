import { expect, test } from 'vitest';
import { sampleRecord, sampleVocabulary } from '../../../../tests/support/sample-vocabulary.ts';
import { conceptPageOf } from './kept-concept.ts';

test('a device shows a concept it keeps, with its records and those of narrower ones', () => {
	const records = [
		sampleRecord({ concept: 'bells/wall' }),
		sampleRecord({ id: '01890000-0000-7000-8000-00000000000a', concept: 'bells/handbell' })
	];
	const page = conceptPageOf(sampleVocabulary, 'bells/tower', records);
	expect(page).toMatchObject({
		id: 'bells/tower',
		notes: [{ kind: 'definition', lang: 'fr', text: 'Tour qui porte des cloches.' }],
		narrower: { total: 1 },
		records: { total: 1 },
		osmTags: ['man_made=tower']
	});
	expect(conceptPageOf(sampleVocabulary, 'bells/wall', [])?.ways[0]?.[0]?.id).toBe('bells/tower');
});

test('neither hidden labels nor unsure ones are shown', () => {
	const texts = ['bells/wall', 'bells/handbell'].flatMap((id) =>
		conceptPageOf(sampleVocabulary, id, [])!.labels.map(({ text }) => text)
	);
	expect(texts).not.toContain('peigne');
	expect(texts).not.toContain('Esquila');
});

test('what it does not keep is not there', () => {
	expect(conceptPageOf(sampleVocabulary, 'bells/gone', [])).toBeNull();
});
