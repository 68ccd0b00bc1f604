import type { Operation } from '../operation.ts';
import { stamp, type ActionContext } from './context.ts';

/** The author takes a contribution back, or asks that a refusal be looked at again. */
export function speakUp(
	kind: 'withdraw' | 'appeal',
	record_id: string,
	note: string,
	context: ActionContext
): Operation {
	const told = { ...stamp(context), kind, record_id, base_version: null, changes: {} };
	return { ...told, note: note === '' ? null : note };
}
