import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { BackendKind } from './backend.ts';
import type { BuildName } from './mutations.ts';
import type { PlanSize } from './plan.ts';

export interface Request {
	seed: number;
	size: PlanSize;
	/** Look for the shortest story that breaks the same promise. */
	shrink: boolean;
}

export interface Lived {
	seed: number;
	/** Of the shortest story that fails, when one does; the trace too. */
	failure: { promise: string; message: string } | null;
	trace: string[];
	requests: number;
	operations: number;
	/** How often the server gave each kind of answer. */
	answers: Partial<Record<string, number>>;
}

export type Reply = Lived | 'ready';

export interface Campaign {
	seeds: readonly number[];
	size?: PlanSize;
	backend?: BackendKind;
	build?: BuildName;
	/** Processes, each with a server of its own. */
	workers?: number;
	/** Stop at the first failure. */
	stop?: boolean;
	/** Look for the shortest story behind the first failures; yes when absent. */
	shrink?: boolean;
	onLived?: (lived: Lived, done: number) => void;
}

/** Lives the stories of many seeds, over several processes. @returns those that failed, in the order they did */
export async function runCampaign(campaign: Campaign): Promise<Lived[]> {
	const { seeds, size = {}, onLived, stop = false, shrink = true } = campaign;
	const waiting = [...seeds];
	const failures: Lived[] = [];
	let done = 0;
	const work = async () => {
		const worker = await startWorker(campaign);
		try {
			for (let seed = waiting.shift(); seed !== undefined; seed = waiting.shift()) {
				const lived = await worker.live({ seed, size, shrink: shrink && failures.length < 3 });
				if (lived.failure) failures.push(lived);
				onLived?.(lived, ++done);
				if (stop && failures.length > 0) waiting.length = 0;
			}
		} finally {
			await worker.end();
		}
	};
	const count = Math.min(campaign.workers ?? 2, seeds.length);
	await Promise.all(Array.from({ length: count }, work));
	return failures;
}

async function startWorker({ backend = 'pglite', build = 'true' }: Campaign) {
	const child = fork(join(import.meta.dirname, 'worker.ts'), [backend, build], {
		stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
		execArgv: []
	});
	let said = '';
	child.stderr!.on('data', (text: Buffer) => {
		said = (said + text.toString()).slice(-4000);
	});
	await heard(child, () => said);
	return {
		async live(request: Request): Promise<Lived> {
			child.send(request);
			return (await heard(child, () => said)) as Lived;
		},
		end(): Promise<void> {
			return new Promise((resolve) => {
				if (child.exitCode !== null) return resolve();
				child.once('exit', () => resolve());
				child.send('end');
			});
		}
	};
}

/** The next thing a worker says; its death is an error with its last words. */
function heard(child: ChildProcess, lastWords: () => string): Promise<Reply> {
	return new Promise((resolve, reject) => {
		const ended = (code: number | null) =>
			reject(new Error(`a simulating process ended with ${code}\n${lastWords()}`));
		child.once('exit', ended);
		child.once('message', (reply) => {
			child.off('exit', ended);
			resolve(reply as Reply);
		});
	});
}

/** What to read of a failure: the promise, how to live it again, and the shortest way there. */
export function describeFailure({ seed, failure, trace }: Lived): string {
	return [
		`seed ${seed} broke a promise: ${failure?.promise}`,
		`again: npm run simulate -- --seed ${seed}`,
		...trace,
		failure?.message ?? ''
	].join('\n');
}
