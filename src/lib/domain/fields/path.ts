/**
 * The answer a problem is about: `height` of `properties.height`, `sources` of `properties.sources[0].author`;
 * null when it is about something else than an answer.
 */
export function answerKey(path: string | null): string | null {
	return /^properties\.([a-z][a-z0-9_]*)/.exec(path ?? '')?.[1] ?? null;
}

/** Row of a group and key inside it: 0 and `author` of `properties.sources[0].author`; null outside a group. */
export function rowOf(path: string | null): { row: number; key: string | null } | null {
	const [, row, key] = /^properties\.[a-z][a-z0-9_]*\[(\d+)\](?:\.(.+))?$/.exec(path ?? '') ?? [];
	return row === undefined ? null : { row: Number(row), key: key ?? null };
}
