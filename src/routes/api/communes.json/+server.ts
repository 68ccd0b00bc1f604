import { guarded, tagged } from '$lib/backend/public/answer.ts';
import { communeNamesText } from '$lib/backend/public/communes.ts';
import type { RequestHandler } from './$types';

/** Names and bounds of every commune, without outlines: what a phone finds one by when there is no network. */
export const GET: RequestHandler = ({ request, locals }) =>
	guarded(async () => {
		const { tag, body } = await communeNamesText(locals.api);
		return tagged(request, { tag, cache: 'public, max-age=300' }, () => Promise.resolve(body));
	});
