import type { Running } from '../lib/backend/running.ts';

/** What the process that started this one may ask, over the channel it opened itself (tests do). */
interface ParentQuestion {
	id: number;
	sql: string;
	values?: unknown[];
}

/** Answers SQL from the parent process. Nobody else can write to that channel. */
export function answerParent({ backend }: Running): void {
	if (!process.send || backend.kind !== 'embedded') return;
	const { client } = backend;
	process.on('message', (question: ParentQuestion) => {
		client.sql(question.sql, question.values).then(
			(rows) => process.send?.({ id: question.id, rows }),
			(error: unknown) =>
				process.send?.({
					id: question.id,
					error: error instanceof Error ? error.message : String(error)
				})
		);
	});
	// A server whose parent is gone has nobody to stop it.
	process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
}
