import { shortUri } from '$lib/domain/vocabulary/skos-tree';
import type { SkosCollection } from '$lib/domain/vocabulary/skos/types';
import { language } from '$lib/state/language.svelte';

/** What a collection is called in the reader's language, else in French, else in any. */
export function collectionName({ labels, uri }: SkosCollection): string {
	const preferred = labels.filter(({ kind, text }) => kind === 'pref' && text !== '');
	const found =
		preferred.find(({ lang }) => lang === language.current) ??
		preferred.find(({ lang }) => lang === 'fr') ??
		preferred[0];
	return found?.text ?? shortUri(uri);
}
