import { outcomeOf } from '$lib/domain/actions/outcome.ts';
import type { OperationAnswer } from '$lib/domain/operation.ts';
import type { Comment } from '$lib/domain/talk.ts';
import { withDatabase, write, type CapitelleDatabase } from './database.ts';
import { dueAt, isDue } from './due.ts';
import { onTheirWay, told } from './talk-rows.ts';
import { moveTalkPhotos } from './talk-photos.ts';
import type { TalkRow, TalkWay } from './trust-rows.ts';
import type { ItemRow } from './types.ts';

/** Whether the server can know the record: of one that has not arrived nothing can be said there. */
function isKnown(item: ItemRow | undefined, owner: string): boolean {
	return item?.owner !== owner || item.known !== null || item.status !== null;
}

async function waiting(db: CapitelleDatabase, owner: string): Promise<TalkRow[]> {
	const rows = (await onTheirWay(db, owner)).filter(({ state }) => state === 'waiting');
	const items = await withDatabase(db, () => db.items.bulkGet(rows.map((row) => row.record_id)));
	return rows.filter((_row, at) => isKnown(items[at], owner));
}

/** Words that may go now, oldest first. */
export async function talkToSend(
	db: CapitelleDatabase,
	owner: string,
	now: number
): Promise<TalkRow[]> {
	return (await waiting(db, owner)).filter(({ way }) => isDue(way!, now));
}

/** When a word may next be tried (ms since 1970), or null when none waits that can go. */
export async function talkDue(
	db: CapitelleDatabase,
	owner: string,
	now: number
): Promise<number | null> {
	const rows = await waiting(db, owner);
	return rows.length > 0 ? Math.min(...rows.map(({ way }) => dueAt(way!, now))) : null;
}

/** Notes something of the way of a word; one taken back meanwhile stays away. */
async function onItsWay(
	db: CapitelleDatabase,
	{ owner, id }: TalkRow,
	changes: Partial<TalkWay>
): Promise<boolean> {
	return write(db, [db.talk], async () => {
		const row = await db.talk.get([owner, id]);
		if (!row?.way) return false;
		await db.talk.put({ ...row, way: { ...row.way, ...changes } });
		return true;
	});
}

/** Marks a word as having left. @returns false when it was taken back meanwhile: then it must not leave */
export function markTalkSent(db: CapitelleDatabase, row: TalkRow): Promise<boolean> {
	return onItsWay(db, row, { sent: true });
}

/** A try that failed: when to try again, or that it never left. */
export async function delayTalk(
	db: CapitelleDatabase,
	row: TalkRow,
	changes: Partial<Pick<TalkWay, 'sent' | 'attempts' | 'next_at'>>
): Promise<void> {
	await onItsWay(db, row, changes);
}

/**
 * Writes what the server answered to a word, in one transaction: the comment as it is told from now on, the new
 * status of the record, or why it is parked.
 * @returns whether it was taken
 */
export async function recordTalkAnswer(
	db: CapitelleDatabase,
	row: TalkRow,
	answer: Pick<OperationAnswer, 'result' | 'problems' | 'status' | 'disputed'>,
	now: Date
): Promise<boolean> {
	const { owner, id, record_id } = row;
	return write(db, [db.talk, db.items, db.photos], async () => {
		const here = await db.talk.get([owner, id]);
		if (!here?.way) return true;
		if (outcomeOf(answer) !== 'accepted') {
			const way = { ...here.way, sent: false, problems: answer.problems };
			await db.talk.put({ ...here, state: 'parked', way });
			return false;
		}
		const item = await db.items.get(record_id);
		const own = item?.owner === owner && !item.visited;
		const { op } = here.way;
		if (op.comment) {
			await db.talk.put(told(owner, record_id, saidNow(here.way, own, now)));
			await moveTalkPhotos(db, op.comment.photos, 'queued', 'announced');
			return true;
		}
		await db.talk.delete([owner, id]);
		if (own && answer.status) await db.items.put({ ...item, status: answer.status });
		return true;
	});
}

/** The comment as its author will be told of it; the next pull says it fully. */
function saidNow({ op, named }: TalkWay, own: boolean, now: Date): Comment {
	const { id, body, visibility, closes, mentions, photos = [] } = op.comment!;
	return {
		id,
		body,
		visibility,
		closes,
		at: now.toISOString(),
		author_name: null,
		author_role: own ? 'author' : null,
		own: true,
		mentions: named.filter((person) => mentions.includes(person.id)),
		photos: photos.map((photo) => ({ ...photo, received: false })),
		hidden: null
	};
}
