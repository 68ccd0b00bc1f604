import type { Operation } from '../operation.ts';
import { stamp, type ActionContext } from './context.ts';

/** Takes back a record; `base_version` is the version the person was looking at. */
export function deleteRecord(
	record_id: string,
	base_version: number,
	context: ActionContext
): Operation {
	return { ...stamp(context), kind: 'delete', record_id, base_version, changes: {} };
}
