import { addComment } from '$lib/domain/actions/add-comment.ts';
import { speakUp } from '$lib/domain/actions/speak-up.ts';
import type { Operation } from '$lib/domain/operation.ts';
import {
	appealProblems,
	commentProblems,
	visibilities,
	type NewComment,
	type Person
} from '$lib/domain/talk.ts';
import { withDatabase, write, type CapitelleDatabase } from './database.ts';
import { StoreError } from './errors.ts';
import { actionContext } from './outbox.ts';
import { byTime } from './talk-rows.ts';
import { talkDraftKey, type TalkDraft } from './talk-draft.ts';
import { moveTalkPhotos, photosHere } from './talk-photos.ts';
import type { TalkRow } from './trust-rows.ts';
import type { QueueContext } from './types.ts';

/** A word under way as a queue begins with it. */
function waitingRow(owner: string, op: Operation, named: Person[], at: Date): TalkRow {
	return {
		owner,
		id: op.comment?.id ?? op.op_id,
		record_id: op.record_id,
		at: at.toISOString(),
		state: 'waiting',
		comment: null,
		way: { op, named, sent: false, attempts: 0, next_at: 0, problems: [] }
	};
}

/** What somebody was writing about a record here; undefined when nothing. */
export async function readTalkDraft(
	db: CapitelleDatabase,
	owner: string,
	record_id: string
): Promise<TalkDraft | undefined> {
	const row = await withDatabase(db, () => db.meta.get(talkDraftKey(owner, record_id)));
	return row?.value as TalkDraft | undefined;
}

/** Keeps what is being written, at every change; null when it was given up. @throws when there is no room */
export async function saveTalkDraft(
	db: CapitelleDatabase,
	owner: string,
	record_id: string,
	draft: TalkDraft | null
): Promise<void> {
	const key = talkDraftKey(owner, record_id);
	await write(db, [db.meta], async () => {
		if (draft) await db.meta.put({ key, value: draft });
		else await db.meta.delete(key);
	});
}

/**
 * Moves a comment into the queue, and what was being written out of the way, in one transaction: from here on it
 * survives everything.
 * @throws StoreError with what to mend; an error for which `isStorageFull` is true
 */
export async function queueComment(
	db: CapitelleDatabase,
	owner: string,
	record_id: string,
	comment: NewComment,
	named: Person[],
	context: QueueContext
): Promise<void> {
	const problems = commentProblems(comment);
	if (problems.length > 0) throw new StoreError(problems);
	await write(db, [db.talk, db.meta, db.photos], async () => {
		// Taken out, or sent already, in another window: announced again, they would never arrive.
		const photos = await photosHere(db, comment.photos, 'draft');
		const { photos: _photos, ...words } = comment;
		const said = photos.length > 0 ? { ...words, photos } : words;
		const op = addComment(record_id, said, actionContext(context));
		await db.talk.put(waitingRow(owner, op, named, context.now));
		await moveTalkPhotos(db, comment.photos, 'draft', 'queued');
		await db.meta.delete(talkDraftKey(owner, record_id));
	});
}

/**
 * Keeps the author's wish to take a record back, or to have it looked at again. A second one of the same kind takes
 * the place of one that has not left.
 * @throws StoreError with what to mend, or `already_leaving`
 */
export async function queueSpeakUp(
	db: CapitelleDatabase,
	owner: string,
	record_id: string,
	kind: 'withdraw' | 'appeal',
	note: string,
	context: QueueContext
): Promise<void> {
	const problems = kind === 'appeal' || note !== '' ? appealProblems(note) : [];
	if (problems.length > 0) throw new StoreError(problems);
	const op = speakUp(kind, record_id, note, actionContext(context));
	await write(db, [db.talk], async () => {
		const rows = await db.talk.where({ owner, record_id }).toArray();
		for (const row of rows.filter(({ way }) => way?.op.kind === kind)) {
			if (hasLeft(row)) throw new StoreError([{ code: 'already_leaving', field: null }]);
			await db.talk.delete([owner, row.id]);
		}
		await db.talk.put(waitingRow(owner, op, [], context.now));
	});
}

/** Whether the server may have it: a refusal says that it has not. */
function hasLeft({ state, way }: TalkRow): boolean {
	return state === 'waiting' && way?.sent === true;
}

/** What is known here of the conversation on a record, told and on its way, oldest first. */
export async function listTalk(
	db: CapitelleDatabase,
	owner: string,
	record_id: string
): Promise<TalkRow[]> {
	const rows = await withDatabase(db, () => db.talk.where({ owner, record_id }).toArray());
	return rows.sort(byTime);
}

/**
 * The person takes back a word that has not left, or was refused. A comment becomes what is being written; what was
 * being written already stays before it, and the fewer read them both.
 * @throws StoreError `already_leaving` when the server may have it
 */
export async function takeBackTalk(
	db: CapitelleDatabase,
	owner: string,
	id: string
): Promise<void> {
	await write(db, [db.talk, db.meta, db.photos], async () => {
		const row = await db.talk.get([owner, id]);
		if (!row?.way) return;
		if (hasLeft(row)) throw new StoreError([{ code: 'already_leaving', field: null }]);
		await db.talk.delete([owner, id]);
		const { comment } = row.way.op;
		if (!comment) return;
		const key = talkDraftKey(owner, row.record_id);
		const { id: _id, ...words } = comment;
		const begun = (await db.meta.get(key))?.value as TalkDraft | undefined;
		await moveTalkPhotos(db, comment.photos, 'queued', 'draft');
		await db.meta.put({ key, value: begun ? together(begun, words) : words });
	});
}

function together(begun: TalkDraft, back: TalkDraft): TalkDraft {
	const photos = [...(begun.photos ?? []), ...(back.photos ?? [])];
	return {
		body: [begun.body, back.body].filter((text) => text !== '').join('\n\n'),
		visibility:
			visibilities[Math.max(...[begun, back].map((one) => visibilities.indexOf(one.visibility)))]!,
		mentions: [...new Set([...begun.mentions, ...back.mentions])],
		closes: begun.closes || back.closes,
		...(photos.length > 0 ? { photos } : {})
	};
}

/** Puts a word that was refused back in the queue, as it is. */
export async function resendTalk(db: CapitelleDatabase, owner: string, id: string): Promise<void> {
	await write(db, [db.talk], async () => {
		const row = await db.talk.get([owner, id]);
		if (row?.state !== 'parked' || !row.way) return;
		const way = { ...row.way, attempts: 0, next_at: 0, problems: [] };
		await db.talk.put({ ...row, state: 'waiting', way });
	});
}
