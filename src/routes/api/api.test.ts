import { gunzipSync } from 'node:zlib';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { fakeSource, mergedId } from '../../../tests/support/fake-source.ts';
import { sampleRecord } from '../../../tests/support/sample-vocabulary.ts';

const record = (number: number, more: Parameters<typeof sampleRecord>[0] = {}) =>
	sampleRecord({
		id: `01890000-0000-7000-8000-00000000000${number}`,
		published_at: `2026-05-0${number}T08:00:00Z`,
		...more
	});
const records = [
	record(1),
	record(2, {
		concept: 'bells/tower',
		title: 'Clocher de Saint-Exemple',
		geometry: { type: 'Point', coordinates: [2, 43] }
	}),
	record(3, { concept: 'bells/handbell', title: '=cmd|calc', commune: null }),
	record(4, { title: null, properties: { keeper: 'Jean Petit' } })
];

const endpoints = import.meta.glob<{ GET: (event: never) => Response | Promise<Response> }>(
	'./**/+server.ts'
);

/** Asks an endpoint as a browser would, over a made-up data interface. */
async function ask(
	path: string,
	options: { headers?: Record<string, string>; fake?: ReturnType<typeof fakeSource> } = {}
) {
	const { source } = options.fake ?? fakeSource(records);
	const url = new URL(path, 'http://capitelle.test');
	const id = /^\/api\/records\/([^/]+)$/.exec(url.pathname)?.[1];
	const file =
		id === undefined ? `.${url.pathname.slice(4)}/+server.ts` : './records/[id]/+server.ts';
	const { GET } = await endpoints[file]!();
	const request = new Request(url, { headers: options.headers ?? {} });
	return GET({ request, url, params: { id }, locals: { api: source } } as never);
}

const ids = async (path: string) => {
	const { features } = (await (await ask(path)).json()) as { features: { id: string }[] };
	return features.map(({ id }) => Number(id.at(-1)));
};

// The vocabulary and the points are kept between requests: each test starts without.
beforeEach(() => vi.resetModules());

describe('a download', () => {
	test('has every record, however small the pages of the database are', async () => {
		expect(await ids('/api/records.geojson')).toEqual([1, 2, 3, 4]);
	});

	test.each([
		['theme=bells', [1, 2, 3, 4]],
		['concept=bells/tower', [1, 2, 4]],
		['concept=bells/wall', [1, 4]],
		['q=joana', [1]],
		['q=saint-exemple', [1, 2, 4]],
		['q=handbell', [3]],
		['q=peigne', [1, 4]],
		['bbox=1,42,3,44', [2]],
		['limit=3', [1, 2, 3]],
		['q=joana&bbox=1,42,3,44', []]
	])('%s gives %j', async (query, expected) => {
		expect(await ids(`/api/records.geojson?${query}`)).toEqual(expected);
	});

	test.each(['*', 'a,b', 'x)', '"', '\\', '%', "o'clock", 'a.b', ':'])(
		'words with the sign %j break no query',
		async (words) => {
			const answer = await ask(`/api/records.geojson?q=${encodeURIComponent(words)}`);
			expect(answer.status).toBe(200);
		}
	);

	test('is offered as a file named after what it holds and the day', async () => {
		const answer = await ask('/api/records.csv?theme=bells');
		expect(answer.headers.get('content-type')).toMatch(/^text\/csv; charset=utf-8/);
		expect(answer.headers.get('content-disposition')).toMatch(
			/^attachment; filename="capitelle-bells-\d{4}-\d\d-\d\d\.csv"$/
		);
	});

	test('as CSV is one table without formulas and without what is not public', async () => {
		const text = await (await ask('/api/records.csv')).text();
		const [header, ...lines] = text.trim().split('\r\n');
		expect(header).toMatch(/^id,longitude,latitude,theme,concept,.*geometry_wkt$/);
		expect(lines).toHaveLength(4);
		expect(text).toContain("'=cmd|calc");
		expect(text).not.toMatch(/keeper|Jean Petit/);
		expect(text).not.toMatch(/^\uFEFF/);
	});

	test('as CSV marks its encoding for spreadsheets when asked', async () => {
		const bytes = new Uint8Array(await (await ask('/api/records.csv?bom=1')).arrayBuffer());
		expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
	});

	test('comes compressed to those who can read it', async () => {
		const answer = await ask('/api/records.geojson', {
			headers: { 'accept-encoding': 'gzip, br' }
		});
		expect(answer.headers.get('content-encoding')).toBe('gzip');
		const text = gunzipSync(new Uint8Array(await answer.arrayBuffer())).toString();
		expect((JSON.parse(text) as { features: unknown[] }).features).toHaveLength(4);
	});
});

describe('a bad request', () => {
	test.each([
		['/api/records.geojson?couleur=rouge', 'couleur', 'unknown_field'],
		['/api/records.geojson?limit=beaucoup', 'limit', 'wrong_type'],
		['/api/records.csv?bbox=1,2,3', 'bbox', 'bad_format'],
		['/api/records.csv?bom=peut-être', 'bom', 'not_in_list'],
		['/api/records.json?theme=rien', 'theme', 'unknown_theme'],
		['/api/records.json?concept=bells/rien', 'concept', 'unknown_concept'],
		['/api/points.json?theme=bells', 'theme', 'unknown_field'],
		['/api/matches.json', 'q', 'required'],
		['/api/communes.geojson', 'bbox', 'required'],
		['/api/communes.geojson?bbox=9,9,1,1', 'bbox', 'out_of_range']
	])('%s is refused, naming %s', async (path, field, code) => {
		const answer = await ask(path);
		expect(answer.status).toBe(400);
		expect(await answer.json()).toMatchObject({ problems: [{ field, code }] });
	});

	test('to a database that fails is a 502 without its words', async () => {
		const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
		onTestFinished(() => said.mockRestore());
		const source = () =>
			Promise.resolve(new Response('relation "secret" does not exist', { status: 500 }));
		const answer = await ask('/api/records.geojson', { fake: { source, asked: [] } });
		expect(answer.status).toBe(502);
		expect(await answer.text()).not.toContain('secret');
	});
});

describe('the points of the map', () => {
	test('are small arrays that count into a list of concepts', async () => {
		const answer = (await (await ask('/api/points.json')).json()) as {
			concepts: string[];
			points: [string, number, number, number][];
		};
		expect(answer.points).toHaveLength(4);
		const [id, lon, lat, concept] = answer.points[1]!;
		expect([id.at(-1), lon, lat, answer.concepts[concept]]).toEqual(['2', 2, 43, 'bells/tower']);
	});

	test('are not sent again, nor read again, while nothing changed', async () => {
		const fake = fakeSource(records);
		const first = await ask('/api/points.json', { fake });
		await first.text();
		const before = fake.asked.length;
		const tag = first.headers.get('etag')!;
		const again = await ask('/api/points.json', { fake, headers: { 'if-none-match': tag } });
		expect(again.status).toBe(304);
		expect(await again.text()).toBe('');
		expect(fake.asked.slice(before).filter((path) => path.includes('select=id'))).toEqual([]);
	});

	test('get another tag when a record is published', async () => {
		const tag = async (some: typeof records) =>
			(await ask('/api/points.json', { fake: fakeSource(some) })).headers.get('etag');
		expect(await tag(records)).not.toBe(await tag(records.slice(1)));
	});
});

describe('the vocabulary', () => {
	test('has a tag, strong or weak, and answers 304 to it', async () => {
		const answer = await ask('/api/vocabulary.json');
		expect(await answer.json()).toMatchObject({ etag: 'sample' });
		for (const tag of ['"sample"', 'W/"sample"', '"other", "sample"']) {
			expect(
				(await ask('/api/vocabulary.json', { headers: { 'if-none-match': tag } })).status
			).toBe(304);
		}
		expect(
			(await ask('/api/vocabulary.json', { headers: { 'if-none-match': '"other"' } })).status
		).toBe(200);
	});
});

describe('a list and a record', () => {
	test('the list is counted in full and given by pages, latest first', async () => {
		const page = (await (
			await ask('/api/records.json?limit=2&offset=1', { fake: fakeSource(records, 100) })
		).json()) as {
			total: number;
			records: { id: string }[];
		};
		expect(page.total).toBe(4);
		expect(page.records.map(({ id }) => id.at(-1))).toEqual(['3', '2']);
	});

	test('a record comes with the vocabulary it needs and no more', async () => {
		const page = (await (await ask(`/api/records/${record(1).id}`)).json()) as {
			record: { id: string };
			vocabulary: { concepts: { id: string }[] };
		};
		expect(page.record.id).toBe(record(1).id);
		expect(page.vocabulary.concepts.map(({ id }) => id)).not.toContain('metals/steel');
	});

	test('a record that was merged is answered with the one that stays', async () => {
		const page = (await (await ask(`/api/records/${mergedId}`)).json()) as {
			record: { id: string };
		};
		expect(page.record.id).toBe(records[0]!.id);
	});

	test.each(['01890000-0000-7000-8000-000000000009', 'rien', 'x&select=*'])(
		'a record that does not exist is a 404: %s',
		async (id) => {
			const answer = await ask(`/api/records/${id}`);
			expect(answer.status).toBe(404);
			expect(await answer.json()).toMatchObject({ problems: [{ code: 'record_not_found' }] });
		}
	);
});
