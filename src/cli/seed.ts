import { mkdirSync, writeFileSync } from 'node:fs';
import { seedSql } from './seed-sql.ts';
import { symbolsJson } from './symbols.ts';
import { loadThemes } from './themes.ts';

/** `npm run seed`: writes what is made from the themes. Tests check that it was run. */
const themes = await loadThemes();
const root = new URL('../../', import.meta.url);
mkdirSync(new URL('static/icons/themes/', root), { recursive: true });
writeFileSync(new URL('supabase/seed.sql', root), seedSql(themes));
writeFileSync(new URL('static/icons/themes/symbols.json', root), symbolsJson(themes));

const concepts = themes.reduce((total, theme) => total + theme.concepts.length, 0);
console.log(
	`supabase/seed.sql, static/icons/themes/symbols.json: ${themes.length} themes, ${concepts} concepts`
);
