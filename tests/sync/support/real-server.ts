import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { startApi, type Api } from '../../../src/lib/backend/api.ts';
import { loadSecrets } from '../../../src/lib/backend/secrets.ts';
import { acceptedAtSignUpSql } from '../../support/charter.ts';
import { freshDataFolder, root } from '../../support/snapshot.ts';

/** The real backend in this process: database, sign-in and storage as the server runs them, without HTTP. */
export interface RealServer {
	/** What a browser's `fetch` would do from a page of this server. */
	fetch: typeof fetch;
	sql<Row = Record<string, unknown>>(sql: string, values?: unknown[]): Promise<Row[]>;
	/** The last code sent to an address. */
	codeFor(email: string): string;
	/** Gives a role everywhere. */
	grant(user_id: string, role: string): Promise<void>;
	close(): Promise<void>;
}

const origin = 'http://server.test';

/** A theme of three kinds of stones, independent of those the app ships. */
export const stones = `
	insert into public.concept_schemes (id, title, uri) values
		('stones', '{"fr": "Pierres"}', 'http://server.test/stones/');
	insert into public.concepts (id, scheme, notation, geometry_kinds, deprecated) values
		('stones/wall', 'stones', 'wall', '{point,line}', false),
		('stones/hut', 'stones', 'hut', '{point}', false),
		('stones/old', 'stones', 'old', '{point}', true);
	insert into public.themes (id, title, description, scheme, title_field, icon, color, licence, accuracy_gate_m)
		values ('stones', '{"fr": "Pierres"}', '{"fr": "Pierres"}', 'stones', 'name', 'wall', '#777777', 'lov2', 20);
	insert into public.field_definitions (id, theme, key, kind, label) values
		('stones/name', 'stones', 'name', 'text', '{"fr": "Nom"}'),
		('stones/note', 'stones', 'note', 'long_text', '{"fr": "Note"}'),
		('stones/height', 'stones', 'height', 'measure', '{"fr": "Hauteur"}');
`;

export async function startRealServer(): Promise<RealServer> {
	const folder = await freshDataFolder('empty');
	const codes = new Map<string, string>();
	const { api } = await startApi({
		dataFolder: folder,
		databaseFolder: join(folder, 'database'),
		storageFolder: join(folder, 'storage'),
		supabaseFolder: join(root, 'supabase'),
		secrets: await loadSecrets(folder),
		siteUrl: origin,
		mail: null,
		demo: false,
		progress: () => undefined,
		deliverCode: (email, code) => codes.set(email, code)
	});
	await api.database.exec(stones);
	await api.database.exec(acceptedAtSignUpSql);
	const { publishableKey } = await loadSecrets(folder);
	return {
		fetch: pageFetch(api, publishableKey),
		sql: (sql, values) => api.database.query(sql, values),
		codeFor: (email) => codes.get(email) ?? '',
		async grant(user_id, role) {
			const sql = 'insert into public.memberships (user_id, role) values ($1, $2)';
			await api.database.query(sql, [user_id, role]);
		},
		async close() {
			await api.close();
			await rm(folder, { recursive: true, force: true });
		}
	};
}

function pageFetch(api: Api, publishableKey: string): typeof fetch {
	return (input, init) => {
		if (input === '/config.json') {
			return Promise.resolve(Response.json({ supabaseUrl: origin, publishableKey }));
		}
		return api.fetch(new Request(input, init));
	};
}
