import { expect, test } from 'vitest';
import { sampleRecord, sampleVocabulary } from '../../../../tests/support/sample-vocabulary.ts';
import { indexVocabulary } from '../vocabulary/graph.ts';
import type { Concept } from '../vocabulary/types.ts';
import { mappingColumns } from './mappings.ts';

function valuesOf(more: Partial<Concept>) {
	const concepts = sampleVocabulary.concepts.map((concept) =>
		concept.id === 'bells/wall' ? { ...concept, ...more } : concept
	);
	const columns = mappingColumns(indexVocabulary({ ...sampleVocabulary, concepts }));
	const record = sampleRecord({ concept: 'bells/wall' });
	return Object.fromEntries(columns.map((column) => [column.name, column.read(record)]));
}

test('a record says what its concept is to others', () => {
	const wikidata = 'http://www.wikidata.org/entity/Q1';
	const pactols = 'https://ark.frantiq.fr/ark:/26678/pcrt1';
	const values = valuesOf({
		osmTags: ['man_made=tower', 'tower:type=bell_tower'],
		matches: [
			{ relation: 'exactMatch', uri: wikidata },
			{ relation: 'closeMatch', uri: pactols }
		]
	});
	expect(values).toMatchObject({
		concept_uri: 'https://example.org/bells/wall',
		concept_osm_tags: 'man_made=tower | tower:type=bell_tower',
		concept_wikidata: wikidata,
		concept_pactols: pactols,
		concept_aat: null,
		concept_matches: `exactMatch ${wikidata} | closeMatch ${pactols}`
	});
});

test('what is only broader elsewhere never stands for the concept', () => {
	const uri = 'http://vocab.getty.edu/aat/300000001';
	expect(valuesOf({ matches: [{ relation: 'broadMatch', uri }] })).toMatchObject({
		concept_aat: null,
		concept_matches: `broadMatch ${uri}`
	});
});

test('a concept that is not known leaves every cell empty', () => {
	const columns = mappingColumns(indexVocabulary(sampleVocabulary));
	const record = sampleRecord({ concept: 'bells/gone' });
	expect(columns.map((column) => column.read(record)).filter((value) => value !== null)).toEqual(
		[]
	);
});
