import { expect, test } from 'vitest';
import { unpackCommunes } from '../../lib/domain/find/communes.ts';
import { GET } from './communes.json/+server.ts';

/** A database with a page of two communes and a page of one, as a hosted project gives them. */
function pages(asked: string[]) {
	const rows = [
		{ insee: '30001', nom: 'Aigaliers', west: 4.25, south: 44.01, east: 4.33, north: 44.08 },
		{ insee: '30002', nom: 'Aiguèze', west: 4.5, south: 44.28, east: 4.56, north: 44.33 },
		{ insee: '34005', nom: 'Agonès', west: 3.71234567, south: 43.88, east: 3.76, north: 43.92 }
	];
	return (path: string) => {
		asked.push(path);
		const after = new URL(path, 'http://capitelle.test').searchParams.get('insee')!.slice(3);
		return Promise.resolve(Response.json(rows.filter(({ insee }) => insee > after).slice(0, 2)));
	};
}

test('every commune is named with the box around it, however small the pages of the database are', async () => {
	const asked: string[] = [];
	const request = new Request('http://capitelle.test/api/communes.json');
	const ask = () => GET({ request, locals: { api: pages(asked) } } as never);
	const answer = await ask();
	const communes = unpackCommunes(await answer.json());
	expect(communes.map(({ nom }) => nom)).toEqual(['Aigaliers', 'Aiguèze', 'Agonès']);
	expect(communes[2]).toEqual({
		insee: '34005',
		nom: 'Agonès',
		bbox: [3.7123, 43.88, 3.76, 43.92]
	});
	expect(answer.headers.get('etag')).toBeTruthy();
	// Outlines are loaded once in years: the database is not asked again for each phone.
	const before = asked.length;
	await ask();
	expect(asked).toHaveLength(before);
});

test('a cache that holds something else gives no commune', () => {
	for (const odd of [null, 'portal', {}, { communes: [['30001', 'Aigaliers', 'x', 1, 2, 3], 7] }])
		expect(unpackCommunes(odd)).toEqual([]);
});
