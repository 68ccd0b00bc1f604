import type { NamedCommune } from '$lib/domain/find/communes';
import type { TrailEntry } from '$lib/domain/moderation';
import type { LocalizedText } from '$lib/domain/language';
import type { Photo } from '$lib/domain/record';
import type {
	AuthorHistory,
	BatchAsked,
	BatchFailure,
	BatchState,
	Claim,
	DecisionAsked,
	DecisionTaken,
	NearRecord,
	ReasonTemplate,
	ReviewCounts,
	ReviewFilter,
	ReviewItem,
	ReviewPage,
	ReviewRef,
	SavedFilter
} from '$lib/domain/review';

/** What the queue needs from outside; the composition root gives the real ones, tests give theirs. */
export interface DeskPorts {
	queue(asked: { filter: ReviewFilter; after: string | null; limit: number }): Promise<ReviewPage>;
	/** The item as it stands now, of whichever kind when none is said; null when it waits no more. */
	item(ref: ReviewRef | { kind: null; item_id: string }): Promise<ReviewItem | null>;
	decide(asked: DecisionAsked): Promise<DecisionTaken>;
	/** Takes a decision back, as long as nothing else happened. */
	undo(decision: string): Promise<void>;
	/** An address that shows the stored file with the moderator's rights, for a while. */
	photoUrl(photo: Photo): Promise<string>;
}

export interface ClaimPorts {
	/** Says that this person looks at it. @returns who has it now: somebody else, unless it is taken over */
	claim(ref: ReviewRef, takeOver: boolean): Promise<Claim>;
	release(ref: ReviewRef): Promise<void>;
}

export interface AboutPorts {
	/** Records around it that may be the same thing, nearest first. */
	near(item: ReviewItem): Promise<NearRecord[]>;
	/** What became of what its author sent before; null when the account is gone. */
	author(item: ReviewItem): Promise<AuthorHistory | null>;
	/** What happened to the record. */
	trail(item: ReviewItem): Promise<TrailEntry[]>;
}

export interface ReasonPorts {
	/** Of every theme. */
	list(): Promise<ReasonTemplate[]>;
	/** Writes one, anew when its id is not known. */
	save(reason: Omit<ReasonTemplate, 'may_edit'>): Promise<void>;
	remove(id: string): Promise<void>;
}

export interface Territory {
	id: string;
	name: LocalizedText;
}
export interface FilterPorts {
	saved(): Promise<SavedFilter[]>;
	/** Writes one, anew when its id is not known. */
	save(filter: Omit<SavedFilter, 'updated_at'>): Promise<void>;
	remove(id: string): Promise<void>;
	territories(): Promise<Territory[]>;
	counts(filter: ReviewFilter): Promise<ReviewCounts>;
	/** The communes there are, with the box around each. */
	communes(): Promise<NamedCommune[]>;
}

export interface BatchPorts {
	/** Nothing is decided yet; what a filter holds is settled here. */
	preview(asked: BatchAsked): Promise<BatchState>;
	/** The next part. */
	step(batch: string): Promise<BatchState>;
	/** The next part of taking it all back. */
	revert(batch: string): Promise<BatchState>;
	failures(batch: string): Promise<BatchFailure[]>;
	/** Those this person began, newest first. */
	own(): Promise<BatchState[]>;
}
