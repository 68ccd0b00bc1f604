import type { ProblemCode } from '$lib/domain/problem';
import type { ReviewItem } from '$lib/domain/review';

/** Refusals that mean the item on screen is no longer what the server has. */
const stale: ProblemCode[] = [
	'version_changed',
	'wrong_status',
	'record_not_found',
	'record_deleted'
];

/** The version that was looked at; a visit and a word are never altered. */
export function versionOf({ kind, record }: ReviewItem): number | null {
	return kind === 'observation' || kind === 'suggestion' ? null : (record?.version ?? null);
}

/** Whether a refusal says that the item is to be looked at again. */
export function isStale(error: unknown): boolean {
	return problemsOf(error).some(({ code }) => code && stale.includes(code));
}

/** What the server said against it; nothing when it did not answer. */
export function problemsOf(error: unknown): readonly { code?: ProblemCode }[] {
	if (typeof error !== 'object' || error === null || !('problems' in error)) return [];
	return Array.isArray(error.problems) ? error.problems : [];
}
