import { join } from 'node:path';
import { boot } from '../../../src/lib/backend/boot.ts';
import { inTransaction, pgDatabase, type Database } from '../../../src/lib/backend/database.ts';
import { findPostgres, startPostgres } from '../../support/postgres.ts';
import { root } from '../../support/snapshot.ts';
import { percentile, type Report } from '../figures.ts';

const sizes = [10_000, 1_000_000];
const changed = 100;
const times = 40;

/** Published records as they lie in the table, written without the work that goes with each. */
async function fill(db: Database, count: number): Promise<void> {
	await db.exec('alter table public.records disable trigger user');
	await db.query(
		`insert into public.records (id, theme, concept, geometry, position, properties, sensitivity, observed_at, status,
				licence, published_at, flags, public_geometry, public_properties, public_lon, public_lat, title)
		 select gen_random_uuid(), 'heritage', 'patrimoine/capitelle', g, '{"method": "gps", "accuracy_m": 5}', p, 'public', now(),
			'published', 'lov2', now(), '[]', g, p, extensions.st_x(g), extensions.st_y(g), 'Capitelle ' || i
		 from generate_series((select count(*) from public.records) + 1, $1) as i
		 cross join lateral (select extensions.st_setsrid(extensions.st_makepoint(random() * 4.8, 42.6 + random() * 2.3), 4326) as g,
			jsonb_build_object('etat', 'bon', 'acces', 'yes', 'nom', 'Capitelle ' || i) as p) x`,
		[count]
	);
	await db.exec('alter table public.records enable trigger user');
	await db.exec('vacuum analyze');
}

/** Milliseconds of each pull of what changed since a cursor: the request as a phone makes it. */
async function pulls(db: Database): Promise<number[]> {
	const pull = (cursor: string | null) =>
		inTransaction(db, async () => {
			await db.exec(`set local role anon`);
			const [row] = await db.query<{ answer: { cursor: string; records: unknown[] } }>(
				'select public.pull_changes($1) as answer',
				[cursor]
			);
			return row!.answer;
		});
	const taken: number[] = [];
	for (let i = 0; i < times; i++) {
		const [last] = await db.query<{ cursor: string }>(
			`select md5((select epoch from private.change_epoch) || '|||') || '.' || pg_snapshot_xmin(pg_current_snapshot())
				|| '.00000000-0000-0000-0000-000000000000' as cursor`
		);
		await db.query(
			`update public.records set licence = licence where id in (
				select id from public.records tablesample system_rows(${changed}))`
		);
		const start = performance.now();
		const { records } = await pull(last!.cursor);
		taken.push(performance.now() - start);
		if (records.length !== changed) throw new Error(`pulled ${records.length}`);
	}
	return taken;
}

/** Whether what a phone fetches costs what changed, and not what exists. */
export async function run(): Promise<Report> {
	const found = findPostgres();
	if (!found) throw new Error('PostgreSQL with PostGIS is needed for a base of this size');
	const server = await startPostgres(found);
	const client = await server.connect();
	try {
		const db = pgDatabase(client);
		await boot(db, { supabaseFolder: join(root, 'supabase') });
		await db.exec('create extension tsm_system_rows');
		const medians: number[] = [];
		for (const size of sizes) {
			await fill(db, size);
			medians.push(percentile(await pulls(db), 0.5));
		}
		const [small, large] = medians as [number, number];
		return {
			title: `Pulling ${changed} changes`,
			setting: `PostgreSQL ${found.version}, ${times} times, median; records picked anywhere in the base`,
			figures: sizes.map((size, i) => ({
				name: `from ${size} records`,
				value: medians[i]!,
				unit: 'ms' as const
			})),
			ratios: [{ name: 'a million ÷ ten thousand', value: large / small, budget: 1.5 }]
		};
	} finally {
		await client.end();
		await server.stop();
	}
}
