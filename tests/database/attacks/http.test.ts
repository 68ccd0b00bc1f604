import { createHash, createHmac } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BackendClient } from '../../../src/lib/backend/client.ts';
import { loadSecrets, type Secrets } from '../../../src/lib/backend/secrets.ts';
import { newId } from '../../../src/lib/domain/ids.ts';
import { freshDataFolder, root } from '../../support/snapshot.ts';

/*
 * What only shows over HTTP, on the interface a phone speaks to: operators of PostgREST in every parameter, tokens
 * that are none of ours, names of photos, and the lines that refusals leave.
 */

const site = 'http://127.0.0.1';
let folder: string;
let secrets: Secrets;
let client: BackendClient;
let token: string;
let user: string;
const secret = 'Chez-Marguerite';
const hidden = newId();
const file = `${hidden}/${'ab'.repeat(32)}.jpg`;

async function ask(
	path: string,
	{ as = null as string | null, body = undefined as unknown, method = '', headers = {} } = {},
	address = '203.0.113.7'
) {
	const response = await client.fetch(
		new Request(`${site}${path}`, {
			method: method || (body === undefined ? 'GET' : 'POST'),
			headers: {
				apikey: secrets.publishableKey,
				'content-type': 'application/json',
				...(as ? { authorization: `Bearer ${as}` } : {}),
				...headers
			},
			...(body === undefined ? {} : { body: JSON.stringify(body) })
		}),
		address
	);
	return { status: response.status, text: await response.text() };
}

async function signIn(email: string): Promise<{ token: string; id: string }> {
	await ask('/auth/v1/otp', { body: { email, create_user: true } });
	const { code } = client.codes.find((sent) => sent.email === email)!;
	const { text } = await ask('/auth/v1/verify', { body: { email, token: code, type: 'email' } });
	const { access_token, user: account } = JSON.parse(text) as {
		access_token: string;
		user: { id: string };
	};
	return { token: access_token, id: account.id };
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
function forged(claims: object, key: string, alg = 'HS256'): string {
	const head = `${encode({ alg, typ: 'JWT' })}.${encode(claims)}`;
	return `${head}.${alg === 'none' ? '' : createHmac('sha256', key).update(head).digest('base64url')}`;
}

beforeAll(async () => {
	folder = await freshDataFolder('empty');
	secrets = await loadSecrets(folder);
	client = await BackendClient.start(
		{
			dataFolder: folder,
			supabaseFolder: join(root, 'supabase'),
			secrets,
			siteUrl: site,
			mail: null,
			demo: false
		},
		() => undefined,
		() => undefined
	);
	({ token, id: user } = await signIn('someone@attack.test'));
	const [theme] = (await client.sql(
		'select t.id, c.id as concept from public.themes t join public.concepts c on c.scheme = t.scheme where not c.deprecated limit 1'
	)) as [{ id: string; concept: string }];
	await client.sql(
		`insert into public.records (id, theme, concept, geometry, position, properties, sensitivity, observed_at, status, licence)
		values ($1, $2, $3, extensions.st_setsrid(extensions.st_makepoint(3.123456, 43.654321), 4326), '{}', $4, 'hidden', now(), 'published', 'lov2')`,
		[hidden, theme.id, theme.concept, JSON.stringify({ note: secret })]
	);
	await client.sql(
		`insert into public.photos (id, record_id, sha256, bytes, mime, width, height, received_at, accepted_at)
		values ($1, $2, $3, 10, 'image/jpeg', 1, 1, now(), now())`,
		[newId(), hidden, 'ab'.repeat(32)]
	);
	await client.sql(
		`insert into storage.objects (bucket_id, name, metadata) values ('photos', $1, '{}')`,
		[file]
	);
});
afterAll(async () => {
	await client.stop();
	await rm(folder, { recursive: true, force: true });
});

const rows = async (table: string) =>
	((await client.sql(`select count(*)::int as n from ${table}`)) as [{ n: number }])[0].n;

describe('over HTTP', () => {
	test('a new password ends the other sessions, and keeps this one', async () => {
		const email = 'stolen@attack.test';
		const enter = async () => {
			await ask('/auth/v1/otp', { body: { email } });
			const { code } = client.codes.find((sent) => sent.email === email)!;
			const answer = await ask('/auth/v1/verify', { body: { email, token: code, type: 'email' } });
			return JSON.parse(answer.text) as { access_token: string; refresh_token: string };
		};
		const [stolen, own] = [await enter(), await enter()];
		const goOn = async ({ refresh_token }: { refresh_token: string }) =>
			(await ask('/auth/v1/token?grant_type=refresh_token', { body: { refresh_token } })).status;
		const change = (password: string) =>
			ask('/auth/v1/user', { as: own.access_token, method: 'PUT', body: { password } });
		expect((await change('court')).status).toBe(422);
		expect(await goOn(stolen)).toBe(200);
		expect((await change('quatre mots tout simples')).status).toBe(200);
		expect(await goOn(stolen)).toBe(400);
		expect(await goOn(own)).toBe(200);
	});

	test('no way of asking tries passwords or codes past their limit', async () => {
		const email = 'guessed@attack.test';
		for (const search of [
			'?grant%5Ftype=refresh_token&grant_type=password',
			'?grant_type=refresh_token&grant_type=password'
		])
			expect(
				(await ask(`/auth/v1/token${search}`, { body: { email, password: 'un essai' } })).text,
				search
			).toContain('unsupported_grant_type');
		const token_hash = createHash('sha256').update(`${email}123456`).digest('hex');
		const guess = { email: 'x@attack.test', token_hash, type: 'magiclink' };
		expect((await ask('/auth/v1/verify', { body: guess })).text).toContain('validation_failed');
	});

	const relations = [
		'published_records',
		'published_photos',
		'published_history',
		'records',
		'photos',
		'profiles',
		'memberships'
	];
	const queries = [
		'select=*',
		'select=*,records(*)',
		'select=*,photos(*),profiles(*)',
		'select=count()',
		'select=properties->>note,geometry',
		'select=id::text,author_id::text,*',
		'or=(id.not.is.null,properties->>note.like.*)',
		'and=(or(id.is.null,id.not.is.null))',
		`properties->>note=like.Chez*`,
		'properties->note=fts.Marguerite',
		'geometry=not.is.null&order=geometry.asc.nullsfirst',
		'order=properties->>note.desc',
		'id=in.("x"),(select id from records)',
		`id=eq.${hidden}`,
		`id=eq.${hidden}' or '1'='1`,
		`id=eq.1;drop table public.records`,
		`theme=eq.x) or (1=1`,
		'limit=-1&offset=-5',
		'limit=1e9',
		'on_conflict=id&columns=id,status',
		'select=id,pg_sleep(5)',
		'select=version()',
		'select=%00',
		'select=id&id=cs.{}',
		'not.and=(id.is.null)'
	];

	test.each(relations)('%s gives nothing away, whatever operators are put in', async (relation) => {
		for (const query of queries)
			for (const as of [null, token]) {
				const { status, text } = await ask(`/rest/v1/${relation}?${encodeURI(query)}`, {
					as,
					headers: { prefer: 'count=exact', range: '0-9999' }
				});
				expect(status, `${relation} ${query}`).toBeLessThan(500);
				expect(text, `${relation} ${query}`).not.toMatch(/Marguerite|3\.1234/);
				// An error repeats what was asked.
				if (status < 400) expect(text, `${relation} ${query}`).not.toContain(hidden);
			}
		expect(await rows('public.records')).toBe(1);
	});

	test('nothing is written past the functions: insert, upsert, update, delete of every table', async () => {
		for (const relation of [
			'records',
			'photos',
			'profiles',
			'memberships',
			'review_items',
			'record_history',
			'operations_applied',
			'charter_acceptances',
			'account_blocks'
		])
			for (const [method, body, prefer] of [
				['POST', { id: newId(), user_id: user, role: 'administrator', status: 'published' }, ''],
				[
					'POST',
					[{ id: user, display_name: 'x', created_at: '2000-01-01' }],
					'resolution=merge-duplicates'
				],
				['PATCH', { status: 'published', role: 'administrator', created_at: '2000-01-01' }, ''],
				['DELETE', undefined, '']
			] as const) {
				const { status } = await ask(`/rest/v1/${relation}?id=not.is.null`, {
					as: token,
					method,
					body,
					headers: { prefer }
				});
				expect(status, `${method} ${relation}`).toBeGreaterThanOrEqual(400);
				expect(status, `${method} ${relation}`).toBeLessThan(500);
			}
		expect(await rows('public.memberships')).toBe(0);
		expect(await rows('public.records')).toBe(1);
	});

	test('schemas that are not served, and functions that are none of ours', async () => {
		for (const schema of ['private', 'auth', 'storage', 'pg_catalog', 'extensions']) {
			const { status, text } = await ask('/rest/v1/security_log', {
				as: token,
				headers: { 'accept-profile': schema, 'content-profile': schema }
			});
			expect(status, schema).toBeGreaterThanOrEqual(400);
			expect(text).not.toMatch(/"facts"|"email"/);
		}
		for (const name of [
			'set_config',
			'pg_sleep',
			'is_blocked',
			'erase_record',
			'pg_read_file',
			'uid'
		])
			expect((await ask(`/rest/v1/rpc/${name}`, { as: token, body: {} })).status, name).toBe(404);
	});

	test('tokens of another project, unsigned ones, expired ones, and roles nobody gave', async () => {
		const now = Math.floor(Date.now() / 1000);
		const claims = {
			sub: user,
			role: 'authenticated',
			aud: 'authenticated',
			exp: now + 3600,
			iat: now
		};
		const tokens = {
			otherProject: forged(claims, 'the secret of another project, long enough for HS256'),
			unsigned: forged(claims, '', 'none'),
			noSignature: token.split('.').slice(0, 2).join('.') + '.',
			swapped: `${token.split('.')[0]}.${encode({ ...claims, sub: newId() })}.${token.split('.')[2]}`,
			expired: forged({ ...claims, exp: now - 60 }, secrets.jwtSecret),
			nonsense: 'x.y.z'
		};
		for (const [name, as] of Object.entries(tokens)) {
			expect((await ask('/rest/v1/rpc/my_account', { as, body: {} })).status, name).toBe(401);
			expect((await ask('/rest/v1/profiles', { as })).text, name).not.toContain(user);
		}
		// Even signed with our key, a role that is not a person's is not served.
		for (const role of ['postgres', 'service_role', 'supabase_admin']) {
			const as = forged(
				{ ...claims, role },
				'the secret of another project, long enough for HS256'
			);
			expect((await ask('/rest/v1/records', { as })).text, role).not.toContain(hidden);
		}
	});

	test('names of photos: right or wrong, the answer is the same', async () => {
		const wrong = `${hidden}/${'cd'.repeat(32)}.jpg`;
		for (const as of [null, token])
			for (const way of ['object', 'object/public', 'object/authenticated', 'object/info']) {
				const [right, guess] = [
					await ask(`/storage/v1/${way}/photos/${file}`, { as }),
					await ask(`/storage/v1/${way}/photos/${wrong}`, { as })
				];
				expect(right.status, way).toBeGreaterThanOrEqual(400);
				expect([right.status, right.text.replaceAll(file, '…')], way).toEqual([
					guess.status,
					guess.text.replaceAll(wrong, '…')
				]);
			}
		const listed = await ask('/storage/v1/object/list/photos', {
			as: token,
			body: { prefix: hidden, limit: 100 }
		});
		expect(listed.text).not.toContain('abab');
		const signed = await ask(`/storage/v1/object/sign/photos/${file}`, {
			as: token,
			body: { expiresIn: 60 }
		});
		expect(signed.status).toBeGreaterThanOrEqual(400);
		for (const path of [
			'../database/PG_VERSION',
			'..%2f..%2fsecrets.json',
			`${hidden}/../../x.jpg`
		])
			expect(
				(await ask(`/storage/v1/object/photos/${path}`, { as: token })).status,
				path
			).toBeGreaterThanOrEqual(400);
	});

	test('the address counts as the server knows it, not as the caller says', async () => {
		const report = (said: string) =>
			ask('/rest/v1/rpc/report_content', {
				body: { p_report: { id: newId(), record_id: newId(), kind: 'person' } },
				headers: { 'x-forwarded-for': said }
			});
		await report('198.51.100.1');
		const [shown] = (await client.sql(`select private.address_digest('203.0.113.7') as own`)) as [
			{ own: string }
		];
		const lines = (await client.sql(
			`select distinct address from private.security_log where address is not null`
		)) as { address: string }[];
		expect(lines).toEqual([{ address: shown.own }]);
	});

	test('a refusal leaves a line: whose it was, from where, and nothing of what was asked', async () => {
		const from = '192.0.2.99';
		await ask(`/rest/v1/records?properties->>note=eq.${secret}&select=id`, {}, from);
		await ask(`/rest/v1/memberships`, { as: token, body: { role: secret } }, from);
		await ask(`/rest/v1/published_records?no_such=eq.${secret}`, {}, from);
		await ask(
			'/auth/v1/verify',
			{ body: { email: 'x@y.test', token: '000000', type: 'email' } },
			from
		);
		const lines = (await client.sql(
			`select kind, user_id, facts ->> 'path' as path from private.security_log where address = private.address_digest($1) order by id`,
			[from]
		)) as { kind: string; user_id: string | null; path: string }[];
		expect(lines).toEqual([
			{ kind: 'not_signed_in', user_id: null, path: '/rest/v1/records' },
			{ kind: 'refused', user_id: user, path: '/rest/v1/memberships' },
			{ kind: 'malformed_query', user_id: null, path: '/rest/v1/published_records' },
			{ kind: 'sign_in_refused', user_id: null, path: '/auth/v1/verify' }
		]);
		const [{ text }] = (await client.sql(
			`select string_agg(facts::text, '') as text from private.security_log`
		)) as [{ text: string }];
		expect(text).not.toContain('Marguerite');
	});
});
