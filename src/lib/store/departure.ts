import { forgetAccount, readAccount } from './accounts.ts';
import { write, type CapitelleDatabase } from './database.ts';
import { forgetOwner, tablesOfOwner } from './leftovers.ts';
import { forgetSession } from './session-storage.ts';

/**
 * Signing out: from here on nobody is signed in on this device, in one transaction, so that a page killed
 * half-way never shows one person's work to the next. What the server has goes from the device; what it
 * does not have stays, unseen, until this account signs in again here.
 */
export async function leaveDevice(db: CapitelleDatabase): Promise<void> {
	await write(db, [...tablesOfOwner(db), db.incoming], async () => {
		const account = await readAccount(db);
		await forgetSession(db);
		// Copies of what is in the gallery they were shared from.
		await db.incoming.clear();
		if (!account) return;
		await forgetAccount(db);
		await forgetOwner(db, account.id);
	});
}
