import { describe, expect, it } from 'vitest';
import { forgetOlder, isOfThisBuild } from './precache';

const build = ['/_app/immutable/entry/start.a.js', '/_app/immutable/assets/0.b.css'];

function file(body: string | null, type: string, status = 200): Response {
	return new Response(body, { status, headers: { 'content-type': type } });
}

const whole = (path: string, response: Response) =>
	isOfThisBuild(`https://capitelle.test${path}`, response, '/shell', build);

const shell = (...urls: string[]) =>
	file(urls.map((url) => `<link href="${url}" rel="modulepreload">`).join(''), 'text/html');

describe('what the app is kept from (fault-17)', () => {
	it('is never the page of a captive portal or of a proxy, whatever its status', async () => {
		const portal = () => file('<title>Wi-Fi</title>', 'text/html');
		for (const path of [...build, '/shell', '/manifest.webmanifest', '/icons/a.svg']) {
			expect(await whole(path, portal()), path).toBe(false);
		}
		expect(await whole(build[0]!, file('x', 'text/javascript', 502))).toBe(false);
		expect(await whole(build[0]!, file(null, 'text/javascript', 204))).toBe(false);
	});

	it('is the files as a server gives them', async () => {
		expect(await whole(build[0]!, file('x', 'text/javascript; charset=utf-8'))).toBe(true);
		expect(await whole(build[1]!, file('x', 'text/css'))).toBe(true);
		expect(await whole('/manifest.webmanifest', file('{}', 'application/manifest+json'))).toBe(
			true
		);
		expect(await whole('/icons/a.svg', file('<svg/>', 'image/svg+xml'))).toBe(true);
	});

	it('is never the empty page of another version than the code (fault-16)', async () => {
		expect(await whole('/shell', shell(...build))).toBe(true);
		expect(await whole('/shell', shell(build[0]!, '/_app/immutable/entry/app.z.js'))).toBe(false);
	});
});

/** A cache of addresses, as the part of it used here. */
function shelf(...urls: string[]) {
	const kept = new Map<string, Response>();
	const at = (url: string) => new URL(url, 'https://capitelle.test').href;
	for (const url of urls) kept.set(at(url), new Response('x'));
	return {
		kept: () => [...kept.keys()].map((url) => new URL(url).pathname).sort(),
		add: (...more: string[]) => more.forEach((url) => kept.set(at(url), new Response('x'))),
		cache: {
			match: async (url: string) => kept.get(at(url))?.clone(),
			put: async (url: string, response: Response) => void kept.set(at(url), response),
			keys: async () => [...kept.keys()].map((url) => ({ url })),
			delete: async ({ url }: { url: string }) => kept.delete(url)
		} as unknown as Cache
	};
}

const addresses = (...paths: string[]) => paths.map((path) => `https://capitelle.test${path}`);

describe('what older versions kept (fault-16)', () => {
	it('goes, but for the code of the one before, which an open page may still ask for', async () => {
		const store = shelf('/_app/immutable/a.js', '/icons/old.svg');
		await forgetOlder(store.cache, addresses('/_app/immutable/a.js', '/icons/old.svg'));
		store.add('/_app/immutable/b.js', '/icons/new.svg', '/_app/immutable/never-finished.js');
		await forgetOlder(store.cache, addresses('/_app/immutable/b.js', '/icons/new.svg'));
		const code = () => store.kept().filter((path) => path !== '/_app/this-version');
		expect(code()).toEqual(['/_app/immutable/a.js', '/_app/immutable/b.js', '/icons/new.svg']);

		store.add('/_app/immutable/c.js');
		await forgetOlder(store.cache, addresses('/_app/immutable/c.js'));
		expect(code()).toEqual(['/_app/immutable/b.js', '/_app/immutable/c.js']);
	});

	it('goes once, however often the same version starts', async () => {
		const store = shelf('/_app/immutable/a.js');
		const current = addresses('/_app/immutable/a.js');
		await forgetOlder(store.cache, current);
		await forgetOlder(store.cache, current);
		expect(store.kept()).toEqual(['/_app/immutable/a.js', '/_app/this-version']);
	});
});
