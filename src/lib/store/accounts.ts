import type { Account } from '$lib/domain/account.ts';
import { write, type CapitelleDatabase } from './database.ts';
import { adoptHabits } from './habits.ts';
import { forgetOwner, tablesOfOwner } from './leftovers.ts';
import { readMeta } from './meta.ts';
import { adoptOutings } from './outings.ts';
import { adoptTalk } from './talk-told.ts';
import { adoptTraces } from './traces.ts';
import { givenKey } from './owner.ts';
import { adoptPhotoChoices } from './photo-choices.ts';
import { anonymous } from './types.ts';

const accountKey = 'account';
/** One row per account that was here: its address as a hash, so that the device names nobody who left. */
const knownKey = 'known_account:';

function ownedTables(db: CapitelleDatabase) {
	const { drafts, visits, operations, items, photos, suggestions, traces, outings, talk } = db;
	return [drafts, visits, operations, items, photos, suggestions, traces, outings, talk];
}

/**
 * At sign-in, gives what was captured before signing in to the account, in one transaction. What belongs
 * to another account stays there, unseen, until that person signs in again.
 * @returns how many records and drafts were adopted.
 */
export async function adoptAnonymous(db: CapitelleDatabase, account_id: string): Promise<number> {
	return write(db, [...ownedTables(db), db.meta], async () => {
		await adoptHabits(db, account_id);
		await adoptPhotoChoices(db, account_id);
		await db.meta.put({ key: givenKey, value: account_id });
		return adoptRows(db, anonymous, account_id);
	});
}

/**
 * At sign-in, gives the account what waits here under an account that had the same address and is no more:
 * somebody whose account was deleted signs in again, and their day's work must not stay behind for ever.
 * @returns how many records and drafts were adopted.
 */
export async function adoptFormer(
	db: CapitelleDatabase,
	account: Pick<Account, 'id' | 'email'>
): Promise<number> {
	if (account.email === '') return 0;
	const address = await hashOf(account.email);
	return write(db, [...new Set([...ownedTables(db), ...tablesOfOwner(db)])], async () => {
		const former = await db.meta
			.where('key')
			.startsWith(knownKey)
			.filter(({ key, value }) => value === address && key !== knownKey + account.id)
			.toArray();
		let count = 0;
		for (const { key } of former) {
			const owner = key.slice(knownKey.length);
			count += await adoptRows(db, owner, account.id);
			await forgetOwner(db, owner);
		}
		await db.meta.bulkDelete(former.map(({ key }) => key));
		return count;
	});
}

async function adoptRows(db: CapitelleDatabase, from: string, to: string): Promise<number> {
	const mine = { owner: to };
	const of = { owner: from };
	const drafts = await db.drafts.where(of).modify(mine);
	const visits = await db.visits.where(of).modify(mine);
	const items = await db.items.where(of).modify(mine);
	await db.operations.where(of).modify(mine);
	await db.photos.where(of).modify(mine);
	await db.suggestions.where(of).modify(mine);
	await adoptTraces(db, to, from);
	await adoptTalk(db, to, from);
	await adoptOutings(db, to, from);
	return drafts + visits + items;
}

async function hashOf(email: string): Promise<string> {
	const text = new TextEncoder().encode(email.trim().toLowerCase());
	const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', text));
	return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Whose device this is: the account whose queue and drafts are shown, kept when its session expires and
 * when there is no network, forgotten at sign-out (its rows stay, unseen, until it signs in again).
 */
export async function readAccount(db: CapitelleDatabase): Promise<Account | null> {
	return (await readMeta<Account>(db, accountKey)) ?? null;
}

/**
 * Remembers whose device this is. What the server has of whoever it was until now, and whose session was over,
 * goes as if they had signed out.
 */
export async function saveAccount(db: CapitelleDatabase, account: Account): Promise<void> {
	const address = account.email === '' ? null : await hashOf(account.email);
	await write(db, [...tablesOfOwner(db), db.incoming], async () => {
		const before = await readAccount(db);
		if (before && before.id !== account.id) {
			await forgetOwner(db, before.id);
			if (before.email !== account.email) await db.incoming.clear();
		}
		await db.meta.put({ key: accountKey, value: account });
		if (address) await db.meta.put({ key: knownKey + account.id, value: address });
	});
}

/**
 * Writes down what the server says of the account of this device.
 * @returns false when it is no longer theirs: whoever left meanwhile is not brought back
 */
export async function renewAccount(db: CapitelleDatabase, account: Account): Promise<boolean> {
	const address = await hashOf(account.email);
	return write(db, [db.meta], async () => {
		if ((await readAccount(db))?.id !== account.id) return false;
		await db.meta.put({ key: accountKey, value: account });
		await db.meta.put({ key: knownKey + account.id, value: address });
		return true;
	});
}

/** Nobody's device any more; call it inside a transaction over `meta`. */
export async function forgetAccount(db: CapitelleDatabase): Promise<void> {
	await db.meta.bulkDelete([accountKey, givenKey]);
}
