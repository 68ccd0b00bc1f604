import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { boot } from '../../../src/lib/backend/boot.ts';
import { pgDatabase } from '../../../src/lib/backend/database.ts';
import { acceptedAtSignUpSql } from '../../support/charter.ts';
import { findPostgres, startPostgres } from '../../support/postgres.ts';
import { root } from '../../support/snapshot.ts';
import type { Backend } from './backend.ts';
import { Accounts, resetWorld, vocabulary } from './world.ts';
import { PostgresHttp } from './postgres-http.ts';

const origin = 'http://server.test';
/** The lock that a request's transaction asks for as it commits; whoever holds it holds the commit up. */
const commitLock = 4_711;

/** Every transaction that keeps an operation asks for the lock at its very end. */
const heldCommits = `
	create function private.wait_for_commit() returns trigger language plpgsql as $$
	begin
		perform pg_advisory_xact_lock_shared(${commitLock});
		return null;
	end $$;
	create constraint trigger wait_for_commit after insert on public.operations_applied
		deferrable initially deferred for each row execute function private.wait_for_commit();
`;

/** A real PostgreSQL of its own, spoken to as PostgREST, GoTrue and Storage would. */
export async function startPostgresBackend(): Promise<Backend> {
	const found = findPostgres();
	if (!found) throw new Error('no PostgreSQL with PostGIS on this machine');
	const server = await startPostgres(found);
	const owner = await server.connect();
	const database = pgDatabase(owner);
	await boot(database, { supabaseFolder: join(root, 'supabase') });
	await database.exec(vocabulary);
	await database.exec(acceptedAtSignUpSql);
	await database.exec(heldCommits);
	const sql: Backend['sql'] = (text, values) => database.query(text, values);
	const secret = randomBytes(32).toString('hex');
	const accounts = new Accounts(sql, secret);
	const http = new PostgresHttp(server, accounts);
	const config = { supabaseUrl: origin, publishableKey: 'publishable' };
	return {
		fetch: (input, init) =>
			input === '/config.json'
				? Promise.resolve(Response.json(config))
				: http.serve(new Request(input, init)),
		sql,
		account: (email) => accounts.id(email),
		session: (email, now) => accounts.session(email, now),
		async slowly(serve, meanwhile) {
			await sql('select pg_advisory_lock($1)', [commitLock]);
			let isServed = false;
			const response = serve().finally(() => (isServed = true));
			try {
				// Done, or held at its commit: nothing of it is visible then.
				while (!isServed && !(await isHeld(sql))) await pause(5);
				await meanwhile();
			} finally {
				await sql('select pg_advisory_unlock($1)', [commitLock]);
			}
			return response;
		},
		reset: () => resetWorld(sql),
		async close() {
			await http.close();
			await owner.end();
			await server.stop();
		}
	};
}

async function isHeld(sql: Backend['sql']): Promise<boolean> {
	const waiting = await sql(
		`select from pg_locks where locktype = 'advisory' and objid = $1 and not granted`,
		[commitLock]
	);
	return waiting.length > 0;
}
