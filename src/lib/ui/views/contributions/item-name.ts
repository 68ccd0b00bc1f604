import type { Language } from '$lib/domain/language';
import { conceptById, labelOf, type VocabularyIndex } from '$lib/domain/vocabulary/graph';
import { m } from '$lib/i18n/paraglide/messages';
import type { Item } from '$lib/state/contributions.svelte';

/** Name of the kind of thing an item is; null before one was chosen or known. */
export function conceptName(
	item: Item,
	index: VocabularyIndex | null,
	lang: Language
): string | null {
	const concept = item.concept && index ? conceptById(index, item.concept) : null;
	return concept && labelOf(concept, lang);
}

/** The answer its theme takes as a title; null when the theme has none or it is empty. */
function ownName(item: Item, index: VocabularyIndex | null): string | null {
	const field = item.theme ? index?.themes.get(item.theme)?.titleField : null;
	const value = field ? item.properties[field] : null;
	return typeof value === 'string' && value !== '' ? value : null;
}

/** How an item is called: its own name, else what it is. */
export function itemName(item: Item, index: VocabularyIndex | null, lang: Language): string {
	return (
		ownName(item, index) ?? item.title ?? conceptName(item, index, lang) ?? m.capture_untitled()
	);
}
