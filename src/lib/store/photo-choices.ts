import {
	readPhotoChoices,
	usualPhotoChoices,
	type PhotoChoices
} from '$lib/domain/photo-choices.ts';
import type { CapitelleDatabase } from './database.ts';
import { readMeta, writeMeta } from './meta.ts';
import { anonymous } from './types.ts';

const keyOf = (owner: string) => `photo_choices:${owner}`;

/** How the owner wants their photos kept and given; the usual where they chose nothing. */
export async function photoChoices(db: CapitelleDatabase, owner: string): Promise<PhotoChoices> {
	const stored = await readMeta<unknown>(db, keyOf(owner));
	return stored === undefined ? usualPhotoChoices : readPhotoChoices(stored);
}

/** Keeps the owner's choice for the photos they take from now on; those taken stay as they are. */
export function savePhotoChoices(
	db: CapitelleDatabase,
	owner: string,
	choices: PhotoChoices
): Promise<void> {
	return writeMeta(db, keyOf(owner), choices);
}

/** Forgets an owner's choice, which may hold their name; call it inside a transaction over `meta`. */
export async function forgetPhotoChoices(db: CapitelleDatabase, owner: string): Promise<void> {
	await db.meta.delete(keyOf(owner));
}

/** At sign-in, what was chosen before it is the account's, unless it has its own; call it inside a transaction over `meta`. */
export async function adoptPhotoChoices(db: CapitelleDatabase, account_id: string): Promise<void> {
	const [own, theirs] = await db.meta.bulkGet([keyOf(account_id), keyOf(anonymous)]);
	if (theirs && !own) await db.meta.put({ ...theirs, key: keyOf(account_id) });
	await forgetPhotoChoices(db, anonymous);
}
