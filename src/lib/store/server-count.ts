import type { Receipts } from '$lib/domain/receipts.ts';
import type { CapitelleDatabase } from './database.ts';
import { readMeta, writeMeta } from './meta.ts';

const keyOf = (owner: string) => `receipts:${owner}`;

/** What the server said last that it has of an account, or null before it was asked. */
export async function readReceipts(db: CapitelleDatabase, owner: string): Promise<Receipts | null> {
	return (await readMeta<Receipts>(db, keyOf(owner))) ?? null;
}

/** Keeps what the server said, for when it cannot be asked. */
export async function saveReceipts(
	db: CapitelleDatabase,
	owner: string,
	receipts: Receipts
): Promise<void> {
	await writeMeta(db, keyOf(owner), receipts);
}

/** Forgets it with the person who signs out; call it inside a transaction over `meta`. */
export async function forgetReceipts(db: CapitelleDatabase, owner: string): Promise<void> {
	await db.meta.delete(keyOf(owner));
}
