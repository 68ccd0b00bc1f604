import type { BatchState } from './review.ts';

/** Why nothing of an account is sent, or why everything of it waits. Null and null for nearly everyone. */
export interface Standing {
	block: { reason: string; at: string; appeal: string | null; answer: string | null } | null;
	/** `left`: how many more records have to be accepted before it ends. */
	quarantine: { at: string; left: number } | null;
}

/** One look into somebody's data, or a decision over their account. */
export interface AccessLine {
	id: number;
	at: string;
	kind: string;
	facts: Record<string, unknown>;
	/** For administrators; a person is told that it was one, not which. */
	actor: string | null;
	actor_id: string | null;
	subject: string | null;
	subject_id: string | null;
	/** The person themselves did it. */
	own?: boolean;
}

/** One request that was refused. */
export interface SecurityLine {
	id: number;
	at: string;
	kind: string;
	facts: Record<string, unknown>;
	/** Beginning of a digest: the same one is the same caller. */
	address: string | null;
	user: string | null;
	user_id: string | null;
}

/** An account that may not send. */
export interface AccountBlock {
	id: string;
	user_id: string;
	name: string | null;
	reason: string;
	at: string;
	lifted_at: string | null;
	appeal: string | null;
	appealed_at: string | null;
	answer: string | null;
	answered_at: string | null;
}

/** A new account whose sending waits for moderators. */
export interface Quarantine {
	user_id: string;
	name: string | null;
	at: string;
	/** How many more records have to be accepted before it ends by itself. */
	left: number;
	/** How much of it waits on the desk. */
	waiting: number;
}

/** A batch over all that an account gave; `beyond`: how much of it stands in the records of others, or was said. */
export interface AccountRevert extends BatchState {
	beyond: { changes: number; visits: number; photos: number; comments: number };
}

/** What becomes of contributions when their account goes. */
export type DeletionChoice = 'keep' | 'remove';

/** What would stay without a name, and what would go. */
export interface DeletionPreview {
	published: number;
	unpublished: number;
	photos: number;
	/** Nobody else administers everything: they have to hand over first. */
	sole_administrator: boolean;
}

/** All kinds of things the database holds about a person, each with what it is for. */
export interface DataSections {
	account: Record<string, unknown>;
	sections: { section: string; why: string }[];
}

/** Up to 200 rows of one section; `next` asks for those after them. */
export interface DataPage {
	rows: Record<string, unknown>[];
	next: string | null;
}

export const reportKinds = ['person', 'home', 'contact', 'unlawful', 'other'] as const;
export type ReportKind = (typeof reportKinds)[number];

/** What anybody may say of a record or one of its photos. */
export interface NewReport {
	/** UUIDv7, made here: the same report sent twice is one. */
	id: string;
	record_id: string;
	photo_id: string | null;
	kind: ReportKind;
	/** Who reports is the person it shows, or speaks for them. */
	about_me: boolean;
	words: string | null;
}
