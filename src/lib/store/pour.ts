import type { DraftPhoto, Draft, VisitDraft } from './types.ts';
import { write, type CapitelleDatabase } from './database.ts';
import { mergePhotos } from './drafts.ts';
import { refuseHeld } from './held.ts';
import { ownerOf } from './owner.ts';

/**
 * A draft turned out to be about something that is here already: its photos go to the draft of that, or of a
 * visit to it, which is kept, and the draft goes, all in one transaction. Nothing that was taken is lost.
 * @returns what it was poured into, as it is stored now
 * @throws StoreError `record_held`, or an error for which `isStorageFull` is true: then nothing has moved
 */
export async function pourInto<T extends Draft | VisitDraft>(
	db: CapitelleDatabase,
	from: Draft,
	into: T
): Promise<T> {
	const { drafts, visits, photos, traces, meta } = db;
	return write(db, [drafts, visits, photos, traces, meta], async () => {
		const isVisit = 'record_id' in into;
		const record_id = isVisit ? into.record_id : into.id;
		const stored = await drafts.get(from.id);
		const there = isVisit ? await visits.get(into.id) : await drafts.get(into.id);
		const owner = await ownerOf(db, there ?? stored, into.owner);
		refuseHeld(owner, [stored, there]);
		const before = there ? mergePhotos(there.photos, into.photos) : into.photos;
		const last = Math.max(-1, ...before.map(({ position }) => position));
		const taken = stored ? mergePhotos(stored.photos, from.photos) : from.photos;
		const moved = taken.map((photo, at): DraftPhoto => {
			const facts = { ...photo, position: last + 1 + at };
			return isVisit ? { ...facts, observation_id: into.id } : facts;
		});
		for (const facts of moved) await photos.update(facts.id, { facts, record_id, owner });
		const poured: T = { ...into, owner, photos: [...before, ...moved] };
		if (isVisit) await visits.put(poured as VisitDraft);
		else await drafts.put(poured as Draft);
		await traces
			.where({ record_id: from.id })
			.filter((row) => row.owner === owner)
			.delete();
		if (stored && from.id !== into.id) await drafts.delete(from.id);
		return poured;
	});
}
