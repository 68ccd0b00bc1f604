import type { Problem } from '$lib/domain/problem';
import { m } from '$lib/i18n/paraglide/messages';
import { problemText } from './problem';

/** What can go wrong between the app and the server, as the remote layer names it. */
type FailureKind =
	'offline' | 'not_json' | 'unauthorized' | 'refused' | 'rate_limited' | 'server' | 'timeout';

interface Failure {
	kind: FailureKind;
	problems?: Problem[] | undefined;
	retryAfterS?: number | null | undefined;
}

const sentences: Record<FailureKind, (failure: Failure) => string> = {
	offline: () => m.problems_failure_offline(),
	not_json: () => m.problems_failure_not_json(),
	unauthorized: () => m.problems_failure_unauthorized(),
	refused: ({ problems = [] }) =>
		problems.length > 0 ? problems.map(problemText).join(' ') : m.problems_failure_refused(),
	rate_limited: ({ retryAfterS }) =>
		retryAfterS
			? m.problems_failure_rate_limited_wait({ seconds: Math.ceil(retryAfterS) })
			: m.problems_failure_rate_limited(),
	server: () => m.problems_failure_server(),
	timeout: () => m.problems_failure_timeout()
};

function isFailure(error: unknown): error is Failure {
	return (
		typeof error === 'object' &&
		error !== null &&
		'kind' in error &&
		typeof error.kind === 'string' &&
		error.kind in sentences
	);
}

/** What the local database's own rules say is wrong. */
function problemsOf(error: unknown): Problem[] {
	if (typeof error !== 'object' || error === null || !('problems' in error)) return [];
	return Array.isArray(error.problems) ? (error.problems as Problem[]) : [];
}

/** A sentence for anything thrown by a request or by the store; one that is not ours gets the general sentence. */
export function failureText(error: unknown): string {
	if (isFailure(error)) return sentences[error.kind](error);
	return problemsOf(error).map(problemText).join(' ') || m.problems_failure_unknown();
}
