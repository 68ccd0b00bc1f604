import { mkdirSync, writeFileSync } from 'node:fs';
import { seedSql } from './seed-sql.ts';
import { explainAndExit } from './setup.ts';
import { symbolsJson } from './symbols.ts';
import { loadFurtherThemes, loadThemes } from './themes.ts';

/*
 * `npm run seed`: writes what is made from the themes. Tests check that it was run.
 * `npm run -s seed -- FOLDER`: prints the rows of further themes, for a database that is elsewhere.
 */
const [folder] = process.argv.slice(2);
const themes = await loadThemes();
if (folder === undefined) writeFiles();
else await print(folder);

function writeFiles(): void {
	const root = new URL('../../', import.meta.url);
	mkdirSync(new URL('static/icons/themes/', root), { recursive: true });
	writeFileSync(new URL('supabase/seed.sql', root), seedSql(themes));
	writeFileSync(new URL('static/icons/themes/symbols.json', root), symbolsJson(themes));
	const concepts = themes.reduce((total, theme) => total + theme.concepts.length, 0);
	console.log(
		`supabase/seed.sql, static/icons/themes/symbols.json: ${themes.length} themes, ${concepts} concepts`
	);
}

async function print(from: string): Promise<void> {
	const further = await loadFurtherThemes(from, themes).catch(explainAndExit);
	process.stdout.write(further.map((theme) => seedSql([theme])).join('\n'));
}
