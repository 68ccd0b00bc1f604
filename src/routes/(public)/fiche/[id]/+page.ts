import { browser } from '$app/environment';
import { error, redirect } from '@sveltejs/kit';
import { m } from '$lib/i18n/paraglide/messages';
import { loadRecord, type ReadDevice } from '$lib/state/public-load';
import { NoAnswer } from '$lib/state/public-records';
import type { PageLoad } from './$types';

const device: ReadDevice = browser
	? () => import('$lib/state/public-device').then(({ readKept }) => readKept())
	: null;

export const load: PageLoad = async ({ fetch, params }) => {
	const page = await loadRecord(fetch, params.id, device).catch((reason: unknown) => {
		if (reason instanceof NoAnswer) error(503, m.public_unavailable());
		throw reason;
	});
	if (!page) error(404, m.public_record_missing());
	// It was merged into another: its address leads there.
	if (page.record.id !== params.id.toLowerCase()) redirect(308, `/fiche/${page.record.id}`);
	return { page };
};
