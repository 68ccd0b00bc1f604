import type pg from 'pg';
import { setTimeout as pause } from 'node:timers/promises';
import type { OperationAnswer, PullAnswer } from '../../../src/lib/domain/operation.ts';
import { errorOf } from '../../../src/lib/remote/errors.ts';
import type { Chance } from '../../sync/support/chance.ts';

/** Speaks as a person in a transaction of its own, as the data interface does. */
export async function begin(client: pg.Client, user: string): Promise<void> {
	await client.query('begin');
	await client.query(
		`select set_config('request.jwt.claims', $1, true), set_config('role', 'authenticated', true)`,
		[JSON.stringify({ sub: user, role: 'authenticated' })]
	);
}

async function call<T>(client: pg.Client, sql: string, values: unknown[]): Promise<T> {
	const { rows } = await client.query<{ value: T }>(`select public.${sql} as value`, values);
	return rows[0]!.value;
}

/** Everything a crowd did, to be compared with what the server says came of it. */
export interface Deeds {
	answers: Map<string, OperationAnswer>;
	/** Passing troubles, by SQLSTATE, that a device would have tried again after. */
	troubles: Map<string, number>;
	/** Troubles that a device would not have tried again after: a person would have been told. */
	told: string[];
}

/**
 * Sends a batch as a device does: until it is answered, the same operations again after a passing trouble. Its
 * transaction may be held open, and may be lost with its connection before it is over.
 */
export async function send(
	client: pg.Client,
	user: string,
	operations: { op_id: string }[],
	chance: Chance,
	deeds: Deeds
): Promise<void> {
	for (;;) {
		try {
			await begin(client, user);
			const batch = JSON.stringify(operations);
			const answers = await call<OperationAnswer[]>(client, 'push_operations($1)', [batch]);
			if (chance.happens(0.3)) await pause(chance.below(40));
			if (chance.happens(0.1)) {
				await client.query('rollback');
				continue;
			}
			await client.query('commit');
			for (const answer of answers) keep(deeds, answer);
			return;
		} catch (error) {
			await client.query('rollback');
			const { code = '?', message } = error as { code?: string; message: string };
			// PostgREST answers 500 to what it calls a transaction's rollback (40…).
			const kind = errorOf(code.startsWith('40') ? 500 : 400, { code, message }, null).kind;
			if (!code.startsWith('40') || kind !== 'server') deeds.told.push(`${code} ${message}`);
			if (!code.startsWith('40')) return;
			deeds.troubles.set(code, (deeds.troubles.get(code) ?? 0) + 1);
			await pause(chance.below(20));
		}
	}
}

/** The first answer counts; given again, it says the same. */
function keep({ answers, told }: Deeds, answer: OperationAnswer): void {
	const first = answers.get(answer.op_id);
	if (!first) answers.set(answer.op_id, answer);
	else if (first.version !== answer.version || first.status !== answer.status)
		told.push(`${answer.op_id} was answered twice, not the same`);
}

/** What one device knows of the records, from pulls alone. */
export class Puller {
	readonly known = new Map<string, string>();
	readonly #client: pg.Client;
	readonly #user: string;
	#cursor: string | null = null;

	constructor(client: pg.Client, user: string) {
		this.#client = client;
		this.#user = user;
	}

	/** One request. @returns whether there is more at once */
	async pull(): Promise<boolean> {
		await begin(this.#client, this.#user);
		const args = [this.#cursor];
		const answer = await call<PullAnswer>(this.#client, 'pull_changes($1, p_max_rows => 40)', args);
		await this.#client.query('commit');
		this.#cursor = answer.cursor;
		for (const { record } of answer.records)
			this.known.set(record.id, `${record.version} ${record.updated_at}`);
		for (const id of answer.gone) this.known.delete(id);
		return answer.more;
	}
}
