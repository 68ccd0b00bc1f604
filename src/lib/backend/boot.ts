import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getAuthSchemaSql, getStorageSchemaSql } from '@supabase/lite';
import { execFile, execSql, inTransaction, type Database } from './database.ts';

/**
 * What every Supabase project has before the first migration: roles, schemas, and the default
 * privileges of `public`, which grant everything to everyone. They are reproduced on purpose: a
 * migration that forgets to revoke must fail here as it would fail on a hosted project.
 */
const platformSql = `
do $$ begin
	if not exists (select from pg_roles where rolname = 'anon') then create role anon nologin; end if;
	if not exists (select from pg_roles where rolname = 'authenticated') then create role authenticated nologin; end if;
	if not exists (select from pg_roles where rolname = 'service_role') then create role service_role nologin bypassrls; end if;
	execute format('alter database %I set search_path = "$user", public, extensions', current_database());
end $$;
create schema if not exists extensions;
grant usage on schema public, extensions to anon, authenticated, service_role;
alter default privileges in schema public grant all on tables to anon, authenticated, service_role;
alter default privileges in schema public grant all on sequences to anon, authenticated, service_role;
alter default privileges in schema public grant all on functions to anon, authenticated, service_role;
`;

/** `auth.uid()` and its sisters, as hosted Supabase defines them: the claim alone, then the whole token. */
const authHelpersSql = `
create schema if not exists auth;
create or replace function auth.uid() returns uuid language sql stable as $$
	select coalesce(nullif(current_setting('request.jwt.claim.sub', true), ''),
		nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')::uuid
$$;
create or replace function auth.role() returns text language sql stable as $$
	select coalesce(nullif(current_setting('request.jwt.claim.role', true), ''),
		nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'role')
$$;
create or replace function auth.email() returns text language sql stable as $$
	select coalesce(nullif(current_setting('request.jwt.claim.email', true), ''),
		nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'email')
$$;
create or replace function auth.jwt() returns jsonb language sql stable as $$
	select coalesce(nullif(current_setting('request.jwt.claims', true), ''), '{}')::jsonb
$$;
`;

/** Row security guards storage, as on a hosted project; auth tables are for the server alone. */
const platformGrantsSql = `
grant usage on schema auth, storage to anon, authenticated, service_role;
grant execute on all functions in schema auth, storage to anon, authenticated, service_role;
grant all on storage.buckets, storage.objects to anon, authenticated, service_role;
grant all on all tables in schema auth to service_role;
`;

/** Same table as the Supabase CLI keeps, so that a dump of either can be carried on with the other. */
const historySql = `
create schema if not exists supabase_migrations;
create table if not exists supabase_migrations.schema_migrations (
	version text primary key, statements text[], name text,
	created_by text, idempotency_key text, rollback text[]
);
create table if not exists supabase_migrations.seed_files (path text primary key, hash text not null);
`;

/** A file of `supabase/migrations`: fourteen digits, then its topic. */
interface Migration {
	version: string;
	name: string;
	path: string;
}

/** Reference rows that come with the operator's own themes, beside `supabase/seed.sql`. */
export interface Seed {
	/** Tells it from the others, for ever. */
	name: string;
	/** Upserts only: applied again whenever the text changed. */
	sql: string;
}

export interface BootOptions {
	/** The folder `supabase` of the project. */
	supabaseFolder: string;
	/** Base of the addresses given to concepts that have none yet; null or left out: the project's. */
	uriBase?: string | null;
	/** Applied after the seed of the project. */
	seeds?: readonly Seed[];
	/** Told each step that takes time. */
	progress?: (step: string) => void;
}

export interface BootReport {
	/** Names of the migrations applied by this call. */
	applied: string[];
	/** Version of the last migration in the database. */
	schemaVersion: string;
	/** True when the vocabulary and other reference rows were (re)written. */
	seeded: boolean;
}

/** Lists the migrations in the order they are applied. A file with another name is an error, not skipped. */
async function listMigrations(supabaseFolder: string): Promise<Migration[]> {
	const folder = join(supabaseFolder, 'migrations');
	const files = existsSync(folder)
		? (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort()
		: [];
	return files.map((file) => {
		const match = /^(\d{14})_([a-z0-9_]+)\.sql$/.exec(file);
		if (!match) throw new Error(`supabase/migrations/${file}: expected <14 digits>_<topic>.sql`);
		return { version: match[1] ?? '', name: match[2] ?? '', path: join(folder, file) };
	});
}

/**
 * Brings a database, empty or not, to the current schema: platform objects, migrations not yet
 * applied (each in one transaction), then the seed when its content changed. Needs a superuser.
 */
export async function boot(database: Database, options: BootOptions): Promise<BootReport> {
	const progress = options.progress ?? (() => undefined);
	if (!(await hasPlatform(database))) {
		progress('platform');
		await inTransaction(database, () =>
			database.exec(
				[
					platformSql,
					authHelpersSql,
					getAuthSchemaSql(),
					getStorageSchemaSql(),
					platformGrantsSql,
					historySql
				].join('\n')
			)
		);
	}
	// PGlite sets `public` alone at each start, whatever the database says.
	await database.exec('set search_path = "$user", public, extensions');
	const migrations = await listMigrations(options.supabaseFolder);
	const applied = await applyMigrations(database, migrations, progress);
	const seeded = await applySeeds(database, options, progress);
	return { applied, schemaVersion: migrations.at(-1)?.version ?? '', seeded };
}

async function hasPlatform(database: Database): Promise<boolean> {
	const [row] = await database.query<{ found: boolean }>(
		`select to_regclass('supabase_migrations.schema_migrations') is not null as found`
	);
	return row?.found === true;
}

async function applyMigrations(
	database: Database,
	migrations: Migration[],
	progress: (step: string) => void
) {
	const rows = await database.query<{ version: string }>(
		'select version from supabase_migrations.schema_migrations'
	);
	const known = new Set(rows.map((row) => row.version));
	const newer = [...known].filter(
		(version) => !migrations.some((migration) => migration.version === version)
	);
	if (newer.length > 0) {
		throw new Error(
			`the database holds migrations this version does not have: ${newer.join(', ')}`
		);
	}
	const applied: string[] = [];
	for (const migration of migrations) {
		if (known.has(migration.version)) continue;
		progress(`migration ${migration.name}`);
		await inTransaction(database, async () => {
			await execFile(database, migration.path);
			await database.query(
				'insert into supabase_migrations.schema_migrations (version, name, statements) values ($1, $2, $3)',
				[migration.version, migration.name, [await readFile(migration.path, 'utf8')]]
			);
		});
		applied.push(migration.name);
	}
	return applied;
}

async function applySeeds(
	database: Database,
	{ supabaseFolder, uriBase = null, seeds = [] }: BootOptions,
	progress: (step: string) => void
): Promise<boolean> {
	const file = join(supabaseFolder, 'seed.sql');
	const own = existsSync(file)
		? [{ name: 'supabase/seed.sql', sql: await readFile(file, 'utf8') }]
		: [];
	let seeded = false;
	for (const seed of [...own, ...seeds]) {
		if (await applySeed(database, seed, uriBase, progress)) seeded = true;
	}
	return seeded;
}

async function applySeed(
	database: Database,
	{ name, sql }: Seed,
	uriBase: string | null,
	progress: (step: string) => void
): Promise<boolean> {
	const hash = createHash('sha256').update(sql).digest('hex');
	const [known] = await database.query<{ hash: string }>(
		`select hash from supabase_migrations.seed_files where path = $1`,
		[name]
	);
	if (known?.hash === hash) return false;
	progress('seed');
	await inTransaction(database, async () => {
		// Read by private.uri_base(), until the end of this transaction.
		await database.query(`select set_config('capitelle.uri_base', $1, true)`, [uriBase ?? '']);
		await execSql(database, name, sql);
		await database.query(
			`insert into supabase_migrations.seed_files (path, hash) values ($1, $2)
			 on conflict (path) do update set hash = excluded.hash`,
			[name, hash]
		);
	});
	return true;
}
