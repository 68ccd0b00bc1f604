import type { PullAnswer } from '$lib/domain/operation.ts';
import { RemoteError } from '$lib/remote/errors.ts';
import { isStorageFull } from '$lib/store/errors.ts';
import { applyPull, readPullStart, type PullScope, type PullStart } from '$lib/store/replica.ts';
import { dropFarRecords } from '$lib/store/room.ts';
import { anonymous } from '$lib/store/types.ts';
import type { SyncPorts } from './ports.ts';

export interface PullResult {
	/** Null: up to date, or as far as this call goes. */
	error: RemoteError | null;
	/** Rows and removals written. */
	changes: number;
	/** False when there is more to fetch. */
	complete: boolean;
}

/**
 * Brings the replica up to date, answer by answer, each written with its cursor in one transaction. Bounded,
 * so that a first visit on a slow network shows something before everything is there.
 * @param mostAnswers requests before coming back; the next call goes on from there.
 */
export async function pull(
	ports: SyncPorts,
	scope: PullScope,
	mostAnswers = 40
): Promise<PullResult> {
	let changes = 0;
	let start = await readPullStart(ports.db, scope);
	let asked = ask(ports, scope, start.cursor);
	for (let count = 1; ; count++) {
		const answer = await asked;
		if (answer instanceof RemoteError) return { error: answer, changes, complete: false };
		// A server that says "more" without moving would keep us here for ever.
		const more = answer.more && answer.cursor !== start.cursor;
		const next = more && count < mostAnswers ? ask(ports, scope, answer.cursor) : null;
		// On its way while this one is written; nobody waits for it when that fails.
		next?.catch(() => undefined);
		if (!(await keep(ports, scope, answer, start))) {
			await next;
			return { error: null, changes, complete: false };
		}
		changes += answer.records.length + answer.gone.length;
		if (!next) return { error: null, changes, complete: !more };
		start = { ...start, cursor: answer.cursor, stored: answer.cursor };
		asked = next;
	}
}

async function ask(
	{ remote }: SyncPorts,
	{ owner, theme, bbox }: PullScope,
	cursor: string | null
): Promise<PullAnswer | RemoteError> {
	try {
		const account_id = owner === anonymous ? null : owner;
		return await remote.pull({ cursor, theme, bbox, account_id });
	} catch (error) {
		if (!(error instanceof RemoteError)) throw error;
		return error;
	}
}

/**
 * Writes one answer; where there is no room for everything, what is far is left out from now on.
 * @returns false when there is no room even so, or somebody left meanwhile: it is tried again with the next round
 */
async function keep(
	{ db, forgetRecords }: SyncPorts,
	scope: PullScope,
	answer: PullAnswer,
	start: PullStart
): Promise<boolean> {
	// Before it is noted that they were told: it is told once.
	if (answer.gone.length > 0) await forgetRecords?.(answer.gone).catch(() => undefined);
	for (const makeRoom of [() => dropFarRecords(db), null]) {
		try {
			return await applyPull(db, scope, answer, start);
		} catch (error) {
			if (!isStorageFull(error)) throw error;
			await makeRoom?.().catch(() => false);
		}
	}
	return false;
}
