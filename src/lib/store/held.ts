import { withDatabase, type CapitelleDatabase } from './database.ts';
import { StoreError } from './errors.ts';
import type { RecordRows } from './items.ts';
import { anonymous } from './types.ts';

/**
 * Whether another account has something on this record here that did not leave: a draft, a visit, something in
 * the queue, a photo. A device keeps one person's work on a record; a second one's would write over it.
 */
export async function isHeldByOther(
	db: CapitelleDatabase,
	owner: string,
	record_id: string
): Promise<boolean> {
	const others = (row: { owner: string }) => row.owner !== owner;
	return withDatabase(db, async () => {
		const counts = await Promise.all([
			db.drafts.where({ id: record_id }).filter(others).count(),
			db.visits.where({ record_id }).filter(others).count(),
			db.operations.where({ record_id }).filter(others).count(),
			db.photos
				.where({ record_id })
				.filter((row) => others(row) && row.state !== 'received')
				.count()
		]);
		return counts.some((count) => count > 0);
	});
}

/**
 * Refuses to write over what is another account's.
 * @throws StoreError `record_held`
 */
export function refuseHeld(owner: string, rows: ({ owner: string } | undefined)[]): void {
	// What nobody had signed for yet is whoever's signs in.
	const held = rows.some((row) => row && row.owner !== owner && row.owner !== anonymous);
	if (held) throw new StoreError([{ code: 'record_held', field: null }]);
}

/** What of a record has not left, whoever's it is. */
export function waitingOf({ operations, photos }: RecordRows): { owner: string }[] {
	return [...operations, ...photos.filter((row) => row.state !== 'received')];
}

/**
 * A record's rows as this owner goes on from them. A line that another account left here, of which nothing waits
 * ({@link refuseHeld}), goes: its words, visits and photos are for that account, which fetches them again. Call it
 * inside a transaction over items and photos.
 */
export async function takeOver(
	db: CapitelleDatabase,
	rows: RecordRows,
	owner: string
): Promise<RecordRows> {
	const { item, operations } = rows;
	if (!item || item.owner === owner || item.owner === anonymous) return rows;
	const theirs = rows.photos.filter((row) => row.owner === item.owner);
	await db.photos.bulkDelete(theirs.map((row) => row.id));
	await db.items.delete(item.record_id);
	const photos = rows.photos.filter((row) => row.owner !== item.owner);
	return { item: undefined, operations, photos };
}
