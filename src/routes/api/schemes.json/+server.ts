import { checkedEachTime, guarded } from '$lib/backend/public/answer.ts';
import { schemeEntries } from '$lib/backend/public/scheme-entries.ts';
import type { RequestHandler } from './$types';

/** The vocabularies there are. */
export const GET: RequestHandler = ({ locals }) =>
	guarded(async () =>
		Response.json(
			{ schemes: await schemeEntries(locals.api) },
			{ headers: { 'access-control-allow-origin': '*', 'cache-control': checkedEachTime } }
		)
	);
