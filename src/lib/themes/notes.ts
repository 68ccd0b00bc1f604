import type { LocalizedText } from '../domain/language.ts';

/** What is wrong with a theme's source, and where: `concepts[3].broader`. */
export interface ThemeFault {
	path: string;
	fr: string;
	en: string;
}

type Fields = Record<string, unknown>;

/** Collects faults while a theme that came from outside is looked at; nothing of it is believed before. */
export class Notes {
	readonly faults: ThemeFault[] = [];

	/** Writes a fault down. */
	add(path: string, fr: string, en: string): void {
		this.faults.push({ path, fr, en });
	}

	/** An object, or an empty one after a fault. */
	fields(path: string, value: unknown): Fields {
		if (typeof value === 'object' && value !== null && !Array.isArray(value))
			return value as Fields;
		this.add(path, 'il faut un objet { … }', 'an object { … } is needed');
		return {};
	}

	/** The items of a list with their paths; none when it was left out and may be. */
	items(path: string, value: unknown, optional = false): [path: string, item: unknown][] {
		if (Array.isArray(value)) return value.map((item, at) => [`${path}[${at}]`, item]);
		if (!(optional && value === undefined))
			this.add(path, 'il faut une liste [ … ]', 'a list [ … ] is needed');
		return [];
	}

	/** A text that fits a pattern; empty after a fault. */
	text(path: string, value: unknown, pattern = /\S/): string {
		if (typeof value === 'string' && pattern.test(value)) return value;
		const asked = pattern.source === '\\S' ? '' : ` (${pattern.source})`;
		this.add(path, `il faut un texte${asked}`, `a text is needed${asked}`);
		return '';
	}

	/** Texts by language, of which French must be one. */
	localized(path: string, value: unknown): void {
		const texts = this.fields(path, value) as Partial<LocalizedText>;
		this.text(`${path}.fr`, texts.fr);
		for (const [lang, text] of Object.entries(texts)) {
			if (lang !== 'fr') this.text(`${path}.${lang}`, text);
		}
	}

	/** One of the words that are known. */
	oneOf(path: string, value: unknown, known: Iterable<string>): void {
		const words = [...known];
		if (typeof value === 'string' && words.includes(value)) return;
		const shown = words.length > 20 ? `${words.slice(0, 20).join(', ')}…` : words.join(', ');
		this.add(
			path,
			`« ${String(value)} » n’est pas connu ici. Possibles : ${shown || '(aucun)'}`,
			`"${String(value)}" is not known here. Possible: ${shown || '(none)'}`
		);
	}

	/** Nothing twice. */
	distinct(path: string, values: readonly string[]): void {
		for (const value of new Set(values.filter((one, at) => values.indexOf(one) !== at))) {
			this.add(path, `« ${value} » s’y trouve deux fois`, `"${value}" is there twice`);
		}
	}
}
