import { RemoteError } from '$lib/remote/errors.ts';
import { delayTalk, markTalkSent, recordTalkAnswer, talkToSend } from '$lib/store/talk-sending.ts';
import type { TalkRow } from '$lib/store/trust-rows.ts';
import { pauseMs } from './backoff.ts';
import { pauseDrain } from './pause.ts';
import type { Stop, SyncPorts } from './ports.ts';
import { stopOf } from './push.ts';

export interface TalkSent {
	stop: Stop | null;
	accepted: number;
	parked: number;
}

/**
 * Sends what the owner said of records, one at a time: they are few, and one that is refused holds up no other.
 * They leave after the records they speak of. Only call it under the drain's lock.
 */
export async function sendTalk(ports: SyncPorts, owner: string): Promise<TalkSent> {
	const sent: TalkSent = { stop: null, accepted: 0, parked: 0 };
	for (const row of await talkToSend(ports.db, owner, ports.now())) {
		if (!(await markTalkSent(ports.db, row))) continue;
		try {
			const [answer] = await ports.remote.push([row.way!.op], owner);
			if (answer?.op_id !== row.way!.op.op_id) throw new RemoteError('server');
			const stop = stopOf(answer.problems);
			if (stop) {
				await delayTalk(ports.db, row, { sent: false });
				return { ...sent, stop };
			}
			const isTaken = await recordTalkAnswer(ports.db, row, answer, new Date(ports.now()));
			sent[isTaken ? 'accepted' : 'parked']++;
		} catch (error) {
			if (!(error instanceof RemoteError)) throw error;
			const stop = await failed(ports, row, error);
			if (error.kind === 'refused') sent.parked++;
			if (stop) return { ...sent, stop };
		}
	}
	return sent;
}

/** What a failed request means: for this word, and for the ones after it. */
async function failed(ports: SyncPorts, row: TalkRow, error: RemoteError): Promise<Stop | null> {
	const { db } = ports;
	// Only what never left can still be taken back.
	if (error.neverLeft) await delayTalk(db, row, { sent: row.way!.sent });
	switch (error.kind) {
		case 'unauthorized':
			return 'sign_in_needed';
		case 'rate_limited':
			await pauseDrain(ports, error);
			return 'rate_limited';
		case 'offline':
		case 'not_json':
			return 'offline';
		case 'refused':
			if (error.problems.some(({ code }) => code === 'not_signed_in')) return 'sign_in_needed';
			await recordTalkAnswer(
				db,
				row,
				{ result: 'refused', problems: error.problems, status: null, disputed: [] },
				new Date(ports.now())
			);
			return null;
		case 'timeout':
		case 'server': {
			const attempts = row.way!.attempts + 1;
			const next_at = ports.now() + pauseMs(attempts, ports.random());
			await delayTalk(db, row, { attempts, next_at });
			return null;
		}
	}
}
