import type { Notice } from '$lib/domain/notices.ts';
import type { Operation } from '$lib/domain/operation.ts';
import type { Problem } from '$lib/domain/problem.ts';
import type { Comment, Person } from '$lib/domain/talk.ts';

/**
 * A word on a record as the device has it: a comment that the server told, or one, a withdrawal or an appeal on its
 * way there.
 */
export interface TalkRow {
	/** Account id: nothing of a conversation is kept for nobody. */
	owner: string;
	/** Of the comment; of the operation where there is no comment. */
	id: string;
	record_id: string;
	/** ISO 8601. */
	at: string;
	/** `waiting` until the server has it, `parked` when it refused it as it stands. */
	state: 'told' | 'waiting' | 'parked';
	/** As the server tells it; null while it is on its way. */
	comment: Comment | null;
	/** How far it is on its way; absent once it is told. */
	way?: TalkWay;
}

/** What this device knows of the way of a word to the server. */
export interface TalkWay {
	op: Operation;
	/** Those it mentions, by the names they had when it was written. */
	named: Person[];
	/** It left at least once, so the server may have it: never taken back from then on. */
	sent: boolean;
	attempts: number;
	/** Not before this time (ms since 1970). */
	next_at: number;
	/** What it waits for, or why it is parked; empty when nothing is wrong. */
	problems: Problem[];
}

/** Something the person is told of: it was decided, answered or changed. */
export interface NoticeRow {
	/** Account id. */
	owner: string;
	id: string;
	/** ISO 8601. */
	at: string;
	/** ISO 8601; null while it was not looked at. */
	read_at: string | null;
	/** The server does not know yet that it was read. */
	unsent: boolean;
	/** As the server told it last. */
	notice: Notice;
}
