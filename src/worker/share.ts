import { isStorageFull } from '$lib/store/errors.ts';
import { keepIncoming } from '$lib/store/incoming.ts';
import type { CapitelleDatabase } from '$lib/store/database.ts';

/** A photo of 48 megapixels stays well under it; a film does not. */
const heaviest = 60 * 1024 * 1024;

/**
 * Whether another site sends a form here, which would fill the device with its pictures unasked: in a frame, or as a
 * page that says where it comes from. What the system hands over comes from no page of the web.
 */
export function isFromAnotherSite(
	{ referrer, destination }: Pick<Request, 'referrer' | 'destination'>,
	origin: string
): boolean {
	if (destination === 'iframe' || destination === 'frame') return true;
	return /^https?:/i.test(referrer) && new URL(referrer).origin !== origin;
}

/**
 * Takes what another app shares (Web Share Target, level 2) into the local database, and leads to the screen where
 * it goes on. Whatever happens there is a screen: the person stands in another app and waits for this one.
 */
export async function receiveShared(request: Request, db: CapitelleDatabase): Promise<Response> {
	const query = new URLSearchParams();
	try {
		if (isFromAnotherSite(request, new URL(request.url).origin)) throw new Error('another site');
		const form = await request.formData();
		const given = form.getAll('photos').filter((value) => value instanceof File);
		const light = given.filter(({ size }) => size <= heaviest);
		const tooMany = await keepIncoming(db, light, new Date());
		const tooHeavy = given.length - light.length;
		if (tooMany > 0) query.set('trop', String(tooMany));
		if (tooHeavy > 0) query.set('lourds', String(tooHeavy));
	} catch (error) {
		query.set('etat', isStorageFull(error) ? 'plein' : 'echec');
	}
	const search = query.size > 0 ? `?${query}` : '';
	// 303: the screen is asked for anew, so that reloading it does not share again.
	return new Response(null, { status: 303, headers: { location: `/partager${search}` } });
}
