import type { Problem } from '$lib/domain/problem.ts';
import { RemoteError } from '$lib/remote/errors.ts';
import { parkOperation } from '$lib/store/answers.ts';
import { delayOperations, markSending, operationsToSend } from '$lib/store/sending.ts';
import type { OutboxRow } from '$lib/store/types.ts';
import { applyAnswers } from './apply.ts';
import { pauseMs } from './backoff.ts';
import { pauseDrain } from './pause.ts';
import type { Stop, SyncPorts } from './ports.ts';

const mostOperations = 50;
const mostBytes = 1_000_000;
/** Operations failing alone, one after the other, before the server itself is held to be down. */
const failuresBeforeStop = 3;

export interface Pushed {
	accepted: number;
	parked: number;
	stop: Stop | null;
}

/** One run over the queue: its batch size shrinks to find what makes a batch fail, and grows back. */
class Run {
	readonly #ports: SyncPorts;
	readonly #owner: string;
	#size = mostOperations;
	#failures = 0;
	accepted = 0;
	parked = 0;

	constructor(ports: SyncPorts, owner: string) {
		this.#ports = ports;
		this.#owner = owner;
	}

	/** Sends what is due until nothing is, or until something says to stop. */
	async toTheEnd(): Promise<Stop | null> {
		const { db, now } = this.#ports;
		for (;;) {
			const limits = { operations: this.#size, bytes: mostBytes };
			const rows = await operationsToSend(db, this.#owner, now(), limits);
			if (rows.length === 0) return null;
			const stop = await this.#send(rows);
			if (stop) return stop;
		}
	}

	async #send(rows: OutboxRow[]): Promise<Stop | null> {
		const { db, remote } = this.#ports;
		const op_ids = rows.map((row) => row.op_id);
		await markSending(db, op_ids);
		let answers;
		try {
			answers = await remote.push(
				rows.map((row) => row.op),
				this.#owner
			);
		} catch (error) {
			// Anything else is this device failing: what was marked as sent goes again later.
			if (!(error instanceof RemoteError)) throw error;
			return this.#failed(rows, error);
		}
		const { accepted, parked, answered } = await applyAnswers(db, answers);
		this.accepted += accepted;
		this.parked += parked;
		this.#failures = 0;
		this.#size = Math.min(mostOperations, this.#size * 2);
		// A server that leaves an operation unanswered is asked again, later each time.
		const silent = rows.filter((row) => !answered.has(row.op_id));
		for (const row of silent) await this.#blame(row);
		return null;
	}

	async #failed(rows: OutboxRow[], error: RemoteError): Promise<Stop | null> {
		const { db, now } = this.#ports;
		const op_ids = rows.map((row) => row.op_id);
		const release = () => delayOperations(db, op_ids, 0, false);
		const alone = rows.length === 1 ? rows[0] : undefined;
		const over = error.problems.some(({ code }) => code === 'not_signed_in');
		if (error.kind === 'unauthorized' || over) {
			await release();
			return 'sign_in_needed';
		}
		if (error.kind === 'rate_limited' || (error.kind === 'server' && error.retryAfterS !== null)) {
			await release();
			await pauseDrain(this.#ports, error);
			return 'rate_limited';
		}
		if (error.kind === 'offline' || error.kind === 'not_json') {
			await release();
			return 'offline';
		}
		if (!alone) {
			// Too slow, too large, or one of them breaks the server: smaller batches tell which.
			await release();
			this.#size = Math.ceil(rows.length / 2);
			return null;
		}
		if (error.kind === 'refused') {
			await this.#park(alone, error.problems);
			return null;
		}
		await delayOperations(db, op_ids, now() + this.#pause(alone), true);
		this.#failures++;
		if (this.#failures < failuresBeforeStop) return null;
		return error.kind === 'timeout' ? 'offline' : 'server_down';
	}

	async #park(row: OutboxRow, problems: Problem[]): Promise<void> {
		await parkOperation(this.#ports.db, row.op_id, problems);
		this.parked++;
	}

	async #blame(row: OutboxRow): Promise<void> {
		const next_at = this.#ports.now() + this.#pause(row);
		await delayOperations(this.#ports.db, [row.op_id], next_at, true);
	}

	#pause(row: OutboxRow): number {
		return pauseMs(row.attempts + 1, this.#ports.random());
	}
}

/** Sends the owner's queue, oldest first. Only call it under the drain's lock. */
export async function pushQueue(ports: SyncPorts, owner: string): Promise<Pushed> {
	const run = new Run(ports, owner);
	const stop = await run.toTheEnd();
	return { accepted: run.accepted, parked: run.parked, stop };
}
