import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadThemes } from '../../cli/themes.ts';
import { vocabularyOf } from '../themes/compile.ts';
import { validateRecord, type RecordToCheck } from './validation.ts';

const vocabulary = vocabularyOf(await loadThemes());

const wall = {
	theme: 'heritage',
	concept: 'patrimoine/mur-pierre-seche',
	geometry: {
		type: 'LineString',
		coordinates: [
			[4.1, 44],
			[4.11, 44.01]
		]
	},
	position: { method: 'gps', accuracy_m: 4.5 },
	properties: { etat: 'moyen', acces: 'yes', hauteur: { value: 1.6, estimated: true } },
	sensitivity: 'public',
	observed_at: '2026-11-22T06:10:00+01:00'
};

const codes = (changes: Partial<Record<keyof typeof wall, unknown>>) =>
	validateRecord({ ...wall, ...changes }, vocabulary).map(({ field, code }) => `${field}: ${code}`);
const answers = (changes: Record<string, unknown>) =>
	codes({ properties: { ...wall.properties, ...changes } });

it('lets a wall through', () => {
	expect(codes({})).toEqual([]);
	expect(
		codes({
			observed_at: '2026-11-22T05:10:00.123Z',
			position: { method: 'map', accuracy_m: null }
		})
	).toEqual([]);
	expect(answers({ description: '<script>alert(1)</script>\n=HYPERLINK("x")' })).toEqual([]);
});

describe('bad input, named field by field', () => {
	it.each<[string, Partial<Record<keyof typeof wall, unknown>>, string]>([
		['no theme', { theme: null }, 'theme: required'],
		['theme of the wrong type', { theme: 7 }, 'theme: wrong_type'],
		['unknown theme', { theme: 'orchards' }, 'theme: unknown_theme'],
		['theme named like a method', { theme: 'constructor' }, 'theme: unknown_theme'],
		['no concept', { concept: '' }, 'concept: required'],
		['concept of the wrong type', { concept: ['x'] }, 'concept: wrong_type'],
		['unknown concept', { concept: 'patrimoine/château' }, 'concept: unknown_concept'],
		['concept of another theme', { concept: 'rivieres/pollution' }, 'concept: unknown_concept'],
		['value of a list', { concept: 'patrimoine-etat/bon' }, 'concept: unknown_concept'],
		['heading', { concept: 'patrimoine/eau' }, 'concept: concept_not_usable'],
		['no geometry', { geometry: null }, 'geometry: geometry_missing'],
		[
			'geometry of the wrong kind',
			{ geometry: { type: 'Point', coordinates: [4, 44] } },
			'geometry: geometry_kind'
		],
		[
			'empty geometry',
			{ geometry: { type: 'LineString', coordinates: [] } },
			'geometry: geometry_empty'
		],
		[
			'geometry outside the world',
			{
				geometry: {
					type: 'LineString',
					coordinates: [
						[4, 44],
						[400, 44]
					]
				}
			},
			'geometry: geometry_outside_world'
		],
		[
			'NaN',
			{
				geometry: {
					type: 'LineString',
					coordinates: [
						[4, 44],
						[NaN, 44]
					]
				}
			},
			'geometry: geometry_not_finite'
		],
		[
			'too many vertices',
			{
				geometry: {
					type: 'LineString',
					coordinates: Array.from({ length: 10_001 }, (_, i) => [i / 1e4, 44])
				}
			},
			'geometry: geometry_too_many_vertices'
		],
		['no properties', { properties: null }, 'properties: wrong_type'],
		['properties in a list', { properties: [] }, 'properties: wrong_type'],
		['no position', { position: null }, 'position: required'],
		[
			'position by dowsing',
			{ position: { method: 'pendule', accuracy_m: 1 } },
			'position: not_in_list'
		],
		[
			'negative accuracy',
			{ position: { method: 'gps', accuracy_m: -1 } },
			'position: out_of_range'
		],
		[
			'infinite accuracy',
			{ position: { method: 'gps', accuracy_m: Infinity } },
			'position: wrong_type'
		],
		['accuracy as text', { position: { method: 'gps', accuracy_m: '4' } }, 'position: wrong_type'],
		[
			'stowaway in the position',
			{ position: { method: 'gps', accuracy_m: 1, owner: 'x' } },
			'position: wrong_type'
		],
		['unknown sensitivity', { sensitivity: 'secret' }, 'sensitivity: not_in_list'],
		['no sensitivity', { sensitivity: null }, 'sensitivity: required'],
		['no moment', { observed_at: '' }, 'observed_at: required'],
		[
			'moment without its offset',
			{ observed_at: '2026-11-22T06:10:00' },
			'observed_at: bad_format'
		],
		['moment that is none', { observed_at: '2026-13-45T06:10:00Z' }, 'observed_at: bad_format']
	])('%s', (_, changes, expected) => {
		expect(codes(changes)).toEqual([expected]);
	});

	it('self-intersecting area', () => {
		const geometry = {
			type: 'Polygon',
			coordinates: [
				[
					[4, 44],
					[5, 45],
					[5, 44],
					[4, 45],
					[4, 44]
				]
			]
		};
		expect(codes({ concept: 'patrimoine/enclos-pastoral', geometry })).toEqual([
			'geometry: geometry_self_intersects'
		]);
	});

	it.each<[Record<string, unknown>, string]>([
		[{ etat: undefined }, 'properties.etat: required'],
		[{ etat: '' }, 'properties.etat: not_in_list'],
		[{ etat: null }, 'properties.etat: wrong_type'],
		[{ etat: 'neuf' }, 'properties.etat: not_in_list'],
		[{ nom: 'x'.repeat(251) }, 'properties.nom: too_long'],
		[{ nom: 42 }, 'properties.nom: wrong_type'],
		[{ hauteur: { value: -1, estimated: false } }, 'properties.hauteur: out_of_range'],
		[{ hauteur: '1,60' }, 'properties.hauteur: wrong_type'],
		[{ menaces: ['vegetation', 'dragon'] }, 'properties.menaces: not_in_list'],
		[{ datation: 'jadis' }, 'properties.datation: bad_format'],
		[{ merimee_ref: 'XX00103083' }, 'properties.merimee_ref: bad_format'],
		[{ osm_id: 'n0' }, 'properties.osm_id: bad_format'],
		[{ wikidata_id: 'q42' }, 'properties.wikidata_id: bad_format'],
		[{ proprietaire: 'Dupont' }, 'properties.proprietaire: unknown_field'],
		[{ nb_arches: 3 }, 'properties.nb_arches: unknown_field'],
		[{ toString: 'x' }, 'properties.toString: unknown_field'],
		[{ description: 'x'.repeat(2001) }, 'properties.description: too_long'],
		[{ rien: 'x'.repeat(120_000) }, 'properties: too_long']
	])('properties %#', (changes, expected) => {
		expect(answers(changes)).toEqual([expected]);
	});

	it('says everything that is wrong at once', () => {
		const problems = codes({
			geometry: null,
			properties: { etat: 'neuf', acces: 'yes', nom: 1 },
			sensitivity: 'x'
		});
		expect(problems.sort()).toEqual([
			'geometry: geometry_missing',
			'properties.etat: not_in_list',
			'properties.nom: wrong_type',
			'sensitivity: not_in_list'
		]);
	});
});

describe('whatever is thrown at it', () => {
	// Inherited keys of objects must not pass for answers.
	it('does not take `__proto__` for an answer', () => {
		const properties: unknown = JSON.parse('{"etat":"bon","acces":"yes","__proto__":{"nom":"x"}}');
		expect(codes({ properties })).toEqual(['properties.__proto__: unknown_field']);
	});

	it('never throws and always answers with a list', () => {
		const part = fc.oneof(
			fc.jsonValue(),
			fc.constantFrom(...Object.values(wall)),
			fc.constantFrom(undefined, NaN)
		);
		const geometry = fc.record({
			type: fc.constantFrom(
				'Point',
				'MultiPoint',
				'LineString',
				'Polygon',
				'MultiPolygon',
				'GeometryCollection'
			),
			coordinates: fc.oneof(
				fc.jsonValue(),
				fc.array(
					fc.array(fc.oneof(fc.double({ min: -181, max: 181 }), fc.constant(4)), { maxLength: 3 }),
					{ maxLength: 6 }
				),
				fc.array(
					fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 })), {
						maxLength: 8
					}),
					{ maxLength: 3 }
				)
			)
		});
		const record = fc.record({
			theme: fc.oneof(part, fc.constant('heritage')),
			concept: fc.oneof(part, fc.constantFrom(...vocabulary.concepts.map(({ id }) => id))),
			geometry: fc.oneof(part, geometry),
			properties: fc.oneof(
				part,
				fc.dictionary(
					fc.constantFrom(...vocabulary.fields.map(({ key }) => key), '__proto__'),
					fc.jsonValue()
				)
			),
			position: part,
			sensitivity: part,
			observed_at: part
		});
		fc.assert(
			fc.property(record, (value) => {
				expect(Array.isArray(validateRecord(value as RecordToCheck, vocabulary))).toBe(true);
			}),
			{ numRuns: 500 }
		);
	});
});
