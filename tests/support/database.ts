import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { boot } from '../../src/lib/backend/boot.ts';
import { pgDatabase, pgliteDatabase, type Database } from '../../src/lib/backend/database.ts';
import { openEngine } from '../../src/lib/backend/engine.ts';
import { acceptCharterSql } from './charter.ts';
import { findPostgres, startPostgres } from './postgres.ts';
import { freshDataFolder, root, snapshot } from './snapshot.ts';

/** Who speaks: nobody in particular, a signed-in person, or the server itself. */
export type Actor =
	{ role: 'anon' } | { role: 'authenticated'; user: string } | { role: 'service_role' };

/** Speaks as somebody: each call is one transaction under that role, as the data interface does it. */
interface Voice {
	query<Row = Record<string, unknown>>(sql: string, values?: unknown[]): Promise<Row[]>;
	/** Calls a function of `public` with named arguments and returns its single value. */
	rpc<T = unknown>(name: string, args?: Record<string, unknown>): Promise<T>;
}

export interface TestDatabase extends Database {
	as(actor: Actor): Voice;
	/** Adds an account as the sign-in would, with the charter accepted. */
	addUser(email: string): Promise<string>;
	close(): Promise<void>;
}

export interface Engine {
	name: string;
	/** Opens a database of its own with every migration and the seed. */
	open(): Promise<TestDatabase>;
}

/**
 * Engines on which the database tests run: the embedded one, and a real PostgreSQL with PostGIS
 * when this machine has it (or the run fails, when CAPITELLE_REQUIRE_POSTGRES is set).
 */
export function engines(): Engine[] {
	const found: Engine[] = [{ name: 'PGlite', open: openPglite }];
	const postgres = findPostgres();
	if (postgres)
		found.push({ name: `PostgreSQL ${postgres.version}`, open: () => openPostgres(postgres) });
	else if (process.env['CAPITELLE_REQUIRE_POSTGRES'])
		throw new Error('PostgreSQL with PostGIS is required and was not found');
	else console.warn('Real PostgreSQL left out: no server with PostGIS in /usr/lib/postgresql.');
	return found;
}

async function openPglite(): Promise<TestDatabase> {
	const folder = await freshDataFolder('empty');
	const connection = await openEngine(join(folder, 'database'));
	const database = pgliteDatabase(connection.driver);
	await boot(database, { supabaseFolder: join(root, 'supabase') });
	return withVoices(database, async () => {
		await connection.close();
		await rm(folder, { recursive: true, force: true });
	});
}

async function openPostgres(
	found: NonNullable<ReturnType<typeof findPostgres>>
): Promise<TestDatabase> {
	const server = await startPostgres(found, await bootedPostgres(found));
	const client = await server.connect();
	const database = pgDatabase(client);
	await boot(database, { supabaseFolder: join(root, 'supabase') });
	return withVoices(database, async () => {
		await client.end();
		await server.stop();
	});
}

/** What a server holds after its first boot: each test file starts a copy of it. */
async function bootedPostgres(
	found: NonNullable<ReturnType<typeof findPostgres>>
): Promise<string> {
	const folder = await snapshot('empty', `postgres-${found.version}`, async (draft) => {
		const server = await startPostgres(found);
		const client = await server.connect();
		await boot(pgDatabase(client), { supabaseFolder: join(root, 'supabase') });
		await client.end();
		await server.keep(join(draft, 'data'));
	});
	return join(folder, 'data');
}

function withVoices(database: Database, close: () => Promise<void>): TestDatabase {
	return {
		...database,
		as: (actor) => voice(database, actor),
		addUser: (email) => addUser(database, email),
		close
	};
}

async function addUser(database: Database, email: string): Promise<string> {
	const [row] = await database.query<{ id: string }>(
		`insert into auth.users (id, email, aud, role, email_confirmed_at, raw_user_meta_data)
		 values (gen_random_uuid(), $1, 'authenticated', 'authenticated', now(), '{}') returning id`,
		[email]
	);
	await database.exec(acceptCharterSql);
	return row!.id;
}

function voice(database: Database, actor: Actor): Voice {
	const speak = async <T>(work: () => Promise<T>): Promise<T> => {
		const sub = actor.role === 'authenticated' ? actor.user : '';
		const claims = JSON.stringify({ role: actor.role, ...(sub ? { sub } : {}) });
		await database.exec('begin');
		try {
			await database.query(
				`select set_config('request.jwt.claims', $1, true), set_config('request.jwt.claim.sub', $2, true),
					set_config('request.jwt.claim.role', $3, true), set_config('role', $3, true)`,
				[claims, sub, actor.role]
			);
			const result = await work();
			await database.exec('commit');
			return result;
		} catch (error) {
			await database.exec('rollback');
			throw error;
		}
	};
	return {
		query: (sql, values) => speak(() => database.query(sql, values)),
		async rpc<T>(name: string, args: Record<string, unknown> = {}) {
			const names = Object.keys(args);
			const call = `select public.${name}(${names.map((arg, i) => `${arg} => $${i + 1}`).join(', ')}) as value`;
			const values = names.map((arg) => toSql(args[arg]));
			const [row] = await speak(() => database.query<{ value: T }>(call, values));
			return row!.value;
		}
	};
}

/** Objects travel as JSON text; arrays of plain numbers or texts stay SQL arrays. */
function toSql(value: unknown): unknown {
	if (value === null || typeof value !== 'object') return value;
	const isSqlArray =
		Array.isArray(value) && value.length > 0 && value.every((item) => typeof item !== 'object');
	return isSqlArray ? value : JSON.stringify(value);
}
