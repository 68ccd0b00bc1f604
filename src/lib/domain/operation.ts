import type { NewObservation } from './observation';
import type { Problem } from './problem';
import type { FullRecord, Photo, PublicRecord, Status } from './record';
import type { Comment, NewComment } from './talk';

type OperationKind =
	| 'create'
	| 'update'
	| 'delete'
	| 'add_photo'
	| 'remove_photo'
	| 'add_observation'
	/** A word in the conversation on the record. */
	| 'add_comment'
	/** Its author takes the record back. */
	| 'withdraw'
	/** Its author asks, once, that a refusal be looked at again. */
	| 'appeal';

/**
 * One change, immutable once queued (sync rules). Attribute paths in `changes`:
 * `theme`, `concept`, `geometry`, `position`, `sensitivity`, `observed_at`, and `properties.<key>`.
 * `new: null` removes a property. A create lists every attribute with `old: null`. An update of a deleted
 * record brings it back when it holds `deleted: {old: true, new: false}`, on the version of the deletion.
 */
export interface Operation {
	/** UUIDv7; the server remembers it for ever. */
	op_id: string;
	kind: OperationKind;
	record_id: string;
	/** Version the change was made on; null for a create. */
	base_version: number | null;
	changes: Record<string, { old: unknown; new: unknown }>;
	/** `add_photo`: its facts. `remove_photo`: its `id`, and the visit it was taken during. */
	photo?: Omit<Photo, 'received_at' | 'record_id'> | { id: string; observation_id?: string | null };
	/** `add_observation`: one more visit; the object itself is not changed by it. */
	observation?: NewObservation;
	/** `add_comment` */
	comment?: NewComment;
	/** `withdraw`: why, when the person says; `appeal`: why, in their words. */
	note?: string | null;
	/** ISO 8601 with offset, by the device's clock, which may be wrong. */
	device_time: string;
	device_id: string;
	app_version: string;
	schema_version: 1;
	/**
	 * Version of the theme's form that its answers were given to (`Theme.formVersion`): they are judged by
	 * that one. Left out: by the one in force.
	 */
	form_version?: number;
}

export interface OperationAnswer {
	op_id: string;
	/** `already`: the op was known; the rest is the first answer, word for word. */
	result: 'applied' | 'already' | 'merged' | 'conflict' | 'refused';
	/** Version and status after it; null when refused before the record existed. */
	version: number | null;
	status: Status | null;
	/** True when the change waits as a proposal beside the published version, or a visit for a moderator. */
	proposal: boolean;
	/** `refused` */
	problems: Problem[];
	/** `conflict`: attribute paths changed on both sides; `deleted` when the record is gone. */
	disputed: string[];
	/**
	 * `conflict`, `merged`, and whenever more became of the record than this device can know: the server's
	 * record as it now is, as this person may read it. Null in a conflict with a deletion, until the person
	 * wants it back and a value was changed before it was deleted: then the record as it was.
	 */
	server: FullRecord | null;
	/**
	 * `conflict`: who last changed each disputed path, by the name they chose to show, and when (ISO 8601).
	 * `own`: this person, on another device.
	 */
	disputed_by?: Record<string, { name: string | null; at: string; own?: true }>;
}

export interface PullAnswer {
	/** Opaque; send it back. */
	cursor: string;
	/** Call again at once when true. */
	more: boolean;
	records: PulledRecord[];
	/** Deleted, or no longer visible to this person. */
	gone: string[];
	/**
	 * Of the records of this page, the conversations this person takes part in, whole; one of which nothing is
	 * told has nothing for them any more. Absent from a server that knows no conversations.
	 */
	talk?: { record_id: string; comments: Comment[] }[];
}

/** Public form for others' records, full form for one's own and for moderators. */
export type PulledRecord =
	{ access: 'full'; record: FullRecord } | { access: 'public'; record: PublicRecord };
