import { guarded, tagged } from '$lib/backend/public/answer.ts';
import { readVocabulary } from '$lib/backend/public/vocabulary.ts';
import type { RequestHandler } from './$types';

/** Themes, concepts and fields, whole: what a device keeps for offline use. */
export const GET: RequestHandler = ({ request, locals }) =>
	guarded(async () => {
		const vocabulary = await readVocabulary(locals.api);
		return tagged(request, { tag: vocabulary.etag, cache: 'public, max-age=60' }, () =>
			Promise.resolve(JSON.stringify(vocabulary))
		);
	});
