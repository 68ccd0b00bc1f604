import { withDatabase, write, type CapitelleDatabase } from './database.ts';
import type { PackRow } from './field-rows.ts';
import type { Bbox } from './grid.ts';
import { askAgain, keptAreaKey } from './kept-areas.ts';
import { inBounds, publicOwner } from './replica.ts';

/** The areas taken along, newest first. */
export async function listPacks(db: CapitelleDatabase): Promise<PackRow[]> {
	const rows = await withDatabase(db, () => db.packs.toArray());
	return rows.sort((a, b) => b.made_at.localeCompare(a.made_at));
}

/** Notes an area before anything of it is there. What of it was left out for want of room is fetched after all. */
export async function savePack(db: CapitelleDatabase, pack: PackRow): Promise<void> {
	await write(db, [db.packs, db.meta], async () => {
		await db.packs.put(pack);
		if (await db.meta.get(keptAreaKey)) await askAgain(db);
	});
}

/** Changes what is noted of an area; nothing when it was deleted meanwhile. */
export async function changePack(
	db: CapitelleDatabase,
	id: string,
	changes: Partial<Omit<PackRow, 'id'>>
): Promise<void> {
	await withDatabase(db, () => db.packs.update(id, changes));
}

/** Forgets an area. Its records stay with the others; its cache is dropped by the caller. */
export async function removePack(db: CapitelleDatabase, id: string): Promise<void> {
	await withDatabase(db, () => db.packs.delete(id));
}

/** What an area's records need besides themselves: their pages, and the first photo of each. */
export interface RecordsOfArea {
	ids: string[];
	photos: string[];
	/** Of those photos, as the server has them. */
	photoBytes: number;
}

/** The public records within a box that this device knows of. */
export async function recordsOfArea(db: CapitelleDatabase, bbox: Bbox): Promise<RecordsOfArea> {
	const rows = await inBounds(db, { owner: publicOwner, bbox });
	const photos = rows.flatMap(({ record }) => {
		const [first] = [...record.photos].sort((a, b) => a.position - b.position);
		return first ?? [];
	});
	return {
		ids: rows.map(({ id }) => id),
		photos: photos.map(({ id }) => id),
		photoBytes: photos.reduce((sum, { bytes }) => sum + bytes, 0)
	};
}
