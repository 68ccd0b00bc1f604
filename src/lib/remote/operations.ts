import type { Operation, OperationAnswer, PullAnswer } from '$lib/domain/operation.ts';
import type { Remote, RequestOptions } from './client.ts';
import type { Json } from './database.types.ts';
import { RemoteError } from './errors.ts';

function isAnswer(value: unknown): value is OperationAnswer {
	if (typeof value !== 'object' || value === null) return false;
	const answer = value as Partial<OperationAnswer>;
	return (
		typeof answer.op_id === 'string' &&
		['applied', 'already', 'merged', 'conflict', 'refused'].includes(answer.result ?? '') &&
		Array.isArray(answer.problems) &&
		Array.isArray(answer.disputed)
	);
}

/** A slow rural network still moves about this much: large batches get more time, within reason. */
const bytesPerS = 10_000;
const longestMs = 120_000;

/**
 * Sends a batch in the name of an account. The answers may be fewer than the operations; those without one simply wait.
 * @throws RemoteError; `not_json` also when a 200 does not hold answers (something in between replied).
 */
export async function pushOperations(
	remote: Remote,
	operations: Operation[],
	account_id: string
): Promise<OperationAnswer[]> {
	const args = { p_batch: operations as unknown as Json };
	const expectedMs = (JSON.stringify(args).length / bytesPerS) * 1000;
	const answers = await remote.rpc('push_operations', args, {
		as: account_id,
		timeoutMs: Math.min(longestMs, 20_000 + expectedMs)
	});
	if (!Array.isArray(answers) || !answers.every(isAnswer)) throw new RemoteError('not_json');
	return answers;
}

export interface PullRequest {
	/** Null at first. */
	cursor: string | null;
	theme: string | null;
	bbox: [west: number, south: number, east: number, north: number] | null;
	/** In whose name; null: what everyone may read, whoever is signed in. */
	account_id: string | null;
}

/**
 * What changed since a cursor, as this person may read it.
 * @throws RemoteError; `unauthorized` also when somebody else is signed in by now
 */
export async function pullChanges(remote: Remote, request: PullRequest): Promise<PullAnswer> {
	const { cursor, theme, bbox, account_id } = request;
	const args = { p_cursor: cursor, p_theme: theme, p_bbox: bbox };
	const options: RequestOptions = account_id === null ? { session: 'none' } : { as: account_id };
	const answer = (await remote.rpc('pull_changes', args, options)) as Partial<PullAnswer> | null;
	const valid =
		typeof answer?.cursor === 'string' &&
		Array.isArray(answer.records) &&
		Array.isArray(answer.gone);
	if (!valid) throw new RemoteError('not_json');
	return answer as PullAnswer;
}
