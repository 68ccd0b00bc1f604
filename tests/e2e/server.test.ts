import { spawn } from 'node:child_process';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startServer, type TestServer } from '../support/server.ts';
import { codeFor } from '../support/session.ts';
import { root } from '../support/snapshot.ts';

interface Config {
	supabaseUrl: string;
	publishableKey: string;
	embedded: boolean;
	version: string;
}

/** For what leaves no trace; starting one takes seconds. */
let shared: TestServer;
beforeAll(async () => {
	shared = await startServer();
});
afterAll(() => shared.stop());

const running: TestServer[] = [];
const folders: string[] = [];

async function start(options: Parameters<typeof startServer>[0] = {}): Promise<TestServer> {
	const server = await startServer(options);
	running.push(server);
	return server;
}

afterEach(async () => {
	for (const server of running.splice(0)) await server.stop();
	for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

async function configOf(server: TestServer): Promise<Config> {
	return (await fetch(`${server.url}/config.json`)).json() as Promise<Config>;
}

/** Settings that name a Supabase project; here, the embedded backend of another server plays it. */
function elsewhere({ supabaseUrl, publishableKey }: Config): Record<string, string> {
	return { PUBLIC_SUPABASE_URL: supabaseUrl, PUBLIC_SUPABASE_PUBLISHABLE_KEY: publishableKey };
}

async function askCode(server: TestServer, email: string): Promise<Response> {
	const { publishableKey } = await configOf(server);
	return fetch(`${server.url}/auth/v1/otp`, {
		method: 'POST',
		headers: { apikey: publishableKey, 'content-type': 'application/json' },
		body: JSON.stringify({ email })
	});
}

/** Runs `npm start` with settings that should stop it. @returns what it said and how it ended */
function startAndFail(
	environment: Record<string, string>
): Promise<{ code: number | null; said: string }> {
	const child = spawn(process.execPath, ['src/cli/launch.js', 'start', '--no-build'], {
		cwd: root,
		env: { PATH: process.env['PATH'], ...environment }
	});
	let said = '';
	for (const stream of [child.stdout, child.stderr])
		stream.setEncoding('utf8').on('data', (text: string) => (said += text));
	// Not at its exit: what it said last may still be on its way then.
	return new Promise((resolve) => child.on('close', (code) => resolve({ code, said })));
}

describe('what a start refuses', () => {
	test('a public address without a mail server, with the reason', async () => {
		const { code, said } = await startAndFail({ HOST: '0.0.0.0' });
		expect(code).toBe(1);
		expect(said).toMatch(/HOST.*SMTP_URL/);
		expect(said).toMatch(/public address needs a mail server/);
	});

	test('a folder that another server holds', async () => {
		const { code, said } = await startAndFail({ CAPITELLE_DATA: shared.dataFolder, PORT: '0' });
		expect(code).toBe(1);
		expect(said).toMatch(/déjà à un autre processus/);
	});

	test('a port already taken', async () => {
		const environment = {
			PUBLIC_SUPABASE_URL: 'http://127.0.0.1:9',
			PUBLIC_SUPABASE_PUBLISHABLE_KEY: 'k'
		};
		const { code, said } = await startAndFail({ ...environment, PORT: new URL(shared.url).port });
		expect(code).toBe(1);
		expect(said).toMatch(/PORT/);
	});
});

describe('a running server', () => {
	test('tells clients where the data is, and supervisors how it is', async () => {
		const server = shared;
		expect(await configOf(server)).toMatchObject({
			supabaseUrl: server.url,
			embedded: true,
			publishableKey: expect.stringMatching(/^sb_publishable_/)
		});
		const health = await fetch(`${server.url}/health`);
		expect(health.status).toBe(200);
		expect(await health.json()).toMatchObject({
			ok: true,
			versions: {
				app: '0.1.0',
				postgres: expect.stringMatching(/^18/),
				schema: expect.stringMatching(/^\d{14}$/)
			}
		});
	});

	test('is not well when photos cannot be written, and well again when they can', async () => {
		const server = await start();
		const storage = join(server.dataFolder, 'storage');
		await rename(storage, `${storage}-away`).catch(() => undefined);
		await writeFile(storage, 'not a folder');
		const health = await fetch(`${server.url}/health`);
		expect(health.status).toBe(503);
		expect(((await health.json()) as { reason: string }).reason).toMatch(/ENOTDIR|EEXIST/);
		await rm(storage);
		expect((await fetch(`${server.url}/health`)).status).toBe(200);
	});

	test('shows the basemaps of the operator, and lets their tiles through', async () => {
		const folder = await mkdtemp(join(tmpdir(), 'capitelle-basemaps-'));
		folders.push(folder);
		const file = join(folder, 'basemaps.json');
		await writeFile(
			file,
			'{"basemaps": [{"layers": [{"url": "http://127.0.0.1:8123/{z}/{x}/{y}.png"}]}]}'
		);
		const server = await start({
			environment: { ...elsewhere(await configOf(shared)), CAPITELLE_BASEMAPS: file }
		});
		const answer = await fetch(`${server.url}/basemaps.json`);
		expect(await answer.json()).toMatchObject({ basemaps: [{}] });
		expect(answer.headers.get('content-security-policy')).toMatch(
			/img-src [^;]*http:\/\/127[.]0[.]0[.]1:8123/
		);
	});

	test('serves the pages of a Supabase project that is elsewhere', async () => {
		const project = await configOf(shared);
		const server = await start({ environment: elsewhere(project) });
		expect(await configOf(server)).toEqual({
			...project,
			embedded: false,
			unpacks: false,
			pushKey: null
		});
		expect((await fetch(`${server.url}/health`)).status).toBe(200);
		const page = await fetch(`${server.url}/`);
		expect(page.status).toBe(200);
		expect(page.headers.get('content-security-policy')).toContain(
			`connect-src 'self' ${project.supabaseUrl} `
		);
		expect((await fetch(`${server.url}/rest/v1/themes`)).status).toBe(404);
		expect((await fetch(`${server.url}/boite`)).status).toBe(404);
	});

	test('gives nobody more rights than the migrations do, once requests have been served', async () => {
		const server = shared;
		const { publishableKey: apikey } = await configOf(server);
		expect(
			(await fetch(`${server.url}/rest/v1/themes?select=id`, { headers: { apikey } })).status
		).toBe(200);
		const granted = await server.sql<{ name: string }>(
			`select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
			 where n.nspname in ('public', 'private', 'auth') and c.relkind in ('r', 'v')
				and (has_table_privilege('anon', c.oid, 'insert, update, delete') or has_table_privilege('authenticated', c.oid, 'delete'))`
		);
		expect(granted).toEqual([]);
		for (const headers of [{ apikey }, {}]) {
			const answer = await fetch(`${server.url}/rest/v1/records`, {
				headers: headers as Record<string, string>
			});
			expect(answer.status).toBe(401);
		}
	});

	test('sends its security headers with pages, data and files', async () => {
		const server = shared;
		for (const path of [
			'/config.json',
			'/shell',
			'/icons/capitelle.svg',
			'/service-worker.js',
			'/rest/v1/themes'
		]) {
			const { headers } = await fetch(server.url + path);
			expect(headers.get('x-content-type-options'), path).toBe('nosniff');
			expect(headers.get('permissions-policy'), path).toMatch(/geolocation=\(self\)/);
			expect(headers.get('content-security-policy'), path).toMatch(/connect-src 'self'/);
		}
		const page = await fetch(`${server.url}/boite`);
		const scripts = /script-src ([^;]*)/.exec(
			page.headers.get('content-security-policy') ?? ''
		)?.[1];
		expect(scripts).toMatch(/^'self' 'nonce-/);
		expect(scripts).not.toContain('unsafe');
	});

	test('answers in the language of the visitor', async () => {
		const server = shared;
		for (const lang of ['fr', 'oc', 'en']) {
			const html = await (
				await fetch(`${server.url}/boite`, { headers: { 'accept-language': lang } })
			).text();
			expect(html).toContain(`<html lang="${lang}"`);
		}
	});

	test('pages do not wait for a long query', async () => {
		const server = shared;
		const order: string[] = [];
		const slow = server.sql('select pg_sleep(5)').then(() => order.push('query'));
		await fetch(`${server.url}/config.json`).then(() => order.push('page'));
		await slow;
		expect(order).toEqual(['page', 'query']);
	});

	test('keeps everything through kill -9, sign-in codes included (fault-26)', async () => {
		const first = await start();
		folders.push(first.dataFolder);
		const email = 'quelquun@exemple.fr';
		expect((await askCode(first, email)).status).toBe(200);
		const before = await configOf(first);
		const token = await codeFor(first, email, 0);
		await first.kill();

		const second = await start({ dataFolder: first.dataFolder });
		const { publishableKey } = await configOf(second);
		expect(publishableKey).toBe(before.publishableKey);
		const session = await fetch(`${second.url}/auth/v1/verify`, {
			method: 'POST',
			headers: { apikey: publishableKey, 'content-type': 'application/json' },
			body: JSON.stringify({ email, token, type: 'email' })
		});
		expect(session.status).toBe(200);
		expect(await session.json()).toMatchObject({ user: { email } });
	});
});

describe('sign-in codes', () => {
	test('are shown in the terminal and at /boite, on this machine without a mail server', async () => {
		const server = shared;
		await askCode(server, 'a@exemple.fr');
		const code = await codeFor(server, 'a@exemple.fr', 0);
		expect(await (await fetch(`${server.url}/boite`)).text()).toContain(code);
		const proxied = await fetch(`${server.url}/boite`, {
			headers: { 'x-forwarded-for': '203.0.113.7' }
		});
		expect(proxied.status).toBe(404);
	});

	test('are neither with a mail server', async () => {
		// Nothing listens on the discard port: sending fails, and says so to who asked.
		const server = await start({
			environment: { SMTP_URL: 'smtp://127.0.0.1:9', SMTP_FROM: 'a@exemple.fr' }
		});
		expect((await askCode(server, 'a@exemple.fr')).status).toBe(500);
		expect(await server.outbox()).toEqual([]);
		expect((await fetch(`${server.url}/boite`)).status).toBe(404);
		expect(server.output()).not.toMatch(/\d{6}\b.*exemple|exemple.*\b\d{6}\b/);
	});
});
