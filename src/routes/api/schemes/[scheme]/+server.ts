import {
	badRequest,
	checkedEachTime,
	guarded,
	missing,
	tagged
} from '$lib/backend/public/answer.ts';
import { parseSchemeQuery, schemePage } from '$lib/backend/public/scheme-page.ts';
import { tagOf } from '$lib/backend/public/tag.ts';
import type { RequestHandler } from './$types';

/** One page of a vocabulary; `lang` says in which language it is sorted. */
export const GET: RequestHandler = ({ request, params, url, locals }) =>
	guarded(async () => {
		const lang = url.searchParams.get('lang') ?? 'fr';
		const { query, problems } = parseSchemeQuery(
			url.searchParams,
			/^(fr|oc|en|ca)$/.test(lang) ? lang : 'fr'
		);
		if (problems.length > 0) return badRequest(problems);
		const page = await schemePage(locals.api, params.scheme, query);
		if (!page) return missing('unknown_concept');
		const text = JSON.stringify(page);
		return tagged(request, { tag: tagOf(text), cache: checkedEachTime }, () =>
			Promise.resolve(text)
		);
	});
