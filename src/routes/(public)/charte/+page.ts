import { error } from '@sveltejs/kit';
import type { LocalizedText } from '$lib/domain/vocabulary/types';
import { m } from '$lib/i18n/paraglide/messages';
import { NoAnswer, readSite } from '$lib/state/public-records';
import type { PageLoad } from './$types';

interface Version {
	version: string;
	text: LocalizedText;
	in_force_from: string;
}

export const load: PageLoad = ({ fetch }) =>
	readSite<{ versions: Version[] }>(fetch, '/api/charter.json').catch((reason: unknown) => {
		if (reason instanceof NoAnswer) error(503, m.public_unavailable());
		throw reason;
	});
