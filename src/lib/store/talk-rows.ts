import type { Comment } from '$lib/domain/talk.ts';
import { withDatabase, type CapitelleDatabase } from './database.ts';
import type { TalkRow } from './trust-rows.ts';
import type { ItemTalk } from './types.ts';

/** What is said of each of a person's contributions, by its id. */
export async function talkOfItems(
	db: CapitelleDatabase,
	owner: string
): Promise<Map<string, ItemTalk>> {
	const rows = await withDatabase(db, () => db.talk.where({ owner }).toArray());
	const talks = new Map<string, ItemTalk>();
	for (const { record_id, state, way } of rows) {
		const talk = talks.get(record_id) ?? { said: 0, asked: null, parked: false };
		const kind = way?.op.kind;
		if (kind === 'withdraw' || kind === 'appeal') talk.asked = state === 'waiting' ? kind : null;
		else talk.said += 1;
		talk.parked ||= state === 'parked';
		talks.set(record_id, talk);
	}
	return talks;
}

/** Everything of a person that the server may not have, oldest first. */
export async function onTheirWay(db: CapitelleDatabase, owner: string): Promise<TalkRow[]> {
	const rows = await withDatabase(db, () => db.talk.where({ owner }).toArray());
	return rows.filter(({ state }) => state !== 'told').sort(byTime);
}

/** Oldest first; what was said at once, in one order for everyone. */
export const byTime = (a: TalkRow, b: TalkRow) =>
	Date.parse(a.at) - Date.parse(b.at) || a.id.localeCompare(b.id);

/** A comment as a row. */
export function told(owner: string, record_id: string, comment: Comment): TalkRow {
	return { owner, id: comment.id, record_id, at: comment.at, state: 'told', comment };
}
