import type { Problem } from '$lib/domain/problem.ts';
import type { CommentPhoto } from '$lib/domain/talk.ts';
import { withDatabase, write, type CapitelleDatabase } from './database.ts';
import type { PhotoFiles } from './photos.ts';
import type { PhotoRow } from './types.ts';
import { talkDraftKey, type TalkDraft } from './talk-draft.ts';

/**
 * Attaches a photo to what is being written, file included, in one transaction. It lies among the photos that wait,
 * in a folder of its own: nothing that is asked of a record's photos finds it.
 * @param draft with the photo
 * @throws an error for which `isStorageFull` is true when the device has no room; nothing is changed
 */
export async function addTalkPhoto(
	db: CapitelleDatabase,
	owner: string,
	record_id: string,
	draft: TalkDraft,
	photo: CommentPhoto,
	files: PhotoFiles
): Promise<void> {
	// Read before the transaction: waiting for anything but the database would end it.
	const data = await files.file.arrayBuffer();
	const thumbnail = files.thumbnail ? await files.thumbnail.arrayBuffer() : null;
	const bare = { caption: null, taken_at: null, heading: null, position: 0 };
	const facts = { ...photo, ...bare, licence: 'cc-by-sa-4.0' as const };
	const way = { state: 'draft' as const, attempts: 0, next_at: 0, problems: [] };
	await write(db, [db.photos, db.files, db.meta], async () => {
		await db.meta.put({ key: talkDraftKey(owner, record_id), value: draft });
		await db.files.put({ id: photo.id, data });
		await db.photos.put({ id: photo.id, owner, record_id: photo.id, facts, thumbnail, ...way });
	});
}

/** Takes a photo out of what is being written, file included. */
export async function removeTalkPhoto(db: CapitelleDatabase, photo_id: string): Promise<void> {
	await write(db, [db.photos, db.files], async () => {
		const row = await db.photos.get(photo_id);
		if (row?.state !== 'draft') return;
		await db.photos.delete(photo_id);
		await db.files.delete(photo_id);
	});
}

/** Those of a comment that are here in this state; call it inside a transaction. */
export async function photosHere(
	db: CapitelleDatabase,
	photos: readonly CommentPhoto[] | undefined,
	state: PhotoRow['state']
): Promise<CommentPhoto[]> {
	const rows = await db.photos.bulkGet((photos ?? []).map(({ id }) => id));
	return (photos ?? []).filter((_photo, at) => rows[at]?.state === state);
}

/** Why the file of a photo will not leave by itself; null when nothing stops it. */
export async function refusalOfTalkPhoto(
	db: CapitelleDatabase,
	photo_id: string
): Promise<Problem[] | null> {
	const row = await withDatabase(db, () => db.photos.get(photo_id));
	return row?.state === 'parked' ? row.problems : null;
}

/** Lets a photo whose file was refused leave again, as it is. */
export async function resendTalkPhoto(db: CapitelleDatabase, photo_id: string): Promise<void> {
	await write(db, [db.photos], async () => {
		const row = await db.photos.get(photo_id);
		if (row?.state !== 'parked') return;
		await db.photos.put({ ...row, state: 'announced', attempts: 0, next_at: 0, problems: [] });
	});
}

/** Moves the photos of a comment along with it; one that went further stays. Call it inside a transaction. */
export async function moveTalkPhotos(
	db: CapitelleDatabase,
	photos: readonly CommentPhoto[] | undefined,
	from: PhotoRow['state'],
	to: PhotoRow['state']
): Promise<void> {
	for (const { id } of photos ?? [])
		await db.photos.where({ id }).modify((row) => {
			if (row.state === from) row.state = to;
		});
}
