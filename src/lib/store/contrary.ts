import type { Changes } from '$lib/domain/actions/content.ts';
import { stamp } from '$lib/domain/actions/context.ts';
import { removePhoto } from '$lib/domain/actions/remove-photo.ts';
import { deletedPath, foldChanges, valueAt } from '$lib/domain/dispute.ts';
import { sameValue } from '$lib/domain/equal.ts';
import { isTextList } from '$lib/domain/merge.ts';
import type { Operation } from '$lib/domain/operation.ts';
import type { CapitelleDatabase } from './database.ts';
import { withProposal } from './items.ts';
import { actionContext, outboxRow } from './outbox.ts';
import type { ItemRow, Known, OutboxRow, QueueContext } from './types.ts';

/**
 * Of somebody's change that may have reached the server and has no answer yet: queues what takes it back, behind
 * it. It leaves once that answer has come; a change that the server refuses goes together with its contrary.
 * Photos that were added leave the device at once. Call it inside a transaction over operations, photos and files.
 * @param sent what left of the record, visits apart
 * @returns false when something of it cannot be taken back from here
 */
export async function queueContrary(
	db: CapitelleDatabase,
	item: ItemRow & { known: Known },
	sent: OutboxRow[],
	context: QueueContext
): Promise<boolean> {
	const made = [
		...corrections(item, sent.filter(isCorrection), context),
		...sent.filter(isNewPhoto).map((row) => withdrawal(item, row, context))
	];
	const photos = sent.filter(isNewPhoto).map(({ op }) => op.photo!.id);
	await db.photos.bulkDelete(photos);
	await db.files.bulkDelete(photos);
	await db.operations.bulkAdd(made);
	const undone = new Set(made.flatMap(({ undoes }) => undoes ?? []));
	return sent.every(({ op_id }) => undone.has(op_id));
}

function isCorrection({ op }: OutboxRow): boolean {
	return op.kind === 'update' && !(deletedPath in op.changes);
}

function isNewPhoto({ op }: OutboxRow): boolean {
	return op.kind === 'add_photo';
}

function withdrawal(
	{ record_id, owner, known }: ItemRow & { known: Known },
	{ op, op_id }: OutboxRow,
	context: QueueContext
): OutboxRow {
	const made = removePhoto(record_id, known.version, op.photo!.id, actionContext(context));
	return { ...outboxRow(owner, made), undoes: [op_id] };
}

function corrections(
	item: ItemRow & { known: Known },
	sent: OutboxRow[],
	context: QueueContext
): OutboxRow[] {
	const { record_id, owner, known } = item;
	const changes = contrary(item, foldChanges(sent.map(({ op }) => op.changes)));
	if (Object.keys(changes).length === 0) return [];
	const form_version = sent.at(-1)?.op.form_version;
	const versions = sent.map(({ op }) => op.base_version ?? known.version);
	const made: Operation = {
		...stamp(actionContext({ ...context, form_version })),
		kind: 'update',
		record_id,
		base_version: Math.min(known.version, ...versions),
		changes
	};
	return [{ ...outboxRow(owner, made), undoes: sent.map(({ op_id }) => op_id) }];
}

/** What somebody else has made of it meanwhile is not touched. */
function contrary({ known, proposal }: ItemRow & { known: Known }, changes: Changes): Changes {
	const content = withProposal(known, proposal);
	const reversed = Object.entries(changes).filter(([path, { old, new: mine }]) => {
		const now = valueAt(content, path);
		const lists = [old ?? null, mine ?? null, now].every(isTextList);
		return lists || sameValue(now, old ?? null) || sameValue(now, mine ?? null);
	});
	return Object.fromEntries(
		reversed.map(([path, change]) => [path, { old: change.new, new: change.old }])
	);
}
