import type { NewComment } from '$lib/domain/talk.ts';
import type { CapitelleDatabase } from './database.ts';

/** What is being written in a conversation. */
export type TalkDraft = Omit<NewComment, 'id'>;

/** One of them, with whose it is and about what. */
export interface TalkDraftRow {
	owner: string;
	record_id: string;
	draft: TalkDraft;
}

const prefix = 'talk_draft:';

/** Where it is kept, among the small things of the device. */
export function talkDraftKey(owner: string, record_id: string): string {
	return `${prefix}${owner}:${record_id}`;
}

/** All that somebody is writing here; call it inside a transaction over `meta`. */
export async function talkDraftsOf(db: CapitelleDatabase, owner: string): Promise<TalkDraftRow[]> {
	const start = `${prefix}${owner}:`;
	const rows = await db.meta.where('key').startsWith(start).toArray();
	return rows.map(({ key, value }) => ({
		owner,
		record_id: key.slice(start.length),
		draft: value as TalkDraft
	}));
}
