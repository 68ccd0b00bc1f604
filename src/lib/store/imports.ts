import { sameValue } from '$lib/domain/equal.ts';
import { write, type CapitelleDatabase } from './database.ts';
import { refuseHeld } from './held.ts';
import { ownerOf } from './owner.ts';
import type { Draft } from './types.ts';

/** What became of the drafts of a file. */
export interface AddedDrafts {
	/** Ids of those that are new here. */
	added: string[];
	/** Those that an import of the same file brought before, here or already saved. */
	known: number;
}

/**
 * Keeps drafts made of a file, all or none. The same place under the same name is brought once, however often the
 * file is.
 * @throws an error for which `isStorageFull` is true when there is no room for all
 */
export async function addImported(
	db: CapitelleDatabase,
	owner: string,
	drafts: readonly Draft[]
): Promise<AddedDrafts> {
	return write(db, [db.drafts, db.items, db.meta], async () => {
		const [before, items] = await Promise.all([
			db.drafts.where({ owner }).toArray(),
			db.items.where({ owner }).toArray()
		]);
		const there = [
			...before.map(({ geometry, position, title }) => ({ geometry, position, title })),
			...items.map(({ content, title }) => ({ ...content, title }))
		].filter(({ position }) => position?.method === 'imported');
		const fresh = drafts.filter(
			({ geometry, title }) =>
				!there.some((one) => one.title === title && sameValue(one.geometry, geometry))
		);
		const rows: Draft[] = [];
		for (const draft of fresh) {
			const stored = await db.drafts.get(draft.id);
			refuseHeld(owner, [stored]);
			rows.push({ ...draft, owner: await ownerOf(db, stored, owner) });
		}
		await db.drafts.bulkPut(rows);
		return { added: rows.map(({ id }) => id), known: drafts.length - rows.length };
	});
}

/**
 * Takes back drafts that a file brought: those on which nothing was typed since.
 * @param madeAt their `updated_at` when they came
 * @returns how many are gone
 */
export async function removeImported(
	db: CapitelleDatabase,
	owner: string,
	ids: readonly string[],
	madeAt: string
): Promise<number> {
	return write(db, [db.drafts], async () => {
		const rows = await db.drafts.bulkGet([...ids]);
		const untouched = rows.flatMap((row) =>
			row?.owner === owner && row.updated_at === madeAt && row.photos.length === 0 ? [row.id] : []
		);
		await db.drafts.bulkDelete(untouched);
		return untouched.length;
	});
}
