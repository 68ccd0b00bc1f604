import type { Problem } from '$lib/domain/problem.ts';

/** A refusal by the local database's own rules, with what to correct. */
export class StoreError extends Error {
	readonly problems: Problem[];

	constructor(problems: Problem[]) {
		super(problems.map((problem) => `${problem.code} ${problem.field ?? ''}`.trim()).join(', '));
		this.name = 'StoreError';
		this.problems = problems;
	}
}

function namesOf(error: unknown, depth = 0): string[] {
	if (typeof error !== 'object' || error === null || depth > 4) return [];
	const { name, inner, cause } = error as { name?: unknown; inner?: unknown; cause?: unknown };
	return [String(name), ...namesOf(inner, depth + 1), ...namesOf(cause, depth + 1)];
}

/** The device has no room left: nothing of this write was kept, everything earlier was. */
export function isStorageFull(error: unknown): boolean {
	return namesOf(error).includes('QuotaExceededError');
}

/** The connection to IndexedDB died under the page (WebKit does that); opening again is worth a try. */
export function isConnectionLost(error: unknown): boolean {
	const names = namesOf(error);
	if (names.includes('DatabaseClosedError') || names.includes('InvalidStateError')) return true;
	const message = error instanceof Error ? error.message : '';
	return names.includes('UnknownError') && /connection|indexed database server/i.test(message);
}
