import { content } from './operations.ts';
import { shaped, withKiln, type Case } from './bad-input.ts';

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
