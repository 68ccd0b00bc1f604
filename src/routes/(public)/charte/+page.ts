import { error } from '@sveltejs/kit';
import { charterStatuses, type CharterVersion } from '$lib/domain/charter';
import { m } from '$lib/i18n/paraglide/messages';
import { NoAnswer, readSite } from '$lib/state/public-records';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ fetch }) =>
	readSite<{ versions: CharterVersion[] }>(fetch, '/api/charter.json').then(
		({ versions }) => ({ versions: charterStatuses(versions, Date.now()) }),
		(reason: unknown) => {
			if (reason instanceof NoAnswer) error(503, m.public_unavailable());
			throw reason;
		}
	);
