import { forgetAccount, readAccount } from './accounts.ts';
import { closeChoices } from './choices.ts';
import { write, type CapitelleDatabase } from './database.ts';
import { forgetHabits } from './habits.ts';
import { forgetReceipts } from './server-count.ts';
import { forgetSession } from './session-storage.ts';
import type { ItemRow } from './types.ts';

/**
 * Signing out: from here on nobody is signed in on this device, in one transaction, so that a page killed
 * half-way never shows one person's work to the next. What the server has goes from the device; what it
 * does not have stays, unseen, until this account signs in again here.
 */
export async function leaveDevice(db: CapitelleDatabase): Promise<void> {
	const { meta, replica, items, drafts, visits, operations, photos, files } = db;
	const tables = [meta, replica, items, drafts, visits, operations, photos, files];
	await write(db, tables, async () => {
		const account = await readAccount(db);
		await forgetSession(db);
		if (!account) return;
		const owner = account.id;
		await forgetAccount(db);
		await forgetHabits(db, owner);
		await closeChoices(db, owner);
		await forgetReceipts(db, owner);
		await db.replica.where('[owner+updated_at]').between([owner, ''], [owner, '\uffff']).delete();
		await db.meta.where('key').startsWith(`cursor:${owner}:`).delete();
		const received = await db.items.where({ owner, state: 'received' }).toArray();
		for (const item of received) if (await isSettled(db, item)) await forgetItem(db, item);
	});
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
