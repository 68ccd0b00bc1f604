import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { kindOf } from '../geometry.ts';
import { readImportFile } from './read-file.ts';

const folder = new URL('../../../../../shared/data/', import.meta.url);
const isHere = existsSync(folder);

/** Files as a town, volunteers and another program publish them: kinds of places, and their first name. */
const files = [
	// In Lambert-93, without a word about it.
	['geo/VilleMTP_MTP_FontainesPublic.geojson', { point: 89 }, 'Baumel', 2154],
	['geo/VilleMTP_MTP_CoursEau.geojson', { polygon: 841 }, null, null],
	[
		'geo/osm_historic_aude_corbieres_20141113_ODbL.geojson',
		{ point: 213 },
		'Château de Peyrepertuse',
		null
	],
	['geocontrib/api_tests_data__test_project_export.geojson', { line: 1 }, 'type 2 publié', null],
	[
		'geocontrib/e2e_library_files__multipoint.json',
		{ point: 1 },
		'b189f40b-c1dd-457f-883d-9476f5b34aa3',
		null
	]
] as const;

describe.skipIf(!isHere)('files that others publish', () => {
	it.each(files)('%s is read whole', async (name, kinds, first, converted) => {
		const read = await readImportFile(new Blob([readFileSync(new URL(name, folder))]));
		const found: Record<string, number> = {};
		for (const { geometry } of read.places)
			found[kindOf(geometry)] = (found[kindOf(geometry)] ?? 0) + 1;
		expect(found).toEqual(kinds);
		expect(read).toMatchObject({ converted, simplified: 0, aside: { unsound: 0, over: 0 } });
		expect(read.places[0]!.name).toBe(first);
	});

	it('lie where they are: the fountain of the square Jean Baumel is in Montpellier', async () => {
		const file = new Blob([readFileSync(new URL(files[0][0], folder))]);
		const [{ geometry } = { geometry: null }] = (await readImportFile(file)).places;
		expect(geometry).toEqual({ type: 'Point', coordinates: [3.8582644, 43.6405627] });
	});
});

describe.skipIf(isHere)('files that others publish', () => {
	it('could not be read: ../shared/data is not on this machine', () => undefined);
});
