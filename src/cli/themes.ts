import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { SettingsError } from '../lib/backend/settings.ts';
import { checkTheme } from '../lib/themes/check.ts';
import { compileTheme } from '../lib/themes/compile.ts';
import type { CompiledTheme, ThemeSource } from '../lib/themes/contract.ts';
import type { ThemeFault } from '../lib/themes/notes.ts';

/** Where the themes of this project live, one folder each. */
export const themesFolder = new URL('../lib/themes/', import.meta.url);

/** What a theme's folder is recognised by: data alone, or a module whose default export is the data. */
const files = ['theme.json', 'theme.ts', 'theme.js'];

/**
 * Every theme of a folder: a subfolder with one of {@link files} is one, whatever its name, so a new theme
 * needs no list to be written into. In their order of position.
 */
export async function loadThemes(folder: URL = themesFolder): Promise<CompiledTheme[]> {
	const found = await Promise.all(themeFiles(folder).map(({ file }) => readSource(file)));
	return found.map((source) => compileTheme(source as ThemeSource)).sort(byPosition);
}

/**
 * The themes of the folder that `CAPITELLE_THEMES` names, beside those that are shipped. Nobody compiled
 * them, so each is checked first.
 *
 * @param folder null for none
 * @param shipped themes whose names are taken
 * @throws SettingsError with everything that is wrong with them
 */
export async function loadFurtherThemes(
	folder: string | null,
	shipped: readonly CompiledTheme[]
): Promise<CompiledTheme[]> {
	if (folder === null) return [];
	const places = themeFiles(pathToFileURL(`${resolve(folder)}/`));
	if (places.length === 0) {
		throw wrong([
			{
				path: '',
				fr: `aucun thème dans ${folder} (un dossier par thème, avec un fichier theme.json)`,
				en: `no theme in ${folder} (one folder each, with a file theme.json)`
			}
		]);
	}
	const loaded: CompiledTheme[] = [];
	const faults: ThemeFault[] = [];
	for (const { name, file } of places) {
		try {
			const source = await readSource(file);
			const found = checkTheme(source, takenBy([...shipped, ...loaded]));
			faults.push(...found.map((fault) => ({ ...fault, path: `${name} ${fault.path}` })));
			if (found.length === 0) loaded.push(compileTheme(source as ThemeSource));
		} catch (error) {
			const reason = error instanceof Error ? error.message : String(error);
			faults.push({ path: name, fr: `illisible (${reason})`, en: 'cannot be read' });
		}
	}
	if (faults.length > 0) throw wrong(faults);
	return loaded.sort(byPosition);
}

function wrong(faults: readonly ThemeFault[]): SettingsError {
	return new SettingsError(
		faults.map(({ path, fr, en }) => ({ variable: `CAPITELLE_THEMES ${path}`.trim(), fr, en }))
	);
}

function themeFiles(folder: URL): { name: string; file: URL }[] {
	if (!existsSync(folder)) return [];
	return readdirSync(folder, { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.flatMap((entry) => {
			const inside = files.map(
				(name) => new URL(`${encodeURIComponent(entry.name)}/${name}`, folder)
			);
			const file = inside.find((one) => existsSync(one));
			return file ? [{ name: entry.name, file }] : [];
		});
}

async function readSource(file: URL): Promise<unknown> {
	if (file.pathname.endsWith('.json')) return JSON.parse(readFileSync(file, 'utf8')) as unknown;
	const module = (await import(/* @vite-ignore */ file.href)) as { default?: unknown };
	return module.default;
}

function takenBy(themes: readonly CompiledTheme[]) {
	return {
		themes: themes.map(({ theme }) => theme.id),
		schemes: themes.flatMap(({ schemes }) => schemes.map(({ id }) => id)),
		icons: Object.assign({}, ...themes.map(({ icons }) => icons)) as Record<string, string>
	};
}

function byPosition(a: CompiledTheme, b: CompiledTheme): number {
	return a.theme.position - b.theme.position || a.theme.id.localeCompare(b.theme.id);
}
