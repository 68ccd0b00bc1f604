import type { LocalizedText } from './language.ts';

/** A sentence of the mails, for who puts it in other words. */
export interface EditedMailText {
	key: string;
	/** What may stand in it between braces. */
	placeholders: string[];
	texts: LocalizedText;
	/** As it ships. */
	defaults: LocalizedText;
	/** ISO time; null while nobody changed it. */
	edited_at: string | null;
}

/** Placeholders of a sentence that nothing fills, without their braces. */
export function unknownPlaceholders(text: string, known: readonly string[]): string[] {
	const found = [...text.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name);
	return [...new Set(found)].filter((name) => !known.includes(name));
}
