import type { OperationAnswer } from '$lib/domain/operation.ts';
import { recordReceipts } from '$lib/store/answers-together.ts';
import { recordAnswer } from '$lib/store/answers.ts';
import type { CapitelleDatabase } from '$lib/store/database.ts';

export interface Applied {
	accepted: number;
	/** Conflicts and refusals: the person has to look. */
	parked: number;
	answered: Set<string>;
}

/**
 * Writes the server's answers: the receipts of new records together, everything else in a transaction each, in
 * the order the server gave them. Killed in between, the
 * operations not yet written go out again and are answered `already`.
 */
export async function applyAnswers(
	db: CapitelleDatabase,
	answers: OperationAnswer[]
): Promise<Applied> {
	const applied: Applied = { accepted: 0, parked: 0, answered: new Set() };
	const together = await recordReceipts(db, answers);
	for (const answer of answers) {
		const done = together.has(answer.op_id);
		const outcome = done ? 'accepted' : await recordAnswer(db, answer);
		applied.answered.add(answer.op_id);
		if (outcome === 'accepted') applied.accepted++;
		else if (outcome !== null) applied.parked++;
	}
	return applied;
}
