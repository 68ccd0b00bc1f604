import { write, type CapitelleDatabase } from './database.ts';
import { readMeta } from './meta.ts';
import { anonymous } from './types.ts';

const recentKey = 'recent_concepts';
const placeKey = 'last_place';
const recentMost = 20;

/** What makes the next record quicker is the person's own: another one on this device must not see it. */
const of = (key: string, owner: string) => `${key}:${owner}`;

/** Where the owner last saved a record, longitude and latitude, or null. */
export async function lastPlace(
	db: CapitelleDatabase,
	owner: string
): Promise<[number, number] | null> {
	return (await readMeta<[number, number]>(db, of(placeKey, owner))) ?? null;
}

/** Concepts the owner recorded lately on this device, newest first. */
export async function recentConcepts(db: CapitelleDatabase, owner: string): Promise<string[]> {
	return (await readMeta<string[]>(db, of(recentKey, owner))) ?? [];
}

/** Keeps what makes the owner's next record quicker: the concept on top, and where to look. */
export async function rememberHabits(
	db: CapitelleDatabase,
	owner: string,
	concept: string,
	place: [number, number]
): Promise<void> {
	await write(db, [db.meta], async () => {
		const others = (await recentConcepts(db, owner)).filter((id) => id !== concept);
		const recent = [concept, ...others].slice(0, recentMost);
		await db.meta.bulkPut([
			{ key: of(placeKey, owner), value: place },
			{ key: of(recentKey, owner), value: recent }
		]);
	});
}

/** Forgets an owner's habits; call it inside a transaction over `meta`. */
export async function forgetHabits(db: CapitelleDatabase, owner: string): Promise<void> {
	await db.meta.bulkDelete([of(placeKey, owner), of(recentKey, owner)]);
}

/**
 * At sign-in, what was done before it becomes the account's, unless it has its own; call it inside a
 * transaction over `meta`.
 */
export async function adoptHabits(db: CapitelleDatabase, account_id: string): Promise<void> {
	for (const key of [placeKey, recentKey]) {
		const [own, theirs] = await db.meta.bulkGet([of(key, account_id), of(key, anonymous)]);
		if (theirs && !own) await db.meta.put({ ...theirs, key: of(key, account_id) });
	}
	await forgetHabits(db, anonymous);
}
