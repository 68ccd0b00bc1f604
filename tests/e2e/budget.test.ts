import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test as plain } from 'vitest';
import { firstLoad, keptForLater, total, type Received } from '../support/first-load.ts';
import { test } from '../support/scenario.ts';
import { root } from '../support/snapshot.ts';

/** What must not come before someone asks for it, by words that survive minification. */
const later = {
	'supabase-js': /GoTrueClient|supabase-js|\/realtime\/v1/,
	'leaflet-draw': /leaflet-draw|draw:created/,
	'the capture form': /Enregistré sur ce téléphone/,
	'photo handling': /createImageBitmap|OffscreenCanvas/
};

const code = (files: Received[]) =>
	files.filter(({ kind }) => kind === 'script' || kind === 'style');

describe('the first load of the public map', () => {
	test('stays within its budget', async ({ open }) => {
		const visit = await open('phone');
		const files = await firstLoad(visit, '/');
		const list = code(files).map(({ path, bytes }) => `${bytes} ${path}`);
		expect(total(files, 'script'), list.join('\n')).toBeLessThanOrEqual(120_000);
		expect(total(files, 'style'), list.join('\n')).toBeLessThanOrEqual(10_000);
		expect(total(files, 'font')).toBe(0);
		// Nothing measured would pass as well.
		expect(total(files, 'script')).toBeGreaterThan(20_000);
	});

	test('comes compressed with brotli', async ({ open }) => {
		const visit = await open('phone');
		const files = code(await firstLoad(visit, '/')).filter(({ background }) => !background);
		const plain = files.filter(({ encoding, bytes }) => encoding !== 'br' && bytes > 1000);
		expect(plain.map(({ path }) => path)).toEqual([]);
	});

	test('leaves out what only some people need', async ({ open }) => {
		const visit = await open('desktop');
		const files = code(await firstLoad(visit, '/')).filter(({ background }) => !background);
		for (const [what, sign] of Object.entries(later)) {
			const found = files.filter(({ text }) => sign.test(text)).map(({ path }) => path);
			expect(found, what).toEqual([]);
		}
	});
});

describe('the service worker', () => {
	test('fetches the whole app for later in less than a minute of a village’s network', async ({
		open
	}) => {
		const visit = await open('phone');
		const asked: string[] = [];
		visit.context.on('request', (request) => asked.push(new URL(request.url()).pathname));
		const bytes = await keptForLater(visit, '/');
		// Nothing heard would pass as well.
		expect(bytes).toBeGreaterThan(400_000);
		expect(bytes).toBeLessThanOrEqual(1_100_000);
		// What shops show, and what reads a photo that few phones take.
		expect(asked.filter((path) => /screenshots|libheif|vocabulary-file/.test(path))).toEqual([]);
	});

	plain('is light enough to come behind the map, with all it needs to send the queue', async () => {
		const path = join(root, 'build/client/service-worker.js');
		// Two thirds are Dexie: the local database is where the queue is, for a worker too.
		expect((await stat(`${path}.br`)).size).toBeLessThanOrEqual(60_000);
		const text = await readFile(path, 'utf8');
		expect(text).not.toMatch(later['supabase-js']);
		// A service worker may not import anything late.
		expect(text).not.toMatch(/\bimport\(/);
	});
});
