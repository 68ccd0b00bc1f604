import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aConcept, aField, aScheme } from '../../../../tests/support/vocabulary-parts.ts';
import { indexVocabulary } from '../vocabulary/graph.ts';
import { isProblem } from './kind.ts';
import { fieldKinds } from './registry.ts';
import type { FieldDefinition, FieldKind } from './types.ts';

const value = (notation: string, fr: string) =>
	aConcept(`etat/${notation}`, {
		labels: [{ kind: 'pref', lang: 'fr', text: fr, status: 'known' }],
		geometryKinds: [],
		deprecated: notation === 'ancien'
	});

const vocabulary = indexVocabulary({
	etag: 'test',
	themes: [],
	schemes: [aScheme('etat', { kind: 'list' })],
	concepts: [value('bon', 'Bon état'), value('ruine', 'Ruine'), value('ancien', 'Ancien terme')],
	collections: [],
	fields: []
});

const field = (kind: FieldKind, more: Partial<FieldDefinition> = {}) =>
	aField('test/champ', { kind, scheme: kind.endsWith('choice') ? 'etat' : null, ...more });

const parse = (kind: FieldKind, input: unknown, more?: Partial<FieldDefinition>) => {
	const parsed = fieldKinds[kind].parse(input, field(kind, more));
	return isProblem(parsed) ? parsed.code : parsed;
};
const check = (kind: FieldKind, stored: unknown, more?: Partial<FieldDefinition>) =>
	fieldKinds[kind].validate(stored, field(kind, more), vocabulary).map(({ code }) => code);
const say = (
	kind: FieldKind,
	stored: unknown,
	lang: 'fr' | 'oc' | 'en' = 'fr',
	more?: Partial<FieldDefinition>
) => fieldKinds[kind].summary(stored, field(kind, more), vocabulary, lang);

describe('what people type is understood', () => {
	it.each<[FieldKind, unknown, unknown]>([
		['text', '  Font de la Capitelle \n', 'Font de la Capitelle'],
		['text', 'e\u0301tat', 'état'],
		['text', 'deux\nlignes', 'deux lignes'],
		['text', '   ', undefined],
		['text', '<b>gras</b>', '<b>gras</b>'],
		['long_text', 'une\r\ndeux', 'une\ndeux'],
		['local_text', { text: ' la capitèla ', lang: 'oc' }, { text: 'la capitèla', lang: 'oc' }],
		['local_text', 'mazet', { text: 'mazet', lang: 'fr' }],
		['local_text', { text: '', lang: 'oc' }, undefined],
		['boolean', 'true', true],
		['boolean', false, false],
		['boolean', null, undefined],
		['integer', ' 1 200 ', 1200],
		['integer', '', undefined],
		['decimal', '2,5', 2.5],
		['decimal', '−12.5', -12.5],
		['measure', { value: '1,80', estimated: true }, { value: 1.8, estimated: true }],
		['measure', '3', { value: 3, estimated: false }],
		['measure', { value: '', estimated: true }, undefined],
		['date', '14/07/2026', '2026-07-14'],
		['date', '2024-02-29', '2024-02-29'],
		['edtf', 'XIXe siècle', '18XX'],
		['edtf', 'sègle XVIII', '17XX'],
		['edtf', '18th century', '17XX'],
		['edtf', 'vers 1850', '1850~'],
		['edtf', '1850 ?', '1850?'],
		['edtf', 'avant 1900', '/1900'],
		['edtf', 'depuis 1789', '1789/..'],
		['edtf', '1850-1870', '1850/1870'],
		['edtf', 'années 1930', '193X'],
		['edtf', '18xx', '18XX'],
		['choice', '', undefined],
		['choice', 'bon', 'bon'],
		['multiple_choice', ['bon', 'bon', 'ruine'], ['bon', 'ruine']],
		['multiple_choice', [], undefined],
		['identifier', ' Q1234 ', 'Q1234'],
		['email', ' a@b.fr ', 'a@b.fr'],
		['url', 'www.pop.culture.gouv.fr/notice', 'https://www.pop.culture.gouv.fr/notice']
	])('%s %j', (kind, input, expected) => {
		expect(parse(kind, input)).toEqual(expected);
	});

	it.each<[FieldKind, unknown, string, Partial<FieldDefinition>?]>([
		['text', 12, 'wrong_type'],
		['text', 'é'.repeat(251), 'too_long'],
		['text', 'a\u0007b', 'bad_format'],
		['integer', '2,5', 'wrong_type'],
		['integer', '100', 'out_of_range', { max: 99 }],
		['integer', '1e3', 'wrong_type'],
		['decimal', 'deux', 'wrong_type'],
		['decimal', '1.234,5', 'wrong_type'],
		['measure', { value: '-1' }, 'out_of_range', { min: 0 }],
		['measure', { value: 'haut' }, 'wrong_type'],
		['boolean', 'oui', 'wrong_type'],
		['date', '31/02/2026', 'bad_format'],
		['date', 'hier', 'bad_format'],
		['edtf', 'jadis', 'bad_format'],
		['local_text', { text: 'borda', lang: 'gascon' }, 'not_in_list'],
		['identifier', 'q12', 'bad_format', { pattern: 'Q[0-9]+' }],
		['email', 'moi@ici', 'bad_format'],
		['url', 'javascript:alert(1)', 'bad_format']
	])('%s %j is refused: %s', (kind, input, code, more) => {
		expect(parse(kind, input, more)).toBe(code);
	});
});

describe('what is stored is checked strictly', () => {
	it.each<[FieldKind, unknown, Partial<FieldDefinition>?]>([
		['text', '=SUM(A1:A9)'],
		['text', 'é'.repeat(250)],
		['text', '🏚'.repeat(250)],
		['long_text', 'une\n\tdeux'],
		['local_text', { text: 'òrri', lang: 'ca' }],
		['boolean', false],
		['integer', 0, { min: 0 }],
		['decimal', 12.75, { min: -5, max: 45 }],
		['measure', { value: 0, estimated: false }, { min: 0 }],
		['date', '1987-12-31'],
		['edtf', '1850'],
		['edtf', '1850-05?'],
		['edtf', '-0052'],
		['edtf', 'Y-10000'],
		['edtf', '1850-21'],
		['edtf', '1850-XX-XX'],
		['edtf', '1850%/1860~'],
		['edtf', '../1850'],
		['choice', 'bon'],
		['choice', 'ancien'],
		['multiple_choice', ['bon', 'ruine']],
		['identifier', 'PA00103083', { pattern: '(PA|IA|EA)\\w{8}' }],
		['email', 'jean.dupont+garrigue@example.org'],
		['url', 'https://example.org/a?b=c#d']
	])('%s %j passes', (kind, stored, more) => {
		expect(check(kind, stored, more)).toEqual([]);
	});

	it.each<[FieldKind, unknown, string, Partial<FieldDefinition>?]>([
		['text', { html: '<b>' }, 'wrong_type'],
		['text', 'a\nb', 'bad_format'],
		['text', 'a\u0000b', 'bad_format'],
		['text', '\ud800', 'bad_format'],
		['text', 'abc', 'too_long', { maxLength: 2 }],
		['long_text', 'x'.repeat(2001), 'too_long'],
		['local_text', 'mazet', 'wrong_type'],
		['local_text', { text: 'mazet', lang: 'xx' }, 'not_in_list'],
		['local_text', { text: 'mazet', lang: 'oc', more: 1 }, 'wrong_type'],
		['local_text', { text: ' ', lang: 'oc' }, 'bad_format'],
		['boolean', 'true', 'wrong_type'],
		['integer', '12', 'wrong_type'],
		['integer', 1.5, 'wrong_type'],
		['integer', 2 ** 60, 'wrong_type'],
		['integer', -1, 'out_of_range', { min: 0 }],
		['decimal', NaN, 'wrong_type'],
		['decimal', 46, 'out_of_range', { max: 45 }],
		['measure', 3, 'wrong_type'],
		['measure', { value: 3 }, 'wrong_type'],
		['measure', { value: null, estimated: false }, 'wrong_type'],
		['measure', { value: 3, estimated: false, unit: 'km' }, 'wrong_type'],
		['measure', { value: 301, estimated: true }, 'out_of_range', { max: 300 }],
		['date', '14/07/2026', 'bad_format'],
		['date', '2025-02-29', 'bad_format'],
		['date', 20260714, 'wrong_type'],
		['edtf', '1850-13', 'bad_format'],
		['edtf', '1851/1850', 'bad_format'],
		['edtf', '../..', 'bad_format'],
		['edtf', '1850/1851/1852', 'bad_format'],
		['edtf', '18xx', 'bad_format'],
		['edtf', `${'1850/'.repeat(20)}`, 'too_long'],
		['choice', 'BON', 'not_in_list'],
		['choice', '../etat/bon', 'not_in_list'],
		['choice', ['bon'], 'wrong_type'],
		['multiple_choice', 'bon', 'wrong_type'],
		['multiple_choice', ['bon', 'beau'], 'not_in_list'],
		['multiple_choice', ['bon', 'bon'], 'bad_format'],
		['identifier', 'PA0010308X3', 'bad_format', { pattern: '(PA|IA|EA)\\w{8}' }],
		['identifier', 'x Q1', 'bad_format', { pattern: 'Q\\d+' }],
		['email', 'a@b.fr\nBcc: c@d.fr', 'bad_format'],
		['url', 'ftp://example.org', 'bad_format'],
		['url', 'https://example.org/a b', 'bad_format'],
		['url', 'data:text/html,x', 'bad_format']
	])('%s %j is refused: %s', (kind, stored, code, more) => {
		expect(check(kind, stored, more)).toEqual([code]);
	});

	it('names the field and what is allowed', () => {
		const height = field('measure', { key: 'hauteur', min: 0, max: 60, unit: 'm' });
		expect(
			fieldKinds.measure.validate({ value: 80, estimated: false }, height, vocabulary)
		).toEqual([
			{ code: 'out_of_range', field: 'properties.hauteur', params: { min: 0, max: 60, unit: 'm' } }
		]);
	});
});

describe('in words', () => {
	it.each<[FieldKind, unknown, string, ('fr' | 'oc' | 'en')?, Partial<FieldDefinition>?]>([
		['local_text', { text: 'capitèla', lang: 'oc' }, 'capitèla (occitan)'],
		['boolean', true, 'oui'],
		['boolean', true, 'òc', 'oc'],
		['measure', { value: 1.8, estimated: true }, '1,8\u00a0m (estimé)', 'fr', { unit: 'm' }],
		['measure', { value: 1.8, estimated: false }, '1.8\u00a0m', 'en', { unit: 'm' }],
		['date', '2026-07-14', '14 juillet 2026'],
		['edtf', '18XX', 'XIXe siècle'],
		['edtf', '18XX', '19th century', 'en'],
		['edtf', '1850~', 'vers 1850'],
		['edtf', '1850?', '1850 ?'],
		['edtf', '/1900', 'avant 1900'],
		['edtf', '17XX/1850', 'XVIIIe siècle – 1850'],
		['edtf', 'jadis', 'jadis'],
		['choice', 'bon', 'Bon état'],
		['choice', 'perdu', 'perdu'],
		['multiple_choice', ['bon', 'ruine'], 'Bon état, Ruine'],
		['url', 'https://example.org/', 'example.org']
	])('%s %j → %s', (kind, stored, expected, lang, more) => {
		expect(say(kind, stored, lang, more)).toBe(expected);
	});

	it('keeps a long text to one short line', () => {
		const said = say('long_text', 'mot '.repeat(100));
		expect([...said].length).toBeLessThanOrEqual(120);
		expect(said.endsWith('…')).toBe(true);
	});
});

describe('whatever is thrown at them', () => {
	const kinds = Object.keys(fieldKinds) as FieldKind[];
	// What people and broken clients send: any JSON, and texts close to something right.
	const anything = fc.oneof(
		fc.jsonValue(),
		fc.string({ unit: 'binary' }),
		fc.double(),
		fc.constantFrom(
			undefined,
			NaN,
			Infinity,
			'1850/..',
			'../',
			'XX',
			'-',
			'1,',
			{ value: {} },
			{ text: [] }
		),
		fc.stringMatching(/^[0-9X?~%/.Y-]{1,12}$/)
	);

	it.each(kinds)('%s reads, checks and says anything without failing', (kind) => {
		fc.assert(
			fc.property(
				anything,
				fc.constantFrom('fr' as const, 'oc' as const, 'en' as const),
				(input, lang) => {
					const rules = fieldKinds[kind];
					const definition = field(kind);
					rules.validate(input, definition, vocabulary);
					expect(typeof rules.summary(input, definition, vocabulary, lang)).toBe('string');
					const parsed = rules.parse(input, definition);
					if (parsed === undefined || isProblem(parsed)) return;
					// What parsing accepts, checking accepts (lists are checked later, against the vocabulary).
					const codes = rules.validate(parsed, definition, vocabulary).map(({ code }) => code);
					expect(codes.filter((code) => code !== 'not_in_list')).toEqual([]);
					expect(rules.summary(parsed, definition, vocabulary, lang)).not.toBe('');
					// And it is stable: reading again what was read gives the same.
					expect(rules.parse(parsed, definition)).toEqual(parsed);
				}
			),
			{ numRuns: 300 }
		);
	});

	it('multiple_choice takes a list of nothing for no answer', () => {
		expect(fieldKinds.multiple_choice.parse([''], field('multiple_choice'))).toBeUndefined();
		expect(fieldKinds.multiple_choice.parse(['', 'a'], field('multiple_choice'))).toEqual(['a']);
	});

	it.each(kinds)('%s starts empty', (kind) => {
		expect(fieldKinds[kind].parse(fieldKinds[kind].empty, field(kind))).toBeUndefined();
	});
});
