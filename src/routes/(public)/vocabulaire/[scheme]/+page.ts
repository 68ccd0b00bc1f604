import { error } from '@sveltejs/kit';
import { m } from '$lib/i18n/paraglide/messages';
import { loadScheme } from '$lib/state/concept-load';
import { language } from '$lib/state/language.svelte';
import { NoAnswer } from '$lib/state/public-records';
import type { PageLoad } from './$types';

/** Parameters that mean something here; others (a campaign's, say) are ignored. */
const known = ['vue', 'sous', 'lettre', 'q', 'page'];

export const load: PageLoad = async ({ fetch, params, url, setHeaders }) => {
	const parameters = new URLSearchParams(
		[...url.searchParams].filter(([name]) => known.includes(name))
	);
	parameters.set('lang', language.current);
	const scheme = await loadScheme(fetch, params.scheme, parameters).catch((reason: unknown) => {
		if (reason instanceof NoAnswer) error(503, m.concept_unavailable());
		throw reason;
	});
	if (!scheme) error(404, m.concept_scheme_missing());
	setHeaders({ 'cache-control': 'public, no-cache' });
	return { scheme };
};
