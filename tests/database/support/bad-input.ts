import { content } from './operations.ts';
import { inside } from './world.ts';

type Case = [title: string, expected: string, record: Record<string, unknown>];

const ring = [
	[3, 43],
	[4, 43],
	[4, 44],
	[3, 43]
];
const square = [
	[3, 43],
	[4, 43],
	[4, 44],
	[3, 44],
	[3, 43]
];
const bowTie = [
	[3, 43],
	[4, 44],
	[4, 43],
	[3, 44],
	[3, 43]
];
const hole = [
	[3.2, 43.2],
	[3.4, 43.2],
	[3.4, 43.4],
	[3.2, 43.2]
];
const farHole = [
	[5, 45],
	[6, 45],
	[6, 46],
	[5, 45]
];
const circle = (vertices: number) => {
	const points = Array.from({ length: vertices - 1 }, (_, i) => [
		3 + Math.cos((i * 2 * Math.PI) / (vertices - 1)) / 10,
		43 + Math.sin((i * 2 * Math.PI) / (vertices - 1)) / 10
	]);
	return [...points, points[0]];
};

/** A sound record of a point concept, with these answers. */
export function withKiln(properties: Record<string, unknown> = {}): Record<string, unknown> {
	return content({ properties: { state: 'stone', ...properties } });
}

const shaped = (concept: string, geometry: unknown) => ({
	...content({ concept, properties: { state: 'stone' } }),
	geometry
});
const yard = (type: string, coordinates: unknown) => shaped('kilns/yard', { type, coordinates });

export const goodRecords: [string, Record<string, unknown>][] = [
	['the plainest record', withKiln()],
	[
		'every kind of answer',
		withKiln({
			name: { text: 'Lo Forn', lang: 'oc' },
			note: 'a\nb\tc',
			keeper: 'x',
			made_of: ['brick', 'mud'],
			height: { value: 3.25, estimated: true },
			mouths: 2,
			heat: -3.5,
			lit_on: '2024-02-29',
			dated: '18XX',
			lit: false,
			ref: 'AB1234',
			mail: 'a.b@c.example',
			web: 'https://example.org/a?b#c',
			depth: { value: 2, estimated: false }
		})
	],
	['a condition that holds, and its answer', withKiln({ state: 'brick', why: 'parce que' })],
	[
		'a multi-point',
		shaped('kilns/lime', {
			type: 'MultiPoint',
			coordinates: [
				[3, 43],
				[3.1, 43.1]
			]
		})
	],
	['an altitude', shaped('kilns/lime', { type: 'Point', coordinates: [3, 43, 120.5] })],
	['zero, zero', shaped('kilns/lime', { type: 'Point', coordinates: [0, 0] })],
	['a line that crosses itself', shaped('kilns/row', { type: 'LineString', coordinates: bowTie })],
	[
		'several lines',
		shaped('kilns/row', {
			type: 'MultiLineString',
			coordinates: [
				[
					[3, 43],
					[4, 44]
				],
				[
					[3, 44],
					[4, 43]
				]
			]
		})
	],
	['a polygon with a hole', yard('Polygon', [square, hole])],
	['several polygons', yard('MultiPolygon', [[square], [farHole]])],
	['ten thousand vertices', yard('Polygon', [circle(10_000)])],
	[
		'a vertex given twice',
		yard('Polygon', [
			[
				[3, 43],
				[3, 43],
				[4, 43],
				[4, 44],
				[3, 43]
			]
		])
	],
	['a clock that is years off', { ...withKiln(), observed_at: '1970-01-01T00:00:00Z' }],
	['a position without accuracy', { ...withKiln(), position: { method: 'map', accuracy_m: null } }],
	...[
		'1850',
		'1850?',
		'1850~',
		'1850%',
		'185X',
		'1850-05',
		'1850-05-12',
		'1850-21',
		'/1900',
		'1850/',
		'1850/..',
		'../1900',
		'1850/1900',
		'1850-XX',
		'-0500',
		'Y-10000'
	].map((dated): [string, Record<string, unknown>] => [`dated ${dated}`, withKiln({ dated })])
];

export const badRecords: Case[] = [
	['no theme', 'theme: required', { ...withKiln(), theme: null }],
	['a theme that is a number', 'theme: wrong_type', { ...withKiln(), theme: 4 }],
	['an unknown theme', 'theme: unknown_theme', { ...withKiln(), theme: 'ovens' }],
	['no concept', 'concept: required', { ...withKiln(), concept: '' }],
	['an unknown concept', 'concept: unknown_concept', { ...withKiln(), concept: 'kilns/nothing' }],
	[
		'a concept of another scheme',
		'concept: unknown_concept',
		{ ...withKiln(), concept: 'stuff/brick' }
	],
	['a heading', 'concept: concept_not_usable', { ...withKiln(), concept: 'kilns/any' }],
	['a withdrawn concept', 'concept: concept_not_usable', { ...withKiln(), concept: 'kilns/old' }],
	[
		'nothing at all',
		'theme: required, geometry: geometry_missing, position: required, sensitivity: required, observed_at: required',
		{}
	],
	['an unknown sensitivity', 'sensitivity: not_in_list', { ...withKiln(), sensitivity: 'secret' }],
	[
		'a sensitivity that is a list',
		'sensitivity: wrong_type',
		{ ...withKiln(), sensitivity: ['public'] }
	],
	[
		'a moment without offset',
		'observed_at: bad_format',
		{ ...withKiln(), observed_at: '2026-05-01T11:30:00' }
	],
	[
		'a moment that is none',
		'observed_at: bad_format',
		{ ...withKiln(), observed_at: '2026-13-45T99:00:00Z' }
	],
	['a moment as a number', 'observed_at: bad_format', { ...withKiln(), observed_at: 1777777777 }],
	[
		'an unknown method',
		'position: not_in_list',
		{ ...withKiln(), position: { method: 'stars', accuracy_m: 1 } }
	],
	[
		'a negative accuracy',
		'position: out_of_range',
		{ ...withKiln(), position: { method: 'gps', accuracy_m: -1 } }
	],
	[
		'an accuracy in words',
		'position: wrong_type',
		{ ...withKiln(), position: { method: 'gps', accuracy_m: 'good' } }
	],
	[
		'a position with more in it',
		'position: wrong_type',
		{ ...withKiln(), position: { method: 'gps', accuracy_m: 1, note: '' } }
	],
	['properties as a list', 'properties: wrong_type', { ...withKiln(), properties: [] }]
];

export const badGeometries: Case[] = [
	['no geometry', 'geometry: geometry_missing', shaped('kilns/lime', null)],
	['a text', 'geometry: geometry_malformed', shaped('kilns/lime', 'POINT(3 43)')],
	[
		'a feature',
		'geometry: geometry_malformed',
		shaped('kilns/lime', { type: 'Feature', geometry: inside })
	],
	[
		'a collection',
		'geometry: geometry_malformed',
		shaped('kilns/lime', { type: 'GeometryCollection', geometries: [inside] })
	],
	['no coordinates', 'geometry: geometry_malformed', shaped('kilns/lime', { type: 'Point' })],
	[
		'coordinates in words',
		'geometry: geometry_malformed',
		shaped('kilns/lime', { type: 'Point', coordinates: ['3', '43'] })
	],
	[
		'one number',
		'geometry: geometry_malformed',
		shaped('kilns/lime', { type: 'Point', coordinates: [3] })
	],
	[
		'four numbers',
		'geometry: geometry_malformed',
		shaped('kilns/lime', { type: 'Point', coordinates: [3, 43, 1, 1] })
	],
	[
		'a point one level too deep',
		'geometry: geometry_malformed',
		shaped('kilns/lime', { type: 'Point', coordinates: [[3, 43]] })
	],
	[
		'a line one level too shallow',
		'geometry: geometry_malformed',
		shaped('kilns/row', { type: 'LineString', coordinates: [3, 43] })
	],
	[
		'an empty point',
		'geometry: geometry_empty',
		shaped('kilns/lime', { type: 'Point', coordinates: [] })
	],
	[
		'an empty line',
		'geometry: geometry_empty',
		shaped('kilns/row', { type: 'LineString', coordinates: [] })
	],
	['an empty ring', 'geometry: geometry_empty', yard('Polygon', [[]])],
	[
		'an empty polygon among polygons',
		'geometry: geometry_empty',
		yard('MultiPolygon', [[square], []])
	],
	[
		'not a number, as JSON writes it',
		'geometry: geometry_not_finite',
		shaped('kilns/lime', { type: 'Point', coordinates: [NaN, 43] })
	],
	[
		'a longitude of 181',
		'geometry: geometry_outside_world',
		shaped('kilns/lime', { type: 'Point', coordinates: [181, 43] })
	],
	[
		'metres for degrees',
		'geometry: geometry_outside_world',
		shaped('kilns/lime', { type: 'Point', coordinates: [770_000, 6_280_000] })
	],
	[
		'the wrong kind',
		'geometry: geometry_kind',
		shaped('kilns/lime', {
			type: 'LineString',
			coordinates: [
				[3, 43],
				[4, 43]
			]
		})
	],
	[
		'a line that goes nowhere',
		'geometry: geometry_malformed',
		shaped('kilns/row', {
			type: 'LineString',
			coordinates: [
				[3, 43],
				[3, 43]
			]
		})
	],
	[
		'a line of one point',
		'geometry: geometry_malformed',
		shaped('kilns/row', { type: 'LineString', coordinates: [[3, 43]] })
	],
	[
		'a ring that does not close',
		'geometry: geometry_malformed',
		yard('Polygon', [square.slice(0, 4)])
	],
	[
		'a ring of three',
		'geometry: geometry_malformed',
		yard('Polygon', [
			[
				[3, 43],
				[4, 43],
				[3, 43]
			]
		])
	],
	['a bow tie', 'geometry: geometry_self_intersects', yard('Polygon', [bowTie])],
	[
		'a flat ring',
		'geometry: geometry_self_intersects',
		yard('Polygon', [
			[
				[3, 43],
				[4, 43],
				[3, 43],
				[3, 43]
			]
		])
	],
	['a hole outside', 'geometry: geometry_self_intersects', yard('Polygon', [square, farHole])],
	[
		'polygons that overlap',
		'geometry: geometry_self_intersects',
		yard('MultiPolygon', [[square], [ring]])
	],
	[
		'ten thousand and one vertices',
		'geometry: geometry_too_many_vertices',
		yard('Polygon', [circle(10_001)])
	],
	[
		'a huge multi-point',
		'geometry: geometry_too_many_vertices',
		shaped('kilns/lime', {
			type: 'MultiPoint',
			coordinates: Array.from({ length: 20_000 }, () => [3, 43])
		})
	]
];

const one = (key: string, code: string, value: unknown): Case => [
	`${key} = ${JSON.stringify(value).slice(0, 40)}`,
	`properties.${key}: ${code}`,
	withKiln({ [key]: value })
];

export const badProperties: Case[] = [
	['a required answer missing', 'properties.state: required', content({ properties: {} })],
	['a required answer blank', 'properties.why: required', withKiln({ state: 'brick', why: ' ' })],
	[
		'a condition that holds, without its answer',
		'properties.why: required',
		withKiln({ state: 'brick' })
	],
	['an unknown field', 'properties.nothing: unknown_field', withKiln({ nothing: 1 })],
	[
		'a field of another concept',
		'properties.depth: unknown_field',
		{
			...shaped('kilns/row', {
				type: 'LineString',
				coordinates: [
					[3, 43],
					[4, 43]
				]
			}),
			properties: { state: 'stone', depth: { value: 1, estimated: false } }
		}
	],
	['far too much', 'properties: too_long', withKiln({ note: 'x'.repeat(100_001) })],
	one('keeper', 'wrong_type', 3),
	one('keeper', 'wrong_type', null),
	one('keeper', 'too_long', 'é'.repeat(251)),
	one('keeper', 'bad_format', 'two\nlines'),
	one('keeper', 'bad_format', 'bell\u0007'),
	one('note', 'too_long', '🧱'.repeat(2001)),
	one('note', 'bad_format', 'back\u0008space'),
	one('name', 'wrong_type', 'Lo Forn'),
	one('name', 'wrong_type', { text: 'Lo Forn' }),
	one('name', 'wrong_type', { text: 'Lo Forn', lang: 'oc', html: '<b>' }),
	one('name', 'not_in_list', { text: 'Lo Forn', lang: 'xx' }),
	one('name', 'bad_format', { text: '  ', lang: 'oc' }),
	one('name', 'too_long', { text: 'x'.repeat(251), lang: 'oc' }),
	one('state', 'wrong_type', ['stone']),
	one('state', 'not_in_list', 'gold'),
	one('state', 'not_in_list', '../kilns/lime'),
	one('made_of', 'wrong_type', 'stone'),
	one('made_of', 'wrong_type', ['stone', 3]),
	one('made_of', 'not_in_list', ['stone', 'gold']),
	one('made_of', 'bad_format', ['stone', 'stone']),
	one('height', 'wrong_type', 3),
	one('height', 'wrong_type', { value: '3', estimated: false }),
	one('height', 'wrong_type', { value: 3 }),
	one('height', 'wrong_type', { value: 3, estimated: false, unit: 'm' }),
	one('height', 'out_of_range', { value: -0.1, estimated: false }),
	one('mouths', 'wrong_type', 1.5),
	one('mouths', 'wrong_type', '2'),
	one('mouths', 'wrong_type', 1e300),
	one('mouths', 'out_of_range', 0),
	one('heat', 'wrong_type', [3]),
	one('heat', 'out_of_range', 2000.5),
	one('lit_on', 'bad_format', '2023-02-29'),
	one('lit_on', 'bad_format', '01/02/2023'),
	one('lit_on', 'wrong_type', 20230201),
	...[
		'',
		'vers 1850',
		'1850-13',
		'1850-02-30',
		'1900/1850',
		'/',
		'../..',
		'1850/1860/1870',
		'18X0',
		'18XX-05',
		'1850-XX-05'
	].map((dated) => one('dated', 'bad_format', dated)),
	one('dated', 'wrong_type', 1850),
	one('dated', 'too_long', '1850/'.repeat(9)),
	one('lit', 'wrong_type', 'true'),
	one('ref', 'bad_format', 'AB12345'),
	one('ref', 'bad_format', 'xAB1234x'),
	one('mail', 'bad_format', 'jeanne@localhost'),
	one('mail', 'bad_format', 'a@b.c>,<evil@x.y'),
	one('web', 'bad_format', 'javascript:alert(1)//a.b'),
	one('web', 'bad_format', 'https://nohost'),
	one('web', 'bad_format', 'https://a.b/with space')
];
