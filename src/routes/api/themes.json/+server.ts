import { guarded, tagged } from '$lib/backend/public/answer.ts';
import { readVocabulary } from '$lib/backend/public/vocabulary.ts';
import { packSymbols } from '$lib/domain/vocabulary/subset.ts';
import type { RequestHandler } from './$types';

/** Themes and concepts with their names and symbols only: what the map and its filters need. */
export const GET: RequestHandler = ({ request, locals }) =>
	guarded(async () => {
		const vocabulary = await readVocabulary(locals.api);
		return tagged(request, { tag: `${vocabulary.etag}-symbols`, cache: 'public, max-age=60' }, () =>
			Promise.resolve(JSON.stringify(packSymbols(vocabulary)))
		);
	});
