import { centreOf } from '$lib/domain/geometry.ts';
import { readAccount } from './accounts.ts';
import type { CapitelleDatabase, MakeRoom } from './database.ts';
import type { Bbox } from './grid.ts';
import { lastPlace } from './habits.ts';
import { askAgain, keptAreaKey, packBoxes } from './kept-areas.ts';
import { isFar } from './replica.ts';
import { anonymous } from './types.ts';

/** Half the side of what stays around the person, in degrees: some 25 km. */
const reach = 0.25;
/** Of the areas taken along, those given up for one write. */
const mostAreas = 20;

/**
 * What is dropped, in this order, for a write that finds no room: what `dropCaches` frees (pictures that the
 * network brings back), then the public copies of records that are far, then areas that the person took along, by
 * `dropArea`, one at a time. Never a draft, the queue, a photo.
 */
export function keepRoomFor(
	db: CapitelleDatabase,
	dropCaches: readonly MakeRoom[],
	dropArea: MakeRoom = () => Promise.resolve(false)
): void {
	db.room = [...dropCaches, () => dropFarRecords(db), ...Array<MakeRoom>(mostAreas).fill(dropArea)];
}

/**
 * Drops the public copies of records that are neither near nor in an area taken along, and keeps it so: from
 * here on a pull leaves out what is far ({@link keptAreaKey}), until {@link keepEverything}.
 * @returns whether anything was dropped
 */
export async function dropFarRecords(db: CapitelleDatabase): Promise<boolean> {
	const near = around(await placeOf(db));
	const areas = [near, ...(await packBoxes(db))];
	const tables = [db.replica, db.meta];
	// Not through `write`, which would come back here when there is no room even for this.
	return db.transaction('rw', tables, async () => {
		const dropped = await db.replica.filter((row) => isFar(row, areas)).delete();
		// What was fetched for one area only must be asked for again when that area is.
		await db.meta
			.where('key')
			.startsWith('cursor:')
			.filter(({ key }) => !key.endsWith(':*'))
			.delete();
		await db.meta.put({ key: keptAreaKey, value: [near] });
		return dropped > 0;
	});
}

/** There is room again: the next pull fetches what was left out. Does nothing when nothing was. */
export async function keepEverything(db: CapitelleDatabase): Promise<void> {
	await db.transaction('rw', [db.meta], async () => {
		if (!(await db.meta.get(keptAreaKey))) return;
		await db.meta.delete(keptAreaKey);
		await askAgain(db);
	});
}

/** Where the person works: where they last saved something, else what they last touched. */
async function placeOf(db: CapitelleDatabase): Promise<readonly number[] | null> {
	const saved = await lastPlace(db, (await readAccount(db))?.id ?? anonymous);
	if (saved) return saved;
	const [draft, item] = await Promise.all([
		db.drafts.toCollection().last(),
		db.items.toCollection().last()
	]);
	const geometry = draft?.geometry ?? item?.content.geometry;
	return geometry ? centreOf(geometry) : null;
}

/** An empty area when nobody knows where the person is. */
function around(place: readonly number[] | null): Bbox {
	const [lon, lat] = place ?? [];
	if (lon === undefined || lat === undefined) return [0, 0, 0, 0];
	const wide = reach / Math.max(0.1, Math.cos((lat * Math.PI) / 180));
	return [lon - wide, lat - reach, lon + wide, lat + reach];
}
