import { parseRecordFilter } from '$lib/domain/record-filter.ts';
import { badRequest, checkedEachTime, guarded } from '$lib/backend/public/answer.ts';
import { listPage } from '$lib/backend/public/pages.ts';
import { readVocabularyIndex } from '$lib/backend/public/vocabulary.ts';
import type { RequestHandler } from './$types';

/** A page of summaries, for the list beside the map. */
export const GET: RequestHandler = ({ url, locals }) =>
	guarded(async () => {
		const index = await readVocabularyIndex(locals.api);
		const { filter, problems } = parseRecordFilter(
			url.searchParams,
			['theme', 'concept', 'q', 'bbox', 'limit', 'offset'],
			index
		);
		if (problems.length > 0) return badRequest(problems);
		const page = await listPage(locals.api, filter, index);
		return Response.json(page, { headers: { 'cache-control': checkedEachTime } });
	});
