import type { PhotoFacts } from '$lib/domain/actions/add-photo.ts';
import type { RecordContent } from '$lib/domain/actions/content.ts';
import type { Begun } from '$lib/domain/begun.ts';
import type { FieldValue } from '$lib/domain/fields/types.ts';
import type { Observation } from '$lib/domain/observation.ts';
import type { Operation, OperationAnswer } from '$lib/domain/operation.ts';
import type { Problem } from '$lib/domain/problem.ts';
import type {
	FullRecord,
	Geometry,
	Photo,
	Position,
	PublicRecord,
	Status
} from '$lib/domain/record.ts';
import type { ProposalStatus, WordProposal } from '$lib/domain/vocabulary/proposal.ts';
import type { TracePiece } from '$lib/domain/trace/pieces.ts';
import type { Sensitivity } from '$lib/domain/vocabulary/types.ts';

/** Owner of what was captured before anyone signed in on this device. */
export const anonymous = 'anonymous';

/** The facts of a photo; its file lives beside it in {@link FileRow}. */
export type DraftPhoto = PhotoFacts;

/** What a correction starts from: the version the person saw. A `FullRecord` fits `record`. */
export interface DraftBase {
	version: number;
	record: RecordContent & { photos: Photo[] };
}

/** Where the person stood, by the device. */
export interface Peg {
	lon: number;
	lat: number;
	/** Metres. */
	accuracy_m: number;
}

/** What is being typed. Saved at every change; survives everything until it is queued or thrown away. */
export interface Draft {
	/** The record's UUIDv7, made here, never changed. */
	id: string;
	/** Account id, or {@link anonymous}. */
	owner: string;
	theme: string | null;
	concept: string | null;
	geometry: Geometry | null;
	position: Position | null;
	properties: Record<string, FieldValue>;
	sensitivity: Sensitivity | null;
	/** Owned by `addDraftPhoto` and `removeDraftPhoto`; `saveDraft` only updates facts of those listed. */
	photos: DraftPhoto[];
	/** Where photos said they were taken (EXIF, stripped from the files), by photo id; offered as the record's place. */
	photo_places?: Record<string, { lon: number; lat: number }>;
	/** As the list shows it; null shows the concept's label. */
	title: string | null;
	/** Where the person was in the form. */
	step: string;
	/** ISO 8601 with offset. */
	observed_at: string;
	/** Set when correcting an existing record. */
	base: DraftBase | null;
	/** Changes that still waited here when it was opened, on top of `base`. */
	behind?: Pick<Operation, 'op_id' | 'kind' | 'changes'>[];
	/** Of those, what was settled otherwise since: what the form shows of it is a wish again. */
	settled?: string[];
	/** The outing it was noted in; see `OutingRow`. */
	outing?: string;
	/** Begun as another one of a kind: the answers taken over from the one before. */
	taken_over?: Record<string, FieldValue>;
	/** Corners of the shape that the device measured one by one, oldest first; what is drawn by hand is not here. */
	pegs?: Peg[];
	/** What is drawn and has too few corners yet; read it by `soundBegun`. Absent in drafts of before. */
	begun?: Begun | null;
	/** Records nearby of which the person said that this is none of them. */
	apart?: string[];
	/** ISO 8601. */
	updated_at: string;
}

/** A stretch of the walk along what a draft describes, until the draft is queued or thrown away. */
export interface TraceRow extends TracePiece {
	/** Account id, or {@link anonymous}. */
	owner: string;
	record_id: string;
}

/** A visit being written: what is seen today of a record that exists. Kept like a {@link Draft}. */
export interface VisitDraft {
	/** The observation's UUIDv7, made here, never changed. */
	id: string;
	/** Account id, or {@link anonymous}. */
	owner: string;
	record_id: string;
	/** ISO 8601 with offset. */
	observed_at: string;
	properties: Record<string, FieldValue>;
	note: string;
	/** Owned by `addDraftPhoto` and `removeDraftPhoto`, as for a draft. */
	photos: DraftPhoto[];
	/** The record as the person knew it when they began. */
	base: DraftBase;
	/** What the record is called; null shows the concept's label. */
	title: string | null;
	/** ISO 8601. */
	updated_at: string;
}

/** One of the person's visits to a record, and where it stands. */
export interface ItemVisit {
	id: string;
	observed_at: string;
	/** On this device until `pending`, then as the server has it. */
	state: 'draft' | 'waiting' | 'sending' | 'parked' | Observation['status'];
	/** The moderator's words. */
	reason: string | null;
	/** `parked`: why. */
	problems: Problem[];
}

/** `draft`: not saved yet. `received`: the server confirmed the record and each photo. */
type ItemState = 'draft' | 'waiting' | 'sending' | 'received' | 'parked';

/** One line of the person's contributions. */
export interface Item {
	record_id: string;
	owner: string;
	theme: string | null;
	concept: string | null;
	geometry: Geometry | null;
	properties: Record<string, FieldValue>;
	/** As it was called on this device; null when it came from the server, which calls it by its properties. */
	title: string | null;
	state: ItemState;
	/** A draft is open on this record (always true in state `draft`). */
	draft: boolean;
	/** The removal of this record is on its way. */
	deleting: boolean;
	photos: { total: number; received: number };
	/** The server's, once it answered. */
	status: Status | null;
	version: number | null;
	proposal: FullRecord['proposal'];
	/** The moderator's words, when some were given. */
	reason: string | null;
	/** `parked`: why. */
	problems: Problem[];
	/** `parked` by a conflict: the attribute paths changed on both sides, and the server's record. */
	disputed: string[];
	server: FullRecord | null;
	/** The person's visits beside the first, oldest first. */
	visits: ItemVisit[];
	/** Someone else's record, here because this person visited it. */
	visited: boolean;
	/** What is wrong by the form in force, of a record that was right when it was made; absent when nothing is. */
	flags?: Problem[];
	/** What is said of it, as far as this device knows; absent when nothing is. */
	talk?: ItemTalk;
	updated_at: string;
}

/** What is said of a contribution. */
export interface ItemTalk {
	/** Comments, those on their way included. */
	said: number;
	/** What its author asked for and has no answer yet. */
	asked: 'withdraw' | 'appeal' | null;
	/** Something of it was refused. */
	parked: boolean;
}

/** A record as the server is known to have it, from its answers and from pulls. */
export interface Known {
	version: number;
	content: RecordContent;
	photos: Photo[];
}

export interface ItemRow extends Omit<
	Item,
	| 'draft'
	| 'theme'
	| 'concept'
	| 'geometry'
	| 'properties'
	| 'state'
	| 'server'
	| 'disputed'
	| 'problems'
	| 'visits'
	| 'visited'
	| 'talk'
> {
	state: Exclude<ItemState, 'draft'>;
	/** What the person wants the record to be, everything queued included. */
	content: RecordContent;
	known: Known | null;
	/** Visits of this person that the server has; absent when there is none. */
	observations?: Observation[];
	visited?: boolean;
	/** A pull told that the record is gone while something still waited here: it leaves the list after that. */
	gone?: boolean;
}

export interface OutboxRow {
	/** Order of saving; given by the database. */
	seq?: number;
	op_id: string;
	owner: string;
	record_id: string;
	op: Operation;
	/** `sent`: went out at least once, so the server may have it: never rewritten from then on. */
	state: 'queued' | 'sent' | 'parked';
	/** A request carrying it is under way. */
	in_flight: boolean;
	attempts: number;
	/** Not before this time (ms since 1970). */
	next_at: number;
	/** `parked`: the server's answer. */
	answer: OperationAnswer | null;
	/** Those it was put in the place of, which were never taken: a form begun on them goes on from it. */
	instead_of?: string[];
	/** Takes these back, which left before and have no answer yet: refused, they go together with it. */
	undoes?: string[];
}

export interface PhotoRow {
	id: string;
	owner: string;
	/** Its own id when it is attached to a comment: such a file lies in a folder of its own. */
	record_id: string;
	facts: DraftPhoto;
	/** `announced`: the server knows its facts and waits for its file. */
	state: 'draft' | 'queued' | 'announced' | 'received' | 'parked';
	/** Small picture for the list, kept when the file is pruned. */
	thumbnail: ArrayBuffer | null;
	attempts: number;
	next_at: number;
	problems: Problem[];
	/** The person said it may go by a network that is paid for. */
	anyway?: boolean;
}

/** Kept apart from its facts so that lists never load it. An ArrayBuffer: WebKit loses stored Blobs. */
export interface FileRow {
	id: string;
	data: ArrayBuffer;
}

export interface ReplicaRow {
	/** Account id for what only this account may read; `public` for what everyone may. */
	owner: string;
	id: string;
	record: FullRecord | PublicRecord;
	access: 'full' | 'public';
	theme: string;
	lon: number;
	lat: number;
	/** Cell of the coarse grid; see `grid.ts`. */
	cell: number;
	updated_at: string;
}

export interface MetaRow {
	key: string;
	value: unknown;
}

/** What stamps the operations made when something is queued. */
export interface QueueContext {
	device_id: string;
	app_version: string;
	now: Date;
	/** Version of the form the answers were given to, where there are answers. */
	form_version?: number | undefined;
}

/** A proposed word on its way, and what became of it. */
export interface SuggestionRow extends WordProposal {
	/** Account id, or the anonymous owner. */
	owner: string;
	/** ISO 8601. */
	made_at: string;
	/** `parked`: the server refused it as it stands. */
	state: 'queued' | 'received' | 'parked';
	attempts: number;
	/** Not before this time (ms since 1970). */
	next_at: number;
	/** `parked`: why. */
	problems: Problem[];
	/** The server's, once it has it. */
	status: ProposalStatus;
	/** The words of who decided, when some were given. */
	reason: string | null;
}
