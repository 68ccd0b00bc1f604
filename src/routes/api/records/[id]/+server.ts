import { checkedEachTime, guarded } from '$lib/backend/public/answer.ts';
import { recordPage } from '$lib/backend/public/pages.ts';
import type { RequestHandler } from './$types';

/** Everything the page of one record shows. */
export const GET: RequestHandler = ({ params, locals }) =>
	guarded(async () => {
		const page = await recordPage(locals.api, params.id);
		if (!page) {
			return Response.json(
				{ problems: [{ code: 'record_not_found', field: null }] },
				{ status: 404 }
			);
		}
		return Response.json(page, { headers: { 'cache-control': checkedEachTime } });
	});
