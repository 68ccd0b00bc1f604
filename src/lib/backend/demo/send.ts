import type { Operation, OperationAnswer } from '../../domain/operation.ts';
import type { Database } from '../database.ts';
import { speakAs } from './people.ts';

/** As many operations as one request takes, with room to spare. */
const batchSize = 100;

/**
 * Sends operations as a person's device does.
 * @throws when one is refused or disputed: the demo must be sound under the rules everyone obeys
 */
export async function push(
	database: Database,
	userId: string,
	operations: Operation[]
): Promise<void> {
	for (let at = 0; at < operations.length; at += batchSize) {
		const batch = operations.slice(at, at + batchSize);
		const [row] = await speakAs(database, userId, () =>
			database.query<{ answers: OperationAnswer[] }>(
				'select public.push_operations($1::jsonb) as answers',
				[JSON.stringify(batch)]
			)
		);
		const wrong = row?.answers.find(({ result }) => result !== 'applied' && result !== 'already');
		if (!wrong) continue;
		const operation = batch.find(({ op_id }) => op_id === wrong.op_id);
		throw new Error(
			`demo: ${wrong.result} ${JSON.stringify(wrong.problems)} ${JSON.stringify(operation)}`
		);
	}
}
