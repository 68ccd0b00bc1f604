import type { Problem } from '$lib/domain/problem.ts';
import type { ProposalStatus, WordProposal } from '$lib/domain/vocabulary/proposal.ts';
import type { Remote } from './client.ts';
import type { Json } from './database.types.ts';
import { RemoteError } from './errors.ts';

/** What became of a word, as the server tells its author. */
export interface WordDecision {
	id: string;
	status: ProposalStatus;
	/** The words of who decided, when some were given. */
	reason: string | null;
}

/**
 * Hands a missing word over in the name of an account; the same word again changes nothing.
 * @throws RemoteError
 */
export async function suggestWord(
	remote: Remote,
	proposal: WordProposal,
	account_id: string
): Promise<void> {
	const args = { p_suggestion: proposal as unknown as Json };
	const answer = (await remote.rpc('suggest_word', args, { as: account_id })) as {
		result?: unknown;
		problems?: Problem[];
	} | null;
	// Something in between that answers 200 to everything must not make us believe it arrived.
	if (typeof answer?.result !== 'string') throw new RemoteError('not_json');
	if (answer.result === 'refused')
		throw new RemoteError('refused', { problems: answer.problems ?? [] });
}

/** What became of an account's words. @throws RemoteError */
export async function wordDecisions(remote: Remote, account_id: string): Promise<WordDecision[]> {
	const args = { p_status: null, p_theme: null };
	const answer = await remote.rpc('word_suggestions', args, { as: account_id });
	if (!Array.isArray(answer)) throw new RemoteError('not_json');
	return (answer as WordDecision[]).map(({ id, status, reason }) => ({ id, status, reason }));
}
