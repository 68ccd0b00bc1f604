import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { sourcesIn, tileAddress } from '$lib/domain/areas/terms';
import { tileOf } from './packs';

test('an address says which tile of which service it is, for every basemap that ships', async () => {
	const sources = sourcesIn(JSON.parse(await readFile('static/basemaps.json', 'utf8')));
	expect(sources).toHaveLength(5);
	const addresses = sources.map((source) => tileAddress(source, [17, 67149, 47778]));
	for (const [i, source] of sources.entries()) {
		expect(tileOf(source, addresses[i]!)).toEqual([17, 67149, 47778]);
		for (const [j, other] of addresses.entries())
			if (other !== addresses[i]) expect(tileOf(source, other), `${i} ${j}`).toBeNull();
	}
	expect(tileOf(sources[0]!, 'https://capitelle.test/photos/1')).toBeNull();
});

test('a list of basemaps that makes no sense names no service', () => {
	for (const odd of [
		null,
		'x',
		{},
		{ basemaps: 3 },
		{ basemaps: [null, { layers: [{ url: 1 }] }] }
	])
		expect(sourcesIn(odd)).toEqual([]);
});
