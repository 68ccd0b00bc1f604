import type { Vocabulary } from '$lib/domain/vocabulary/types.ts';
import { withDatabase, type CapitelleDatabase } from './database.ts';

/** Keeps the whole vocabulary for offline use, in place of the one before. */
export async function saveVocabulary(db: CapitelleDatabase, value: Vocabulary): Promise<void> {
	await withDatabase(db, () => db.vocabulary.put({ key: 'current', value }));
}

/** The vocabulary kept on this device, or undefined before the first visit. */
export async function readVocabulary(db: CapitelleDatabase): Promise<Vocabulary | undefined> {
	const row = await withDatabase(db, () => db.vocabulary.get('current'));
	return row?.value;
}
