import type { Observation } from './observation.ts';
import type { FullRecord, Status } from './record.ts';

export type Decision = 'accept' | 'request_changes' | 'reject';

/** One thing a moderator has to decide: a new record, an edit waiting beside a published one, or a visit to it. */
export interface QueueItem {
	kind: 'new' | 'edit' | 'observation';
	/** For a visit, the one to decide on. */
	observation?: Observation | null;
	/** For an edit, `record.proposal` holds what is proposed. */
	record: FullRecord;
	waiting_since: string;
}

export interface QueuePage {
	items: QueueItem[];
	/** Opaque; ask again with it. Null at the end. */
	next: string | null;
	total: number;
}

/** One line of a record's history, as its author and its moderators read it. */
export interface TrailEntry {
	version: number;
	at: string;
	kind: string;
	actor_name: string | null;
	status: Status | null;
	reason: string | null;
	changes: Record<string, { old: unknown; new: unknown }>;
}
