import { badRequest, checkedEachTime, guarded, tagged } from '$lib/backend/public/answer.ts';
import { parseRecordFilter } from '$lib/domain/record-filter.ts';
import { readPoints } from '$lib/backend/public/points.ts';
import { readVocabularyIndex } from '$lib/backend/public/vocabulary.ts';
import type { RequestHandler } from './$types';

/** Every published record as a dot; the map filters what it draws by itself. */
export const GET: RequestHandler = ({ request, url, locals }) =>
	guarded(async () => {
		const index = await readVocabularyIndex(locals.api);
		const { problems } = parseRecordFilter(url.searchParams, [], index);
		if (problems.length > 0) return badRequest(problems);
		const { stamp, text } = await readPoints(locals.api, index);
		return tagged(request, { tag: stamp, cache: checkedEachTime }, text);
	});
