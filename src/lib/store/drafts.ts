import { sameValue } from '$lib/domain/equal.ts';
import { withDatabase, write, writeIfRoom, type CapitelleDatabase } from './database.ts';
import { refuseHeld } from './held.ts';
import { ownerOf } from './owner.ts';
import type { Draft, DraftPhoto } from './types.ts';

/**
 * Saves what is being typed. The list of photos stays the stored one — photos arrive on their own, and an
 * autosave started before must not undo them — but their facts (caption, order…) are taken from `draft`.
 * @throws StoreError `record_held` when another account is writing about the same record here
 */
export async function saveDraft(db: CapitelleDatabase, draft: Draft): Promise<void> {
	await write(db, [db.drafts, db.meta], async () => {
		const stored = await db.drafts.get(draft.id);
		const owner = await ownerOf(db, stored, draft.owner);
		refuseHeld(owner, [stored]);
		const photos = stored ? mergePhotos(stored.photos, draft.photos) : draft.photos;
		const { settled } = { ...draft, ...stored };
		await db.drafts.put({ ...draft, ...(settled ? { settled } : {}), owner, photos });
	});
}

/** The stored photos with the facts of `edited`, in the order of their `position`. */
export function mergePhotos(stored: DraftPhoto[], edited: DraftPhoto[]): DraftPhoto[] {
	const byId = new Map(edited.map((photo) => [photo.id, photo]));
	return stored.map((photo) => byId.get(photo.id) ?? photo).sort((a, b) => a.position - b.position);
}

/** One draft, or undefined; another account's draft is not found. */
export async function readDraft(
	db: CapitelleDatabase,
	owner: string,
	id: string
): Promise<Draft | undefined> {
	const draft = await withDatabase(db, () => db.drafts.get(id));
	return draft?.owner === owner ? draft : undefined;
}

/** The owner's drafts, last touched first. */
export async function listDrafts(db: CapitelleDatabase, owner: string): Promise<Draft[]> {
	const drafts = await withDatabase(db, () => db.drafts.where({ owner }).toArray());
	return drafts.sort((a, b) => b.updated_at.localeCompare(a.updated_at));
}

/** Throws a draft away with the photos that only it had. A record already queued is untouched. */
export async function deleteDraft(db: CapitelleDatabase, id: string): Promise<void> {
	await write(db, [db.drafts, db.photos, db.files, db.traces], async () => {
		const rows = await db.photos.where({ record_id: id }).toArray();
		const orphans = rows
			.filter((row) => row.state === 'draft' && !row.facts.observation_id)
			.map((row) => row.id);
		await db.photos.bulkDelete(orphans);
		await db.files.bulkDelete(orphans);
		const owner = (await db.drafts.get(id))?.owner;
		const walked = db.traces.where({ record_id: id });
		await walked.filter((row) => row.owner === owner).delete();
		await db.drafts.delete(id);
	});
}

/** Another one of a kind to which the person added nothing: the device alone said where they stood. */
export function isBareRepetition({
	taken_over,
	properties,
	photos,
	position,
	pegs = [],
	begun = null
}: Draft): boolean {
	if (!taken_over || photos.length > 0 || pegs.length > 0 || begun) return false;
	return (position === null || position.method === 'gps') && sameValue(properties, taken_over);
}

/**
 * Throws away repetitions to which nothing was added, which a page that died leaves behind, unless something was
 * walked along them. A form that still shows one elsewhere writes it again with its next change.
 * @param id this one only
 */
export async function dropBareRepetitions(
	db: CapitelleDatabase,
	owner: string,
	id?: string
): Promise<void> {
	await writeIfRoom(db, [db.drafts, db.traces], async () => {
		const drafts = await db.drafts.where({ owner }).toArray();
		for (const draft of drafts) {
			if (!isBareRepetition(draft) || (id !== undefined && draft.id !== id)) continue;
			if ((await db.traces.where({ record_id: draft.id }).count()) > 0) continue;
			await db.drafts.delete(draft.id);
		}
	});
}
