import { join } from 'node:path';
import type { Operation } from '../../../src/lib/domain/operation.ts';
import { newId } from '../../../src/lib/domain/ids.ts';
import { boot } from '../../../src/lib/backend/boot.ts';
import { inTransaction, pgDatabase, type Database } from '../../../src/lib/backend/database.ts';
import { engines } from '../../support/database.ts';
import { findPostgres, startPostgres } from '../../support/postgres.ts';
import { root } from '../../support/snapshot.ts';
import type { Figure, Report } from '../figures.ts';
import { createOf, samples } from './sample.ts';

const records = 2_000;
const batch = 200;

type Push = (operations: Operation[]) => Promise<void>;

/** Operations per second, `lanes` at a time. */
async function rate(lanes: Push[], operations: Operation[]): Promise<number> {
	const share = Math.ceil(operations.length / lanes.length);
	const start = performance.now();
	await Promise.all(
		lanes.map(async (push, lane) => {
			const own = operations.slice(lane * share, (lane + 1) * share);
			for (let i = 0; i < own.length; i += batch) await push(own.slice(i, i + batch));
		})
	);
	return operations.length / ((performance.now() - start) / 1000);
}

/** A correction of one answer, as most are. */
function correctionOf({ record_id, ...rest }: Operation): Operation {
	const changes = {
		'properties.nom': { old: rest.changes['properties.nom']!.new, new: 'Autre nom' }
	};
	return { ...rest, op_id: newId(), kind: 'update', record_id, base_version: 1, changes };
}

/** One connection, in the name of one person: what the data interface does for each request. */
async function laneOf(db: Database): Promise<Push> {
	const [user] = await db.query<{ id: string }>(
		`insert into auth.users (id, email, aud, role, email_confirmed_at, raw_user_meta_data)
		 values (gen_random_uuid(), gen_random_uuid() || '@bench.example', 'authenticated', 'authenticated', now(), '{}') returning id`
	);
	const claims = JSON.stringify({ sub: user!.id, role: 'authenticated' });
	return (operations) =>
		inTransaction(db, async () => {
			await db.query(
				`select set_config('request.jwt.claims', $1, true), set_config('role', 'authenticated', true)`,
				[claims]
			);
			const [row] = await db.query<{ answers: { result: string }[] }>(
				'select public.push_operations($1) as answers',
				[JSON.stringify(operations)]
			);
			const other = row!.answers.find(({ result }) => result !== 'applied');
			if (other) throw new Error(JSON.stringify(other));
		});
}

/** One person's day on each lane: new records, then a correction of each. */
async function measure(db: Database, lanes: Push[], name: string): Promise<Figure[]> {
	// The engines plan and compile what they have not yet run; the tables are not empty anywhere for long.
	for (const lane of lanes) await rate([lane], samples(600).map(createOf));
	await db.exec('analyze');
	const created = samples(records).map(createOf);
	const create = await rate(lanes, created);
	const correct = await rate(lanes, created.map(correctionOf));
	const unit = 'operations/s';
	return [
		{ name: `${name}: new records`, value: create, unit, least: lanes.length > 1 ? 3_000 : 1_000 },
		{ name: `${name}: corrections`, value: correct, unit }
	];
}

async function embedded(): Promise<Figure[]> {
	const db = await engines()[0]!.open();
	try {
		return await measure(db, [await laneOf(db)], 'embedded');
	} finally {
		await db.close();
	}
}

async function postgres(): Promise<Figure[]> {
	const found = findPostgres();
	if (!found) return [];
	const server = await startPostgres(found);
	const clients = await Promise.all(Array.from({ length: 4 }, () => server.connect()));
	try {
		const databases = clients.map((client) => pgDatabase(client));
		await boot(databases[0]!, { supabaseFolder: join(root, 'supabase') });
		const lanes = await Promise.all(databases.map(laneOf));
		return await measure(
			databases[0]!,
			lanes,
			`PostgreSQL ${found.version}, ${lanes.length} at once`
		);
	} finally {
		for (const client of clients) await client.end();
		await server.stop();
	}
}

/** How fast the database itself takes what phones send: validated, with history, visit and receipt. */
export async function run(): Promise<Report> {
	return {
		title: 'Operations per second',
		setting: `${records} records of five answers each, 200 in a request, then a correction of each; without HTTP`,
		figures: [...(await embedded()), ...(await postgres())],
		ratios: []
	};
}
