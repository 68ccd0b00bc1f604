import type { Operation } from '../operation.ts';
import { attributes, propertyPath, type Changes, type RecordContent } from './content.ts';
import { stamp, type ActionContext } from './context.ts';

/** The first operation of a record: every attribute, from nothing. */
export function createRecord(
	record_id: string,
	content: RecordContent,
	context: ActionContext
): Operation {
	const changes: Changes = {};
	for (const name of attributes) changes[name] = { old: null, new: content[name] };
	for (const [key, value] of Object.entries(content.properties)) {
		changes[propertyPath(key)] = { old: null, new: value };
	}
	return { ...stamp(context), kind: 'create', record_id, base_version: null, changes };
}
