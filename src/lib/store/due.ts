/** Longest pause after a failed try, in milliseconds. */
export const longestPauseMs = 15 * 60_000;

/**
 * Whether something that failed before may be tried now. A time further away than any pause was written by a
 * clock that has been set back since: waiting for it could take years.
 * @param next_at, now ms since 1970
 */
export function isDue({ next_at }: { next_at: number }, now: number): boolean {
	return next_at <= now || next_at > now + longestPauseMs;
}

/** When something may be tried (ms since 1970), by the clock as it is now. */
export function dueAt(row: { next_at: number }, now: number): number {
	return isDue(row, now) ? Math.min(row.next_at, now) : row.next_at;
}
