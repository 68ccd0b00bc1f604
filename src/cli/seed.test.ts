import { mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { validateRecord } from '../lib/domain/validation.ts';
import { vocabularyOf } from '../lib/themes/compile.ts';
import { seedSql } from './seed-sql.ts';
import { symbolsJson } from './symbols.ts';
import { loadThemes } from './themes.ts';

const root = new URL('../../', import.meta.url);
const committed = (path: string) => readFile(new URL(path, root), 'utf8');

it('was run after the last edit of the themes (otherwise: npm run seed)', async () => {
	const themes = await loadThemes();
	expect(await committed('supabase/seed.sql')).toBe(seedSql(themes));
	expect(await committed('static/icons/themes/symbols.json')).toBe(symbolsJson(themes));
});

const folder = await mkdtemp(join(tmpdir(), 'capitelle-themes-'));
afterAll(() => rm(folder, { recursive: true }));

it('takes a new theme from its folder alone', async () => {
	await mkdir(join(folder, 'orchards'));
	await writeFile(join(folder, 'orchards/theme.ts'), orchards);
	await mkdir(join(folder, 'not-a-theme'));
	const [theme, ...others] = await loadThemes(pathToFileURL(`${folder}/`));
	if (!theme) throw new Error('The theme was not found');
	expect(others).toEqual([]);

	const record = {
		theme: 'orchards',
		concept: 'vergers/arbre',
		geometry: { type: 'Point', coordinates: [4.1, 44] },
		properties: { fruit: 'pomme' }
	};
	const vocabulary = vocabularyOf([theme]);
	expect(validateRecord(record, vocabulary)).toEqual([]);
	expect(validateRecord({ ...record, properties: { fruit: 'poire' } }, vocabulary)).toEqual([
		{ code: 'not_in_list', field: 'properties.fruit' }
	]);
	const sql = seedSql([theme]);
	expect(sql).toContain(`('vergers/arbre', 'pref', 'fr', 'l''arbre', 'known', 1)`);
	expect(sql).toContain(`'{"leisure=garden","name=a\\"b"}'`);
});

const orchards = `
const text = (fr: string) => ({ fr, en: fr });
export default {
	theme: {
		id: 'orchards', title: text('Vergers'), description: text('Vergers'), scheme: 'vergers', titleField: null,
		icon: 'tree', color: '#123456', licence: 'lov2', accuracyGateM: 10, notice: text('Attention'), position: 1
	},
	scheme: { id: 'vergers', title: text('Vergers') },
	concepts: [{ id: 'arbre', pref: { fr: "l'arbre", en: 'tree' }, geometry: ['point'], osm: ['leisure=garden', 'name=a"b'] }],
	lists: [{ id: 'vergers-fruit', title: text('Fruits'), values: [{ code: 'pomme', fr: 'Pomme', en: 'Apple' }] }],
	fields: [{ key: 'fruit', kind: 'choice', list: 'vergers-fruit', label: text('Fruit') }],
	icons: { tree: 'M12 2v20' }
};
`;
