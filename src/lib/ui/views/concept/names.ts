import type { SkosLabel } from '$lib/domain/vocabulary/skos/types';
import type { Names } from '$lib/domain/vocabulary/pages';

/** Everything a concept is called in one language. */
export interface NamesInLanguage {
	/** Language tag; empty when nobody said. */
	lang: string;
	preferred: string | null;
	others: string[];
}

const first = ['fr', 'oc', 'ca', 'en'];

/** Labels by language: the reader's, then those of the country, then the others by their tags. */
export function namesByLanguage(labels: readonly SkosLabel[], reader: string): NamesInLanguage[] {
	const order = [...new Set([reader, ...first])];
	const place = (lang: string) => {
		const at = order.indexOf(lang);
		return at < 0 ? order.length : at;
	};
	const byLang = new Map<string, NamesInLanguage>();
	for (const { kind, lang, text } of labels) {
		const names = byLang.get(lang) ?? { lang, preferred: null, others: [] };
		byLang.set(lang, names);
		if (kind === 'pref') names.preferred ??= text;
		else if (kind === 'alt') names.others.push(text);
	}
	return [...byLang.values()].sort(
		(a, b) => place(a.lang) - place(b.lang) || a.lang.localeCompare(b.lang)
	);
}

/** Preferred labels by language. */
export function preferredNames(labels: readonly SkosLabel[]): Names {
	const names: Names = {};
	for (const { kind, lang, text } of labels) if (kind === 'pref') names[lang] ??= text;
	return names;
}

/** A language named in the reader's; its tag when the browser does not know it. */
export function languageName(tag: string, reader: string): string {
	if (tag === '') return '—';
	try {
		return (
			new Intl.DisplayNames([reader === 'oc' ? 'fr' : reader], { type: 'language' }).of(tag) ?? tag
		);
	} catch {
		return tag;
	}
}

/** A number as the reader writes it. */
export function numberText(count: number, reader: string): string {
	return new Intl.NumberFormat(reader === 'oc' ? 'fr' : reader).format(count);
}
