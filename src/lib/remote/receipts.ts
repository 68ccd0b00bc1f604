import type { Receipts } from '$lib/domain/receipts.ts';
import type { Remote } from './client.ts';
import { RemoteError } from './errors.ts';

/**
 * Counts what the server has of an account: what a screen says is received is this, never what a device believes.
 * @throws RemoteError; `not_json` also when something in between replied
 */
export async function myReceipts(remote: Remote, account_id: string): Promise<Receipts> {
	const answer = await remote.rpc('my_receipts', {}, { as: account_id });
	if (!isReceipts(answer)) throw new RemoteError('not_json');
	return answer;
}

const counts = ['records', 'visits', 'photos', 'photos_missing'] as const;

function isReceipts(value: unknown): value is Receipts {
	if (typeof value !== 'object' || value === null) return false;
	const given = value as Partial<Receipts>;
	return counts.every((key) => Number.isInteger(given[key])) && typeof given.as_of === 'string';
}
