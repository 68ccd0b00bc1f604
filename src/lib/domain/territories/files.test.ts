import { expect, test } from 'vitest';
import { readCodeList } from './code-list.ts';
import { readCommuneFile } from './commune-file.ts';

const square = {
	type: 'Polygon',
	coordinates: [
		[
			[3, 43],
			[4, 43],
			[4, 44],
			[3, 43]
		]
	]
};
const feature = (properties: unknown, geometry: unknown = square) => ({
	type: 'Feature',
	properties,
	geometry
});
const file = (...features: unknown[]) =>
	readCommuneFile(JSON.stringify({ type: 'FeatureCollection', features }));

test('what is no commune is told by its place in the file, and costs itself alone', () => {
	const far = { type: 'Polygon', coordinates: [[[700_000, 6_200_000]]] };
	const read = file(
		feature({ insee: '30156', nom: 'Marguerittes' }),
		feature({ nom: 'Sans code' }),
		feature({ insee: '30157' }),
		feature({ insee: '30158', nom: 'Point' }, { type: 'Point', coordinates: [3, 43] }),
		feature({ insee: '30159', nom: 'Lambert' }, far),
		feature({ INSEE_COM: '30156', NOM: 'Encore' }),
		null
	);
	if (read === null || read === 'not_json') throw new Error('unread');
	expect(read.communes.map(({ insee, nom }) => [insee, nom])).toEqual([['30156', 'Marguerittes']]);
	expect(read.faults.map(({ place, fault }) => [place, fault])).toEqual([
		[2, 'code'],
		[3, 'name'],
		[4, 'outline'],
		[5, 'degrees'],
		[6, 'twice'],
		[7, 'code']
	]);
});

test('a file of another kind is no file of communes', () => {
	expect(readCommuneFile('insee;nom')).toBe('not_json');
	expect(readCommuneFile('{"type": "Topology"}')).toBeNull();
	expect(file()).toBeNull();
});

test.each([
	['a column', 'insee\n30156\n30157\n', ['30156', '30157']],
	[
		'a sheet',
		'\uFEFF"code";"nom"\r\n"01001";"L’Abergement"\r\n"2a004";"Ajaccio"',
		['01001', '2A004']
	],
	['a sheet that lost its zeros', 'nom,insee\nX,1001', ['01001']],
	['a line', '30156, 30157;30156', ['30156', '30157']]
])('codes are found in %s', (_, text, codes) => {
	expect(readCodeList(text)).toEqual({ codes, faults: [] });
});

test('a line without a code is told by its number', () => {
	expect(readCodeList('30156\nNîmes\n\n=cmd|x\n30157')).toEqual({
		codes: ['30156', '30157'],
		faults: [
			{ place: 2, text: 'Nîmes' },
			{ place: 4, text: '=cmd|x' }
		]
	});
});
