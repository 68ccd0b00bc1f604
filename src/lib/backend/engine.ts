import { createPgliteConnection, type PgliteConnection } from '@supabase/lite/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { pgcrypto } from '@electric-sql/pglite/contrib/pgcrypto';
import { unaccent } from '@electric-sql/pglite/contrib/unaccent';
import { types } from '@electric-sql/pglite';
import { postgis } from '@electric-sql/pglite-postgis';
import { momentAsJson } from './moment.ts';

/**
 * Opens the embedded PostgreSQL on a folder, made when absent. One process at a time may hold it.
 *
 * The library, at its first request, grants ALL on every table of every schema that has row
 * security to anon and authenticated, which would undo the grants of the migrations. Telling it
 * that this was done keeps roles switched per request and leaves the grants alone.
 */
export async function openEngine(folder: string): Promise<PgliteConnection> {
	const connection = await createPgliteConnection({
		url: folder,
		pgliteOptions: {
			extensions: { postgis, unaccent, pg_trgm, pgcrypto, btree_gist },
			// The library answers with PostgreSQL's own text, where PostgREST answers with JSON's.
			parsers: { [types.TIMESTAMPTZ]: momentAsJson }
		}
	});
	if (!Object.hasOwn(connection, 'rlsState')) {
		await connection.close();
		throw new Error('@supabase/lite changed: its automatic grants can no longer be switched off');
	}
	Object.assign(connection, { rlsState: 'active' });
	return connection;
}
