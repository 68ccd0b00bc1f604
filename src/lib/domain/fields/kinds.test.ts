import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aConcept, aField } from '../../../../tests/support/vocabulary-parts.ts';
import { fieldsFor, indexVocabulary, valuesOf } from '../vocabulary/graph.ts';
import { withDefaults } from './defaults.ts';
import { choicesBelow, levelsOf } from './hierarchical-choice.ts';
import { answerKey, rowOf } from './path.ts';
import { fits, isPlainPattern } from './pattern.ts';
import { fieldKinds } from './registry.ts';
import { speciesFrom } from './species.ts';
import { storedBytes } from './stored-size.ts';
import { typedProblems } from './typed.ts';

const value = (notation: string, broader: string[] = [], more = {}) =>
	aConcept(`trees/${notation}`, {
		geometryKinds: [],
		broader: broader.map((one) => `trees/${one}`),
		...more
	});
const index = indexVocabulary({
	etag: '',
	themes: [],
	schemes: [],
	collections: [],
	fields: [],
	concepts: [
		value('conifer'),
		value('pine', ['conifer']),
		value('scots', ['pine']),
		value('oak'),
		value('cork', ['oak', 'pine']),
		value('elm', [], { deprecated: true })
	]
});
const tree = (branch: string | null = null) =>
	aField('t/tree', { kind: 'hierarchical_choice', scheme: 'trees', branch });
const notations = (concepts: { notation: string }[]) => concepts.map(({ notation }) => notation);

describe('a choice with levels', () => {
	const { validate, summary } = fieldKinds.hierarchical_choice;

	test('takes any level of its branch, withdrawn ones too, and nothing beside nor the branch itself', () => {
		const problems = (notation: string, branch: string | null) =>
			validate(notation, tree(branch), index).map(({ code }) => code);
		expect(problems('scots', 'trees/conifer')).toEqual([]);
		expect(problems('cork', 'trees/conifer')).toEqual([]);
		expect(problems('elm', null)).toEqual([]);
		expect(problems('conifer', 'trees/conifer')).toEqual(['not_in_list']);
		expect(problems('oak', 'trees/conifer')).toEqual(['not_in_list']);
		expect(problems('trees/oak', null)).toEqual(['not_in_list']);
	});

	test('is told with the way down to it', () => {
		expect(summary('scots', tree(), index, 'fr')).toBe('conifer › pine › scots');
		expect(summary('scots', tree('trees/conifer'), index, 'fr')).toBe('pine › scots');
		expect(summary('gone', tree(), index, 'fr')).toBe('gone');
	});

	test('offers what is below each level, and what was withdrawn only to who holds it', () => {
		const below = (concept: string | null, held: string[] = []) =>
			notations(
				choicesBelow(
					concept ? index.concepts.get(concept)! : null,
					tree(),
					index,
					held.flatMap((one) => levelsOf(one, tree(), index))
				)
			);
		expect(below(null)).toEqual(['conifer', 'oak']);
		expect(below(null, ['elm'])).toEqual(['conifer', 'oak', 'elm']);
		expect(below('trees/pine')).toEqual(['scots', 'cork']);
		expect(below('trees/scots')).toEqual([]);
	});

	test('ends in a list that goes in circles', () => {
		const circle = indexVocabulary({
			...index.vocabulary,
			concepts: [value('hen', ['egg']), value('egg', ['hen'])]
		});
		expect(notations(levelsOf('hen', tree(), circle))).toEqual(['egg', 'hen']);
		expect(valuesOf(circle, 'trees', 'trees/hen').map(({ id }) => id)).toEqual(['trees/egg']);
	});
});

describe('a species', () => {
	const { parse, validate, summary } = fieldKinds.species;
	const field = aField('t/species', { kind: 'species' });

	test.each([
		['Quercus ilex ', { code: null, name: 'Quercus ilex' }],
		[
			{ name: 'Truite', code: ' 67772 ' },
			{ code: 67772, name: 'Truite' }
		],
		[{ name: ' ', code: '' }, undefined],
		[
			{ name: '', code: '67772' },
			{ code: 'bad_format', field: 'properties.species' }
		],
		[
			{ name: 'Truite', code: 'abc' },
			{ code: 'wrong_type', field: 'properties.species' }
		],
		[
			{ name: 'Truite', code: 0 },
			{ code: 'out_of_range', field: 'properties.species', params: { min: 1, max: 99_999_999 } }
		]
	])('%j is read as %j', (typed, read) => {
		expect(parse(typed, field)).toEqual(read);
	});

	test('is stored with both parts and nothing else', () => {
		expect(validate({ code: null, name: 'Truite' }, field, index)).toEqual([]);
		for (const wrong of [null, 'Truite', { name: 'Truite' }, { code: null, name: 'x', rank: 1 }])
			expect(validate(wrong, field, index)).toMatchObject([{ code: 'wrong_type' }]);
		expect(summary({ code: 67772, name: 'Truite' }, field, index, 'fr')).toBe(
			'Truite (TAXREF 67772)'
		);
	});

	test('takes its number from what its list is mapped to exactly', () => {
		const mapped = (relation: 'exactMatch' | 'closeMatch', uri: string) =>
			speciesFrom(value('trout', [], { matches: [{ relation, uri }] }), 'fr').code;
		expect(mapped('exactMatch', 'https://taxref.mnhn.fr/lod/taxon/67772')).toBe(67772);
		expect(mapped('exactMatch', 'https://taxref.mnhn.fr/lod/taxon/67772/17.0')).toBe(67772);
		expect(mapped('closeMatch', 'https://taxref.mnhn.fr/lod/taxon/67772')).toBeNull();
		expect(mapped('exactMatch', 'https://www.wikidata.org/entity/Q1')).toBeNull();
	});
});

describe('another record', () => {
	const { parse, validate } = fieldKinds.record_link;
	const field = aField('t/link', { kind: 'record_link' });
	const id = '0190a3b1-7c2d-7e3f-8a4b-5c6d7e8f9a0b';

	test('is its id, always in the same letters', () => {
		expect(parse(` ${id.toUpperCase()} `, field)).toBe(id);
		expect(validate(id, field, index)).toEqual([]);
		expect(validate(id.toUpperCase(), field, index)).toMatchObject([{ code: 'bad_format' }]);
		expect(parse('la capitelle du haut', field)).toMatchObject({ code: 'bad_format' });
	});
});

describe('rows of answers', () => {
	const { parse, validate, summary } = fieldKinds.group;
	const sources = aField('t/sources', {
		kind: 'group',
		max: 2,
		fields: [
			aField('t/title', { required: true }),
			aField('t/year', { kind: 'integer', max: 2100 }),
			aField('t/page', { required: true, showWhen: { field: 'title', in: ['Cadastre'] } })
		]
	});

	test('leave out the blank ones and what was not answered', () => {
		const typed = [{ title: ' Cassini ', year: '' }, { title: '', year: '' }, {}];
		expect(parse(typed, sources)).toEqual([{ title: 'Cassini' }]);
		expect(parse([{ title: '' }], sources)).toBeUndefined();
	});

	test('name what is wrong by its row and its question', () => {
		const named = (rows: unknown) =>
			validate(rows, sources, index).map(({ code, field }) => `${field}: ${code}`);
		expect(named([{ title: 'Cassini' }, { year: 3000, x: 1 }])).toEqual([
			'properties.sources[1].x: unknown_field',
			'properties.sources[1].title: required',
			'properties.sources[1].year: out_of_range'
		]);
		expect(named([{ title: 'Cadastre' }])).toEqual(['properties.sources[0].page: required']);
		expect(named([{}, 3])).toEqual([
			'properties.sources[0]: required',
			'properties.sources[1]: wrong_type'
		]);
		expect(named([{}, {}, {}])).toEqual(['properties.sources: out_of_range']);
		expect(named('Cassini')).toEqual(['properties.sources: wrong_type']);
	});

	test('are told in one line', () => {
		const rows = [{ title: 'Cassini', year: 1770 }, { title: 'Cadastre' }];
		expect(summary(rows, sources, index, 'fr')).toBe('Cassini, 1\u202f770 ; Cadastre');
	});

	test('while typing, say everything at once, count rows as they stand, and ask nothing of blank ones', () => {
		const wrong = typedProblems(sources, [{}, { year: 'vers 1800' }], index);
		expect(wrong.map(({ field }) => field)).toEqual([
			'properties.sources[1].title',
			'properties.sources[1].year'
		]);
		expect(typedProblems({ ...sources, required: true }, [{}], index)).toEqual([
			{ code: 'required', field: 'properties.sources' }
		]);
	});

	test('a path leads back to the question, the row and the question inside', () => {
		expect(answerKey('properties.sources[1].year')).toBe('sources');
		expect(answerKey('geometry')).toBeNull();
		expect(rowOf('properties.sources[1].year')).toEqual({ row: 1, key: 'year' });
		expect(rowOf('properties.sources[1]')).toEqual({ row: 1, key: null });
		expect(rowOf('properties.sources')).toBeNull();
	});
});

describe('a form', () => {
	test('starts from what is usual, never over an answer', () => {
		const fields = [aField('t/state', { default: 'good' }), aField('t/note')];
		expect(withDefaults({}, fields)).toEqual({ state: 'good' });
		expect(withDefaults({ state: 'ruin' }, fields)).toEqual({ state: 'ruin' });
	});

	test('asks a question once that reaches a concept by two ways up', () => {
		const own = aConcept('t/well', { broader: ['t/water', 't/stone'] });
		const twice = indexVocabulary({
			...index.vocabulary,
			themes: [{ id: 't', scheme: 't', position: 0 } as never],
			concepts: [own, aConcept('t/water'), aConcept('t/stone')],
			fields: ['t/water', 't/stone'].map((concept, position) =>
				aField('t/depth', { id: `${concept}/depth`, concept, position })
			)
		});
		expect(fieldsFor(twice, 't/well').map(({ id }) => id)).toEqual(['t/water/depth']);
	});
});

describe('a pattern', () => {
	test.each([
		'ROE[0-9]{1,7}',
		'(PA|IA|EA)[0-9A-Z]{8}',
		'[^\\uFFFD]{3,200}',
		'a\\.b',
		'.+',
		'[0-9]{14}(\\|[0-9]{14,15})*'
	])('%s is read alike everywhere', (pattern) => expect(isPlainPattern(pattern)).toBe(true));
	test.each([
		'\\d+',
		'\\w',
		'(?=a)',
		'(a)\\1',
		'(',
		'a**',
		'[z-a]',
		'a{300}',
		'x'.repeat(501),
		'^a$',
		'(?:(?:a{255}){255})',
		'a{0,255}'.repeat(3),
		'(a*)*b',
		'(?:a|b+)+'
	])('%s is not', (pattern) => expect(isPlainPattern(pattern)).toBe(false));
	test('is about the whole text, by characters', () => {
		expect(fits('🧱', '.')).toBe(true);
		expect(fits('xROE1', 'ROE[0-9]')).toBe(false);
		expect(fits('whatever', '(')).toBe(true);
	});
});

test('a stored size is never below that of the plain JSON, and near it', () => {
	fc.assert(
		fc.property(fc.jsonValue(), (json) => {
			const plain = new TextEncoder().encode(JSON.stringify(json)).length;
			expect(storedBytes(json)).toBeGreaterThanOrEqual(
				plain - 8 * JSON.stringify(json).split('e').length
			);
		})
	);
	expect(storedBytes({ a: [1, 1e21, 1e-7], b: '"é' })).toBe(
		'{"a": [1, 1000000000000000000000, 0.0000001], "b": "\\"é"}'.length + 1
	);
});
