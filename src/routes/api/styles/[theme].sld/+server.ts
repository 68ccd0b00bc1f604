import { guarded, tagged } from '$lib/backend/public/answer.ts';
import { stylesOf } from '$lib/backend/public/symbols.ts';
import { readVocabularyIndex } from '$lib/backend/public/vocabulary.ts';
import type { RequestHandler } from './$types';

/** The legend of a theme as SLD, to lay over the exported records in GIS software. */
export const GET: RequestHandler = ({ request, params, url, locals }) =>
	guarded(async () => {
		const index = await readVocabularyIndex(locals.api);
		const sld = stylesOf(index, params.theme, url.origin);
		if (sld === null) return new Response(null, { status: 404 });
		return tagged(
			request,
			{
				tag: `${index.vocabulary.etag}-${params.theme}-sld`,
				cache: 'public, max-age=60',
				type: 'application/vnd.ogc.sld+xml; charset=utf-8'
			},
			() => Promise.resolve(sld)
		);
	});
