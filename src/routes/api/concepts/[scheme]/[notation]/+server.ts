import { checkedEachTime, guarded, missing, tagged } from '$lib/backend/public/answer.ts';
import { conceptPage } from '$lib/backend/public/concept-page.ts';
import { tagOf } from '$lib/backend/public/tag.ts';
import type { RequestHandler } from './$types';

/** Everything the page of one concept shows. */
export const GET: RequestHandler = ({ request, params, locals }) =>
	guarded(async () => {
		const page = await conceptPage(locals.api, params.scheme, params.notation);
		if (!page) return missing('unknown_concept');
		const text = JSON.stringify(page);
		return tagged(request, { tag: tagOf(text), cache: checkedEachTime }, () =>
			Promise.resolve(text)
		);
	});
