import { expect, test } from 'vitest';
import { addressesOf, parseOfflineTerms, tileAddress } from './terms.ts';

test('a basemap may be taken along only as far as its provider says, and not at all when it says nothing', () => {
	const said = { maxZoom: 18, maxTiles: 12_000, perSecond: 20, parallel: 4 };
	expect(parseOfflineTerms(said)).toMatchObject(said);
	for (const nothing of [
		undefined,
		null,
		true,
		{},
		{ ...said, perSecond: 0 },
		{ ...said, parallel: 'x' }
	])
		expect(parseOfflineTerms(nothing)).toBeNull();
	// A slip of an operator's hand is no licence to hurt a service.
	expect(parseOfflineTerms({ ...said, parallel: 100, perSecond: 9000 })).toMatchObject({
		parallel: 6,
		perSecond: 50
	});
});

test('a tile has the address that the map asks for', () => {
	const plan = { url: 'https://t.example/{z}/{x}/{y}.png', maxNativeZoom: 19 };
	expect(tileAddress(plan, [14, 8392, 5970])).toBe('https://t.example/14/8392/5970.png');
	const spread = { ...plan, url: 'https://{s}.t.example/{z}/{x}/{y}', subdomains: 'abc' };
	expect(tileAddress(spread, [3, 4, 2])).toBe('https://a.t.example/3/4/2');
	expect(tileAddress(spread, [3, 4, 3])).toBe('https://b.t.example/3/4/3');
});

test('a layer that ends early is asked for nothing beyond its last level', () => {
	const near = { url: '/near/{z}/{x}/{y}', maxNativeZoom: 19 };
	const far = { url: '/far/{z}/{x}/{y}', maxNativeZoom: 12 };
	expect(
		addressesOf(
			[far, near],
			[
				[12, 1, 1],
				[13, 2, 2]
			]
		)
	).toEqual(['/far/12/1/1', '/near/12/1/1', '/near/13/2/2']);
});
