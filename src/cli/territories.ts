import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { boot } from '../lib/backend/boot.ts';
import { pgDatabase, pgliteDatabase, type Database } from '../lib/backend/database.ts';
import { openEngine } from '../lib/backend/engine.ts';
import { lockFolder } from '../lib/backend/lock.ts';
import { readSettings } from '../lib/backend/settings.ts';
import { readCommunes, TerritoryError } from '../lib/backend/territories/communes.ts';
import { loadCommunes, writeTerritory } from '../lib/backend/territories/load.ts';
import { fetchDepartment } from '../lib/backend/territories/official.ts';
import type { CommuneSource } from '../lib/domain/territories/commune-file.ts';
import { explainAndExit, loadEnvFile } from './setup.ts';

/*
 * npm run territories -- FILE_OR_DEPARTMENTS: outlines of communes, from GeoJSON files or from the
 * official service. May be run again at any time.
 */

const usage = `Usage : npm run territories -- 30 12
        npm run territories -- communes.geojson [--territory "id=Nom du territoire"]

Charge les contours des communes : départements (depuis geo.api.gouv.fr) ou fichiers GeoJSON
(propriétés « insee » ou « code », et « nom »). Un département devient aussi un territoire,
« departement-30 » ; --territory en fait un des communes d’un fichier.`;

interface Load {
	communes: CommuneSource[];
	origin: string;
	territory: { id: string; name: string } | null;
}

loadEnvFile();
try {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: { territory: { type: 'string' } }
	});
	if (positionals.length === 0) throw new TerritoryError(usage);
	// Everything is read before the database is opened: a wrong name costs nothing.
	const loads: Load[] = [];
	for (const source of positionals) loads.push(await read(source, values.territory));
	await withDatabase(async (database) => {
		for (const load of loads) await run(database, load);
	});
} catch (error) {
	if (!(error instanceof TerritoryError)) explainAndExit(error);
	console.error(error.message);
	process.exit(1);
}

async function read(source: string, territory: string | undefined): Promise<Load> {
	if (/[.]/.test(source) || existsSync(source)) {
		const text = await readFile(source, 'utf8').catch(() => {
			throw new TerritoryError(`${source} : fichier introuvable ou illisible`);
		});
		const name = basename(source);
		const [id = '', ...words] = territory?.split('=') ?? [];
		return {
			communes: readCommunes(text, name),
			origin: 'file',
			territory: id ? { id, name: words.join('=') || id } : null
		};
	}
	console.log(`geo.api.gouv.fr : département ${source}…`);
	const { code, nom, communes } = await fetchDepartment(source.toUpperCase());
	return {
		communes,
		origin: 'api',
		territory: { id: `departement-${code.toLowerCase()}`, name: nom }
	};
}

async function run(database: Database, { communes, origin, territory }: Load): Promise<void> {
	const report = await loadCommunes(database, communes, origin, showProgress);
	if (territory) await writeTerritory(database, territory.id, territory.name, communes);
	const { added, changed, unchanged } = report;
	console.log(
		`${territory ? `${territory.name} : ` : ''}${added} ajoutées, ${changed} modifiées, ${unchanged} inchangées.`
	);
}

/** One line that moves on a terminal; in a log, one line a quarter. */
function showProgress(done: number, total: number): void {
	if (process.stdout.isTTY) {
		process.stdout.write(`\rCommunes : ${done}/${total}${done === total ? '\n' : ''}`);
	} else if (
		done === total ||
		Math.floor((done / total) * 4) > Math.floor(((done - 25) / total) * 4)
	) {
		console.log(`Communes : ${done}/${total}`);
	}
}

/** The embedded database when the server does not hold it, else the one named by DATABASE_URL. */
async function withDatabase(work: (database: Database) => Promise<void>): Promise<void> {
	const { dataFolder, remote } = readSettings({ ...process.env, CAPITELLE_DEMO: 'off' });
	const url = process.env['DATABASE_URL']?.trim();
	if (url) return withPostgres(url, work);
	if (remote) {
		throw new TerritoryError(
			'Avec un projet Supabase, il faut aussi DATABASE_URL : la chaîne de connexion à sa base (tableau de bord, bouton « Connect »).'
		);
	}
	const release = await lockFolder(resolve(dataFolder));
	try {
		const connection = await openEngine(join(resolve(dataFolder), 'database'));
		const database = pgliteDatabase(connection.driver);
		await boot(database, { supabaseFolder: resolve('supabase') });
		await work(database).finally(() => connection.close());
	} finally {
		await release();
	}
}

async function withPostgres(
	url: string,
	work: (database: Database) => Promise<void>
): Promise<void> {
	const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 15_000 });
	await client.connect().catch((error: unknown) => {
		throw new TerritoryError(
			`DATABASE_URL : connexion impossible (${error instanceof Error ? error.message : String(error)})`
		);
	});
	await work(pgDatabase(client)).finally(() => client.end());
}
