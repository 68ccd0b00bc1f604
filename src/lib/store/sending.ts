import { putAll, rowsAmong } from './bulk.ts';
import { withDatabase, write, type CapitelleDatabase } from './database.ts';
import { dueAt, isDue } from './due.ts';
import { putItems, removedPhotoIds } from './items.ts';
import type { OutboxRow, PhotoRow } from './types.ts';

/** How much one request may carry. */
export interface BatchLimits {
	operations: number;
	/** Bytes of JSON. One operation larger than this still goes, alone. */
	bytes: number;
}

const encoder = new TextEncoder();

/** Photo facts may follow another operation of their record at once: order matters only for content. */
function mayFollow(row: OutboxRow): boolean {
	return row.op.kind === 'add_photo' || row.op.kind === 'remove_photo';
}

/** Rows of the queue read at a time. */
const page = 200;

/**
 * The operations to send now, oldest first. Those of one record keep their order: nothing leaves behind an
 * operation that is under way, is parked or waits for its next try, and a change of content waits for the
 * answer to the one before it. Other records are not held up.
 */
export async function operationsToSend(
	db: CapitelleDatabase,
	owner: string,
	now: number,
	limits: BatchLimits
): Promise<OutboxRow[]> {
	return withDatabase(db, () => chooseOperations(db, owner, now, limits));
}

async function chooseOperations(
	db: CapitelleDatabase,
	owner: string,
	now: number,
	limits: BatchLimits
): Promise<OutboxRow[]> {
	const batch: OutboxRow[] = [];
	const blocked = new Set<string>();
	const started = new Set<string>();
	let bytes = 0;
	let after = -Infinity;
	for (;;) {
		const rows = await queueOf(db, owner, after).limit(page).toArray();
		for (const row of rows) {
			if (blocked.has(row.record_id)) continue;
			const due = row.state !== 'parked' && !row.in_flight && isDue(row, now);
			if (!due || (started.has(row.record_id) && !mayFollow(row))) {
				blocked.add(row.record_id);
				continue;
			}
			const size = encoder.encode(JSON.stringify(row.op)).length;
			if (batch.length >= limits.operations || (batch.length > 0 && bytes + size > limits.bytes))
				return batch;
			started.add(row.record_id);
			bytes += size;
			batch.push(row);
		}
		if (rows.length < page) return batch;
		after = rows[rows.length - 1]!.seq!;
	}
}

/**
 * Chooses as {@link operationsToSend} does and marks what it chose as sent, in one transaction: written before
 * the request leaves, for from here on the server may have them, and nothing can be rewritten in between.
 * @returns them as they were before
 */
export async function takeOperations(
	db: CapitelleDatabase,
	owner: string,
	now: number,
	limits: BatchLimits
): Promise<OutboxRow[]> {
	return write(db, [db.operations, db.items, db.photos], async () => {
		const rows = await chooseOperations(db, owner, now, limits);
		const sent = rows.map((row) => ({ ...row, state: 'sent' as const, in_flight: true }));
		await putOperations(db, sent);
		return rows;
	});
}

/** Rewrites operations and the items that hang on them; call it inside a transaction. */
async function putOperations(db: CapitelleDatabase, rows: OutboxRow[]): Promise<void> {
	await putAll(db.operations, rows);
	const records = [...new Set(rows.map((row) => row.record_id))];
	await putItems(db, await rowsAmong(db.items, 'record_id', records));
}

/** Rewrites some operations of the queue and the items that hang on them, in one transaction. */
async function updateOperations(
	db: CapitelleDatabase,
	op_ids: string[],
	update: (row: OutboxRow) => OutboxRow
): Promise<void> {
	await write(db, [db.operations, db.items, db.photos], async () => {
		const rows = await rowsAmong(db.operations, 'op_id', op_ids);
		await putOperations(db, rows.map(update));
	});
}

/**
 * No answer came: the operations wait, unchanged, until `next_at` (ms since 1970).
 * @param blame whether the failure counts against them (their pauses grow) or only against the network.
 */
export async function delayOperations(
	db: CapitelleDatabase,
	op_ids: string[],
	next_at: number,
	blame: boolean
): Promise<void> {
	await updateOperations(db, op_ids, (row) => ({
		...row,
		in_flight: false,
		// Given back without blame, it keeps the pause it had.
		next_at: next_at === 0 ? row.next_at : next_at,
		attempts: row.attempts + (blame ? 1 : 0)
	}));
}

/**
 * Takes back {@link takeOperations} for operations that certainly never left: what had not been sent before can
 * be rewritten and given up again. A request without an answer is no such thing.
 * @param rows as they were before
 */
export async function giveBack(db: CapitelleDatabase, rows: OutboxRow[]): Promise<void> {
	if (rows.length === 0) return;
	const states = new Map(rows.map(({ op_id, state }) => [op_id, state]));
	await updateOperations(db, [...states.keys()], (row) => ({
		...row,
		state: states.get(row.op_id)!,
		in_flight: false
	}));
}

/** At the start of a drain, under its lock: whatever was under way when a page died no longer is. */
export async function clearInFlight(db: CapitelleDatabase, owner: string): Promise<void> {
	const rows = await withDatabase(db, () => db.operations.where({ owner }).toArray());
	const op_ids = rows.filter((row) => row.in_flight).map((row) => row.op_id);
	if (op_ids.length === 0) return;
	await updateOperations(db, op_ids, (row) => ({ ...row, in_flight: false }));
}

/**
 * Photos whose facts the server has and whose file it waits for; those about to be removed left out, those that an
 * open form no longer has, and those held until there is Wi-Fi.
 */
async function announcedPhotos(
	db: CapitelleDatabase,
	owner: string,
	held: boolean
): Promise<PhotoRow[]> {
	const announced = await db.photos.where({ owner, state: 'announced' }).toArray();
	const rows = announced.filter((row) => !held || row.anyway);
	const records = [...new Set(rows.map((row) => row.record_id))];
	const operations = await db.operations.where('record_id').anyOf(records).toArray();
	const removed = removedPhotoIds(operations);
	const isOut = await takenOut(db, owner, records);
	return rows.filter((row) => !removed.has(row.id) && !isOut(row));
}

/**
 * Tells photos that an open form no longer has, for a face was blurred or the picture taken out: they wait until it
 * is saved or given up.
 */
async function takenOut(
	db: CapitelleDatabase,
	owner: string,
	records: string[]
): Promise<(row: PhotoRow) => boolean> {
	const drafts = await db.drafts.where('id').anyOf(records).toArray();
	const visits = await db.visits.where('record_id').anyOf(records).toArray();
	const shown = new Map(
		[...drafts, ...visits]
			.filter((form) => form.owner === owner)
			.map((form) => [form.id, new Set(form.photos.map(({ id }) => id))])
	);
	return ({ id, record_id, facts }) =>
		shown.get(facts.observation_id ?? record_id)?.has(id) === false;
}

/**
 * Photos whose file may go now, the longest waiting first.
 * @param held photos wait for Wi-Fi: only those the person let go
 */
export async function photosToSend(
	db: CapitelleDatabase,
	owner: string,
	now: number,
	held = false
): Promise<PhotoRow[]> {
	const rows = await withDatabase(db, () => announcedPhotos(db, owner, held));
	return rows.filter((row) => isDue(row, now)).sort((a, b) => a.next_at - b.next_at);
}

/** When something of the owner's queue may next be tried (ms since 1970), or null when nothing waits. */
export async function nextDue(
	db: CapitelleDatabase,
	owner: string,
	now: number,
	held = false
): Promise<number | null> {
	return withDatabase(db, async () => {
		const photos = await announcedPhotos(db, owner, held);
		const operations = await queueOf(db, owner).toArray();
		const blocked = new Set<string>();
		const times: number[] = photos.map((row) => dueAt(row, now));
		for (const row of operations) {
			if (blocked.has(row.record_id)) continue;
			blocked.add(row.record_id);
			if (row.state !== 'parked') times.push(dueAt(row, now));
		}
		return times.length > 0 ? Math.min(...times) : null;
	});
}

/** The owner's operations, oldest first, from behind a place in the queue. */
function queueOf(db: CapitelleDatabase, owner: string, after = -Infinity) {
	return db.operations.where('[owner+seq]').between([owner, after], [owner, []], false);
}
