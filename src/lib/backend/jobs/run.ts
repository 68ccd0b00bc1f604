/** What a job may use: the database as its owner, and the ways out of this machine. */
export interface JobContext {
	/** One statement as the owner of the database; rows. */
	query<Row = Record<string, unknown>>(sql: string, values?: unknown[]): Promise<Row[]>;
}

/** Something done again and again without anybody asking. */
export interface Job<Context extends JobContext = JobContext> {
	/** Names its row in private.job_runs; lower case and underscores. */
	name: string;
	/** Seconds between the end of one run and the next. */
	everyS: number;
	/**
	 * One run. It may be cut short at any moment, and another process may run it next.
	 * @returns what was done, in a few words for the health page
	 * @throws when it failed; the reason is kept for the health page, and it runs again at its time
	 */
	run(context: Context): Promise<string>;
}

/** A job that is one function of the database. `call`: an expression whose text is what was done. */
export function sqlJob(name: string, everyS: number, call: string): Job {
	return {
		name,
		everyS,
		run: async ({ query }) => {
			const [row] = await query<{ said: unknown }>(`select ${call} as said`);
			const said = row?.said ?? '';
			return typeof said === 'object' ? JSON.stringify(said) : String(said);
		}
	};
}

/**
 * Runs a job when it is due and nobody else is at it. Its failure is written down, never thrown.
 *
 * @param now do not wait until it is due
 * @returns what it did, its error, or null when it was not its turn
 * @throws when the database itself does not answer
 */
export async function runJob<Context extends JobContext>(
	job: Job<Context>,
	context: Context,
	now = false
): Promise<{ said: string } | { error: string } | null> {
	const [claim] = await context.query<{ mine: boolean }>(
		'select private.claim_job($1, $2) as mine',
		[job.name, now]
	);
	if (!claim?.mine) return null;
	let said: string | null = null;
	let error: string | null = null;
	try {
		said = await job.run(context);
	} catch (reason) {
		error = (reason instanceof Error ? reason.message : String(reason)) || 'unknown';
	}
	await context.query('select private.finish_job($1, $2, $3, $4)', [
		job.name,
		job.everyS,
		said,
		error
	]);
	return error === null ? { said: said ?? '' } : { error };
}

/** Between two looks at what is due. */
const tickMs = 5_000;

/**
 * Runs the jobs while the server runs, one at a time, each when it is due.
 * @returns ends it; resolves when the job under way is over
 */
export function startJobs<Context extends JobContext>(
	jobs: readonly Job<Context>[],
	context: Context,
	everyMs = tickMs
): () => Promise<void> {
	// What this process knows of their times, so that an idle server asks the database little.
	const due = new Map(jobs.map(({ name }) => [name, 0]));
	let stopped = false;
	let round: Promise<void> | null = null;

	const work = async () => {
		for (const job of jobs) {
			if (stopped || (due.get(job.name) ?? 0) > Date.now()) continue;
			// The database is away: the next look finds it back.
			await runJob(job, context).catch(() => undefined);
			due.set(job.name, Date.now() + job.everyS * 1000);
		}
	};
	const timer = setInterval(() => {
		round ??= work().finally(() => (round = null));
	}, everyMs);
	timer.unref();
	return async () => {
		stopped = true;
		clearInterval(timer);
		await round;
	};
}
