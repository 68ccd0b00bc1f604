import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BackendClient } from '../../src/lib/backend/client.ts';
import { loadSecrets } from '../../src/lib/backend/secrets.ts';
import { freshDataFolder, root } from '../support/snapshot.ts';

let folder: string;
let client: BackendClient;
let key: string;

beforeAll(async () => {
	folder = await freshDataFolder('empty');
	const secrets = await loadSecrets(folder);
	key = secrets.publishableKey;
	client = await BackendClient.start(
		{
			dataFolder: folder,
			supabaseFolder: join(root, 'supabase'),
			secrets,
			siteUrl: 'http://127.0.0.1',
			mail: null,
			demo: false
		},
		() => undefined,
		() => undefined
	);
});

afterAll(async () => {
	await client.stop();
	await rm(folder, { recursive: true, force: true });
});

test('thousands of requests that the database refuses do not stop the embedded one', async () => {
	const ask = (path: string) =>
		client.fetch(
			new Request(`http://127.0.0.1/rest/v1/${path}`, { headers: { apikey: key } }),
			'127.0.0.1'
		);
	// As many errors as PostgreSQL in WebAssembly bears, without HTTP around each.
	for (let i = 0; i < 1700; i++) await client.sql('select nothing_of_the_kind').catch(() => null);
	const seen = new Set<number>();
	for (let i = 0; i < 500; i++) seen.add((await ask('records?select=id')).status);
	expect([...seen]).toEqual([401]);
	const themes = await ask('themes?select=id');
	expect(themes.status).toBe(200);
	expect(await themes.json()).not.toEqual([]);
});

test('nor does an expression that breaks its memory', async () => {
	const ask = () =>
		client.fetch(
			new Request('http://127.0.0.1/rest/v1/themes?select=id', { headers: { apikey: key } }),
			'127.0.0.1'
		);
	await client.sql(`select '' ~ repeat('a{0,255}', 55)`).catch(() => null);
	for (let i = 0; i < 5; i++) expect((await ask()).status).toBe(200);
	expect(await client.health()).toMatchObject({ postgres: expect.stringMatching(/^1[0-9]/) });
});
