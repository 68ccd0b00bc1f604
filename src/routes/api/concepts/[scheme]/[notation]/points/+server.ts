import { checkedEachTime, guarded, missing, tagged } from '$lib/backend/public/answer.ts';
import { readPointsOf } from '$lib/backend/public/points.ts';
import { readVocabularyIndex } from '$lib/backend/public/vocabulary.ts';
import { themeOf } from '$lib/domain/vocabulary/graph.ts';
import type { RequestHandler } from './$types';

/** The published records of a concept and of everything narrower as dots, in the form of `points.json`. */
export const GET: RequestHandler = ({ request, params, locals }) =>
	guarded(async () => {
		const index = await readVocabularyIndex(locals.api);
		const id = `${params.scheme}/${params.notation}`;
		if (!themeOf(index, id)) return missing('unknown_concept');
		const { stamp, text } = await readPointsOf(locals.api, index, id);
		return tagged(request, { tag: stamp, cache: checkedEachTime }, text);
	});
