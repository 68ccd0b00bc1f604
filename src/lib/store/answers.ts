import { photoFactsOf, type PhotoFacts } from '$lib/domain/actions/add-photo.ts';
import { applyChanges, contentOf } from '$lib/domain/actions/content.ts';
import { outcomeOf } from '$lib/domain/actions/outcome.ts';
import type { Operation, OperationAnswer } from '$lib/domain/operation.ts';
import type { Problem } from '$lib/domain/problem.ts';
import type { FullRecord, Photo } from '$lib/domain/record.ts';
import { write, type CapitelleDatabase } from './database.ts';
import { firstVersion } from './ground.ts';
import { isNoContribution, putItem, wanted } from './items.ts';
import { forgetRecord } from './outbox.ts';
import { mergeOwnRecord } from './own-records.ts';
import { observedAfter } from './visit-rows.ts';
import { publicOwner } from './replica.ts';
import type { ItemRow, Known, OutboxRow } from './types.ts';

/** What the server is known to have, as one of its full records says it. */
function knownOf(record: FullRecord): Known {
	return { version: record.version, content: contentOf(record), photos: record.photos };
}

/**
 * What the server has once it accepted an operation and nothing else became of the record meanwhile (else it
 * tells, and its word is taken). A proposal leaves the content as it was, a photo the version too.
 */
export function knownAfter(
	known: Known | null,
	row: OutboxRow,
	answer: OperationAnswer
): Known | null {
	const { op } = row;
	const version = answer.version ?? known?.version ?? firstVersion;
	if (op.kind === 'create') {
		const nothing = { properties: {} } as unknown as Known['content'];
		return { version, content: applyChanges(nothing, op.changes), photos: known?.photos ?? [] };
	}
	if (!known) return null;
	if (op.kind === 'add_photo') {
		// Announced even when it is only proposed: the server waits for its file.
		const facts = photoFactsOf(op.photo as PhotoFacts);
		const told = known.photos.some(({ id }) => id === facts.id);
		// A reply was lost, and a pull said meanwhile how the server has it: its word is taken.
		if (told && answer.result === 'already') return known;
		const photo = { ...unsaid, ...facts, record_id: row.record_id, received_at: null };
		return { ...known, photos: [...withoutPhoto(known, op), photo] };
	}
	if (answer.proposal) return known;
	if (op.kind === 'remove_photo') return { ...known, photos: withoutPhoto(known, op) };
	// Something became of it that this device was not told. The next pull does.
	if (answer.result === 'merged' || version > known.version + 1) return known;
	const content = applyChanges(known.content, op.changes);
	const seen = version > known.version ? op.observation?.properties : undefined;
	const properties = { ...content.properties, ...seen };
	return { ...known, version, content: { ...content, properties } };
}

/** What an operation leaves out of a photo, as the server says it. */
const unsaid = { scale: null, credit: null, observation_id: null };

function withoutPhoto(known: Known, op: Operation): Photo[] {
	return known.photos.filter((photo) => photo.id !== op.photo?.id);
}

/** What waits beside the published record: the server puts one person's proposals together. */
function proposalAfter(item: ItemRow, op: Operation, answer: OperationAnswer): ItemRow['proposal'] {
	const beside = ['add_photo', 'remove_photo', 'add_observation'];
	if (!answer.proposal || beside.includes(op.kind)) return item.proposal;
	const changes = op.kind === 'delete' ? { deleted: { old: false, new: true } } : op.changes;
	return {
		// The server's name for it comes with the next pull.
		id: '',
		status: 'pending',
		reason: null,
		changes: { ...item.proposal?.changes, ...changes }
	};
}

/** What becomes of a photo's row and file once its operation was accepted. */
async function settlePhoto(
	db: CapitelleDatabase,
	op: Operation,
	answer: OperationAnswer
): Promise<void> {
	if (op.kind === 'add_photo' && op.photo) {
		const photo = await db.photos.get(op.photo.id);
		// Answered a second time (a rescue file brings back what has left), its file may be gone for long.
		if (photo?.state === 'received') return;
		// Heard of before, perhaps from another device: its file may be there, so it is asked for first.
		const attempts = answer.result === 'already' ? 1 : 0;
		await db.photos.update(op.photo.id, { state: 'announced', attempts, next_at: 0 });
	} else if (op.kind === 'remove_photo' && op.photo && !answer.proposal) {
		await db.photos.delete(op.photo.id);
		await db.files.delete(op.photo.id);
	}
}

/** Takes an accepted operation out of the queue and writes what follows from it. */
async function accept(
	db: CapitelleDatabase,
	row: OutboxRow,
	item: ItemRow,
	answer: OperationAnswer
): Promise<void> {
	const { op, record_id } = row;
	if (op.kind === 'delete' && !answer.proposal) {
		await forgetRecord(db, record_id);
		await db.replica.bulkDelete([
			[row.owner, record_id],
			[publicOwner, record_id]
		]);
		return;
	}
	await db.operations.delete(row.seq!);
	await settlePhoto(db, op, answer);
	if (item.known && isToldLate(item.known, op, answer)) {
		await putItem(db, { ...item, content: await wanted(db, item, item.known) });
		return;
	}
	if (answer.server) {
		await mergeOwnRecord(db, row.owner, answer.server);
		return;
	}
	const known = knownAfter(item.known, row, answer);
	// Known from a pull, that version holds what others did too: what waits was not made on it.
	const isMoved = known !== null && known.version > (item.known?.version ?? 0);
	if (changesContent(op) && isMoved && known.version === answer.version)
		await rebase(db, row, answer.version);
	const isContent = op.kind === 'create' || op.kind === 'update';
	const proposal = isRepeated(item, answer) ? item.proposal : proposalAfter(item, op, answer);
	const isSeen = known !== null && known.version !== item.known?.version;
	await putItem(db, {
		...item,
		known,
		// A visit says what was last seen: the record shows it, or a correction would take it back.
		content: isSeen ? await wanted(db, { record_id, proposal }, known) : item.content,
		...observedAfter(item, op, answer),
		version: known?.version ?? answer.version ?? item.version,
		proposal,
		// Brought back: what was told of it no longer holds.
		...('deleted' in op.changes ? { gone: false } : {}),
		...(isRepeated(item, answer)
			? { status: item.status ?? answer.status }
			: {
					status: answer.status ?? item.status,
					// A correction answers the moderator's remark.
					reason: isContent ? null : item.reason
				})
	});
}

/**
 * Whether a pull has brought what came of an operation, or more: then what is known now stands. A lost reply is
 * given again much later; a rescue file brings back what left long ago.
 */
function isToldLate(known: Known, op: Operation, answer: OperationAnswer): boolean {
	const version = answer.version ?? Infinity;
	const made = op.kind === 'create' || (op.kind === 'update' && version > (op.base_version ?? 0));
	return known.version > version || (made && !answer.proposal && known.version === version);
}

/**
 * A repeated answer says how it was the first time. Moderation goes on meanwhile and leaves the version: a pull
 * may have told already, or the next one will.
 */
function isRepeated(item: ItemRow, { result }: OperationAnswer): boolean {
	return result === 'already' && item.known !== null;
}

function changesContent({ kind }: Operation): boolean {
	return kind === 'create' || kind === 'update' || kind === 'add_observation';
}

/**
 * What still waits behind an operation applied alone was made on its result: it says so, so that the server
 * does not take the person's own change for a parallel one. What already left is never touched, nor what was
 * made on an older version.
 */
async function rebase(
	db: CapitelleDatabase,
	{ record_id, op: { base_version } }: OutboxRow,
	version: number
): Promise<void> {
	const rows = await db.operations.where({ record_id }).toArray();
	const waiting = rows.filter(
		({ state, op }) => state === 'queued' && (op.base_version ?? 0) >= (base_version ?? 0)
	);
	await db.operations.bulkPut(
		waiting.map((row) => ({ ...row, op: { ...row.op, base_version: version } }))
	);
}

/**
 * What was refused and given up meanwhile leaves with what was to take it back: nothing is left to look at. The
 * deletion of a whole record stays for what else of it the server has.
 */
async function dropUndone(
	db: CapitelleDatabase,
	{ record_id, op_id, seq }: OutboxRow
): Promise<boolean> {
	const rows = await db.operations.where({ record_id }).toArray();
	const contrary = rows.filter((row) => row.state === 'queued' && row.undoes?.includes(op_id));
	if (contrary.length === 0) return false;
	const over = contrary.filter(({ op }) => op.kind !== 'delete');
	await db.operations.bulkDelete([seq!, ...over.map((row) => row.seq!)]);
	return true;
}

/** Keeps an operation aside with the server's reason; nothing of the person's is altered. */
async function setAside(
	db: CapitelleDatabase,
	row: OutboxRow,
	item: ItemRow,
	answer: OperationAnswer
): Promise<void> {
	const isUndone = await dropUndone(db, row);
	if (isUndone && row.op.kind === 'create') {
		await forgetRecord(db, row.record_id);
		return;
	}
	if (!isUndone) await db.operations.put({ ...row, state: 'parked', in_flight: false, answer });
	const told = answer.server && knownOf(answer.server);
	// A pull may have brought a newer one while the answer was lost.
	const isNews = told !== null && !(item.known && item.known.version > told.version);
	const known = isNews ? told : item.known;
	// After a dispute the person goes on from the server's record with their own changes on top.
	const changed = isNews || isUndone;
	const content = changed && known ? await wanted(db, item, known) : item.content;
	const staying = await db.operations.where({ record_id: row.record_id }).toArray();
	if (isUndone && isNoContribution(item, staying)) {
		await db.items.delete(row.record_id);
		return;
	}
	await putItem(db, {
		...item,
		known,
		content,
		status: isRepeated(item, answer)
			? item.status
			: (answer.server?.status ?? answer.status ?? item.status),
		version: isNews ? told.version : item.version
	});
}

/**
 * Writes one answer of the server in one transaction: the receipt of an accepted operation, or the reason
 * why it stays. An answer to an operation no longer in the queue (written by another tab) changes nothing.
 * @returns what it meant, or null when there was nothing left to do.
 */
export async function recordAnswer(
	db: CapitelleDatabase,
	answer: OperationAnswer
): Promise<ReturnType<typeof outcomeOf> | null> {
	const { operations, items, photos, files, drafts, visits, replica, traces } = db;
	const tables = [operations, items, photos, files, drafts, visits, replica, traces];
	return write(db, tables, async () => {
		const row = await db.operations.where({ op_id: answer.op_id }).first();
		if (!row || row.state === 'parked') return null;
		const item = await db.items.get(row.record_id);
		// Every operation has an item; one without would be sent for ever.
		if (!item) {
			await db.operations.delete(row.seq!);
			return null;
		}
		const outcome = outcomeOf(answer);
		if (outcome === 'accepted') await accept(db, row, item, answer);
		else await setAside(db, row, item, answer);
		return outcome;
	});
}

/** Sets an operation aside for a reason found outside the answers (too large for any request). */
export async function parkOperation(
	db: CapitelleDatabase,
	op_id: string,
	problems: Problem[]
): Promise<void> {
	await recordAnswer(db, {
		op_id,
		result: 'refused',
		version: null,
		status: null,
		proposal: false,
		problems,
		disputed: [],
		server: null
	});
}
