import type { Decision, QueuePage, TrailEntry } from '$lib/domain/moderation.ts';
import type { FullRecord } from '$lib/domain/record.ts';
import type { Remote } from './client.ts';

const session = 'required' as const;

/** What this person has to decide, oldest first. @throws RemoteError */
export async function moderationQueue(
	remote: Remote,
	page: { theme?: string | null; limit?: number; after?: string | null } = {}
): Promise<QueuePage> {
	const args = {
		p_theme: page.theme ?? null,
		p_limit: page.limit ?? 50,
		p_after: page.after ?? null
	};
	return (await remote.rpc('moderation_queue', args, { session })) as QueuePage;
}

export interface DecisionRequest {
	record_id: string;
	/** Null when the record itself is decided on. */
	proposal_id: string | null;
	/** The visit that is decided on, or null. */
	observation_id?: string | null;
	/** Version the moderator was looking at. */
	version: number;
	decision: Decision;
	/** Needed for anything but `accept`. */
	reason: string | null;
}

/** Decides. @throws RemoteError `refused` with `reason_required`, `version_changed` or `not_allowed`. */
export async function decide(remote: Remote, request: DecisionRequest): Promise<FullRecord> {
	const args = {
		p_record_id: request.record_id,
		p_proposal_id: request.proposal_id,
		p_version: request.version,
		p_decision: request.decision,
		p_reason: request.reason,
		// Left out where there is none: a server before visits does not know it.
		...(request.observation_id ? { p_observation_id: request.observation_id } : {})
	};
	return (await remote.rpc('decide', args, { session })) as FullRecord;
}

/** The full form of a record, or null when this person may not read it. @throws RemoteError */
export async function recordForMe(remote: Remote, record_id: string): Promise<FullRecord | null> {
	const args = { p_record_id: record_id };
	return (await remote.rpc('record_for_me', args, { session })) as FullRecord | null;
}

/** The whole history of a record, for its author and its moderators. @throws RemoteError */
export async function recordTrail(remote: Remote, record_id: string): Promise<TrailEntry[]> {
	const args = { p_record_id: record_id };
	return (await remote.rpc('record_trail', args, { session })) as TrailEntry[];
}
