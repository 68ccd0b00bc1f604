import type { Account } from '$lib/domain/account.ts';
import { write, type CapitelleDatabase } from './database.ts';
import { readMeta, writeMeta } from './meta.ts';
import { adoptTraces } from './traces.ts';
import { anonymous } from './types.ts';

/**
 * At sign-in, gives what was captured before signing in to the account, in one transaction. What belongs
 * to another account stays there, unseen, until that person signs in again.
 * @returns how many records and drafts were adopted.
 */
export async function adoptAnonymous(db: CapitelleDatabase, account_id: string): Promise<number> {
	return write(
		db,
		[db.drafts, db.visits, db.operations, db.items, db.photos, db.suggestions, db.traces],
		async () => {
			const mine = { owner: account_id };
			const of = { owner: anonymous };
			const drafts = await db.drafts.where(of).modify(mine);
			const visits = await db.visits.where(of).modify(mine);
			const items = await db.items.where(of).modify(mine);
			await db.operations.where(of).modify(mine);
			await db.photos.where(of).modify(mine);
			await db.suggestions.where(of).modify(mine);
			await adoptTraces(db, account_id);
			return drafts + visits + items;
		}
	);
}

/**
 * Whose device this is: the account whose queue and drafts are shown, kept when its session expires and
 * when there is no network, forgotten at sign-out (its rows stay, unseen, until it signs in again).
 */
export async function readAccount(db: CapitelleDatabase): Promise<Account | null> {
	return (await readMeta<Account>(db, 'account')) ?? null;
}

/** Remembers the account, or forgets it with null. */
export async function saveAccount(db: CapitelleDatabase, account: Account | null): Promise<void> {
	await writeMeta(db, 'account', account ?? undefined);
}
