import type { Remote } from './client.ts';

/**
 * Answers a report of a photo or a text: the photo goes for everyone, or all stays as it is. Settles every open
 * report of the same thing. @throws RemoteError `wrong_status` when somebody else did, `record_not_found`
 */
export async function decideReport(
	remote: Remote,
	id: string,
	decision: 'remove' | 'keep',
	reason: string | null
): Promise<void> {
	const args = { p_report_id: id, p_decision: decision, p_reason: reason };
	await remote.rpc('decide_report', args, { session: 'required' });
}
