import { closeChoices } from './choices.ts';
import type { CapitelleDatabase } from './database.ts';
import { forgetHabits } from './habits.ts';
import { forgetNotices } from './notices.ts';
import { forgetPhotoChoices } from './photo-choices.ts';
import { forgetReceipts } from './server-count.ts';
import { forgetTalk } from './talk-told.ts';
import type { ItemRow } from './types.ts';

/** What {@link forgetOwner} touches. */
export function tablesOfOwner(db: CapitelleDatabase) {
	const { meta, replica, items, drafts, visits, operations, photos, files, talk, notices } = db;
	return [meta, replica, items, drafts, visits, operations, photos, files, talk, notices];
}

/**
 * Takes what the server has of somebody off the device; what it does not have stays. Call it inside a transaction
 * over {@link tablesOfOwner}.
 */
export async function forgetOwner(db: CapitelleDatabase, owner: string): Promise<void> {
	await forgetHabits(db, owner);
	await forgetPhotoChoices(db, owner);
	await closeChoices(db, owner);
	await forgetReceipts(db, owner);
	await forgetTalk(db, owner);
	await forgetNotices(db, owner);
	await db.replica.where('[owner+updated_at]').between([owner, ''], [owner, '\uffff']).delete();
	await db.meta.where('key').startsWith(`cursor:${owner}:`).delete();
	const received = await db.items.where({ owner, state: 'received' }).toArray();
	for (const item of received) if (await isSettled(db, item)) await forgetItem(db, item);
}

/** Nothing of it is anywhere but on the server: no draft, no visit begun, no photo on its way. */
async function isSettled(db: CapitelleDatabase, { record_id }: ItemRow): Promise<boolean> {
	const [draft, visits, operations, photos] = await Promise.all([
		db.drafts.get(record_id),
		db.visits.where({ record_id }).count(),
		db.operations.where({ record_id }).count(),
		db.photos.where({ record_id }).toArray()
	]);
	return (
		!draft && visits === 0 && operations === 0 && photos.every(({ state }) => state === 'received')
	);
}

async function forgetItem(db: CapitelleDatabase, { record_id }: ItemRow): Promise<void> {
	await db.photos.where({ record_id }).delete();
	await db.items.delete(record_id);
}
