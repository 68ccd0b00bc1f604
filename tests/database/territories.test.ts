import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CommuneSource } from '../../src/lib/domain/territories/commune-file.ts';
import { loadCommunes, writeTerritory } from '../../src/lib/backend/territories/load.ts';
import { engines, type TestDatabase } from '../support/database.ts';

function square(insee: string, west: number, size = 1): CommuneSource {
	const ring = [
		[west, 44],
		[west + size, 44],
		[west + size, 45],
		[west, 45],
		[west, 44]
	];
	return {
		insee,
		nom: `Commune ${insee}`,
		outline: { type: 'Polygon', coordinates: [ring] }
	};
}

for (const engine of engines()) {
	describe(`communes on ${engine.name}`, () => {
		let database: TestDatabase;
		beforeAll(async () => {
			database = await engine.open();
		});
		afterAll(() => database.close());

		const load = (communes: CommuneSource[], origin = 'api') =>
			loadCommunes(database, communes, origin, () => undefined);

		test('the same load twice is one load; what changed is changed', async () => {
			const communes = [square('30001', 4), square('30002', 5)];
			expect(await load(communes)).toEqual({ added: 2, changed: 0, unchanged: 0 });
			expect(await load(communes)).toEqual({ added: 0, changed: 0, unchanged: 2 });
			expect(await load([square('30001', 4, 0.5), square('30002', 5)])).toEqual({
				added: 0,
				changed: 1,
				unchanged: 1
			});
			expect(await load([square('30002', 5)], 'file')).toEqual({
				added: 0,
				changed: 1,
				unchanged: 0
			});
		});

		test('progress reaches the end', async () => {
			const seen: number[] = [];
			const many = Array.from({ length: 60 }, (_, i) => square(`3${String(1000 + i)}`, i));
			await loadCommunes(database, many, 'api', (done) => seen.push(done));
			expect(seen).toEqual([25, 50, 60]);
		});

		test('a bow tie is repaired', async () => {
			const bowTie = [
				[6, 44],
				[7, 45],
				[7, 44],
				[6, 45],
				[6, 44]
			];
			await load([{ ...square('30003', 6), outline: { type: 'Polygon', coordinates: [bowTie] } }]);
			const [row] = await database.query<{ valid: boolean; parts: number }>(
				`select extensions.st_isvalid(outline) as valid, extensions.st_numgeometries(outline) as parts from public.communes where insee = '30003'`
			);
			expect(row).toEqual({ valid: true, parts: 2 });
		});

		test('an outline that is none names its commune, and the batch leaves nothing behind', async () => {
			const broken = {
				...square('30005', 8),
				outline: { type: 'Polygon', coordinates: [[[8, 44]]] } as CommuneSource['outline']
			};
			await expect(load([square('30004', 7), broken])).rejects.toThrow(/Commune 30005 \(30005\)/);
			expect(
				await database.query(`select from public.communes where insee in ('30004', '30005')`)
			).toEqual([]);
		});

		test('a territory can be made twice and grows', async () => {
			await writeTerritory(database, 'departement-30', 'Gard', [square('30001', 4)]);
			await writeTerritory(database, 'departement-30', 'Gard', [
				square('30001', 4),
				square('30002', 5)
			]);
			const rows = await database.query<{ insee: string }>(
				`select insee from public.territory_communes where territory = 'departement-30' order by 1`
			);
			expect(rows.map(({ insee }) => insee)).toEqual(['30001', '30002']);
			await expect(writeTerritory(database, 'Gard !', 'Gard', [])).rejects.toThrow(/identifiant/);
		});
	});
}
