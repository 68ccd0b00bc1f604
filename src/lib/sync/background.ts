import { readAccount } from '$lib/store/accounts.ts';
import type { CapitelleDatabase } from '$lib/store/database.ts';
import { connect, type Surroundings } from './connect.ts';
import { drain } from './drain.ts';
import { waitsForPerson } from './ports.ts';

/**
 * Sends what waits while no page shows the app: the service worker calls it when the browser says that the
 * network is back. It only sends, for whoever this device belongs to and is signed in; the screens fetch what
 * changed when they are opened.
 * @returns whether trying again later may help: something waits, and not for the person.
 */
export async function drainInBackground(
	db: CapitelleDatabase,
	around: Surroundings
): Promise<boolean> {
	const { remote, sync } = connect(db, around);
	const [account, session] = [await readAccount(db), await remote.session.account()];
	// Somebody who just signed in, or out, in a page that died since: the next page brings it in order.
	if (account === null || account.id !== session) return false;
	const { stop, next_at } = await drain(sync, account.id);
	return !waitsForPerson(stop) && (stop !== null || next_at !== null);
}
