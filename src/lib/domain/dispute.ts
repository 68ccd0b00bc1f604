import { applyChanges, type Changes, type RecordContent } from './actions/content.ts';
import { sameValue } from './equal.ts';
import { isTextList, mergedList } from './merge.ts';
import type { OperationAnswer } from './operation.ts';

/** Whose value a person keeps of something that was changed twice. */
export type Side = 'mine' | 'theirs';

/** What was chosen of each disputed path; `deleted` stands for whether the record goes on. */
export type Picks = Readonly<Record<string, Side>>;

/** One path that was changed on both sides, with both values; null where there is none. */
export interface DisputedField {
	path: string;
	mine: unknown;
	theirs: unknown;
}

const prefix = 'properties.';
/** The path that stands for whether a record goes on. */
export const deletedPath = 'deleted';

/** What stands at an attribute path; null when nothing does. */
export function valueAt(content: RecordContent, path: string): unknown {
	const value = path.startsWith(prefix)
		? content.properties[path.slice(prefix.length)]
		: (content as unknown as Record<string, unknown>)[path];
	return value ?? null;
}

/** Several changes made one after the other as one: from the first old value to the last new one. */
export function foldChanges(changes: readonly Changes[]): Changes {
	const folded: Changes = {};
	for (const each of changes) {
		for (const [path, change] of Object.entries(each)) {
			const first = folded[path] ?? change;
			folded[path] = { old: first.old, new: change.new };
		}
	}
	return folded;
}

/** Whether two values of a path say the same: moments by moment, places without altitude. */
function saysTheSame(path: string, a: unknown, b: unknown): boolean {
	if (path === 'observed_at' && typeof a === 'string' && typeof b === 'string')
		return Date.parse(a) === Date.parse(b) || a === b;
	if (path === 'geometry') return sameValue(flat(a), flat(b));
	if (path === 'position') return sameValue(told(a), told(b));
	return sameValue(a, b);
}

/** Coordinates are compared as the database keeps them. */
function flat(value: unknown): unknown {
	if (!Array.isArray(value)) {
		if (typeof value !== 'object' || value === null) return value;
		return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, flat(each)]));
	}
	return typeof value[0] === 'number' ? value.slice(0, 2) : value.map(flat);
}

function told(value: unknown): unknown {
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== null));
}

/** What a person proposed of a record, and what they were told of a dispute about it. */
export interface Beside {
	proposed: Changes;
	/** Whose change each disputed path met; `own`: the person's, on another device. */
	by: NonNullable<OperationAnswer['disputed_by']>;
	/** The old values of `proposed` are not this person's to read. */
	partly: boolean;
}

/**
 * A record as who proposed something beside it is shown it: what they proposed stands in the place of the
 * value they proposed it on, unless that was changed by somebody else since.
 */
export function withOwnProposal(
	content: RecordContent,
	{ proposed, by, partly }: Beside
): RecordContent {
	const standing = Object.entries(proposed).filter(([path, { old }]) => {
		if (path === deletedPath || path.startsWith('photos.')) return false;
		if (by[path] && !by[path].own) return false;
		return partly || saysTheSame(path, old ?? null, valueAt(content, path));
	});
	return applyChanges(content, Object.fromEntries(standing));
}

/** Two sides of a dispute: what the person wants, the record as it now is, and what the server said of them. */
export interface Sides {
	/** Everything the person changed, from what they saw. */
	mine: Changes;
	theirs: RecordContent;
	judged: {
		/** Paths the server named. */
		disputed: readonly string[];
		/** Paths it looked at; a correction that waited behind was not among them. */
		paths: readonly string[];
		/** The record as it was then. */
		content: RecordContent;
	};
}

/**
 * What a person has to choose: what the server named, and whatever else was changed on both sides. How a
 * place was found goes with the place and is not asked apart.
 */
export function disputedFields(sides: Sides): DisputedField[] {
	const paths = Object.keys(sides.mine).filter((path) => isDisputed(sides, path));
	const asked = paths.includes('geometry') ? paths.filter((path) => path !== 'position') : paths;
	return asked.map((path) => ({
		path,
		mine: sides.mine[path]?.new ?? null,
		theirs: valueAt(sides.theirs, path)
	}));
}

function isDisputed({ mine, theirs, judged }: Sides, path: string): boolean {
	const change = mine[path];
	const current = valueAt(theirs, path);
	if (!change || path === deletedPath || saysTheSame(path, current, change.new)) return false;
	if (judged.disputed.includes(path)) return true;
	const seen = saysTheSame(path, current, valueAt(judged.content, path));
	if (judged.paths.includes(path) && seen) return false;
	// Lists that both changed are brought together.
	if ([change.old, change.new, current].every(isTextList)) return false;
	return !saysTheSame(path, current, change.old);
}

/**
 * The changes to ask for once a person chose, made on the record as it now is. What nobody disputes goes
 * along; lists are put together; what is so already is left out.
 * @param picks of every path that {@link disputedFields} names
 */
export function settledChanges(sides: Sides, picks: Picks): Changes {
	const asked = new Set(disputedFields(sides).map(({ path }) => path));
	const settled: Changes = {};
	for (const [path, change] of Object.entries(sides.mine)) {
		if (path === deletedPath) {
			settled[path] = change;
			continue;
		}
		const judge = path === 'position' && asked.has('geometry') ? 'geometry' : path;
		if (asked.has(judge) && picks[judge] === 'theirs') continue;
		const old = valueAt(sides.theirs, path);
		const wish = asked.has(path) ? change.new : onTopOf(change, old);
		if (!saysTheSame(path, old, wish)) settled[path] = { old, new: wish };
	}
	return settled;
}

function onTopOf({ old, new: mine }: Changes[string], theirs: unknown): unknown {
	const lists = isTextList(old) && isTextList(mine) && isTextList(theirs);
	return lists ? mergedList(old, mine, theirs) : mine;
}
