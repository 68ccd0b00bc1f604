import { content } from './operations.ts';
import { square, bowTie, hole, farHole, circle } from './shapes.ts';

/** What is wrong, the problems expected (`field: code`), and the record. */
export type Case = [title: string, expected: string, record: Record<string, unknown>];

/** A sound record of a point concept, with these answers. */
export function withKiln(properties: Record<string, unknown> = {}): Record<string, unknown> {
	return content({ properties: { state: 'stone', ...properties } });
}

export const shaped = (concept: string, geometry: unknown) => ({
	...content({ concept, properties: { state: 'stone' } }),
	geometry
});
export const yard = (type: string, coordinates: unknown) =>
	shaped('kilns/yard', { type, coordinates });

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
		{ method: 'averaged', accuracy_m: 2.4, samples: 24, spread_m: 3.1 },
		{ method: 'averaged', accuracy_m: 2.4, samples: null },
		{ method: 'sighted', accuracy_m: 12, bearing: 0, distance_m: 80 },
		{ method: 'sighted', bearing: 359.9 },
		{ method: 'trace', accuracy_m: 6 },
		{ method: 'typed', accuracy_m: null },
		{ method: 'imported', accuracy_m: null }
	].map((position): [string, Record<string, unknown>] => [
		`placed as ${JSON.stringify(position)}`,
		{ ...withKiln(), position }
	]),
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
	...(
		[
			['wrong_type', { method: 'gps', samples: 3 }],
			['wrong_type', { method: 'map', bearing: 10, distance_m: 5 }],
			['wrong_type', { method: 'averaged', samples: 2.5 }],
			['wrong_type', { method: 'sighted', bearing: 'north' }],
			['not_in_list', { method: ['gps'] }],
			['not_in_list', { method: 'toString' }],
			['out_of_range', { method: 'averaged', samples: 0 }],
			['out_of_range', { method: 'averaged', spread_m: -1 }],
			['out_of_range', { method: 'sighted', bearing: 361 }],
			['out_of_range', { method: 'sighted', bearing: 90, distance_m: 1e6 }]
		] as const
	).map(([code, position]): Case => [
		`placed as ${JSON.stringify(position)}`,
		`position: ${code}`,
		{ ...withKiln(), position }
	]),
	['properties as a list', 'properties: wrong_type', { ...withKiln(), properties: [] }]
];
