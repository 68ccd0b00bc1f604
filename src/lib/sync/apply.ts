import type { OperationAnswer } from '$lib/domain/operation.ts';
import { recordAnswer } from '$lib/store/answers.ts';
import type { CapitelleDatabase } from '$lib/store/database.ts';

export interface Applied {
	accepted: number;
	/** Conflicts and refusals: the person has to look. */
	parked: number;
	answered: Set<string>;
}

/**
 * Writes the server's answers, one transaction each, in the order it gave them. Killed in between, the
 * operations not yet written go out again and are answered `already`.
 */
export async function applyAnswers(
	db: CapitelleDatabase,
	answers: OperationAnswer[]
): Promise<Applied> {
	const applied: Applied = { accepted: 0, parked: 0, answered: new Set() };
	for (const answer of answers) {
		const outcome = await recordAnswer(db, answer);
		applied.answered.add(answer.op_id);
		if (outcome === 'accepted') applied.accepted++;
		else if (outcome !== null) applied.parked++;
	}
	return applied;
}
