import type { CompiledTheme } from '../lib/themes/contract.ts';

/** The symbols of all themes as the browser fetches them: `{ "well": "M5 21…", … }`, in alphabetical order. */
export function symbolsJson(themes: readonly CompiledTheme[]): string {
	const symbols = Object.assign({}, ...themes.map(({ icons }) => icons)) as Record<string, string>;
	const sorted = Object.fromEntries(Object.entries(symbols).sort(([a], [b]) => (a < b ? -1 : 1)));
	return `${JSON.stringify(sorted, null, '\t')}\n`;
}
