import { browser } from '$app/environment';
import { error } from '@sveltejs/kit';
import { m } from '$lib/i18n/paraglide/messages';
import { loadConcept } from '$lib/state/concept-load';
import type { ReadDevice } from '$lib/state/public-load';
import { NoAnswer } from '$lib/state/public-records';
import type { PageLoad } from './$types';

const device: ReadDevice = browser
	? () => import('$lib/state/public-device').then(({ readKept }) => readKept())
	: null;

export const load: PageLoad = async ({ fetch, params, setHeaders }) => {
	const loaded = await loadConcept(fetch, params, device).catch((reason: unknown) => {
		if (reason instanceof NoAnswer) error(503, m.concept_unavailable());
		throw reason;
	});
	if (!loaded) error(404, m.concept_missing());
	setHeaders({ 'cache-control': 'public, no-cache' });
	return loaded;
};
