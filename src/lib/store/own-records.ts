import { contentOf } from '$lib/domain/actions/content.ts';
import type { Observation } from '$lib/domain/observation.ts';
import type { FullRecord, PublicRecord } from '$lib/domain/record.ts';
import type { CapitelleDatabase } from './database.ts';
import { takeOver, waitingOf } from './held.ts';
import { putItem, readRecordRows, wanted } from './items.ts';
import type { ItemRow, Known } from './types.ts';

/**
 * Brings the server's copy of one of the person's records into their contributions: its status, the
 * moderator's words, and what was changed elsewhere. What waits here stays on top of it. Call it inside a
 * transaction over items, operations and photos.
 */
export async function mergeOwnRecord(
	db: CapitelleDatabase,
	owner: string,
	record: FullRecord
): Promise<void> {
	const rows = await readRecordRows(db, record.id);
	if (rows.item?.owner !== owner) {
		// A moderator reads others' records too; someone else's is a contribution once this person proposed
		// a change or visited it.
		if (!isOwn(owner, record)) return;
		if (rows.item && waitingOf(rows).some((row) => row.owner !== owner)) return;
	}
	const { item, operations } = await takeOver(db, rows, owner);
	const visits = ownVisits(record, item);
	// An answer may have been written while this pull was under way: never go back to an older version.
	if (item?.known && item.known.version > record.version) return;
	const known: Known = {
		version: record.version,
		content: contentOf(record),
		photos: record.photos
	};
	// A moderator is told of others' proposals too; those are no wish of theirs.
	const proposal = record.proposal?.own === false ? null : record.proposal;
	const content = await wanted(db, { record_id: record.id, proposal }, known);
	const merged: ItemRow = {
		record_id: record.id,
		owner,
		content,
		known,
		title: item?.title ?? null,
		state: 'received',
		deleting: false,
		photos: { total: 0, received: 0 },
		status: record.status,
		version: record.version,
		proposal,
		reason: record.reason ?? proposal?.reason ?? null,
		observations: visits,
		visited: item?.visited ?? record.author_id !== owner,
		flags: (record as Partial<FullRecord>).flags ?? [],
		updated_at: item && operations.length > 0 ? item.updated_at : record.updated_at
	};
	await putItem(db, merged);
}

/**
 * Somebody else's record that this person wrote about, of which nothing of theirs waits with the server any
 * more: it was decided, or taken back. It stays on their list as everyone sees it. Call it inside a
 * transaction over items, operations and photos.
 */
export async function mergePublishedRecord(
	db: CapitelleDatabase,
	owner: string,
	record: PublicRecord
): Promise<void> {
	const item = await db.items.get(record.id);
	if (item?.owner !== owner || (item.known && item.known.version > record.version)) return;
	const sensitivity = record.blurred ? 'blurred' : 'public';
	const known: Known = {
		version: record.version,
		content: contentOf({ ...record, sensitivity }),
		photos: record.photos
	};
	await putItem(db, {
		...item,
		gone: false,
		content: await wanted(db, { record_id: record.id, proposal: null }, known),
		known,
		status: 'published',
		version: record.version,
		proposal: null,
		reason: null
	});
}

/** Whether a record belongs on somebody's list though nothing of it is there yet. */
export function isOwn(owner: string, record: FullRecord): boolean {
	return record.author_id === owner || ownVisits(record, undefined).length > 0;
}

/** The person's visits beside the first. One whose receipt is newer than this copy of the record stays. */
function ownVisits(record: FullRecord, item: ItemRow | undefined): Observation[] {
	// Absent from what a server before visits answers.
	const all = (record as Partial<FullRecord>).observations ?? [];
	const told = new Set(all.map(({ id }) => id));
	return [
		...all.filter(({ own, first }) => own && !first),
		...(item?.observations ?? []).filter(({ id }) => !told.has(id))
	];
}
