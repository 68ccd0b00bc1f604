import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { startApi } from '../../../src/lib/backend/api.ts';
import { loadSecrets } from '../../../src/lib/backend/secrets.ts';
import { acceptedAtSignUpSql } from '../../support/charter.ts';
import { freshDataFolder, root } from '../../support/snapshot.ts';
import type { Backend } from './backend.ts';
import { Accounts, resetWorld, vocabulary } from './world.ts';

const origin = 'http://server.test';

/**
 * The embedded database has one connection, so that no two of its transactions are ever open at once. What a
 * puller must survive is played instead: a transaction takes its number, others go on, and what it writes
 * shows up under that number later. The horizon is told of numbers so held, as a real one knows them.
 */
const heldTransactions = `
	create table private.held (xid xid8 not null);
	create function private.horizon() returns xid8 language sql stable set search_path = ''
	as $$ select least(pg_snapshot_xmin(pg_current_snapshot()), (select min(xid) from private.held)) $$;
	do $$
	declare v_pull text := pg_get_functiondef('public.pull_changes'::regproc);
	begin
		if strpos(v_pull, 'pg_snapshot_xmin(pg_current_snapshot())') = 0 then
			raise 'pull_changes no longer reads the horizon as the simulation expects';
		end if;
		execute replace(v_pull, 'pg_snapshot_xmin(pg_current_snapshot())', 'private.horizon()');
	end $$;
`;

/** The backend of `npm start`, in this process and without HTTP. */
export async function startEmbedded(): Promise<Backend> {
	const folder = await freshDataFolder('empty');
	const secrets = await loadSecrets(folder);
	const { api } = await startApi({
		dataFolder: folder,
		databaseFolder: join(folder, 'database'),
		storageFolder: join(folder, 'storage'),
		supabaseFolder: join(root, 'supabase'),
		secrets,
		siteUrl: origin,
		mail: null,
		demo: false,
		progress: () => undefined,
		deliverCode: () => undefined
	});
	await api.database.exec(vocabulary);
	await api.database.exec(acceptedAtSignUpSql);
	await api.database.exec(heldTransactions);
	const sql: Backend['sql'] = (text, values) => api.database.query(text, values);
	const accounts = new Accounts(sql, secrets.jwtSecret);
	const config = { supabaseUrl: origin, publishableKey: secrets.publishableKey };
	return {
		fetch: (input, init) =>
			input === '/config.json'
				? Promise.resolve(Response.json(config))
				: api.fetch(new Request(input, init)),
		sql,
		account: (email) => accounts.id(email),
		session: (email, now) => accounts.session(email, now),
		async slowly(serve, meanwhile) {
			const [held] = await sql<{ xid: string }>(
				'insert into private.held values (pg_current_xact_id()) returning xid::text as xid'
			);
			await meanwhile();
			const response = await serve();
			await commitLate(sql, held!.xid);
			return response;
		},
		reset: () => resetWorld(sql),
		async close() {
			await api.close();
			await rm(folder, { recursive: true, force: true });
		}
	};
}

/** Everything written since that number was taken gets it, as if its transaction had been open all along. */
async function commitLate(sql: Backend['sql'], xid: string): Promise<void> {
	await sql(`do $$ begin
		set local session_replication_role = replica;
		update public.records set changed_xid = '${xid}'::xid8 where changed_xid > '${xid}'::xid8;
		delete from private.held;
	end $$`);
}
