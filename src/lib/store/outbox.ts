import { addPhoto } from '$lib/domain/actions/add-photo.ts';
import type { RecordContent } from '$lib/domain/actions/content.ts';
import type { ActionContext } from '$lib/domain/actions/context.ts';
import { correctRecord } from '$lib/domain/actions/correct-record.ts';
import { createRecord } from '$lib/domain/actions/create-record.ts';
import { deleteRecord } from '$lib/domain/actions/delete-record.ts';
import { removePhoto } from '$lib/domain/actions/remove-photo.ts';
import { newId } from '$lib/domain/ids.ts';
import type { Operation } from '$lib/domain/operation.ts';
import { localIso } from '$lib/domain/time.ts';
import type { Problem } from '$lib/domain/problem.ts';
import { write, type CapitelleDatabase } from './database.ts';
import { mergePhotos } from './drafts.ts';
import { StoreError } from './errors.ts';
import { firstVersion, knownTo, newestKnown } from './ground.ts';
import {
	intendedPhotos,
	isNoContribution,
	putItem,
	readRecordRows,
	type RecordRows
} from './items.ts';
import { refuseHeld, takeOver, waitingOf } from './held.ts';
import { joinOuting } from './outings.ts';
import { ownerOf } from './owner.ts';
import { isOfVisit } from './visit-rows.ts';
import type { Draft, DraftPhoto, ItemRow, Known, OutboxRow, QueueContext } from './types.ts';

/** What stamps an operation made now. */
export function actionContext(context: QueueContext): ActionContext {
	return {
		newId,
		device_time: localIso(context.now),
		device_id: context.device_id,
		app_version: context.app_version,
		form_version: context.form_version
	};
}

/** The draft's content when nothing essential is missing. */
function completeContent(draft: Draft): RecordContent {
	const { theme, concept, geometry, position, sensitivity, properties, observed_at } = draft;
	if (theme && concept && geometry && position && sensitivity) {
		return { theme, concept, geometry, position, properties, sensitivity, observed_at };
	}
	const needed = { theme, concept, geometry, position, sensitivity };
	throw new StoreError(
		Object.entries(needed)
			.filter(([, value]) => value === null)
			.map(([field]): Problem => ({
				code: field === 'geometry' ? 'geometry_missing' : 'required',
				field
			}))
	);
}

function contentOperation(
	draft: Draft,
	content: RecordContent,
	known: Known | null,
	context: ActionContext
): Operation[] {
	if (!known) return [createRecord(draft.id, content, context)];
	const correction = correctRecord(draft.id, known, content, context);
	return correction ? [correction] : [];
}

/**
 * Photos that the server has or will have, visits' apart: those it had when the person began, and those that
 * left this device since.
 */
function photosThere(known: Known | null, { item, operations, photos }: RecordRows): Set<string> {
	const sent = operations.filter((row) => row.state === 'sent');
	const there = new Set(
		intendedPhotos(known, sent, [])
			.filter(({ facts }) => !facts.observation_id)
			.map(({ facts }) => facts.id)
	);
	for (const { op } of sent)
		if (op.kind === 'add_photo' && op.photo && !isOfVisit(op)) there.add(op.photo.id);
	const own = new Set(photos.map(({ id }) => id));
	for (const { id, observation_id } of item?.known?.photos ?? [])
		if (own.has(id) && !observation_id) there.add(id);
	return there;
}

function photoOperations(
	draft: Draft,
	wanted: DraftPhoto[],
	there: Set<string>,
	version: number,
	context: ActionContext
): Operation[] {
	const kept = new Set(wanted.map(({ id }) => id));
	return [
		...[...there]
			.filter((id) => !kept.has(id))
			.map((id) => removePhoto(draft.id, version, id, context)),
		...wanted
			.filter(({ id }) => !there.has(id))
			.map((photo) => addPhoto(draft.id, version, photo, context))
	];
}

/**
 * Lets go of photos of the record that only this device has and that the person no longer wants; the others are
 * queued as they are now: with the caption, the order and all that was said of them since they were added.
 */
async function keepPhotos(
	db: CapitelleDatabase,
	record_id: string,
	wanted: DraftPhoto[],
	there: Set<string>
): Promise<void> {
	const facts = new Map(wanted.map((photo) => [photo.id, photo]));
	const rows = (await db.photos.where({ record_id }).toArray()).filter(
		(row) => !row.facts.observation_id && !there.has(row.id)
	);
	const unwanted = rows.filter((row) => !facts.has(row.id)).map((row) => row.id);
	await db.photos.bulkDelete(unwanted);
	await db.files.bulkDelete(unwanted);
	await db.photos.bulkPut(
		rows.flatMap((row) => {
			const now = facts.get(row.id);
			if (!now) return [];
			return [{ ...row, facts: now, state: row.state === 'draft' ? 'queued' : row.state }];
		})
	);
}

/** An operation as it enters the queue. */
export function outboxRow(owner: string, op: Operation): OutboxRow {
	return {
		op_id: op.op_id,
		owner,
		record_id: op.record_id,
		op,
		state: 'queued',
		in_flight: false,
		attempts: 0,
		next_at: 0,
		answer: null
	};
}

/**
 * Moves a draft into the queue with its photos, in one transaction: the moment from which *Enregistré sur
 * ce téléphone* is true. Works for a new record, a correction, and a record edited while it waits: whatever
 * did not leave yet is rewritten; what left is never touched and the new change follows it. Of somebody else's
 * record nothing stays when nothing was changed of it.
 * @throws StoreError naming the missing attributes, or `record_held`; an error for which `isStorageFull` is true.
 */
export async function queueRecord(
	db: CapitelleDatabase,
	draft: Draft,
	context: QueueContext
): Promise<void> {
	const content = completeContent(draft);
	const actions = actionContext(context);
	const { drafts, operations, items, photos, files, traces, meta, outings } = db;
	const tables = [drafts, operations, items, photos, files, traces, meta, outings];
	await write(db, tables, async () => {
		const stored = await db.drafts.get(draft.id);
		const listed = stored ? mergePhotos(stored.photos, draft.photos) : draft.photos;
		const wanted = listed.filter((photo) => !photo.observation_id);
		const found = await readRecordRows(db, draft.id);
		const owner = await ownerOf(db, stored ?? found.item, draft.owner);
		refuseHeld(owner, [stored, ...waitingOf(found)]);
		const rows = await takeOver(db, found, owner);
		const { item, operations } = rows;
		const known = knownTo(draft, rows, stored?.settled ?? draft.settled);
		const there = photosThere(known, rows);
		const made = [
			...contentOperation(draft, content, known, actions),
			...photoOperations(draft, wanted, there, known?.version ?? firstVersion, actions)
		];
		const open = operations.filter((row) => row.state !== 'sent');
		await db.operations.bulkDelete(open.map((row) => row.seq!));
		await db.operations.bulkAdd(made.map((op) => outboxRow(owner, op)));
		// Visits are their own matter, and follow what is said of the object.
		const visits = open.filter(({ op }) => isOfVisit(op));
		await db.operations.bulkAdd(visits.map(({ seq: _seq, ...row }) => row));
		await keepPhotos(db, draft.id, wanted, there);
		await db.drafts.delete(draft.id);
		await db.traces
			.where({ record_id: draft.id })
			.filter((row) => row.owner === owner)
			.delete();
		// A correction of what waits stays in the outing it was made in.
		if (!item && !known) await joinOuting(db, owner, { ...draft, record_id: draft.id }, 'made');
		const row: ItemRow = {
			...(item ?? newItem(draft.id)),
			// Somebody else's record that was visited is theirs by what they change of it.
			visited: made.length === 0 && item?.visited === true,
			owner,
			content,
			known: newestKnown(item?.known ?? null, draft),
			title: draft.title,
			updated_at: context.now.toISOString()
		};
		const sent = operations.filter(({ state }) => state === 'sent');
		const left = [...sent, ...visits];
		if (made.length === 0 && isNoContribution(row, left)) await db.items.delete(draft.id);
		else await putItem(db, row);
	});
}

/** A contribution of which the server has said nothing yet. */
export function newItem(
	record_id: string
): Omit<ItemRow, 'content' | 'owner' | 'title' | 'updated_at'> {
	return {
		record_id,
		known: null,
		state: 'waiting',
		deleting: false,
		photos: { total: 0, received: 0 },
		status: null,
		version: null,
		proposal: null,
		reason: null
	};
}

/**
 * Queues the removal of a record. One that never left this device simply goes, photos included.
 * @throws StoreError `record_not_found` when the owner has no such record here.
 */
export async function queueDeletion(
	db: CapitelleDatabase,
	owner: string,
	record_id: string,
	context: QueueContext
): Promise<void> {
	const tables = [db.drafts, db.visits, db.operations, db.items, db.photos, db.files, db.traces];
	await write(db, tables, async () => {
		const { item, operations } = await readRecordRows(db, record_id);
		if (item?.owner !== owner) throw new StoreError([{ code: 'record_not_found', field: null }]);
		const open = operations.filter((row) => row.state !== 'sent');
		await db.operations.bulkDelete(open.map((row) => row.seq!));
		// With what was to be changed go the photos that were to be added: should the record be kept after all,
		// nothing would send them.
		const added = open.flatMap(({ op }) =>
			op.kind === 'add_photo' && op.photo ? op.photo.id : []
		);
		await db.photos.bulkDelete(added);
		await db.files.bulkDelete(added);
		if (!item.known && open.length === operations.length) {
			await forgetRecord(db, record_id);
			return;
		}
		const version = item.known?.version ?? firstVersion;
		const op = deleteRecord(record_id, version, actionContext(context));
		await db.operations.add(outboxRow(owner, op));
		await putItem(db, { ...item, updated_at: context.now.toISOString() });
	});
}

/**
 * Removes every trace of a person's record from this device; call it inside a transaction over those tables.
 * What another account wrote about it here stays theirs.
 */
export async function forgetRecord(db: CapitelleDatabase, record_id: string): Promise<void> {
	const [item, draft] = [await db.items.get(record_id), await db.drafts.get(record_id)];
	const owner = item?.owner ?? draft?.owner;
	const own = (row: { owner: string }) => row.owner === owner;
	const photos = await db.photos.where({ record_id }).filter(own).primaryKeys();
	await db.operations.where({ record_id }).filter(own).delete();
	await db.photos.bulkDelete(photos);
	await db.files.bulkDelete(photos);
	await db.items.delete(record_id);
	if (draft && own(draft)) await db.drafts.delete(record_id);
	await db.traces.where({ record_id }).filter(own).delete();
	await db.visits.where({ record_id }).filter(own).delete();
}
