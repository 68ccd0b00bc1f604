import { sameValue } from '../equal.ts';
import type { Operation } from '../operation.ts';
import { attributes, propertyPath, type Changes, type RecordContent } from './content.ts';
import { stamp, type ActionContext } from './context.ts';

/** What the person started from: the version they saw and its content. */
export interface Base {
	version: number;
	content: RecordContent;
}

/** What differs between two contents, attribute by attribute and property by property. */
export function differences(before: RecordContent, after: RecordContent): Changes {
	const changes: Changes = {};
	for (const name of attributes) {
		if (!sameValue(before[name], after[name])) {
			changes[name] = { old: before[name], new: after[name] };
		}
	}
	const keys = new Set([...Object.keys(before.properties), ...Object.keys(after.properties)]);
	for (const key of keys) {
		const old = before.properties[key] ?? null;
		const now = after.properties[key] ?? null;
		if (!sameValue(old, now)) changes[propertyPath(key)] = { old, new: now };
	}
	return changes;
}

/**
 * A correction carries only what changed, each with the value the person saw, so that the server can
 * tell a parallel change elsewhere in the record from a real dispute. Null when nothing changed.
 */
export function correctRecord(
	record_id: string,
	base: Base,
	content: RecordContent,
	context: ActionContext
): Operation | null {
	const changes = differences(base.content, content);
	if (Object.keys(changes).length === 0) return null;
	return { ...stamp(context), kind: 'update', record_id, base_version: base.version, changes };
}
