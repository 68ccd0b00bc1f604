import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { boot } from '../../src/lib/backend/boot.ts';
import { pgDatabase } from '../../src/lib/backend/database.ts';
import type { PullAnswer } from '../../src/lib/domain/operation.ts';
import { acceptCharterSql } from '../support/charter.ts';
import { findPostgres, startPostgres, type PostgresServer } from '../support/postgres.ts';
import { root } from '../support/snapshot.ts';
import { create, update } from './support/operations.ts';
import { vocabularySql } from './support/vocabulary.ts';

/* Several connections at once: only a server has them, so only the real PostgreSQL is asked. */

const found = findPostgres();
const author = '00000000-0000-4000-8000-000000000001';

async function as(client: pg.Client, user: string | null): Promise<void> {
	await client.query('begin');
	await client.query(
		`select set_config('request.jwt.claims', $1, true), set_config('role', $2, true)`,
		[
			JSON.stringify(user ? { sub: user, role: 'authenticated' } : { role: 'anon' }),
			user ? 'authenticated' : 'anon'
		]
	);
}

const push = async (client: pg.Client, operations: unknown[]) =>
	(
		await client.query<{ value: { result: string }[] }>(
			'select public.push_operations($1) as value',
			[JSON.stringify(operations)]
		)
	).rows[0]!.value.map(({ result }) => result);

if (found) {
	describe(`several connections (PostgreSQL ${found.version})`, () => {
		let server: PostgresServer;
		let one: pg.Client;
		let two: pg.Client;

		beforeAll(async () => {
			server = await startPostgres(found);
			[one, two] = [await server.connect(), await server.connect()];
			await boot(pgDatabase(one), { supabaseFolder: `${root}/supabase` });
			await one.query(vocabularySql());
			await one.query(`insert into auth.users (id, email) values ('${author}', 'a@test.example');
				insert into public.memberships (user_id, role) values ('${author}', 'trusted');
				${acceptCharterSql}`);
		});
		afterAll(async () => {
			await one?.end();
			await two?.end();
			await server?.stop();
		});

		async function pull(cursor: string | null): Promise<PullAnswer> {
			await as(two, null);
			const { rows } = await two.query<{ value: PullAnswer }>(
				'select public.pull_changes($1) as value',
				[cursor]
			);
			await two.query('commit');
			return rows[0]!.value;
		}
		const ids = ({ records }: PullAnswer) => records.map(({ record }) => record.id);

		test('a change committed late by a slow transaction is never skipped', async () => {
			const [slow, quick] = [create(), create()];
			const start = await pull(null);
			await as(one, author);
			await push(one, [slow]);
			// Meanwhile a later transaction is done first.
			await as(two, author);
			await push(two, [quick]);
			await two.query('commit');
			const during = await pull(start.cursor);
			expect(ids(during)).not.toContain(slow.record_id);
			await one.query('commit');
			const after = await pull(during.cursor);
			expect([...ids(during), ...ids(after)].sort()).toEqual(
				[slow.record_id, quick.record_id].sort()
			);
			expect(ids(await pull(after.cursor))).toEqual([]);
		});

		/** Uses of an action in as many connections at once, each open for a moment; how many were let through. */
		async function atOnce(clients: pg.Client[], call: string): Promise<number> {
			const passed = await Promise.all(
				clients.map(async (client) => {
					await client.query('begin');
					await client.query(
						`select set_config('request.jwt.claims', $1, true), set_config('request.headers', '{"x-forwarded-for": "203.0.113.7"}', true)`,
						[JSON.stringify({ sub: author, role: 'authenticated' })]
					);
					const { rows } = await client.query<{ wait: number }>(`select ${call} as wait`);
					await client.query('select pg_sleep(0.02)');
					await client.query('commit');
					return rows[0]!.wait === 0;
				})
			);
			return passed.filter(Boolean).length;
		}

		test('a limit holds for many requests at the same moment', async () => {
			const clients = await Promise.all(Array.from({ length: 30 }, () => server.connect()));
			try {
				await one.query('truncate private.rate_counts');
				// Twenty reports an hour from one address.
				expect(await atOnce(clients, `private.over_limit('report')`)).toBe(20);
				// Of 6,000 operations an hour 4,000 were sent: ten times 200 are left.
				await one.query(`insert into private.rate_counts (key, action, minute, count)
					values ('u:${author}', 'operations', date_trunc('minute', now()), 4000)`);
				expect(await atOnce(clients, `private.over_limit('operations', 200)`)).toBe(10);
			} finally {
				await Promise.all(clients.map((client) => client.end()));
				await one.query('truncate private.rate_counts');
			}
		});

		test('a transaction rolled back leaves no hole', async () => {
			const start = await pull(null);
			await as(one, author);
			await push(one, [create()]);
			await one.query('rollback');
			const next = create();
			await as(one, author);
			await push(one, [next]);
			await one.query('commit');
			expect(ids(await pull(start.cursor))).toEqual([next.record_id]);
		});

		test('the same operation from two tabs at once is done once', async () => {
			const operation = create();
			await as(one, author);
			await as(two, author);
			const first = await push(one, [operation]);
			const second = push(two, [operation]);
			await one.query('commit');
			expect([first, await second]).toEqual([['applied'], ['already']]);
			await two.query('commit');
		});

		test('two changes of one record at once: the second sees the first', async () => {
			const operation = create();
			await as(one, author);
			await push(one, [operation]);
			await one.query('commit');
			await as(one, author);
			await as(two, author);
			const first = await push(one, [
				update(operation.record_id, 1, { 'properties.note': [null, 'un'] })
			]);
			const second = push(two, [
				update(operation.record_id, 1, { 'properties.note': [null, 'deux'] })
			]);
			await one.query('commit');
			expect([first, await second]).toEqual([['applied'], ['conflict']]);
			await two.query('commit');
		});

		test('a deadlock ends the request instead of refusing an item for ever', async () => {
			const operations = [create(), create()];
			await as(one, author);
			await as(two, author);
			await push(one, [operations[0]]);
			await push(two, [operations[1]]);
			const crossed = await Promise.allSettled([
				push(one, [operations[1]]),
				push(two, [operations[0]])
			]);
			const lost = crossed.find(({ status }) => status === 'rejected') as
				PromiseRejectedResult | undefined;
			expect(lost?.reason).toMatchObject({ code: '40P01' });
			await one.query('rollback');
			await two.query('rollback');
			await as(one, author);
			expect(await push(one, operations)).toEqual(['applied', 'applied']);
			await one.query('commit');
		});
	});
} else {
	test('concurrency is left out: no PostgreSQL with PostGIS on this machine', () => {
		expect(process.env['CAPITELLE_REQUIRE_POSTGRES']).toBeUndefined();
	});
}
