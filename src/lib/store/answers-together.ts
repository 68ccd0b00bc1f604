import type { OperationAnswer } from '$lib/domain/operation.ts';
import { knownAfter } from './answers.ts';
import { rowsAmong } from './bulk.ts';
import { write, type CapitelleDatabase } from './database.ts';
import { putItems } from './items.ts';
import type { ItemRow, OutboxRow } from './types.ts';

/** A record that begins, taken as it is: nothing came of it but its receipt. */
function isPlain({ result, server, proposal }: OperationAnswer, { op, state }: OutboxRow): boolean {
	return result === 'applied' && !server && !proposal && op.kind === 'create' && state !== 'parked';
}

/**
 * Writes the receipts of a day's new records in one transaction, with the same outcome as `recordAnswer` one by
 * one: a phone's disk is what takes longest in sending many. Whatever is less plain is left out.
 * @returns the `op_id`s of those written; none when they could not be written together
 */
export async function recordReceipts(
	db: CapitelleDatabase,
	answers: OperationAnswer[]
): Promise<Set<string>> {
	const answerOf = new Map(answers.map((answer) => [answer.op_id, answer]));
	if (answerOf.size < 2) return new Set();
	try {
		return await write(db, [db.operations, db.items, db.photos], async () => {
			const rows = await rowsAmong(db.operations, 'op_id', [...answerOf.keys()]);
			const plain = rows.filter((row) => isPlain(answerOf.get(row.op_id)!, row));
			const records = plain.map((row) => row.record_id);
			const others = await rowsAmong(db.operations, 'record_id', records);
			const alone = new Map(plain.map((row) => [row.record_id, row]));
			for (const row of others)
				if (alone.get(row.record_id)?.seq !== row.seq) alone.delete(row.record_id);
			const items = await rowsAmong(db.items, 'record_id', [...alone.keys()]);
			const fresh = items.filter((item) => item.known === null);
			const taken = fresh.map((item) => alone.get(item.record_id)!);
			await db.operations.bulkDelete(taken.map((row) => row.seq!));
			await putItems(
				db,
				fresh.map((item, i) => receivedItem(item, taken[i]!, answerOf.get(taken[i]!.op_id)!))
			);
			return new Set(taken.map((row) => row.op_id));
		});
	} catch {
		// One by one, less room is needed at once, and what cannot be written says so itself.
		return new Set();
	}
}

function receivedItem(item: ItemRow, row: OutboxRow, answer: OperationAnswer): ItemRow {
	const known = knownAfter(null, row, answer);
	return {
		...item,
		known,
		version: known?.version ?? answer.version ?? item.version,
		status: answer.status ?? item.status,
		reason: null
	};
}
