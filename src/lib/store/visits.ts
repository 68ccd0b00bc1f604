import { addObservation } from '$lib/domain/actions/add-observation.ts';
import { addPhoto } from '$lib/domain/actions/add-photo.ts';
import type { Operation } from '$lib/domain/operation.ts';
import { localIso } from '$lib/domain/time.ts';
import { withDatabase, write, type CapitelleDatabase } from './database.ts';
import { mergePhotos } from './drafts.ts';
import { StoreError } from './errors.ts';
import { isNoContribution, putItem, readRecordRows } from './items.ts';
import { firstVersion } from './ground.ts';
import { actionContext, newItem, outboxRow } from './outbox.ts';
import { refuseHeld, takeOver, waitingOf } from './held.ts';
import { joinOuting } from './outings.ts';
import { ownerOf } from './owner.ts';
import type { DraftBase, ItemRow, OutboxRow, QueueContext, VisitDraft } from './types.ts';
import { removalsSince, sinceItLeft, whatLeft } from './visit-late.ts';
import { dropPhotos, isOfVisit, photosOf } from './visit-rows.ts';

/** Saves a visit being written; its photos stay as stored, as for a draft. @throws StoreError `record_held` */
export async function saveVisit(db: CapitelleDatabase, visit: VisitDraft): Promise<void> {
	await write(db, [db.visits, db.meta], async () => {
		const stored = await db.visits.get(visit.id);
		const owner = await ownerOf(db, stored, visit.owner);
		refuseHeld(owner, [stored]);
		const photos = stored ? mergePhotos(stored.photos, visit.photos) : visit.photos;
		await db.visits.put({ ...visit, owner, photos });
	});
}

/** What is needed to begin a visit to a record that is on this person's list; undefined when it is not. */
export async function baseOfItem(
	db: CapitelleDatabase,
	owner: string,
	record_id: string
): Promise<{ base: DraftBase; title: string | null } | undefined> {
	return withDatabase(db, async () => {
		const item = await db.items.get(record_id);
		if (item?.owner !== owner || item.deleting) return undefined;
		const photos = item.known?.photos ?? [];
		const version = item.known?.version ?? firstVersion;
		return { base: { version, record: { ...item.content, photos } }, title: item.title };
	});
}

/** A visit that begins now: what was seen last is there, to be changed where it changed. */
export function newVisit(
	id: string,
	owner: string,
	record_id: string,
	about: { base: DraftBase; title: string | null },
	properties: VisitDraft['properties'],
	now: Date
): VisitDraft {
	return {
		id,
		owner,
		record_id,
		observed_at: localIso(now),
		properties,
		note: '',
		photos: [],
		...about,
		updated_at: now.toISOString()
	};
}

/** A visit of this owner by its id: being written, or waiting in the queue and not gone yet. */
export async function readVisit(
	db: CapitelleDatabase,
	owner: string,
	id: string
): Promise<VisitDraft | undefined> {
	return withDatabase(db, async () => {
		const draft = await db.visits.get(id);
		if (draft) return draft.owner === owner ? draft : undefined;
		const queued = await db.operations
			.where({ owner })
			.filter(({ op }) => op.observation?.id === id)
			.first();
		return queued && queued.state !== 'sent' ? fromQueue(db, queued) : undefined;
	});
}

/** The visit begun on a record and not finished, if there is one. */
export async function openVisitOf(
	db: CapitelleDatabase,
	owner: string,
	record_id: string
): Promise<VisitDraft | undefined> {
	const drafts = await withDatabase(db, () => db.visits.where({ record_id }).toArray());
	return drafts.find((draft) => draft.owner === owner);
}

async function fromQueue(db: CapitelleDatabase, row: OutboxRow): Promise<VisitDraft | undefined> {
	const { observation } = row.op;
	const about = await baseOfItem(db, row.owner, row.record_id);
	if (!observation || !about) return undefined;
	const photos = await photosOf(db, row.record_id, observation.id);
	return {
		...observation,
		owner: row.owner,
		record_id: row.record_id,
		note: observation.note ?? '',
		photos: photos.map(({ facts }) => facts).sort((a, b) => a.position - b.position),
		...about,
		updated_at: row.op.device_time
	};
}

/** Throws away a visit being written, with the photos that only it had. One in the queue stays there. */
export async function deleteVisit(db: CapitelleDatabase, id: string): Promise<void> {
	await write(db, [db.visits, db.photos, db.files], async () => {
		const draft = await db.visits.get(id);
		if (!draft) return;
		const rows = await photosOf(db, draft.record_id, id);
		await dropPhotos(
			db,
			rows.filter(({ state }) => state === 'draft').map((row) => row.id)
		);
		await db.visits.delete(id);
	});
}

/**
 * Moves a visit into the queue with its photos, in one transaction: from here on it survives everything,
 * like a record. One that waits or was refused is replaced; one that left is never touched: what was typed
 * since becomes a visit of its own.
 * @throws an error for which `isStorageFull` is true.
 */
export async function queueVisit(
	db: CapitelleDatabase,
	visit: VisitDraft,
	context: QueueContext
): Promise<void> {
	const { visits, operations, items, photos, files, meta, outings } = db;
	await write(db, [visits, operations, items, photos, files, meta, outings], async () => {
		const stored = await db.visits.get(visit.id);
		const found = await readRecordRows(db, visit.record_id);
		const owner = await ownerOf(db, stored ?? found.item, visit.owner);
		refuseHeld(owner, [stored, ...waitingOf(found)]);
		const { item, operations } = await takeOver(db, found, owner);
		const before = operations.filter(({ op }) => isOfVisit(op, visit.id));
		const photos = stored ? mergePhotos(stored.photos, visit.photos) : visit.photos;
		await db.visits.delete(visit.id);
		const left = whatLeft(visit.id, item, before);
		let queued: VisitDraft | null = { ...visit, photos };
		if (left) {
			const version = item?.known?.version ?? visit.base.version;
			const removals = await removalsSince(db, queued, before, version, actionContext(context));
			await db.operations.bulkAdd(removals.map((op) => outboxRow(owner, op)));
			queued = await sinceItLeft(db, queued, left);
		} else await db.operations.bulkDelete(before.map(({ seq }) => seq!));
		if (queued) {
			const rows = operationsOf(queued, item, context).map((op) => outboxRow(owner, op));
			await db.operations.bulkAdd(rows);
			await keepPhotos(db, queued);
		}
		await joinOuting(db, owner, visit, 'visited');
		await putItem(db, itemFor(visit, item, owner, context));
	});
}

function operationsOf(
	visit: VisitDraft,
	item: ItemRow | undefined,
	context: QueueContext
): Operation[] {
	const { id, record_id, observed_at, properties, photos } = visit;
	const version = item?.known?.version ?? visit.base.version;
	const note = visit.note.trim() === '' ? null : visit.note.trim();
	const actions = actionContext(context);
	return [
		addObservation(record_id, version, { id, observed_at, properties, note }, actions),
		...photos.map((photo) =>
			addPhoto(record_id, version, { ...photo, observation_id: id }, actions)
		)
	];
}

/** The line under which the visit shows: the person's own record, or someone else's that they visited. */
function itemFor(
	visit: VisitDraft,
	item: ItemRow | undefined,
	owner: string,
	context: QueueContext
): ItemRow {
	const updated_at = context.now.toISOString();
	if (item) return { ...item, updated_at };
	const { photos, ...content } = visit.base.record;
	return {
		...newItem(visit.record_id),
		owner,
		content,
		known: { version: visit.base.version, content, photos },
		version: visit.base.version,
		title: visit.title,
		visited: true,
		updated_at
	};
}

/**
 * The person gives up a visit that has not reached the server.
 * @throws StoreError `already_leaving` when it may have: it can no longer be taken back here, and stays
 */
export async function removeVisit(db: CapitelleDatabase, owner: string, id: string): Promise<void> {
	await write(db, [db.visits, db.operations, db.items, db.photos, db.files], async () => {
		const rows = await db.operations
			.where({ owner })
			.filter(({ op }) => isOfVisit(op, id))
			.toArray();
		const [first] = rows;
		if (rows.some(({ state }) => state === 'sent'))
			throw new StoreError([{ code: 'already_leaving', field: null }]);
		await deleteVisit(db, id);
		if (!first) return;
		await db.operations.bulkDelete(rows.map(({ seq }) => seq!));
		const photos = await photosOf(db, first.record_id, id);
		await dropPhotos(
			db,
			photos.map((row) => row.id)
		);
		const { item, operations } = await readRecordRows(db, first.record_id);
		if (!item) return;
		if (isNoContribution(item, operations)) await db.items.delete(item.record_id);
		else await putItem(db, item);
	});
}

async function keepPhotos(
	db: CapitelleDatabase,
	{ id, record_id, photos }: VisitDraft
): Promise<void> {
	const facts = new Map(photos.map((photo) => [photo.id, photo]));
	const rows = await photosOf(db, record_id, id);
	await dropPhotos(
		db,
		rows.filter((row) => !facts.has(row.id)).map((row) => row.id)
	);
	await db.photos.bulkPut(
		rows.flatMap((row) => {
			const now = facts.get(row.id);
			if (!now || row.state === 'received') return [];
			return [{ ...row, facts: now, state: 'queued', problems: [], attempts: 0, next_at: 0 }];
		})
	);
}
