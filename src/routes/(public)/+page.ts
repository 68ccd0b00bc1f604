import { browser } from '$app/environment';
import { error } from '@sveltejs/kit';
import { m } from '$lib/i18n/paraglide/messages';
import { loadExplore, type ReadDevice } from '$lib/state/public-load';
import { NoAnswer } from '$lib/state/public-records';
import type { PageLoad } from './$types';

const device: ReadDevice = browser
	? () => import('$lib/state/public-device').then(({ readKept }) => readKept())
	: null;

/** Universal, not of the server: without a network the same page reads what the device keeps. */
export const load: PageLoad = async ({ fetch, url }) => {
	const explore = await loadExplore(fetch, url.searchParams, device).catch((reason: unknown) => {
		if (reason instanceof NoAnswer) error(503, m.public_unavailable());
		throw reason;
	});
	if (explore.problems.length > 0) error(400, m.public_bad_filter());
	return explore;
};
