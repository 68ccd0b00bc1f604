import { sameValue } from '$lib/domain/equal.ts';
import { isTextList, mergedList } from '$lib/domain/merge.ts';
import type { Operation } from '$lib/domain/operation.ts';
import type { FullRecord } from '$lib/domain/record.ts';

/** Who last changed a path, in which version. */
interface LastChange {
	name: string | null;
	at: string;
	version: number;
	/** Null: somebody else's, who does not matter here. */
	device: string | null;
}

/** A record and what became of it, path by path; `deleted` for the record itself. */
export interface Changed {
	record: FullRecord;
	deleted: boolean;
	changed: Map<string, LastChange>;
}

/** Paths that another device changed after the version that an operation was made on. */
export function changedElsewhere(
	{ base_version, device_id }: Operation,
	{ changed }: Changed
): string[] {
	const since = [...changed].filter(([, { version }]) => version > (base_version ?? 0));
	return since.filter(([, { device }]) => device !== device_id).map(([path]) => path);
}

/** Everything is looked at when a record is brought back, else what changed since. */
function looksAt({ base_version }: Operation, found: Changed, path: string): boolean {
	return found.deleted || (found.changed.get(path)?.version ?? 0) > (base_version ?? 0);
}

function valueOf(record: FullRecord, path: string): unknown {
	const key = path.replace(/^properties\./, '');
	const values: Record<string, unknown> = key === path ? { ...record } : record.properties;
	return values[key] ?? null;
}

/** What an update becomes: lists that were changed meanwhile are brought together. */
export function mergedChanges(op: Operation, found: Changed): Operation['changes'] {
	const merged: Operation['changes'] = {};
	for (const [path, change] of Object.entries(op.changes)) {
		const { old: base, new: mine } = change;
		const theirs = valueOf(found.record, path);
		const lists = isTextList(base) && isTextList(mine) && isTextList(theirs);
		const both = lists && looksAt(op, found, path) && !sameValue(base, theirs);
		merged[path] = both ? { old: theirs, new: mergedList(base, mine, theirs) } : change;
	}
	return merged;
}

/** Paths whose value is neither what the person saw nor what they want. */
export function disputed(op: Operation, found: Changed): string[] {
	const { deleted: _restored, ...changes } = mergedChanges(op, found);
	return Object.entries(changes)
		.filter(([path, change]) => {
			if (!looksAt(op, found, path)) return false;
			const current = valueOf(found.record, path);
			return !sameValue(current, change.old) && !sameValue(current, change.new);
		})
		.map(([path]) => path);
}
