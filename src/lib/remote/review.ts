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
	RecordVersion,
	ReviewCounts,
	ReviewFilter,
	ReviewItem,
	ReviewPage,
	ReviewRef,
	SavedFilter
} from '$lib/domain/review.ts';
import type { FullRecord } from '$lib/domain/record.ts';
import type { Remote } from './client.ts';
import type { Json } from './database.types.ts';

const session = 'required' as const;
const json = (value: unknown) => value as Json;
const ref = ({ kind, item_id }: ReviewRef) => ({ p_kind: kind, p_item_id: item_id });

/** What waits for the caller under a filter, longest first; at most 100 at once. @throws RemoteError */
export async function reviewQueue(
	remote: Remote,
	filter: ReviewFilter,
	page: { limit?: number; after?: string | null } = {}
): Promise<ReviewPage> {
	const args = {
		p_filter: json(filter),
		p_limit: page.limit ?? 30,
		p_after: page.after ?? null
	};
	return (await remote.rpc('review_queue', args, { session })) as unknown as ReviewPage;
}

/** How much waits under a filter. @throws RemoteError */
export async function reviewCounts(remote: Remote, filter: ReviewFilter): Promise<ReviewCounts> {
	const args = { p_filter: json(filter) };
	return (await remote.rpc('review_counts', args, { session })) as unknown as ReviewCounts;
}

/** One item as it is now; null when it waits no more, or not for the caller. @throws RemoteError */
export async function reviewItem(
	remote: Remote,
	{ kind, item_id }: ReviewRef | { kind: null; item_id: string }
): Promise<ReviewItem | null> {
	const args = { p_kind: kind, p_item_id: item_id };
	return (await remote.rpc('review_item', args, { session })) as unknown as ReviewItem | null;
}

/**
 * Says that the caller is looking at it, for ten minutes; asked again, for ten more. `claimed` is false when
 * somebody else is and it was not taken over; `from` names whom it was taken from.
 * @throws RemoteError `record_not_found` when it waits no more
 */
export async function claimItem(
	remote: Remote,
	item: ReviewRef,
	takeOver = false
): Promise<{ claimed: boolean; claim: Claim; from: string | null }> {
	const args = { ...ref(item), p_take_over: takeOver };
	const answer: unknown = await remote.rpc('review_claim', args, { session });
	return answer as { claimed: boolean; claim: Claim; from: string | null };
}

/** Lets go of it again. @throws RemoteError */
export async function releaseItem(remote: Remote, item: ReviewRef): Promise<void> {
	await remote.rpc('review_release', ref(item), { session });
}

/**
 * Decides. @throws RemoteError `refused` with `reason_required`, `version_changed`, `wrong_status`, `not_allowed`,
 * `record_not_found`, or what is wrong with the corrections.
 */
export async function reviewDecide(remote: Remote, asked: DecisionAsked): Promise<DecisionTaken> {
	const args = { p_decision: json(asked) };
	return (await remote.rpc('review_decide', args, { session })) as unknown as DecisionTaken;
}

/** Takes a decision back within ten seconds. @throws RemoteError `too_late` or `version_changed` */
export async function undoDecision(remote: Remote, id: string): Promise<FullRecord | null> {
	const args = { p_decision_id: id };
	return (await remote.rpc('undo_decision', args, { session })) as unknown as FullRecord | null;
}

/** Records close to one, nearest first, where the caller moderates. @throws RemoteError */
export async function nearRecords(
	remote: Remote,
	recordId: string,
	metres = 100
): Promise<NearRecord[]> {
	const args = { p_record_id: recordId, p_metres: metres };
	return (await remote.rpc('review_near', args, { session })) as unknown as NearRecord[];
}

/** What the author of an item sent before, where the caller moderates; null when the account is gone. @throws RemoteError */
export async function authorHistory(
	remote: Remote,
	item: ReviewRef
): Promise<AuthorHistory | null> {
	const answer: unknown = await remote.rpc('review_author', ref(item), { session });
	return answer as AuthorHistory | null;
}

/** Reasons ready to be sent, for one theme and for all. @throws RemoteError */
export async function reasonTemplates(
	remote: Remote,
	theme: string | null
): Promise<ReasonTemplate[]> {
	const args = { p_theme: theme };
	return (await remote.rpc('reason_templates', args, { session })) as unknown as ReasonTemplate[];
}

/** Writes a template, a new one when its id is not known. @throws RemoteError `not_allowed`, `too_long`… */
export async function saveReasonTemplate(
	remote: Remote,
	template: Omit<ReasonTemplate, 'may_edit'>
): Promise<void> {
	await remote.rpc('save_reason_template', { p_template: json(template) }, { session });
}

/** Takes a template away. @throws RemoteError */
export async function removeReasonTemplate(remote: Remote, id: string): Promise<void> {
	await remote.rpc('remove_reason_template', { p_id: id }, { session });
}

/** The caller's own filters, on every device of theirs. @throws RemoteError */
export async function savedFilters(remote: Remote): Promise<SavedFilter[]> {
	return (await remote.rpc('saved_filters', {}, { session })) as unknown as SavedFilter[];
}

/** Keeps a filter under a name; the id was made by the device. @throws RemoteError */
export async function saveFilter(
	remote: Remote,
	filter: Omit<SavedFilter, 'updated_at'>
): Promise<void> {
	await remote.rpc('save_filter', { p_filter: json(filter) }, { session });
}

/** Forgets a filter. @throws RemoteError */
export async function removeFilter(remote: Remote, id: string): Promise<void> {
	await remote.rpc('remove_filter', { p_id: id }, { session });
}

/** Freezes what a batch would decide, and says what it would change. Nothing is decided yet. @throws RemoteError */
export async function previewBatch(remote: Remote, asked: BatchAsked): Promise<BatchState> {
	const args = { p_batch: json(asked) };
	return (await remote.rpc('review_batch_preview', args, { session })) as unknown as BatchState;
}

/** Decides the next items, at most 100; call until `done`. After a lost reply, or a closed page, it goes on. @throws RemoteError */
export async function runBatch(remote: Remote, id: string, limit = 100): Promise<BatchState> {
	const args = { p_batch: id, p_limit: limit };
	return (await remote.rpc('review_batch_run', args, { session })) as unknown as BatchState;
}

/** Takes the next decisions of a batch back, at most 100; call until `reverted`. @throws RemoteError */
export async function revertBatch(remote: Remote, id: string, limit = 100): Promise<BatchState> {
	const args = { p_batch: id, p_limit: limit };
	return (await remote.rpc('review_batch_revert', args, { session })) as unknown as BatchState;
}

/** The caller's last twenty, newest first; not those that were only previewed. @throws RemoteError */
export async function ownBatches(remote: Remote): Promise<BatchState[]> {
	return (await remote.rpc('review_batches', {}, { session })) as unknown as BatchState[];
}

/** What a batch could not decide or take back, at most 500. @throws RemoteError */
export async function batchFailures(remote: Remote, id: string): Promise<BatchFailure[]> {
	const args = { p_batch: id };
	return (await remote.rpc('review_batch_failures', args, {
		session
	})) as unknown as BatchFailure[];
}

/** A record after each change of its content, oldest first, for its author and its moderators. @throws RemoteError */
export async function recordVersions(remote: Remote, recordId: string): Promise<RecordVersion[]> {
	const args = { p_record_id: recordId };
	return (await remote.rpc('record_versions', args, { session })) as unknown as RecordVersion[];
}

/**
 * Writes an older content again, as one more change, by a moderator of the place.
 * @throws RemoteError `version_changed`, `not_allowed`, or what the form of today refuses in it
 */
export async function restoreVersion(
	remote: Remote,
	asked: { record_id: string; version: number; base_version: number; reason: string | null }
): Promise<FullRecord> {
	const args = {
		p_record_id: asked.record_id,
		p_version: asked.version,
		p_base_version: asked.base_version,
		p_reason: asked.reason
	};
	return (await remote.rpc('restore_version', args, { session })) as unknown as FullRecord;
}
