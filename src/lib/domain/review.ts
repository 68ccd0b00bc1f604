import type { LocalizedText } from './language.ts';
import type { Observation } from './observation.ts';
import type { Problem } from './problem.ts';
import type { FullRecord, Geometry, RecordCore, Status } from './record.ts';
import type { WordSuggestion } from './vocabulary/editing.ts';

/** What can wait for a moderator. */
export type ReviewKind =
	'new' | 'edit' | 'deletion' | 'observation' | 'suggestion' | 'appeal' | 'report';

/** One thing that waits: the record (new), proposal, visit, suggestion, appeal or report of this id. */
export interface ReviewRef {
	kind: ReviewKind;
	item_id: string;
}

/** What a moderator wants to see of their queue. Whatever is left out, or null, does not narrow it. */
export interface ReviewFilter {
	kinds?: ReviewKind[] | null;
	theme?: string | null;
	/** Id of a territory. */
	territory?: string | null;
	/** With everything narrower. */
	concept?: string | null;
	/** Account id. */
	author?: string | null;
	/** Items that carry one of these. */
	flags?: string[] | null;
	/** Every word, in any order, without accents: of the record, its concept, its commune. */
	text?: string | null;
	/** ISO dates or moments: waiting since before, or after. */
	before?: string | null;
	after?: string | null;
	/** `mine`: being looked at by the caller; `free`: by nobody else. */
	claim?: 'mine' | 'free' | null;
	record?: string | null;
}

/** Somebody is looking at an item, until then: a courtesy to the others, which may be taken over. */
export interface Claim {
	mine: boolean;
	name: string | null;
	until: string;
}

/** An author asks, once for a refusal, that somebody looks again. */
interface Appeal {
	id: string;
	text: string;
	at: string;
	/** What was decided, and why. */
	status: Status;
	reason: string | null;
	/** The caller took that decision: another moderator should look, when there is one. */
	decided_by_me: boolean;
	/** False when only the caller moderates there: then they may decide again. */
	others: boolean;
}

/** Where several moderators must agree. */
export interface Votes {
	needed: number;
	/** How many said each. */
	given: Partial<Record<ReviewDecision, number>>;
	mine: ReviewDecision | null;
}

export interface ReviewItem extends ReviewRef {
	since: string;
	/** Codes of what to look at twice: `links`, `repeated`, `quarantine`… */
	flags: string[];
	claim: Claim | null;
	/** Opaque: which photos and visits it came with. Null where it holds none. */
	seen: string | null;
	theme: string | null;
	concept: string | null;
	commune: { insee: string; nom: string } | null;
	/** `lang`: what they chose to be written to in. */
	author: { id: string; name: string | null; lang: 'fr' | 'oc' | 'en' | null } | null;
	/** For an edit or a deletion, `record.proposal` holds what is proposed. Null for a suggestion. */
	record: FullRecord | null;
	observation: Observation | null;
	suggestion: WordSuggestion | null;
	appeal: Appeal | null;
	/** What was reported, in the shape of `reports`. */
	report: Record<string, unknown> | null;
	votes: Votes;
}

export interface ReviewPage {
	items: ReviewItem[];
	/** Opaque; ask again with it. Null at the end. */
	next: string | null;
	total: number;
}

/** How much waits, by what a filter can ask for; each count by itself under the filter given. */
export interface ReviewCounts {
	total: number;
	kinds: Partial<Record<ReviewKind, number>>;
	themes: Record<string, number>;
	/** By INSEE code; '' outside every known commune. */
	communes: Record<string, number>;
	flags: Record<string, number>;
	oldest: string | null;
}

/** `merge` and `transfer` are for what has a record of its own: `new`, and a record reached through an appeal or a report. */
export type ReviewDecision = 'accept' | 'request_changes' | 'reject' | 'merge' | 'transfer';

export interface DecisionAsked extends ReviewRef {
	/** Version of the record the moderator was looking at; null for a visit and a suggestion. */
	version: number | null;
	/** `seen` of the item that was looked at; left out, or null, photos and visits may have come since. */
	seen?: string | null;
	decision: ReviewDecision;
	/** Needed for anything but `accept` and `merge`; in the author's language when a template gave it. */
	reason: string | null;
	/** With `accept`: what the moderator corrects first, by path, as an update has it. Told as theirs. */
	corrections?: Record<string, { old: unknown; new: unknown }> | null;
	/** With `merge`: the record that stays. */
	into?: string | null;
	/** With `transfer`: another theme with a concept of it, a commune beside the one found, or where it really is. */
	to?: { theme: string; concept: string } | { commune: string } | { geometry: Geometry } | null;
}

export interface DecisionTaken {
	/** To take it back with, until `undo_until`. Null when nothing was decided yet: more moderators must agree. */
	id: string | null;
	undo_until: string | null;
	votes: Votes;
	/** As it is now, when the caller still reads it. After a merge, the one that stays. */
	record: FullRecord | null;
}

/** A record close to the one being looked at, which may be the same thing. */
export interface NearRecord {
	record: FullRecord;
	distance_m: number;
	same_concept: boolean;
}

/** What an author sent before, where the caller moderates. */
export interface AuthorHistory {
	name: string | null;
	since: string;
	records: Partial<Record<Status, number>>;
	proposals: Record<string, number>;
	observations: Record<string, number>;
	/** Publishes at once where the item is. */
	trusted: boolean;
	latest: { id: string; theme: string; concept: string; status: Status; at: string }[];
}

/** A reason ready to be sent, read by the author in their language. */
export interface ReasonTemplate {
	id: string;
	/** Null: for every theme. */
	theme: string | null;
	decision: 'request_changes' | 'reject';
	title: LocalizedText;
	text: LocalizedText;
	position: number;
	may_edit: boolean;
}

export interface SavedFilter {
	id: string;
	name: string;
	filter: ReviewFilter;
	position: number;
	updated_at: string;
}

/** Either what was picked, or everything that a filter holds at this moment. */
export interface BatchAsked {
	decision: 'accept' | 'request_changes' | 'reject';
	reason: string | null;
	items?: ReviewRef[] | null;
	filter?: ReviewFilter | null;
}

/** `previewed` changes nothing; `running` and `reverting` go on with the next call, from any page. */
export type BatchPhase = 'previewed' | 'running' | 'done' | 'reverting' | 'reverted';

export interface BatchState {
	id: string;
	phase: BatchPhase;
	decision: BatchAsked['decision'];
	reason: string | null;
	at: string;
	total: number;
	done: number;
	failed: number;
	reverted: number;
	/** Of what was done and could not be taken back. */
	kept: number;
	kinds: Partial<Record<ReviewKind, number>>;
	/** What would become of how many: statuses, `changed`, `deleted`, `visit`, `word`. */
	effects: Record<string, number>;
	/** Left out at the preview, by problem code: not decided in bulk, or not by the caller. */
	left_out: Record<string, number>;
}

/** One item that a batch could not decide, or not take back, and why. */
export interface BatchFailure extends ReviewRef {
	record_id: string | null;
	when: 'deciding' | 'reverting';
	problem: Problem;
}

/** A record as it was after one change of its content. */
export interface RecordVersion {
	version: number;
	at: string;
	kind: 'created' | 'updated' | 'deleted' | 'restored';
	actor_name: string | null;
	/** A moderator changed it: by a correction, a transfer, a restored version. */
	by_moderator: boolean;
	reason: string | null;
	changes: Record<string, { old: unknown; new: unknown }>;
	content: Omit<RecordCore, 'id'>;
}
