import { expect, test } from 'vitest';
import { findAddresses, geocoderOf } from './geocoder.ts';

function answering(body: unknown, init: ResponseInit = {}) {
	const asked: string[] = [];
	const fetcher = ((input: RequestInfo | URL) => {
		asked.push(String(input));
		const text = typeof body === 'string' ? body : JSON.stringify(body);
		return Promise.resolve(new Response(text, init));
	}) as typeof fetch;
	return { fetcher, asked };
}

const point = (lon: unknown, lat: unknown, properties: Record<string, unknown>) => ({
	type: 'Feature',
	geometry: { type: 'Point', coordinates: [lon, lat] },
	properties
});
const question = { text: '8 rue du Four', near: [4.4131, 43.9116] as const, now: 0 };

test('addresses and named places are read, whatever else is in the answer', async () => {
	const { fetcher, asked } = answering({
		type: 'FeatureCollection',
		features: [
			point(4.42, 43.91, { label: '8 Rue du Four 30320 Poulx', context: '30, Gard, Occitanie' }),
			point(4.4, 43.9, { toponym: 'la Combe', city: ['Poulx'], category: ['lieu-dit'] }),
			point('4', 43.9, { label: 'texte' }),
			point(400, 43.9, { label: 'loin' }),
			point(4, 43.9, {}),
			null,
			7
		]
	});
	expect(await findAddresses(fetcher, 'https://geo.exemple.fr/geocodage/', question)).toEqual([
		{ label: '8 Rue du Four 30320 Poulx', detail: '30, Gard, Occitanie', lon: 4.42, lat: 43.91 },
		{ label: 'la Combe', detail: 'Poulx', lon: 4.4, lat: 43.9 }
	]);
	const url = new URL(asked[0]!);
	expect(url.pathname).toBe('/geocodage/search');
	expect(url.searchParams.get('q')).toBe('8 rue du Four');
	// Where somebody stands is nobody's business: the service is told some ten kilometres.
	expect([url.searchParams.get('lon'), url.searchParams.get('lat')]).toEqual(['4.4', '43.9']);
});

test.each([
	['<html>Bienvenue</html>', { status: 200 }, 'not_json'],
	[{ bienvenue: true }, { status: 200 }, 'not_json'],
	['', { status: 200 }, 'not_json'],
	[{}, { status: 429, headers: { 'retry-after': '5' } }, 'rate_limited'],
	[{}, { status: 500 }, 'server']
])('%s (%o) is no answer', async (body, init, kind) => {
	const { fetcher } = answering(body, init);
	await expect(findAddresses(fetcher, 'https://geo.exemple.fr', question)).rejects.toMatchObject({
		kind
	});
});

test('the site says whom to ask, or nobody', async () => {
	const of = (body: unknown) => geocoderOf(answering(body).fetcher, 0);
	expect(await of({ geocoder: 'https://geo.exemple.fr' })).toBe('https://geo.exemple.fr');
	expect(await of({ geocoder: null })).toBeNull();
	expect(await of({})).toBeNull();
});
