import { expect, test } from 'vitest';
import { readTerritoryFile } from './territory-file';

const file = (text: string, name = 'f') => new File([text], name);

test('a list of codes has no outlines, and tells the lines it left out', async () => {
	expect(await readTerritoryFile(file('insee\n30156\nNîmes', 'codes.csv'))).toEqual({
		name: 'codes.csv',
		codes: ['30156'],
		communes: [],
		faults: [{ place: 3, fault: 'line', text: 'Nîmes' }]
	});
});

test('outlines come with their codes', async () => {
	const geometry = { type: 'Polygon', coordinates: [[[3, 43]]] };
	const features = [
		{ type: 'Feature', properties: { code: '30156', nom: 'X' }, geometry },
		{ type: 'Feature', properties: {}, geometry }
	];
	const read = await readTerritoryFile(
		file(JSON.stringify({ type: 'FeatureCollection', features }))
	);
	expect(read).toMatchObject({
		codes: ['30156'],
		communes: [{ insee: '30156' }],
		faults: [{ place: 2, fault: 'code', text: '?' }]
	});
});

test.each(['', 'Nîmes\nAlès', '{"type": "Topology"}', '<html>'])('%j is neither', async (text) => {
	expect(await readTerritoryFile(file(text))).toBe('wrong');
});
