import { stamp } from '$lib/domain/actions/context.ts';
import { deletedPath, disputedFields, settledChanges, type Picks } from '$lib/domain/dispute.ts';
import { newId } from '$lib/domain/ids.ts';
import type { Operation } from '$lib/domain/operation.ts';
import { keepDispute } from './choices.ts';
import { write, type CapitelleDatabase } from './database.ts';
import { disputeIn, type DisputeRows } from './dispute.ts';
import { StoreError } from './errors.ts';
import { putItem, readRecordRows, wanted } from './items.ts';
import { actionContext } from './outbox.ts';
import type { OutboxRow, PhotoRow, QueueContext } from './types.ts';

/** What a person chose of a dispute, and the version of the record they looked at. */
export interface Resolution {
	version: number;
	/**
	 * Of every path of `Dispute.fields` whose they keep. Of a deletion, the one path `deleted`: `mine` brings
	 * a record back, or deletes it all the same; `theirs` gives the changes up, or keeps the record.
	 */
	picks: Picks;
}

/**
 * The same inside a transaction of the caller's, over operations, items and photos.
 * @returns the photos taken off the device; their files are left
 */
export async function settleDispute(
	db: CapitelleDatabase,
	rows: DisputeRows,
	picks: Picks,
	context: QueueContext
): Promise<PhotoRow[]> {
	return replace(db, rows, settle(rows, picks, context));
}

/** What the choice puts in the place of the operations in dispute. */
interface Settled {
	/** Null: nothing is left to ask for. */
	operation: Operation | null;
	/** Refused because the record was gone: goes again behind it. */
	again: OutboxRow[];
	/** Everything here is given up. */
	isGivenUp: boolean;
}

/**
 * Puts an end to a dispute as the person chose, in one transaction: operations made on the record as it now
 * is take the place of those set aside. It can be taken back by `undoChoice` until they have left.
 * @returns false when the record has changed since, or nothing is in dispute any more: look again
 * @throws StoreError naming a path that was not chosen
 */
export async function resolveDispute(
	db: CapitelleDatabase,
	owner: string,
	record_id: string,
	resolution: Resolution,
	context: QueueContext
): Promise<boolean> {
	const tables = [db.meta, db.operations, db.items, db.photos, db.drafts];
	return write(db, tables, async () => {
		const rows = disputeIn(await readRecordRows(db, record_id), owner);
		if (!rows || rows.version !== resolution.version) return false;
		const dropped = await settleDispute(db, rows, resolution.picks, context);
		await keepDispute(db, rows, dropped, context.now);
		await tellOpenForm(db, rows);
		return true;
	});
}

/** What is no longer in the queue was not taken this time: a form open on it must not believe so. */
async function tellOpenForm(db: CapitelleDatabase, rows: DisputeRows): Promise<void> {
	const { record_id, owner } = rows.item;
	const draft = await db.drafts.get(record_id);
	if (draft?.owner !== owner) return;
	const left = await db.operations.where({ record_id }).toArray();
	const here = new Set(left.map((row) => row.op_id));
	const gone = rows.operations.map((row) => row.op_id).filter((op_id) => !here.has(op_id));
	await db.drafts.put({ ...draft, settled: [...(draft.settled ?? []), ...gone] });
}

function settle(rows: DisputeRows, picks: Picks, context: QueueContext): Settled {
	const { kind, parked, sides, item, version } = rows;
	const base = {
		...stamp(actionContext({ ...context, form_version: parked.op.form_version })),
		record_id: item.record_id,
		base_version: version
	};
	const nothing: Settled = { operation: null, again: [], isGivenUp: false };
	if (kind === 'fields') {
		const open = disputedFields(sides).filter(({ path }) => !picks[path]);
		if (open.length > 0) throw notChosen(open.map(({ path }) => path));
		const changes = settledChanges(sides, picks);
		const isEmpty = Object.keys(changes).length === 0;
		return isEmpty ? nothing : { ...nothing, operation: { ...base, kind: 'update', changes } };
	}
	const side = picks[deletedPath];
	if (!side) throw notChosen([deletedPath]);
	if (kind === 'my_deletion') {
		if (side === 'theirs') return nothing;
		return { ...nothing, operation: { ...base, kind: 'delete', changes: {} } };
	}
	if (side === 'theirs') return { ...nothing, isGivenUp: true };
	const changes = { ...sides.mine, [deletedPath]: { old: true, new: false } };
	return {
		operation: { ...base, kind: 'update', changes },
		again: rows.operations.filter(isRefusedForDeletion),
		isGivenUp: false
	};
}

function notChosen(paths: string[]): StoreError {
	return new StoreError(paths.map((field) => ({ code: 'required', field })));
}

/** Set aside because the record was gone when it arrived. */
export function isRefusedForDeletion({ state, answer }: OutboxRow): boolean {
	return state === 'parked' && !!answer?.problems.some(({ code }) => code === 'record_deleted');
}

/** Everything the person's way: what sending a dispute again as it is means. */
export function allMine({ kind, sides }: DisputeRows): Picks {
	const paths = kind === 'fields' ? disputedFields(sides).map(({ path }) => path) : [deletedPath];
	return Object.fromEntries(paths.map((path) => [path, 'mine' as const]));
}

/** Writes what was settled where the disputed operations stood. @returns the photos taken off the device */
async function replace(
	db: CapitelleDatabase,
	rows: DisputeRows,
	{ operation, again, isGivenUp }: Settled
): Promise<PhotoRow[]> {
	const { item, parked, content: changed, operations, photos } = rows;
	if (isGivenUp) {
		const open = operations.filter((row) => row.state !== 'sent');
		await db.operations.bulkDelete(open.map((row) => row.seq!));
		await db.photos.bulkDelete(photos.map((row) => row.id));
		await db.items.delete(item.record_id);
		return photos;
	}
	const settled = [parked, ...changed].map((row) => row.seq!);
	await db.operations.bulkDelete(settled);
	// In the place of the first: whatever waits behind it still comes after.
	if (operation) await db.operations.put(fresh({ ...parked, op: operation }, [parked, ...changed]));
	await db.operations.bulkPut(again.map((row) => fresh(row)));
	const content = item.known ? await wanted(db, item, item.known) : item.content;
	await putItem(db, { ...item, content });
	return [];
}

/**
 * A row that may leave again. The server remembers an answered operation for ever: it gets a new identifier.
 * @param before what it is put in the place of
 */
export function fresh(row: OutboxRow, before: OutboxRow[] = [row]): OutboxRow {
	const op_id = newId();
	return {
		...row,
		op_id,
		op: { ...row.op, op_id },
		state: 'queued',
		in_flight: false,
		attempts: 0,
		next_at: 0,
		answer: null,
		instead_of: before.flatMap((each) => [each.op_id, ...(each.instead_of ?? [])])
	};
}
