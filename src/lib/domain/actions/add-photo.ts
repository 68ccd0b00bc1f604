import type { Operation } from '../operation.ts';
import type { Photo } from '../record.ts';
import { stamp, type ActionContext } from './context.ts';

/** The facts of a photo, before the server has its file. */
export type PhotoFacts = Omit<Photo, 'received_at' | 'record_id'>;

/** Picks the facts out of anything that carries them. */
export function photoFactsOf(photo: PhotoFacts): PhotoFacts {
	return {
		id: photo.id,
		sha256: photo.sha256,
		bytes: photo.bytes,
		mime: photo.mime,
		width: photo.width,
		height: photo.height,
		caption: photo.caption,
		taken_at: photo.taken_at,
		heading: photo.heading,
		licence: photo.licence,
		position: photo.position,
		// Left out when there is none, as every app before did.
		...(photo.scale ? { scale: photo.scale } : {}),
		...(photo.credit ? { credit: photo.credit } : {}),
		// Left out for the first visit, as every app before visits did.
		...(photo.observation_id ? { observation_id: photo.observation_id } : {})
	};
}

/** Announces a photo; its file follows on its own, once the server knows these facts. */
export function addPhoto(
	record_id: string,
	base_version: number,
	photo: PhotoFacts,
	context: ActionContext
): Operation {
	return {
		...stamp(context),
		kind: 'add_photo',
		record_id,
		base_version,
		changes: {},
		photo: photoFactsOf(photo)
	};
}
