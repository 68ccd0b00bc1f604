import { error } from '@sveltejs/kit';
import { guarded } from '$lib/backend/public/answer.ts';
import { openPhoto } from '$lib/backend/public/photos.ts';
import type { RequestHandler } from './$types';

/**
 * A photo keeps its file: what changes gets another id. But it may be taken back, for a face in it, and then no
 * cache in between may go on giving it for a year: after an hour one asks again, and is told that nothing changed.
 */
const forAnHour = 'public, max-age=3600';

export const GET: RequestHandler = ({ params, request, locals }) =>
	guarded(async () => {
		const photo = await openPhoto(locals.api, params.id);
		if (!photo) error(404);
		const etag = `"${photo.sha256}"`;
		const headers = {
			'content-type': photo.mime,
			'cache-control': forAnHour,
			etag,
			'x-content-type-options': 'nosniff',
			// Other sites may show it, as its licence says; opened alone it is a picture and nothing else.
			'cross-origin-resource-policy': 'cross-origin',
			'access-control-allow-origin': '*',
			'content-security-policy': "default-src 'none'; sandbox"
		};
		if (request.headers.get('if-none-match') === etag) {
			await photo.body.cancel();
			return new Response(null, { status: 304, headers });
		}
		return new Response(photo.body, { headers });
	});
