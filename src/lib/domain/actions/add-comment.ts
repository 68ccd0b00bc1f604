import type { Operation } from '../operation.ts';
import type { NewComment } from '../talk.ts';
import { stamp, type ActionContext } from './context.ts';

/** A word in the conversation on a record. The record itself is not touched. */
export function addComment(
	record_id: string,
	comment: NewComment,
	context: ActionContext
): Operation {
	const told = { ...stamp(context), kind: 'add_comment' as const, record_id };
	return { ...told, base_version: null, changes: {}, comment };
}
