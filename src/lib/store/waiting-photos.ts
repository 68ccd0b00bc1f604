import { withDatabase, type CapitelleDatabase } from './database.ts';
import type { PhotoRow } from './types.ts';

/** A photo saved on this device whose file the server does not have yet; those to review left out. */
export interface WaitingPhoto {
	id: string;
	record_id: string;
	/** Among the photos of its record, from 0. */
	position: number;
	bytes: number;
	/** Tries to send the file so far. */
	attempts: number;
	/** Not before this time (ms since 1970). */
	next_at: number;
	/** The person let it go by any network. */
	anyway: boolean;
}

/** The owner's photos that wait, those of one record together. */
export async function listWaitingPhotos(
	db: CapitelleDatabase,
	owner: string
): Promise<WaitingPhoto[]> {
	const rows = await withDatabase(db, () =>
		db.photos
			.where({ owner })
			.filter(({ state }) => state === 'queued' || state === 'announced')
			.toArray()
	);
	return rows.sort(byPlace).map(({ id, record_id, facts, attempts, next_at, anyway }) => ({
		id,
		record_id,
		position: facts.position,
		bytes: facts.bytes,
		attempts,
		next_at,
		anyway: anyway ?? false
	}));
}

function byPlace(a: PhotoRow, b: PhotoRow): number {
	return a.record_id === b.record_id
		? a.facts.position - b.facts.position
		: a.record_id.localeCompare(b.record_id);
}
