import type { Problem } from '$lib/domain/problem.ts';
import { withDatabase, write, type CapitelleDatabase } from './database.ts';
import { putItem } from './items.ts';
import type { Known, PhotoRow } from './types.ts';

async function updatePhoto(
	db: CapitelleDatabase,
	photo_id: string,
	update: (row: PhotoRow) => PhotoRow,
	knownAfter: (known: Known) => Known = (known) => known
): Promise<void> {
	const row = await db.photos.get(photo_id);
	if (!row) return;
	await db.photos.put(update(row));
	const item = await db.items.get(row.record_id);
	if (item) await putItem(db, { ...item, known: item.known && knownAfter(item.known) });
}

/**
 * The server confirmed it has the file. The receipt and the pruning of the local file are one transaction:
 * the file is never gone without its receipt. The small picture stays for the list.
 * @param received_at ISO 8601.
 */
export async function recordPhotoReceived(
	db: CapitelleDatabase,
	photo_id: string,
	received_at: string
): Promise<void> {
	await write(db, [db.operations, db.items, db.photos, db.files], async () => {
		await db.files.delete(photo_id);
		await updatePhoto(
			db,
			photo_id,
			(row) => ({ ...row, state: 'received', problems: [] }),
			(known) => ({
				...known,
				photos: known.photos.map((photo) =>
					photo.id === photo_id
						? { ...photo, received_at: photo.received_at ?? received_at }
						: photo
				)
			})
		);
	});
}

/**
 * Written before a file leaves: when the reply is lost, the next try asks whether it arrived before
 * sending it again.
 */
export async function countPhotoAttempt(db: CapitelleDatabase, photo_id: string): Promise<void> {
	await withDatabase(db, () =>
		db.photos.where({ id: photo_id }).modify((row) => {
			row.attempts += 1;
		})
	);
}

/** The file did not arrive: it waits until `next_at` (ms since 1970); the record is not touched. */
export async function delayPhoto(
	db: CapitelleDatabase,
	photo_id: string,
	next_at: number
): Promise<void> {
	await write(db, [db.operations, db.items, db.photos], () =>
		updatePhoto(db, photo_id, (row) => ({ ...row, next_at }))
	);
}

/** The server will not have this file: it stays here with the reason. */
export async function parkPhoto(
	db: CapitelleDatabase,
	photo_id: string,
	problems: Problem[]
): Promise<void> {
	await write(db, [db.operations, db.items, db.photos], () =>
		updatePhoto(db, photo_id, (row) => ({ ...row, state: 'parked', problems }))
	);
}
