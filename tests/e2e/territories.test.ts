import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServer } from '../support/server.ts';
import { freshDataFolder, root } from '../support/snapshot.ts';

/** Outlines of a whole department, when the machine has them beside the project. */
const gard = join(root, '../shared/data/geo/communes-30-gard.geojson');

let data: string;
let folder: string;
beforeAll(async () => {
	data = await freshDataFolder('demo');
	folder = await mkdtemp(join(tmpdir(), 'capitelle-territories-'));
});
afterAll(async () => {
	await rm(data, { recursive: true, force: true });
	await rm(folder, { recursive: true, force: true });
});

function territories(...args: string[]): Promise<{ code: number | null; said: string }> {
	const child = spawn(process.execPath, ['src/cli/launch.js', 'territories', ...args], {
		cwd: root,
		env: { PATH: process.env['PATH'], CAPITELLE_DATA: data }
	});
	let said = '';
	for (const stream of [child.stdout, child.stderr])
		stream.setEncoding('utf8').on('data', (text: string) => (said += text));
	// Not at its exit: what it said last may still be on its way then.
	return new Promise((resolve) => child.on('close', (code) => resolve({ code, said })));
}

/** A square of a degree around most of the first demo territory, under a code of its own. */
async function writeSquare(name: string, south: number): Promise<string> {
	const path = join(folder, name);
	const ring = [
		[4, south],
		[5, south],
		[5, 44.5],
		[4, 44.5],
		[4, south]
	];
	const feature = {
		type: 'Feature',
		properties: { code: '30001', nom: 'Aigaliers' },
		geometry: { type: 'Polygon', coordinates: [ring] }
	};
	await writeFile(path, JSON.stringify({ type: 'FeatureCollection', features: [feature] }));
	return path;
}

test('loading twice is loading once, and records find their commune again', async () => {
	const path = await writeSquare('carre.geojson', 43.5);
	const first = await territories(path, '--territory', 'carre=Le carré');
	expect(first).toEqual({ code: 0, said: expect.stringContaining('Le carré : 1 ajoutées') });
	expect((await territories(path)).said).toContain('0 ajoutées, 0 modifiées, 1 inchangées');
	expect((await territories(await writeSquare('plus-petit.geojson', 43.6))).said).toContain(
		'1 modifiées'
	);

	const server = await startServer({ dataFolder: data });
	try {
		// The lowest code wins where outlines overlap, and the square covers the whole first territory.
		const [moved] = await server.sql<{ records: number; territory: number }>(
			`select count(*)::int as records, (select count(*)::int from territory_communes where territory = 'carre') as territory
			 from records where commune_insee = '30001'`
		);
		expect(moved).toEqual({ records: 170, territory: 1 });
		const refused = await territories(path);
		expect(refused).toEqual({ code: 1, said: expect.stringMatching(/déjà à un autre processus/) });
	} finally {
		await server.stop();
	}
});

test('a wrong file says what is wrong and changes nothing', async () => {
	const path = join(folder, 'faux.geojson');
	await writeFile(
		path,
		'{"type":"FeatureCollection","features":[{"properties":{"code":"30002"}}]}'
	);
	expect(await territories(path)).toEqual({ code: 1, said: expect.stringContaining('nom absent') });
	expect(await territories()).toEqual({ code: 1, said: expect.stringContaining('Usage') });
	expect(await territories('absent.geojson')).toEqual({
		code: 1,
		said: expect.stringContaining('introuvable')
	});
});

test.skipIf(!existsSync(gard))(
	'a whole department, where its outlines are beside the project',
	async () => {
		const { code, said } = await territories(gard);
		expect(said).toMatch(/Communes : 353\/353/);
		expect(code).toBe(0);
	}
);
