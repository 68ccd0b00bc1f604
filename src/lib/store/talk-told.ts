import type { PullAnswer } from '$lib/domain/operation.ts';
import type { CapitelleDatabase } from './database.ts';
import { talkDraftKey, talkDraftsOf } from './talk-draft.ts';
import { told } from './talk-rows.ts';

/**
 * Writes what a pull tells of conversations, over what was told of the same records before: what a person may no
 * longer read leaves the device. What is on its way stays. Call it inside a transaction over `talk`.
 */
export async function mergeTalk(
	db: CapitelleDatabase,
	owner: string,
	{ records, gone, talk = [] }: PullAnswer
): Promise<void> {
	const spoken = new Set([...records.map(({ record }) => record.id), ...gone]);
	const rows = talk.flatMap(({ record_id, comments }) =>
		comments.map((comment) => told(owner, record_id, comment))
	);
	const before = await db.talk
		.where({ owner })
		.filter(({ state, record_id }) => state === 'told' && spoken.has(record_id))
		.primaryKeys();
	await db.talk.bulkDelete(before);
	if (rows.length > 0) await db.talk.bulkPut(rows);
}

/** Takes what the server has told somebody off the device; what it does not have stays. */
export async function forgetTalk(db: CapitelleDatabase, owner: string): Promise<void> {
	await db.talk
		.where({ owner })
		.filter(({ state }) => state === 'told')
		.delete();
	// Their files went when they arrived; of what is under no record only this remembers.
	await db.photos
		.where({ owner, state: 'received' })
		.filter(({ id, record_id }) => id === record_id)
		.delete();
}

/** Gives an owner's words on their way, and being written, to an account; call it inside a transaction over them. */
export async function adoptTalk(db: CapitelleDatabase, to: string, from: string): Promise<void> {
	const rows = await db.talk.where({ owner: from }).toArray();
	const waiting = rows.filter(({ state }) => state !== 'told');
	await db.talk.bulkPut(waiting.map((row) => ({ ...row, owner: to })));
	await db.talk.where({ owner: from }).delete();
	for (const { record_id, draft } of await talkDraftsOf(db, from)) {
		await db.meta.put({ key: talkDraftKey(to, record_id), value: draft });
		await db.meta.delete(talkDraftKey(from, record_id));
	}
}
