import { applyChanges, type Changes, type RecordContent } from './actions/content.ts';
import { sameValue } from './equal.ts';

const prefix = 'properties.';

/** A list of codes, or no answer. Rows of a group, places and single answers are not. */
export function isTextList(value: unknown): value is string[] | null {
	if (value === null) return true;
	return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

/**
 * Brings two changes of one list together, as sets: theirs without what I took out, then what I added.
 * Null stands for no answer, before and after. The same rule as `private.merged_list` of the database.
 */
export function mergedList(
	base: string[] | null,
	mine: string[] | null,
	theirs: string[] | null
): string[] | null {
	const before = new Set(base ?? []);
	const wanted = new Set(mine ?? []);
	const kept = (theirs ?? []).filter((item) => wanted.has(item) || !before.has(item));
	const there = new Set(theirs ?? []);
	const added = (mine ?? []).filter((item) => !before.has(item) && !there.has(item));
	const merged = [...kept, ...added];
	return merged.length > 0 ? merged : null;
}

/**
 * Changes made on one version of a record, put on top of what it holds now: lists that were changed on both
 * sides are brought together, everything else becomes what the person wants. Nothing is modified in place.
 */
export function applyOnto(content: RecordContent, changes: Changes): RecordContent {
	const merged: Changes = {};
	for (const [path, change] of Object.entries(changes)) {
		merged[path] = { ...change, new: wanted(content, path, change) };
	}
	return applyChanges(content, merged);
}

function wanted(content: RecordContent, path: string, change: Changes[string]): unknown {
	if (!path.startsWith(prefix)) return change.new;
	const theirs: unknown = content.properties[path.slice(prefix.length)] ?? null;
	const base = change.old ?? null;
	const mine = change.new ?? null;
	if (sameValue(base, theirs)) return mine;
	const lists = isTextList(base) && isTextList(mine) && isTextList(theirs);
	return lists ? mergedList(base, mine, theirs) : mine;
}
