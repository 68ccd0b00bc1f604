import type { SchemeLine } from '$lib/domain/vocabulary/pages';

/** A line with those that stand under it on the page. */
export interface Branch {
	line: SchemeLine;
	inner: Branch[];
}

/** Lists within lists open no deeper than this: what is deeper stands beside. */
const deepest = 12;

/**
 * Lines in reading order as lists within lists. A page that begins in the middle of a tree begins with what
 * is there, however deep it stood.
 */
export function nested(lines: readonly SchemeLine[]): Branch[] {
	const roots: Branch[] = [];
	const open: { level: number; branch: Branch }[] = [];
	for (const line of lines) {
		const branch: Branch = { line, inner: [] };
		while (open.length > 0 && open.at(-1)!.level >= line.level) open.pop();
		const parent = open.at(-1)?.branch;
		(parent ? parent.inner : roots).push(branch);
		if (open.length < deepest) open.push({ level: line.level, branch });
	}
	return roots;
}
