import { inTransaction, type Database } from '../database.ts';
import type { CommuneSource } from '../../domain/territories/commune-file.ts';
import { TerritoryError } from './communes.ts';

export interface LoadReport {
	added: number;
	changed: number;
	unchanged: number;
}

const batchSize = 25;

/**
 * Writes communes, each once: the same load twice changes nothing. Records are given their commune
 * again by the database when an outline changes. Broken outlines are repaired (bow ties, repeated
 * points), which official files sometimes need.
 * @throws TerritoryError naming the commune whose outline cannot be read
 */
export async function loadCommunes(
	database: Database,
	communes: CommuneSource[],
	origin: string,
	progress: (done: number, total: number) => void
): Promise<LoadReport> {
	const report: LoadReport = { added: 0, changed: 0, unchanged: 0 };
	for (let at = 0; at < communes.length; at += batchSize) {
		const batch = communes.slice(at, at + batchSize);
		await inTransaction(database, async () => {
			for (const commune of batch) report[await writeCommune(database, commune, origin)]++;
		});
		progress(at + batch.length, communes.length);
	}
	return report;
}

async function writeCommune(
	database: Database,
	commune: CommuneSource,
	origin: string
): Promise<keyof LoadReport> {
	const { insee, nom, outline } = commune;
	try {
		const rows = await database.query<{ became: keyof LoadReport }>(
			'select private.write_commune($1, $2, $3::jsonb, $4) as became',
			[insee, nom, JSON.stringify(outline), origin]
		);
		return rows[0]?.became ?? 'unchanged';
	} catch (error) {
		throw new TerritoryError(
			`${nom} (${insee}) : contour illisible (${error instanceof Error ? error.message : String(error)})`
		);
	}
}

/** Makes or extends the territory on which roles can be given. @throws TerritoryError when its id is not one */
export async function writeTerritory(
	database: Database,
	id: string,
	name: string,
	communes: CommuneSource[]
): Promise<void> {
	if (!/^[a-z][a-z0-9-]{1,49}$/.test(id)) {
		throw new TerritoryError(
			`« ${id} » : un identifiant de territoire s’écrit en minuscules, chiffres et tirets`
		);
	}
	await inTransaction(database, async () => {
		await database.query(
			'insert into public.territories (id, name) values ($1, $2::jsonb) on conflict (id) do update set name = excluded.name',
			[id, JSON.stringify({ fr: name })]
		);
		await database.query(
			'insert into public.territory_communes (territory, insee) select $1, unnest($2::text[]) on conflict do nothing',
			[id, communes.map(({ insee }) => insee)]
		);
	});
}
