import { deleteRecord } from '$lib/domain/actions/delete-record.ts';
import { write, type CapitelleDatabase } from './database.ts';
import { disputeIn } from './dispute.ts';
import { queueContrary } from './contrary.ts';
import { StoreError } from './errors.ts';
import { isNoContribution, putItem, readRecordRows, wanted } from './items.ts';
import { firstVersion } from './ground.ts';
import { actionContext, forgetRecord, outboxRow } from './outbox.ts';
import { allMine, fresh, isRefusedForDeletion, settleDispute } from './resolution.ts';
import type { ItemRow, OutboxRow, QueueContext } from './types.ts';
import { isOfVisit, visitOf } from './visit-rows.ts';

/**
 * Puts what is parked of a record back in the queue, as it is: the person read the reason and wants it sent
 * again. After a dispute that means theirs wins in everything; `resolveDispute` chooses one by one. To change it
 * first, queue a corrected draft instead.
 */
export async function resend(
	db: CapitelleDatabase,
	owner: string,
	record_id: string
): Promise<void> {
	await write(db, [db.operations, db.items, db.photos], async () => {
		const before = await readRecordRows(db, record_id);
		if (before.item?.owner !== owner) return;
		const dispute = disputeIn(before, owner);
		if (dispute) await settleDispute(db, dispute, allMine(dispute), asMadeBy(dispute.parked));
		const { item, operations, photos } = await readRecordRows(db, record_id);
		if (!item) return;
		const parked = operations.filter((row) => row.state === 'parked');
		await db.operations.bulkPut(parked.map((row) => fresh(row)));
		const stuck = photos.filter((row) => row.state === 'parked');
		await db.photos.bulkPut(
			stuck.map((row) => ({ ...row, state: 'announced', attempts: 0, next_at: 0, problems: [] }))
		);
		await putItem(db, item);
	});
}

/** Sent again as it is, it says again when and where it was made. */
function asMadeBy({ op }: OutboxRow): QueueContext {
	const { device_id, app_version, device_time } = op;
	return { device_id, app_version, now: new Date(device_time) };
}

/** Tells the rows of visits that wait: a refused visit takes its photos with it, a refused photo goes alone. */
function waitingVisits(operations: OutboxRow[]): (row: OutboxRow) => boolean {
	const parked = operations.filter((row) => row.state === 'parked');
	const refused = new Set(parked.flatMap(({ op }) => op.observation?.id ?? []));
	return ({ state, op }) => {
		const visit = visitOf(op);
		return state === 'queued' && visit !== null && !refused.has(visit);
	};
}

/**
 * The person gives up what has not reached the server. A record the server does not have, or has no longer,
 * goes entirely, photos and open draft included; one it has goes back to what the server has. What already left
 * and waits for its answer is followed by what takes it back. A visit that waits stays: it is taken out by itself;
 * only one that was refused goes.
 * @throws StoreError `already_leaving`: something that left cannot be taken back from here; all else was given up
 */
export async function removeItem(
	db: CapitelleDatabase,
	owner: string,
	record_id: string,
	context: QueueContext
): Promise<void> {
	const tables = [db.drafts, db.visits, db.operations, db.items, db.photos, db.files, db.traces];
	const isDone = await write(db, tables, async () => {
		const { item, operations, photos } = await readRecordRows(db, record_id);
		if (item ? item.owner !== owner : (await db.drafts.get(record_id))?.owner !== owner)
			return true;
		const sent = operations.filter((row) => row.state === 'sent');
		const isGone = disputeIn({ item, operations, photos }, owner)?.kind === 'their_deletion';
		const isDeleted = isGone || operations.some(isRefusedForDeletion);
		const mayBeThere = sent.some((row) => row.op.kind === 'create');
		if (!item || (!item.known && !mayBeThere) || (isDeleted && sent.length === 0)) {
			await forgetRecord(db, record_id);
			return true;
		}
		const stays = waitingVisits(operations);
		const staying = operations.filter((row) => row.state === 'sent' || stays(row));
		const open = operations.filter((row) => !staying.includes(row));
		await db.operations.bulkDelete(open.map((row) => row.seq!));
		const kept = new Set(staying.map((row) => row.op.photo?.id));
		const dropped = photos
			.filter((row) => (row.state === 'queued' && !kept.has(row.id)) || row.state === 'parked')
			.map((row) => row.id);
		await db.photos.bulkDelete(dropped);
		await db.files.bulkDelete(dropped);
		await db.drafts.delete(record_id);
		await db.traces
			.where({ record_id })
			.filter((row) => row.owner === owner)
			.delete();
		if (isNoContribution(item, staying)) {
			await db.items.delete(record_id);
			return true;
		}
		const { known } = item;
		if (!known) {
			await queueForgetting(db, item, operations, context);
			return true;
		}
		// Of a record that a pull has told of, only the receipt is missing; what was changed since is given up.
		const isToldOf = (row: OutboxRow) => row.op.kind === 'create' && open.length > 0;
		const left = sent.filter((row) => !isOfVisit(row.op) && !isToldOf(row));
		const isUndone = await queueContrary(db, { ...item, known }, left, context);
		await moveBehind(db, staying.filter(stays));
		await putItem(db, { ...item, content: await wanted(db, item, known) });
		return isUndone;
	});
	if (!isDone) throw new StoreError([{ code: 'already_leaving', field: null }]);
}

/** Of a record that the server may have: it is deleted there as soon as that is known. */
async function queueForgetting(
	db: CapitelleDatabase,
	item: ItemRow,
	operations: OutboxRow[],
	context: QueueContext
): Promise<void> {
	const { record_id, owner } = item;
	const sent = operations.filter((row) => row.state === 'sent');
	const waiting = operations.filter((row) => row.state !== 'sent');
	await db.operations.bulkDelete(waiting.map((row) => row.seq!));
	const photos = await db.photos.where({ record_id, owner }).primaryKeys();
	await db.photos.bulkDelete(photos);
	await db.files.bulkDelete(photos);
	await db.visits.where({ record_id, owner }).delete();
	const made = deleteRecord(record_id, firstVersion, actionContext(context));
	const undoes = sent.map((row) => row.op_id);
	await db.operations.add({ ...outboxRow(owner, made), undoes });
	await putItem(db, { ...item, updated_at: context.now.toISOString() });
}

/** Visits follow what is said of the object. */
async function moveBehind(db: CapitelleDatabase, visits: OutboxRow[]): Promise<void> {
	await db.operations.bulkDelete(visits.map((row) => row.seq!));
	await db.operations.bulkAdd(visits.map(({ seq: _seq, ...row }) => row));
}
