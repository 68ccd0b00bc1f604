import { error } from '@sveltejs/kit';
import { m } from '$lib/i18n/paraglide/messages';
import { loadSchemes } from '$lib/state/concept-load';
import { NoAnswer } from '$lib/state/public-records';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, setHeaders }) => {
	const schemes = await loadSchemes(fetch).catch((reason: unknown) => {
		if (reason instanceof NoAnswer) error(503, m.concept_unavailable());
		throw reason;
	});
	setHeaders({ 'cache-control': 'public, no-cache' });
	return { schemes };
};
