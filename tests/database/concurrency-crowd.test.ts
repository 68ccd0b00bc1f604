import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { setTimeout as pause } from 'node:timers/promises';
import { boot } from '../../src/lib/backend/boot.ts';
import { pgDatabase } from '../../src/lib/backend/database.ts';
import type { Operation } from '../../src/lib/domain/operation.ts';
import { Chance } from '../sync/support/chance.ts';
import { acceptCharterSql } from '../support/charter.ts';
import { findPostgres, startPostgres, type PostgresServer } from '../support/postgres.ts';
import { root } from '../support/snapshot.ts';
import { begin, Puller, send, type Deeds } from './support/crowd.ts';
import { create, remove, update } from './support/operations.ts';
import { vocabularySql } from './support/vocabulary.ts';

/* Only a server has several connections, so only the real PostgreSQL is asked. */

const found = findPostgres();
const clients = 50;
const people = Array.from(
	{ length: 10 },
	(_, i) => `00000000-0000-4000-8000-${String(i + 1).padStart(12, '0')}`
);
const moderator = '00000000-0000-4000-8000-0000000000ff';

const accountsSql = [...people, moderator]
	.map((id) => `insert into auth.users (id, email) values ('${id}', '${id}@test.example');`)
	.join('\n');

const fields = ['note', 'keeper', 'mouths', 'lit', 'made_of'] as const;

/** A value that nobody else gives, where the field takes one. */
function valueOf(field: (typeof fields)[number], chance: Chance, who: string): unknown {
	if (field === 'mouths') return 1 + chance.below(1000);
	if (field === 'lit') return chance.happens(0.5);
	if (field === 'made_of') return [chance.pick(['brick', 'stone'])];
	return `${who} ${chance.below(1_000_000)}`;
}

/** What one device does next: new records, and changes of those that everybody changes. */
function nextBatch(chance: Chance, shared: string[], who: string): Operation[] {
	return Array.from({ length: 1 + chance.below(6) }, () => {
		const on = <T extends Operation>(operation: T): T => ({ ...operation, device_id: who });
		if (chance.happens(0.4)) return on(create());
		const id = chance.pick(shared);
		if (chance.happens(0.03)) return on(remove(id, 1));
		if (chance.happens(0.1)) return on(update(id, 1, { deleted: [true, false] }));
		const field = chance.pick(fields);
		return on(update(id, 1, { [`properties.${field}`]: [null, valueOf(field, chance, who)] }));
	});
}

if (found) {
	describe(`fifty devices at once (PostgreSQL ${found.version})`, () => {
		let server: PostgresServer;
		const open: pg.Client[] = [];
		const connect = async () => {
			const client = await server.connect();
			open.push(client);
			return client;
		};

		beforeAll(async () => {
			server = await startPostgres(found);
			const first = await connect();
			await boot(pgDatabase(first), { supabaseFolder: `${root}/supabase` });
			await first.query(vocabularySql());
			await first.query(accountsSql);
			await first.query(acceptCharterSql);
			await first.query(
				`insert into public.memberships (user_id, role)
				select id, 'trusted' from public.profiles where id <> $1 union all select $1, 'moderator'`,
				[moderator]
			);
		});
		afterAll(async () => {
			await Promise.all(open.map((client) => client.end()));
			await server?.stop();
		});

		test('nothing is missed by who pulls, done twice, or told to a person (fault-05, fault-18)', async () => {
			const deeds: Deeds = { answers: new Map(), troubles: new Map(), told: [] };
			const [first] = open;
			const seedling = Array.from({ length: 40 }, () => create());
			await send(first!, people[0]!, seedling, new Chance(1), deeds);
			const shared = seedling.map(({ record_id }) => record_id);

			let over = false;
			const pullers = await Promise.all(
				[moderator, people[0]!, people[1]!].map(async (user) => new Puller(await connect(), user))
			);
			const pulling = pullers.map(async (puller) => {
				while (!over) {
					await puller.pull();
					await pause(50);
				}
				while (await puller.pull());
			});

			const sent: Operation[] = [...seedling];
			const working = Array.from({ length: clients }, async (_, i) => {
				const chance = new Chance(1000 + i);
				const [client, user] = [await connect(), people[i % people.length]!];
				for (let round = 0; round < 5; round++) {
					const batch = nextBatch(chance, shared, `device-${i}`);
					sent.push(...batch);
					// The service worker and a page, or an impatient person: the same twice at once.
					const other = chance.happens(0.15) ? await connect() : null;
					const both = [client, ...(other ? [other] : [])];
					await Promise.all(both.map((each) => send(each, user, batch, chance, deeds)));
					await other?.end();
					if (other) open.splice(open.indexOf(other), 1);
				}
			});
			await Promise.all(working);
			over = true;
			await Promise.all(pulling);

			expect(deeds.told).toEqual([]);
			console.info(
				`${sent.length} operations; troubles retried: ${[...deeds.troubles].join('; ')}`
			);
			await everyOperationOnce(first!, sent, deeds);
			for (const puller of pullers) await knowsEverything(first!, puller);
		});

		test('while a transaction stays open for long, who pulls waits for it and loses nothing', async () => {
			const [slow, reader] = [await connect(), new Puller(await connect(), moderator)];
			while (await reader.pull());
			const [late, soon] = [create(), create()];
			await begin(slow, people[0]!);
			await slow.query('select public.push_operations($1)', [JSON.stringify([late])]);
			const deeds: Deeds = { answers: new Map(), troubles: new Map(), told: [] };
			const others = Array.from({ length: 10 }, (_, i) =>
				connect().then((client) =>
					send(client, people[i]!, i === 0 ? [soon] : [create()], new Chance(i), deeds)
				)
			);
			await Promise.all(others);
			for (let i = 0; i < 3; i++) await reader.pull();
			expect(reader.known.has(late.record_id)).toBe(false);
			await slow.query('commit');
			while (await reader.pull());
			expect(reader.known.has(late.record_id)).toBe(true);
			expect(reader.known.has(soon.record_id)).toBe(true);
			await knowsEverything(slow, reader);
		});
	});
} else {
	test('the crowd is left out: no PostgreSQL with PostGIS on this machine', () => {
		expect(process.env['CAPITELLE_REQUIRE_POSTGRES']).toBeUndefined();
	});
}

/** Each operation was carried out once, with one answer, and no version of a record was made twice. */
async function everyOperationOnce(
	client: pg.Client,
	sent: Operation[],
	{ answers }: Deeds
): Promise<void> {
	expect(answers.size).toBe(sent.length);
	// A crowd disputes and comes too late; nothing of it is anybody's mistake.
	const problems = [...answers.values()].flatMap(({ problems }) =>
		problems.map(({ code }) => code)
	);
	expect(problems.filter((code) => code !== 'record_deleted')).toEqual([]);
	const { rows } = await client.query<{ op_id: string; result: string; times: number }>(
		`select a.op_id, a.answer ->> 'result' as result, (select count(distinct h.version)::int from public.record_history h
			where h.op_id = a.op_id and h.kind in ('created', 'updated', 'deleted')) as times
		from public.operations_applied a`
	);
	expect(rows.map(({ op_id }) => op_id).sort()).toEqual(sent.map(({ op_id }) => op_id).sort());
	const kept = rows.filter(({ result }) => result === 'conflict' || result === 'refused');
	expect(kept.filter(({ times }) => times > 0)).toEqual([]);
	expect(rows.filter(({ times }) => times > 1)).toEqual([]);
	const twice = await client.query(
		`select record_id, version from public.record_history
		where kind in ('created', 'updated', 'deleted', 'restored') group by 1, 2 having count(*) > 1`
	);
	expect(twice.rows).toEqual([]);
	const skipped = await client.query(
		`select r.id from public.records r where r.version <> (select count(*) from public.record_history h
			where h.record_id = r.id and h.kind in ('created', 'updated', 'deleted', 'restored'))`
	);
	expect(skipped.rows).toEqual([]);
}

/** Who pulled has every record as it is now, and none that is gone. */
async function knowsEverything(client: pg.Client, { known }: Puller): Promise<void> {
	const { rows } = await client.query<{ id: string; version: number; updated_at: string }>(
		`select id, version, to_jsonb(updated_at) #>> '{}' as updated_at from public.records where deleted_at is null`
	);
	const there = new Map(rows.map((row) => [row.id, `${row.version} ${row.updated_at}`]));
	expect([...known].sort()).toEqual([...there].sort());
}
