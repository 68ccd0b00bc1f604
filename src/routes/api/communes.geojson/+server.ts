import { badRequest, guarded, tagged } from '$lib/backend/public/answer.ts';
import { communesText } from '$lib/backend/public/communes.ts';
import { parseRecordFilter } from '$lib/domain/record-filter.ts';
import { readVocabularyIndex } from '$lib/backend/public/vocabulary.ts';
import type { RequestHandler } from './$types';

/** Outlines of the communes that touch `bbox`, which must be given: the whole country is too much for a phone. */
export const GET: RequestHandler = ({ request, url, locals }) =>
	guarded(async () => {
		const index = await readVocabularyIndex(locals.api);
		const { filter, problems } = parseRecordFilter(url.searchParams, ['bbox'], index);
		if (problems.length === 0 && !filter.bbox) problems.push({ code: 'required', field: 'bbox' });
		if (problems.length > 0 || !filter.bbox) return badRequest(problems);
		const text = await communesText(locals.api, filter.bbox);
		return tagged(
			request,
			{ tag: text.tag, cache: 'public, max-age=300', type: 'application/geo+json; charset=utf-8' },
			() => Promise.resolve(text.body)
		);
	});
