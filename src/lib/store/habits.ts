import type { FieldValue } from '$lib/domain/fields/types.ts';
import { write, writeIfRoom, type CapitelleDatabase } from './database.ts';
import { placesKey } from './kept-places.ts';
import { readMeta } from './meta.ts';
import { anonymous } from './types.ts';

const recentKey = 'recent_concepts';
const placeKey = 'last_place';
const answersKey = 'last_answers';
const favouritesKey = 'favourite_concepts';
const remindersKey = 'seen_reminders';
const keys = [recentKey, placeKey, answersKey, favouritesKey, placesKey, remindersKey];
const recentMost = 20;

/** What makes the next record quicker is the person's own: another one on this device must not see it. */
const of = (key: string, owner: string) => `${key}:${owner}`;

type Answers = Record<string, FieldValue>;

/** What a record leaves behind for the next one. */
export interface Habit {
	concept: string;
	/** Longitude and latitude. */
	place: [number, number];
	/** Those that the next of its concept may share. */
	answers: Answers;
}

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

/** What the owner last answered for a concept and may answer again; empty when it was never recorded here. */
export async function lastAnswers(
	db: CapitelleDatabase,
	owner: string,
	concept: string
): Promise<Answers> {
	return (await allAnswers(db, owner))[concept] ?? {};
}

async function allAnswers(db: CapitelleDatabase, owner: string): Promise<Record<string, Answers>> {
	return (await readMeta<Record<string, Answers>>(db, of(answersKey, owner))) ?? {};
}

/** Concepts the owner wants at hand, in the order they were chosen. */
export async function favouriteConcepts(db: CapitelleDatabase, owner: string): Promise<string[]> {
	return (await readMeta<string[]>(db, of(favouritesKey, owner))) ?? [];
}

/** Puts a concept at hand, or away again. */
export async function setFavourite(
	db: CapitelleDatabase,
	owner: string,
	concept: string,
	on: boolean
): Promise<void> {
	await write(db, [db.meta], async () => {
		const others = (await favouriteConcepts(db, owner)).filter((id) => id !== concept);
		const value = on ? [...others, concept] : others;
		await db.meta.put({ key: of(favouritesKey, owner), value });
	});
}

/** Ids of what the owner was told to be careful about, here. */
export async function seenReminders(db: CapitelleDatabase, owner: string): Promise<string[]> {
	return (await readMeta<string[]>(db, of(remindersKey, owner))) ?? [];
}

/** Keeps that the owner was told. Nothing is dropped to make room for it: they would be told again. */
export async function noteReminders(
	db: CapitelleDatabase,
	owner: string,
	ids: readonly string[]
): Promise<void> {
	await writeIfRoom(db, [db.meta], async () => {
		const value = [...new Set([...(await seenReminders(db, owner)), ...ids])];
		await db.meta.put({ key: of(remindersKey, owner), value });
	});
}

/**
 * Keeps what makes the owner's next record quicker: the concept on top, what was answered, and where to look.
 * Nothing is dropped to make room for that.
 */
export async function rememberHabits(
	db: CapitelleDatabase,
	owner: string,
	{ concept, place, answers }: Habit
): Promise<void> {
	await writeIfRoom(db, [db.meta], async () => {
		const others = (await recentConcepts(db, owner)).filter((id) => id !== concept);
		const recent = [concept, ...others].slice(0, recentMost);
		const before = await allAnswers(db, owner);
		const kept = recent.flatMap((id) => {
			const value = id === concept ? answers : before[id];
			return value ? [[id, value] as const] : [];
		});
		await db.meta.bulkPut([
			{ key: of(placeKey, owner), value: place },
			{ key: of(recentKey, owner), value: recent },
			{ key: of(answersKey, owner), value: Object.fromEntries(kept) }
		]);
	});
}

/** Forgets an owner's habits; call it inside a transaction over `meta`. */
export async function forgetHabits(db: CapitelleDatabase, owner: string): Promise<void> {
	await db.meta.bulkDelete(keys.map((key) => of(key, owner)));
}

/**
 * At sign-in, what was done before it becomes the account's, unless it has its own; call it inside a
 * transaction over `meta`.
 */
export async function adoptHabits(db: CapitelleDatabase, account_id: string): Promise<void> {
	for (const key of keys) {
		const [own, theirs] = await db.meta.bulkGet([of(key, account_id), of(key, anonymous)]);
		if (theirs && !own) await db.meta.put({ ...theirs, key: of(key, account_id) });
	}
	await forgetHabits(db, anonymous);
}
