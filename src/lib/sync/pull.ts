import type { PullAnswer } from '$lib/domain/operation.ts';
import { RemoteError } from '$lib/remote/errors.ts';
import { isStorageFull } from '$lib/store/errors.ts';
import { applyPull, readCursor, type PullScope } from '$lib/store/replica.ts';
import { dropFarRecords } from '$lib/store/room.ts';
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
	for (let count = 0; count < mostAnswers; count++) {
		const cursor = await readCursor(ports.db, scope);
		let answer;
		try {
			answer = await ports.remote.pull({ cursor, theme: scope.theme, bbox: scope.bbox });
		} catch (error) {
			if (!(error instanceof RemoteError)) throw error;
			return { error, changes, complete: false };
		}
		if (!(await keep(ports, scope, answer))) return { error: null, changes, complete: false };
		changes += answer.records.length + answer.gone.length;
		// A server that says "more" without moving would keep us here for ever.
		if (!answer.more || answer.cursor === cursor) return { error: null, changes, complete: true };
	}
	return { error: null, changes, complete: false };
}

/**
 * Writes one answer; where there is no room for everything, what is far is left out from now on.
 * @returns false when there is no room even so: it is tried again with the next round
 */
async function keep({ db }: SyncPorts, scope: PullScope, answer: PullAnswer): Promise<boolean> {
	for (const makeRoom of [() => dropFarRecords(db), null]) {
		try {
			await applyPull(db, scope, answer);
			return true;
		} catch (error) {
			if (!isStorageFull(error)) throw error;
			await makeRoom?.().catch(() => false);
		}
	}
	return false;
}
