import { describe, expect, test } from 'vitest';
import { sampleVocabulary } from '../../../tests/support/sample-vocabulary.ts';
import {
	filterConcepts,
	filterParameters,
	parseRecordFilter,
	type FilterParameter
} from './record-filter.ts';
import { indexVocabulary } from './vocabulary/graph.ts';

const index = indexVocabulary(sampleVocabulary);
const every: FilterParameter[] = ['theme', 'concept', 'q', 'bbox', 'limit', 'offset'];
const parse = (query: string, allowed = every) =>
	parseRecordFilter(new URLSearchParams(query), allowed, index);

describe('a filter read from an address', () => {
	test('is read in full, and written back as it was', () => {
		const query =
			'theme=bells&concept=bells%2Ftower&q=Joana&bbox=3%2C43.5%2C4%2C44&limit=10&offset=20';
		const { filter, problems } = parse(query);
		expect(problems).toEqual([]);
		expect(filter).toEqual({
			theme: 'bells',
			concept: 'bells/tower',
			q: 'Joana',
			bbox: [3, 43.5, 4, 44],
			limit: 10,
			offset: 20
		});
		expect(filterParameters(filter).toString()).toBe(query);
	});

	test('an empty form field asks for nothing', () => {
		expect(parse('theme=&q=++').problems).toEqual([]);
		expect(parse('theme=&q=++').filter).toMatchObject({ theme: null, q: null });
	});

	test.each([
		['colour=red', 'colour', 'unknown_field'],
		['theme=none', 'theme', 'unknown_theme'],
		['concept=bells/none', 'concept', 'unknown_concept'],
		['concept=metals/iron', 'concept', 'unknown_concept'],
		['theme=bells&theme=bells', 'theme', 'bad_format'],
		[`q=${'a'.repeat(101)}`, 'q', 'too_long'],
		['bbox=3,43,4', 'bbox', 'bad_format'],
		['bbox=3,43,4,x', 'bbox', 'bad_format'],
		['bbox=3,43,,44', 'bbox', 'bad_format'],
		['bbox=4,43,3,44', 'bbox', 'out_of_range'],
		['bbox=3,43,4,91', 'bbox', 'out_of_range'],
		['bbox=NaN,43,4,44', 'bbox', 'bad_format'],
		['limit=all', 'limit', 'wrong_type'],
		['limit=0', 'limit', 'out_of_range'],
		['limit=10001', 'limit', 'out_of_range'],
		['limit=-1', 'limit', 'wrong_type'],
		['offset=1.5', 'offset', 'wrong_type']
	])('%s is refused, naming %s', (query, field, code) => {
		expect(parse(query).problems).toMatchObject([{ field, code }]);
	});

	test('a parameter of another address is unknown here', () => {
		expect(parse('limit=3', ['theme']).problems).toMatchObject([
			{ code: 'unknown_field', field: 'limit' }
		]);
	});

	test('a concept lets everything narrower through', () => {
		expect(filterConcepts(parse('concept=bells/tower').filter, index)).toEqual(
			new Set(['bells/tower', 'bells/wall'])
		);
		expect(filterConcepts(parse('').filter, index)).toBeNull();
	});
});
