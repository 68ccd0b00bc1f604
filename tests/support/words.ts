import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../../src/lib/i18n/messages');
const areas = readdirSync(folder);

export type Spoken = 'fr' | 'oc' | 'en';

function catalogue(language: Spoken): Record<string, string> {
	const files = areas.map((area) => readFileSync(join(folder, area, `${language}.json`), 'utf8'));
	return Object.assign({}, ...files.map((text) => JSON.parse(text) as Record<string, string>));
}

const catalogues = { fr: catalogue('fr'), oc: catalogue('oc'), en: catalogue('en') };

/**
 * The sentence a person reads, from the message catalogue: tests look for what the screen says without
 * repeating it, and a key that disappears is an error here rather than a test that finds nothing.
 */
export function say(
	key: string,
	params: Record<string, string | number> = {},
	language: Spoken = 'fr'
): string {
	const text = catalogues[language][key];
	if (text === undefined) throw new Error(`no message ${key} in ${language}`);
	return text.replace(/\{(\w+)\}/g, (_, name: string) => {
		const value = params[name];
		if (value === undefined) throw new Error(`message ${key} needs ${name}`);
		return String(value);
	});
}
