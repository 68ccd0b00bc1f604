import { parseRecordFilter } from '$lib/domain/record-filter.ts';
import { badRequest, guarded, streamed } from '$lib/backend/public/answer.ts';
import { csvPieces, fileName } from '$lib/backend/public/download.ts';
import { readVocabularyIndex } from '$lib/backend/public/vocabulary.ts';
import type { RequestHandler } from './$types';

/** `bom=1` adds the mark by which spreadsheets recognise UTF-8; other readers are better off without. */
export const GET: RequestHandler = ({ request, url, locals }) =>
	guarded(async () => {
		const index = await readVocabularyIndex(locals.api);
		const parameters = new URLSearchParams(url.searchParams);
		const mark = parameters.get('bom');
		parameters.delete('bom');
		const { filter, problems } = parseRecordFilter(
			parameters,
			['theme', 'concept', 'q', 'bbox', 'limit'],
			index
		);
		if (mark !== null && !['', '0', '1'].includes(mark)) {
			problems.push({ code: 'not_in_list', field: 'bom', params: { allowed: '0, 1' } });
		}
		if (problems.length > 0) return badRequest(problems);
		const now = new Date();
		return streamed(request, csvPieces({ source: locals.api, filter, index }, mark === '1'), {
			type: 'text/csv; charset=utf-8; header=present',
			file: fileName('.csv', filter, now)
		});
	});
