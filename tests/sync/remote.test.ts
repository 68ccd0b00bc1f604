import { describe, expect, test } from 'vitest';
import { Remote } from '$lib/remote/client.ts';
import type { KeyValue } from '$lib/remote/config.ts';
import { RemoteError, retryAfterOf, type RemoteErrorKind } from '$lib/remote/errors.ts';
import { pullChanges, pushOperations } from '$lib/remote/operations.ts';
import { inProcess } from '$lib/sync/exclusive.ts';
import { fetchVocabulary } from '$lib/remote/vocabulary.ts';

const now = Date.UTC(2026, 4, 1);
const config = { supabaseUrl: 'http://api.test', publishableKey: 'key' };
const session = {
	access_token: 'token',
	refresh_token: 'refresh',
	expires_at: now / 1000 + 3600,
	user: { id: 'ana' }
};

function memory(initial: Record<string, string> = {}): KeyValue & { values: Map<string, string> } {
	const values = new Map(Object.entries(initial));
	return {
		values,
		getItem: async (key) => values.get(key) ?? null,
		setItem: async (key, value) => void values.set(key, value),
		removeItem: async (key) => void values.delete(key),
		replaceItem: async (key, was, next) => {
			if (values.get(key) !== was) return false;
			if (next === null) values.delete(key);
			else values.set(key, next);
			return true;
		}
	};
}

type Answer = () => Response | Promise<Response>;

/** A remote whose API answers what the test says; `/config.json` is served. */
function remote(answer: Answer, storage = memory({ session: JSON.stringify(session) })): Remote {
	const fetcher = (async (input: string) =>
		input === '/config.json' ? Response.json(config) : answer()) as typeof fetch;
	const ports = { storage, now: () => now, fetch: fetcher };
	return new Remote({ ...ports, exclusive: (_name, work) => work() });
}

function html(status: number): Response {
	return new Response('<!doctype html><title>Connexion au Wi-Fi</title>', {
		status,
		headers: { 'content-type': 'text/html' }
	});
}

const failure = async (work: Promise<unknown>): Promise<RemoteError> => {
	const error = await work.then(
		() => null,
		(reason: unknown) => reason
	);
	expect(error).toBeInstanceOf(RemoteError);
	return error as RemoteError;
};

describe('an answer', () => {
	const refusal = JSON.stringify([{ code: 'not_allowed', field: null }]);
	const cases: [string, Answer, Partial<RemoteError>][] = [
		['the page of a captive portal, with 200 (fault-17)', () => html(200), { kind: 'not_json' }],
		['a proxy’s page, with 403', () => html(403), { kind: 'not_json' }],
		['a proxy’s page, with 502', () => html(502), { kind: 'server' }],
		['JSON cut short', () => new Response('[{"op_id":'), { kind: 'not_json' }],
		['a 200 that holds no answers', () => Response.json({ hello: 'world' }), { kind: 'not_json' }],
		['nothing at all', () => new Response(''), { kind: 'not_json' }],
		['no network', () => Promise.reject(new TypeError('Failed to fetch')), { kind: 'offline' }],
		[
			'too late',
			() => Promise.reject(new DOMException('late', 'TimeoutError')),
			{ kind: 'timeout' }
		],
		['500', () => Response.json({ message: 'x' }, { status: 500 }), { kind: 'server' }],
		[
			'503 with a delay',
			() => Response.json({}, { status: 503, headers: { 'retry-after': '30' } }),
			{ kind: 'server', retryAfterS: 30 }
		],
		[
			'429 with a date',
			() =>
				Response.json(
					{},
					{ status: 429, headers: { 'retry-after': new Date(now + 90_000).toUTCString() } }
				),
			{ kind: 'rate_limited', retryAfterS: 90 }
		],
		[
			'413 of a proxy',
			() => html(413),
			{ kind: 'refused', problems: [{ code: 'batch_too_large', field: null }] }
		],
		[
			'a refusal of ours',
			() => Response.json({ message: 'not_allowed', details: refusal }, { status: 403 }),
			{ kind: 'refused', problems: [{ code: 'not_allowed', field: null }] }
		],
		[
			'a role that may not call this at all',
			() => Response.json({ code: '42501', message: 'permission denied' }, { status: 403 }),
			{ kind: 'unauthorized', problems: [] }
		],
		[
			'a function that is not there yet',
			() => Response.json({ code: 'PGRST202', message: 'x' }, { status: 404 }),
			{ kind: 'server', problems: [] }
		]
	];
	test.each(cases)('%s', async (_name, answer, expected) => {
		expect(await failure(pushOperations(remote(answer), [], 'ana'))).toMatchObject(expected);
	});

	test('a pull without a cursor in it is not believed', async () => {
		const answer = () => Response.json({ records: [], gone: [] });
		const request = { cursor: null, theme: null, bbox: null, account_id: null };
		expect((await failure(pullChanges(remote(answer), request))).kind).toBe('not_json');
	});

	test('a delay that makes no sense is no delay', () => {
		expect(retryAfterOf('soon', now)).toBeNull();
		expect(retryAfterOf('-5', now)).toBe(0);
		expect(retryAfterOf(null, now)).toBeNull();
	});
});

describe('the session', () => {
	test('of another account is never used for someone’s queue', async () => {
		let asked = false;
		const work = pushOperations(
			remote(() => {
				asked = true;
				return Response.json([]);
			}),
			[],
			'bob'
		);
		expect((await failure(work)).kind).toBe('unauthorized');
		expect(asked).toBe(false);
	});

	const worn = { ...session, expires_at: now / 1000 - 10 };

	test.each<[string, Answer, RemoteErrorKind]>([
		['a captive portal', () => html(200), 'not_json'],
		['a proxy that refuses', () => html(403), 'not_json'],
		['a busy server', () => Response.json({}, { status: 429 }), 'rate_limited'],
		['a server that is down', () => Response.json({}, { status: 503 }), 'server'],
		['no network', () => Promise.reject(new TypeError('Failed to fetch')), 'offline']
	])('stays when its refresh meets %s', async (_name, answer, kind) => {
		const storage = memory({ session: JSON.stringify(worn) });
		const error = await failure(remote(answer, storage).session.access());
		expect(error.kind).toBe(kind);
		expect(storage.values.has('session')).toBe(true);
	});

	test('is refreshed once for requests made together', async () => {
		let refreshes = 0;
		const storage = memory({ session: JSON.stringify(worn) });
		const exclusive = inProcess();
		const fetcher = (async (input: string) => {
			if (input === '/config.json') return Response.json(config);
			if (input.includes('refresh_token')) {
				refreshes++;
				return Response.json({ ...session, access_token: 'fresh', expires_in: 3600 });
			}
			return Response.json([]);
		}) as typeof fetch;
		const device = new Remote({ fetch: fetcher, storage, exclusive, now: () => now });
		await Promise.all([1, 2, 3].map(() => pushOperations(device, [], 'ana')));
		expect(refreshes).toBe(1);
		expect(await device.session.access()).toMatchObject({ token: 'fresh', account_id: 'ana' });
	});

	describe('that cannot be renewed', () => {
		const renewal = (input: string) => input.includes('refresh_token');
		const push = async (expires_at: number, api: (input: string) => Response) => {
			const fetcher = (async (input: string) => {
				if (input === '/config.json') return Response.json(config);
				if (renewal(input)) throw new TypeError('Failed to fetch');
				return api(input);
			}) as typeof fetch;
			const storage = memory({ session: JSON.stringify({ ...session, expires_at }) });
			const exclusive = inProcess();
			const device = new Remote({ fetch: fetcher, storage, exclusive, now: () => now });
			return failure(pushOperations(device, [], 'ana'));
		};

		test('says of a request that it never left', async () => {
			const error = await push(now / 1000 - 60, () => Response.json([]));
			expect(error).toMatchObject({ kind: 'offline', neverLeft: true });
		});

		test('does not say so of a request that was made with the old one', async () => {
			const worn = () => Response.json({ code: 'PGRST301', message: 'worn' }, { status: 401 });
			const error = await push(now / 1000 + 3600, worn);
			expect(error).toMatchObject({ neverLeft: false });
		});

		test('nor of one whose answer was lost', async () => {
			const lost = () => {
				throw new TypeError('Failed to fetch');
			};
			const error = await push(now / 1000 + 3600, lost);
			expect(error).toMatchObject({ kind: 'offline', neverLeft: false });
		});
	});

	test('that the server says is over is forgotten, and only then', async () => {
		const storage = memory({ session: JSON.stringify(worn) });
		const gone = () =>
			Response.json({ code: 'refresh_token_not_found', msg: 'gone' }, { status: 400 });
		expect(await remote(gone, storage).session.access()).toBeNull();
		expect(storage.values.has('session')).toBe(false);
	});

	test('is gone from the device after signing out without network', async () => {
		const storage = memory({ session: JSON.stringify(session) });
		const cut: Answer = () => Promise.reject(new TypeError('Failed to fetch'));
		await remote(cut, storage).session.end(() => storage.removeItem('session'));
		expect(storage.values.has('session')).toBe(false);
	});
});

describe('the configuration', () => {
	test('is what was read last when there is no network', async () => {
		const storage = memory();
		await remote(() => Response.json([]), storage).config();
		const offline = new Remote({
			fetch: () => Promise.reject(new TypeError('Failed to fetch')),
			storage,
			exclusive: (_name, work) => work(),
			now: () => now
		});
		expect(await offline.config()).toEqual({
			url: 'http://api.test',
			publishableKey: 'key',
			unpacks: false,
			pushKey: null
		});
	});

	test('never read, is asked for again at the next request', async () => {
		let online = false;
		const fetcher = (async () => {
			if (!online) throw new TypeError('Failed to fetch');
			return Response.json(config);
		}) as typeof fetch;
		const ports = { fetch: fetcher, storage: memory(), now: () => now };
		const device = new Remote({ ...ports, exclusive: (_name, work) => work() });
		expect((await failure(device.config())).kind).toBe('offline');
		online = true;
		expect((await device.config()).url).toBe('http://api.test');
	});

	test('a captive portal’s page does not replace it', async () => {
		const storage = memory({ config: JSON.stringify(config) });
		const portal = new Remote({
			fetch: (async () => html(200)) as typeof fetch,
			storage,
			exclusive: (_name, work) => work(),
			now: () => now
		});
		expect((await portal.config()).url).toBe('http://api.test');
	});
});

describe('the vocabulary', () => {
	test.each([
		['not modified', () => new Response(null, { status: 304 })],
		['the same again', () => Response.json({ etag: 'a', concepts: [] })]
	])('%s is nothing to write', async (_name, answer) => {
		expect(await fetchVocabulary((async () => answer()) as typeof fetch, 'a')).toBeNull();
	});

	test('in HTML is refused', async () => {
		const work = fetchVocabulary((async () => html(200)) as typeof fetch, null);
		expect((await failure(work)).kind).toBe('not_json');
	});
});
