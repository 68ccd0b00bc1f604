import { readFile } from 'node:fs/promises';

/** The little that booting, seeding and tests need of a database, whichever engine answers. */
export interface Database {
	/** Runs a script of one or more statements; values cannot be passed. */
	exec(sql: string): Promise<void>;
	/** Runs one statement and returns its rows. */
	query<Row = Record<string, unknown>>(sql: string, values?: unknown[]): Promise<Row[]>;
}

/** The part of PGlite used here, so that this module does not load the engine by itself. */
interface PgliteLike {
	exec(sql: string): Promise<unknown>;
	query(sql: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
}

/** The part of a node-postgres client used here. */
interface PgClientLike {
	query(sql: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
}

/** Speaks to an embedded PGlite. */
export function pgliteDatabase(engine: PgliteLike): Database {
	return {
		async exec(sql) {
			await engine.exec(sql);
		},
		async query<Row>(sql: string, values: unknown[] = []) {
			return (await engine.query(sql, values)).rows as Row[];
		}
	};
}

/** Speaks to a real PostgreSQL through one connected node-postgres client (not a pool: sessions matter). */
export function pgDatabase(client: PgClientLike): Database {
	return {
		async exec(sql) {
			await client.query(sql);
		},
		async query<Row>(sql: string, values?: unknown[]) {
			return (await client.query(sql, values)).rows as Row[];
		}
	};
}

/** Runs `work` inside one transaction, rolled back when it throws. */
export async function inTransaction<T>(database: Database, work: () => Promise<T>): Promise<T> {
	await database.exec('begin');
	try {
		const result = await work();
		await database.exec('commit');
		return result;
	} catch (error) {
		await database.exec('rollback');
		throw error;
	}
}

/** Runs an SQL file; the error names the file and, when Postgres tells it, the line. */
export async function execFile(database: Database, path: string): Promise<void> {
	await execSql(database, path, await readFile(path, 'utf8'));
}

/** Runs a script; the error says its name and, when Postgres tells it, the line. */
export async function execSql(database: Database, name: string, sql: string): Promise<void> {
	try {
		await database.exec(sql);
	} catch (error) {
		throw new Error(describeSqlError(name, sql, error), { cause: error });
	}
}

function describeSqlError(path: string, sql: string, error: unknown): string {
	const message = error instanceof Error ? error.message : String(error);
	const { position, detail, hint, where } = error as Record<string, string | undefined>;
	const line = position ? sql.slice(0, Number(position)).split('\n').length : null;
	return [`${path}${line === null ? '' : `:${line}`}: ${message}`, detail, hint, where]
		.filter(Boolean)
		.join('\n  ');
}
