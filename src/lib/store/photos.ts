import { withDatabase, write, type CapitelleDatabase } from './database.ts';
import { refuseHeld } from './held.ts';
import { ownerOf } from './owner.ts';
import type { Draft, DraftPhoto, PhotoRow, VisitDraft } from './types.ts';

/** A compressed picture ready to keep, with the small one for lists. */
export interface PhotoFiles {
	file: Blob;
	thumbnail: Blob | null;
}

/** The record that a draft, or a draft of a visit, is about. */
export function recordOf(draft: Draft | VisitDraft): string {
	return 'record_id' in draft ? draft.record_id : draft.id;
}

/** Reads and writes drafts and visits alike: each lies in its own table. */
function shelfOf(db: CapitelleDatabase, draft: Draft | VisitDraft) {
	type Shelf = {
		get(id: string): Promise<Draft | VisitDraft | undefined>;
		put(draft: Draft | VisitDraft): Promise<unknown>;
	};
	return ('record_id' in draft ? db.visits : db.drafts) as unknown as Shelf;
}

/**
 * Adds a photo to a draft, file included, in one transaction. The draft is saved first when it was not
 * yet. Adding the same photo again changes nothing.
 * @throws an error for which `isStorageFull` is true when the device has no room, or StoreError `record_held`;
 * the draft is intact.
 */
export async function addDraftPhoto(
	db: CapitelleDatabase,
	draft: Draft | VisitDraft,
	photo: DraftPhoto,
	files: PhotoFiles
): Promise<void> {
	// Read before the transaction: waiting for anything but the database would end it.
	const data = await files.file.arrayBuffer();
	const thumbnail = files.thumbnail ? await files.thumbnail.arrayBuffer() : null;
	await write(db, [db.drafts, db.visits, db.photos, db.files, db.meta], async () => {
		const shelf = shelfOf(db, draft);
		const others = draft.photos.filter(({ id }) => id !== photo.id);
		const stored = (await shelf.get(draft.id)) ?? { ...draft, photos: others };
		if (stored.photos.some(({ id }) => id === photo.id)) return;
		const owner = await ownerOf(db, stored, draft.owner);
		refuseHeld(owner, [stored]);
		await shelf.put({ ...stored, owner, photos: [...stored.photos, photo] });
		await db.files.put({ id: photo.id, data });
		await db.photos.put(newRow(draft, owner, photo, thumbnail));
	});
}

/**
 * Takes a photo out of a draft. Its file goes only when it was never saved further than this draft;
 * otherwise the removal is queued with the rest of the correction.
 */
export async function removeDraftPhoto(
	db: CapitelleDatabase,
	draft_id: string,
	photo_id: string
): Promise<void> {
	await write(db, [db.drafts, db.visits, db.photos, db.files], async () => {
		const draft = (await db.drafts.get(draft_id)) ?? (await db.visits.get(draft_id));
		if (draft) {
			const photos = draft.photos.filter(({ id }) => id !== photo_id);
			await shelfOf(db, draft).put({ ...draft, photos });
		}
		await dropUnsaved(db, photo_id);
	});
}

/**
 * Puts a picture in the place of another one of a draft, in one transaction: the same moment that keeps the new
 * one destroys the file and the small picture of the former, when only this draft had them. One that was saved
 * further goes with what is saved next.
 * @returns whether the former was still in the draft
 * @throws an error for which `isStorageFull` is true when the device has no room; the draft is intact.
 */
export async function replaceDraftPhoto(
	db: CapitelleDatabase,
	draft: Draft | VisitDraft,
	former_id: string,
	photo: DraftPhoto,
	files: PhotoFiles
): Promise<boolean> {
	const data = await files.file.arrayBuffer();
	const thumbnail = files.thumbnail ? await files.thumbnail.arrayBuffer() : null;
	return write(db, [db.drafts, db.visits, db.photos, db.files, db.meta], async () => {
		const shelf = shelfOf(db, draft);
		const stored = (await shelf.get(draft.id)) ?? draft;
		if (!stored.photos.some(({ id }) => id === former_id)) return false;
		const owner = await ownerOf(db, stored, draft.owner);
		refuseHeld(owner, [stored]);
		const photos = stored.photos.map((one) => (one.id === former_id ? photo : one));
		await shelf.put({ ...stored, owner, photos });
		await db.files.put({ id: photo.id, data });
		await db.photos.put(newRow(draft, owner, photo, thumbnail));
		await dropUnsaved(db, former_id);
		return true;
	});
}

/** Forgets a photo that is in nothing but a draft, file included; call it inside a transaction. */
async function dropUnsaved(db: CapitelleDatabase, photo_id: string): Promise<void> {
	const row = await db.photos.get(photo_id);
	if (row?.state !== 'draft') return;
	await db.photos.delete(photo_id);
	await db.files.delete(photo_id);
}

function newRow(
	draft: Draft | VisitDraft,
	owner: string,
	photo: DraftPhoto,
	thumbnail: ArrayBuffer | null
): PhotoRow {
	return {
		id: photo.id,
		owner,
		record_id: recordOf(draft),
		facts: photo,
		state: 'draft',
		thumbnail,
		attempts: 0,
		next_at: 0,
		problems: []
	};
}

/** The file of a photo, or null once the server has it (or it came from elsewhere). */
export async function readPhotoFile(db: CapitelleDatabase, photo_id: string): Promise<Blob | null> {
	return withDatabase(db, async () => {
		const [row, file] = await Promise.all([db.photos.get(photo_id), db.files.get(photo_id)]);
		return row && file ? new Blob([file.data], { type: row.facts.mime }) : null;
	});
}

/** The small picture of a photo, kept even after its file has gone. */
export async function readThumbnail(db: CapitelleDatabase, photo_id: string): Promise<Blob | null> {
	const row = await withDatabase(db, () => db.photos.get(photo_id));
	return row?.thumbnail ? new Blob([row.thumbnail], { type: row.facts.mime }) : null;
}

/** The small picture of a record's first photo, draft or not, or null when this device has none. */
export async function readRecordThumbnail(
	db: CapitelleDatabase,
	record_id: string
): Promise<Blob | null> {
	const rows = await withDatabase(db, () => db.photos.where({ record_id }).toArray());
	const [first] = rows
		.filter((row) => row.thumbnail !== null)
		.sort((a, b) => a.facts.position - b.facts.position);
	return first?.thumbnail ? new Blob([first.thumbnail], { type: first.facts.mime }) : null;
}
