import type { OperationAnswer } from '$lib/domain/operation.ts';
import type { Problem } from '$lib/domain/problem.ts';
import { RemoteError } from '$lib/remote/errors.ts';
import { parkOperation } from '$lib/store/answers.ts';
import { delayOperations, giveBack, takeOperations } from '$lib/store/sending.ts';
import type { OutboxRow } from '$lib/store/types.ts';
import { applyAnswers } from './apply.ts';
import { pauseMs } from './backoff.ts';
import { pauseDrain } from './pause.ts';
import type { Stop, SyncPorts } from './ports.ts';

const mostOperations = 200;
const mostBytes = 1_000_000;
/** Operations failing alone, one after the other, before the server itself is held to be down. */
const failuresBeforeStop = 3;

export interface Pushed {
	accepted: number;
	parked: number;
	stop: Stop | null;
}

/** A batch whose answers came and are not yet written. */
interface Answered {
	rows: OutboxRow[];
	answers: OperationAnswer[];
}

interface Exchanged {
	answers: OperationAnswer[] | RemoteError;
	next: OutboxRow[];
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

	/**
	 * Sends what is due until nothing is, or until something says to stop. One request at a time; while the
	 * server works on it, the answers to the one before are written and the next batch, of other records, is
	 * made ready.
	 */
	async toTheEnd(): Promise<Stop | null> {
		let rows = await this.#take();
		let before: Answered | null = null;
		while (rows.length > 0 || before) {
			if (rows.length === 0) {
				await this.#write(before!);
				before = null;
				rows = await this.#take();
				continue;
			}
			if (isOffline(this.#ports)) {
				await giveBack(this.#ports.db, rows);
				rows = [];
				continue;
			}
			const { answers, next } = await this.#exchange(rows, before);
			before = null;
			if (answers instanceof RemoteError) {
				await giveBack(this.#ports.db, next);
				const stop = await this.#failed(rows, answers);
				if (stop) return stop;
				rows = await this.#take();
			} else {
				const { held, stop } = heldBack(rows, answers);
				before = { rows: rows.filter((row) => !held.includes(row)), answers };
				rows = next;
				if (stop) return await this.#holdBack(held, next, before, stop);
			}
		}
		return isOffline(this.#ports) ? 'offline' : null;
	}

	async #exchange(rows: OutboxRow[], before: Answered | null): Promise<Exchanged> {
		const [reply, ready] = await Promise.allSettled([this.#ask(rows), this.#getReady(before)]);
		// Either is this device failing: what was marked as sent goes again later.
		if (reply.status === 'rejected') throw reply.reason;
		const answers = reply.value;
		if (ready.status === 'fulfilled') return { answers, next: ready.value };
		if (!(answers instanceof RemoteError)) await this.#write({ rows, answers });
		throw ready.reason;
	}

	/** What the server will not take yet is as if it had never left; the rest of its answers count. */
	async #holdBack(held: OutboxRow[], next: OutboxRow[], rest: Answered, stop: Stop): Promise<Stop> {
		await giveBack(this.#ports.db, [...held, ...next]);
		const ids = new Set(rest.rows.map(({ op_id }) => op_id));
		await this.#write({ ...rest, answers: rest.answers.filter(({ op_id }) => ids.has(op_id)) });
		return stop;
	}

	#take(): Promise<OutboxRow[]> {
		const { db, now } = this.#ports;
		// What did not leave can still be given up or rewritten: nothing is taken where nothing can leave.
		if (isOffline(this.#ports)) return Promise.resolve([]);
		return takeOperations(db, this.#owner, now(), { operations: this.#size, bytes: mostBytes });
	}

	async #getReady(before: Answered | null): Promise<OutboxRow[]> {
		if (before) await this.#write(before);
		// After a failure, what goes next depends on what comes of what is under way.
		return this.#size === mostOperations ? this.#take() : [];
	}

	async #ask(rows: OutboxRow[]): Promise<OperationAnswer[] | RemoteError> {
		try {
			return await this.#ports.remote.push(
				rows.map((row) => row.op),
				this.#owner
			);
		} catch (error) {
			if (!(error instanceof RemoteError)) throw error;
			return error;
		}
	}

	async #write({ rows, answers }: Answered): Promise<void> {
		const { accepted, parked, answered } = await applyAnswers(this.#ports.db, answers);
		this.accepted += accepted;
		this.parked += parked;
		this.#failures = 0;
		this.#size = Math.min(mostOperations, this.#size * 2);
		// A server that leaves an operation unanswered is asked again, later each time.
		const silent = rows.filter((row) => !answered.has(row.op_id));
		for (const row of silent) await this.#blame(row);
	}

	async #release(rows: OutboxRow[]): Promise<void> {
		const op_ids = rows.map((row) => row.op_id);
		if (rows.length > 0) await delayOperations(this.#ports.db, op_ids, 0, false);
	}

	async #failed(rows: OutboxRow[], error: RemoteError): Promise<Stop | null> {
		const { db, now } = this.#ports;
		const op_ids = rows.map((row) => row.op_id);
		if (error.neverLeft) await giveBack(db, rows);
		const release = () => this.#release(rows);
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

/** Operations that the server did nothing with and remembers none of, and what they wait for. */
function heldBack(
	rows: OutboxRow[],
	answers: OperationAnswer[]
): { held: OutboxRow[]; stop: Stop | null } {
	let stop: Stop | null = null;
	const held = new Set<string>();
	for (const { op_id, result, problems } of answers) {
		const wanted = result === 'refused' ? stopOf(problems) : null;
		if (wanted) held.add(op_id);
		stop ??= wanted;
	}
	return { held: rows.filter(({ op_id }) => held.has(op_id)), stop };
}

/** What a refusal waits for when nothing is wrong with what was sent: the charter, or the end of a block. */
export function stopOf(problems: Problem[]): Stop | null {
	if (problems.some(({ code }) => code === 'account_blocked')) return 'account_blocked';
	return problems.some(({ code }) => code === 'charter_required') ? 'charter_needed' : null;
}

/** Whether the device itself says that nothing can leave. */
export function isOffline({ online }: SyncPorts): boolean {
	return online?.() === false;
}

/** Sends the owner's queue, oldest first. Only call it under the drain's lock. */
export async function pushQueue(ports: SyncPorts, owner: string): Promise<Pushed> {
	const run = new Run(ports, owner);
	const stop = await run.toTheEnd();
	return { accepted: run.accepted, parked: run.parked, stop };
}
