import type { Talk } from '$lib/domain/talk.ts';
import type { Remote } from './client.ts';
import { RemoteError } from './errors.ts';

/**
 * The conversation on a record as this person may read it, or as everyone may.
 * @throws RemoteError `refused` with `record_not_found` when they may read nothing of it
 */
export async function recordTalk(remote: Remote, record_id: string): Promise<Talk> {
	const args = { p_record_id: record_id };
	const talk = (await remote.rpc('record_talk', args, { session: 'if_any' })) as Talk | null;
	if (!Array.isArray(talk?.comments) || !Array.isArray(talk.people))
		throw new RemoteError('not_json');
	return talk;
}

/**
 * Takes a comment out of sight with a reason that its author reads; null puts it back.
 * @throws RemoteError `refused` with `reason_required`, or `record_not_found` where this person does not moderate
 */
export async function hideComment(
	remote: Remote,
	id: string,
	reason: string | null
): Promise<void> {
	const args = { p_comment_id: id, p_reason: reason as string };
	await remote.rpc('hide_comment', args, { session: 'required' });
}
