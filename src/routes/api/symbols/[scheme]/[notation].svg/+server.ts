import { guarded, tagged } from '$lib/backend/public/answer.ts';
import { readDrawings, symbolPicture } from '$lib/backend/public/symbols.ts';
import { readVocabularyIndex } from '$lib/backend/public/vocabulary.ts';
import type { RequestHandler } from './$types';

/** A concept's symbol as it is on the map, for styles of GIS software and maps elsewhere. */
export const GET: RequestHandler = ({ request, params, locals, fetch }) =>
	guarded(async () => {
		const index = await readVocabularyIndex(locals.api);
		const picture = symbolPicture(
			index,
			`${params.scheme}/${params.notation}`,
			await readDrawings(fetch)
		);
		if (picture === null) return new Response(null, { status: 404 });
		return tagged(
			request,
			{
				tag: `${index.vocabulary.etag}-symbol`,
				cache: 'public, max-age=3600',
				type: 'image/svg+xml; charset=utf-8'
			},
			() => Promise.resolve(picture)
		);
	});
