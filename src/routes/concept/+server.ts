import { redirect } from '@sveltejs/kit';
import { badRequest, guarded, missing } from '$lib/backend/public/answer.ts';
import { conceptsAt } from '$lib/backend/public/concept-page.ts';
import { conceptPath } from '$lib/domain/vocabulary/pages.ts';
import type { RequestHandler } from './$types';

/** `?uri=`: the page of the concept that has this address, whoever gave it. */
export const GET: RequestHandler = async ({ url, locals }) => {
	const uri = url.searchParams.get('uri')?.trim();
	if (!uri) return badRequest([{ code: 'required', field: 'uri' }]);
	if (uri.length > 2000) return badRequest([{ code: 'too_long', field: 'uri' }]);
	return guarded(async () => {
		const [found] = await conceptsAt(locals.api, [uri]);
		return found ? redirect(303, conceptPath(found.id)) : missing('unknown_concept');
	});
};
