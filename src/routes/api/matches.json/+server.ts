import { noFilter, parseRecordFilter } from '$lib/domain/record-filter.ts';
import { badRequest, checkedEachTime, guarded } from '$lib/backend/public/answer.ts';
import { readAll } from '$lib/backend/public/published.ts';
import { readVocabularyIndex } from '$lib/backend/public/vocabulary.ts';
import type { RequestHandler } from './$types';

/** Ids of the records that have these words, for the map that already has the points. */
export const GET: RequestHandler = ({ url, locals }) =>
	guarded(async () => {
		const index = await readVocabularyIndex(locals.api);
		const { filter, problems } = parseRecordFilter(url.searchParams, ['q'], index);
		if (problems.length === 0 && filter.q === null) problems.push({ code: 'required', field: 'q' });
		if (problems.length > 0) return badRequest(problems);
		const ids: string[] = [];
		for await (const rows of readAll(locals.api, { ...noFilter, q: filter.q }, index, 'id')) {
			ids.push(...rows.map((row) => row.id));
		}
		return Response.json({ ids }, { headers: { 'cache-control': checkedEachTime } });
	});
