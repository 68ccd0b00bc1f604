import { existsSync, readdirSync } from 'node:fs';
import { compileTheme } from '../lib/themes/compile.ts';
import type { CompiledTheme, ThemeSource } from '../lib/themes/contract.ts';

/** Where the themes of this project live, one folder each. */
export const themesFolder = new URL('../lib/themes/', import.meta.url);

/**
 * Every theme of a folder: a subfolder with a `theme.ts` is one, whatever its name, so a new theme
 * needs no list to be written into. In their order of position.
 */
export async function loadThemes(folder: URL = themesFolder): Promise<CompiledTheme[]> {
	const files = readdirSync(folder, { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map((entry) => new URL(`${entry.name}/theme.ts`, folder))
		.filter((file) => existsSync(file));
	const modules = await Promise.all(
		files.map((file) => import(/* @vite-ignore */ file.href) as Promise<{ default: ThemeSource }>)
	);
	return modules
		.map((module) => compileTheme(module.default))
		.sort((a, b) => a.theme.position - b.theme.position || a.theme.id.localeCompare(b.theme.id));
}
