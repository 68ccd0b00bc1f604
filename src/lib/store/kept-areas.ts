import type { CapitelleDatabase } from './database.ts';
import type { Bbox } from './grid.ts';

/** Around where the person works, when the device is short of room: boxes. Absent: everywhere. */
export const keptAreaKey = 'kept_area';

/** Boxes of the areas taken along: what a device short of room keeps as well. */
export async function packBoxes(db: CapitelleDatabase): Promise<Bbox[]> {
	return (await db.packs.toArray()).map(({ area }) => area.bbox);
}

/**
 * Where the device keeps to: around the person, and what was taken along, whenever that was. Null: everywhere.
 * Inside a transaction it needs meta and packs.
 */
export async function keptAreas(db: CapitelleDatabase): Promise<Bbox[] | null> {
	const kept = (await db.meta.get(keptAreaKey))?.value as Bbox[] | Bbox | undefined;
	return kept ? [...asBoxes(kept), ...(await packBoxes(db))] : null;
}

/** One box is what was written before areas could be taken along. */
function asBoxes(kept: Bbox[] | Bbox): Bbox[] {
	return typeof kept[0] === 'number' ? [kept as Bbox] : (kept as Bbox[]);
}

/** What was left out for want of room is asked for again; call it inside a transaction over meta. */
export async function askAgain(db: CapitelleDatabase): Promise<void> {
	await db.meta.where('key').startsWith('cursor:').delete();
}
