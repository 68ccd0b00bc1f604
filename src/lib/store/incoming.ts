import { newId } from '$lib/domain/ids.ts';
import { withDatabase, write, type CapitelleDatabase } from './database.ts';
import type { IncomingRow } from './field-rows.ts';

/** A file that another app hands over. */
export interface HandedFile {
	name: string;
	type: string;
	arrayBuffer(): Promise<ArrayBuffer>;
}

/** More at once than a record takes are left in the gallery they came from. */
export const incomingMost = 20;

/**
 * Keeps what another app handed over until it is in a draft; what is too much is left out, unread. One after the
 * other, for all of them at once in memory are more than a small phone has; should it be shut down meanwhile, those
 * that were kept are there.
 * @returns how many were left out
 * @throws an error for which `isStorageFull` is true when the device has no room: nothing of these is kept then
 */
export async function keepIncoming(
	db: CapitelleDatabase,
	files: readonly HandedFile[],
	now: Date
): Promise<number> {
	const kept: string[] = [];
	try {
		for (const file of files) {
			if ((await withDatabase(db, () => db.incoming.count())) >= incomingMost) break;
			const { name, type } = file;
			const row = {
				id: newId(),
				name,
				type,
				at: now.toISOString(),
				data: await file.arrayBuffer()
			};
			await write(db, [db.incoming], () => db.incoming.add(row));
			kept.push(row.id);
		}
	} catch (error) {
		await dropIncoming(db, kept);
		throw error;
	}
	return files.length - kept.length;
}

/** What was handed over and is in no draft yet, in the order it came. */
export async function listIncoming(db: CapitelleDatabase): Promise<IncomingRow[]> {
	// Ids are UUIDv7: their order is that of time.
	return withDatabase(db, () => db.incoming.orderBy('id').toArray());
}

/** How many of them wait. */
export async function countIncoming(db: CapitelleDatabase): Promise<number> {
	return withDatabase(db, () => db.incoming.count());
}

/** The bytes of one of them; null when it is gone. */
export async function readIncomingFile(
	db: CapitelleDatabase,
	id: string
): Promise<ArrayBuffer | null> {
	return (await withDatabase(db, () => db.incoming.get(id)))?.data ?? null;
}

/**
 * Puts one back that came out of a rescue file, unless it is here.
 * @returns whether it was not here
 * @throws an error for which `isStorageFull` is true when there is no room; nothing else is touched
 */
export async function restoreIncoming(db: CapitelleDatabase, row: IncomingRow): Promise<boolean> {
	return write(db, [db.incoming], async () => {
		if (await db.incoming.get(row.id)) return false;
		await db.incoming.put(row);
		return true;
	});
}

/** Lets go of files that are in a draft now, or that nobody wants; their originals stay where they came from. */
export async function dropIncoming(db: CapitelleDatabase, ids: readonly string[]): Promise<void> {
	await withDatabase(db, () => db.incoming.bulkDelete([...ids]));
}
