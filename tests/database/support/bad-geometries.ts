import { shaped, yard, type Case } from './bad-input.ts';
import { ring, square, bowTie, farHole, circle } from './shapes.ts';
import { inside } from './world.ts';

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
