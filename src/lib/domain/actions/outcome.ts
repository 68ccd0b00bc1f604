import type { OperationAnswer } from '../operation.ts';

export type Outcome = 'accepted' | 'conflict' | 'refused';

/**
 * What an answer means for the person. `already` repeats the first answer word for word, so it is the
 * rest of the answer that tells whether that first time was a success.
 */
export function outcomeOf(
	answer: Pick<OperationAnswer, 'result' | 'disputed' | 'problems'>
): Outcome {
	if (answer.result === 'conflict' || answer.disputed.length > 0) return 'conflict';
	if (answer.result === 'refused' || answer.problems.length > 0) return 'refused';
	return 'accepted';
}
