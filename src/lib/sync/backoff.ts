import { longestPauseMs } from '$lib/store/due.ts';

const firstMs = 2_000;

/**
 * Pause after a failed try, in milliseconds: doubles from 2 s to 15 min, and is drawn between half and all
 * of that, so that devices that failed together do not come back together.
 * @param attempts tries that already failed, this one included
 * @param random between 0 and 1
 */
export function pauseMs(attempts: number, random: number): number {
	const full = Math.min(longestPauseMs, firstMs * 2 ** Math.max(0, attempts - 1));
	return Math.round(full / 2 + (full / 2) * random);
}
