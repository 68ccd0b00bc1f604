import { language } from '$lib/state/language.svelte';

/** What a language is called, in the reader's language; browsers do not speak Occitan, so French stands in. */
export function languageName(tag: string): string {
	if (tag === '') return '';
	try {
		const locale = language.current === 'en' ? 'en' : 'fr';
		return new Intl.DisplayNames([locale], { type: 'language' }).of(tag) ?? tag;
	} catch {
		// Not a language tag at all: shown as it is.
		return tag;
	}
}
