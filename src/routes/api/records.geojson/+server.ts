import { parseRecordFilter } from '$lib/domain/record-filter.ts';
import { badRequest, guarded, streamed } from '$lib/backend/public/answer.ts';
import { fileName, geojsonPieces } from '$lib/backend/public/download.ts';
import { readVocabularyIndex } from '$lib/backend/public/vocabulary.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ request, url, locals }) =>
	guarded(async () => {
		const index = await readVocabularyIndex(locals.api);
		const { filter, problems } = parseRecordFilter(
			url.searchParams,
			['theme', 'concept', 'q', 'bbox', 'limit'],
			index
		);
		if (problems.length > 0) return badRequest(problems);
		const now = new Date();
		return streamed(
			request,
			geojsonPieces({ source: locals.api, filter, index, origin: url.origin, now }),
			{
				type: 'application/geo+json; charset=utf-8',
				file: fileName('.geojson', filter, now)
			}
		);
	});
