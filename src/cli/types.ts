import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { boot } from '../lib/backend/boot.ts';
import { pgliteDatabase } from '../lib/backend/database.ts';
import { openEngine } from '../lib/backend/engine.ts';
import { databaseTypes } from './database-types.ts';

/* npm run types:database: writes the types of the exposed schema from a database made by the migrations. */

const target = 'src/lib/remote/database.types.ts';
const folder = await mkdtemp(join(tmpdir(), 'capitelle-types-'));
try {
	const connection = await openEngine(join(folder, 'database'));
	const database = pgliteDatabase(connection.driver);
	await boot(database, { supabaseFolder: 'supabase' });
	await writeFile(target, await databaseTypes(database));
	await connection.close();
	console.log(target);
} finally {
	await rm(folder, { recursive: true, force: true });
}
