import type { Problem, ProblemCode } from '$lib/domain/problem.ts';

/**
 * Everything that can go wrong between a device and the server.
 * - `offline`: nothing answered. - `timeout`: nothing answered in time.
 * - `not_json`: something answered that is not our server (a captive portal, a proxy's error page).
 * - `unauthorized`: no session, an expired one, or a token that may not do this at all.
 * - `refused`: the server understood and says no; `problems` says why.
 * - `rate_limited`: too many requests; wait `retryAfterS`.
 * - `server`: the server failed or is not ready; the same request may pass later.
 */
export type RemoteErrorKind =
	'offline' | 'timeout' | 'not_json' | 'unauthorized' | 'refused' | 'rate_limited' | 'server';

export class RemoteError extends Error {
	readonly kind: RemoteErrorKind;
	readonly problems: Problem[];
	/** Seconds the server asked to wait, when it did. */
	readonly retryAfterS: number | null;
	/** HTTP status, or 0 when nothing answered. */
	readonly status: number;
	/** Nothing of the request was handed to the network: the server certainly does not have it. */
	readonly neverLeft: boolean;

	constructor(
		kind: RemoteErrorKind,
		details: {
			problems?: Problem[];
			retryAfterS?: number | null;
			status?: number;
			neverLeft?: boolean;
			cause?: unknown;
		} = {}
	) {
		super(`${kind}${details.status ? ` (${details.status})` : ''}`, { cause: details.cause });
		this.name = 'RemoteError';
		this.kind = kind;
		this.problems = details.problems ?? [];
		this.retryAfterS = details.retryAfterS ?? null;
		this.status = details.status ?? 0;
		this.neverLeft = details.neverLeft ?? false;
	}
}

/** Any thrown value as a RemoteError: what is not one already is a failure of the network. */
export function asRemoteError(error: unknown): RemoteError {
	if (error instanceof RemoteError) return error;
	const name = error instanceof Error ? error.name : '';
	const kind = name === 'TimeoutError' || name === 'AbortError' ? 'timeout' : 'offline';
	return new RemoteError(kind, { cause: error });
}

/** The same failure, of a request for which nothing was handed to the network. */
export function asNeverLeft(error: unknown): RemoteError {
	const cause = asRemoteError(error);
	const { kind, problems, retryAfterS, status } = cause;
	return new RemoteError(kind, { problems, retryAfterS, status, neverLeft: true, cause });
}

/**
 * Retry-After as seconds from now (RFC 9110 §10.2.3: a number of seconds or a date).
 * @param now ms since 1970, by this device's clock
 */
export function retryAfterOf(header: string | null, now: number): number | null {
	if (!header) return null;
	const seconds = Number(header);
	if (Number.isFinite(seconds)) return Math.max(0, seconds);
	const date = Date.parse(header);
	return Number.isNaN(date) ? null : Math.max(0, Math.ceil((date - now) / 1000));
}

interface ErrorBody {
	message?: unknown;
	details?: unknown;
}

/** The problems of a refusal: our functions raise the code as message and the list as JSON in `details`. */
function problemsOf(body: unknown): Problem[] {
	if (typeof body !== 'object' || body === null) return [];
	const { details } = body as ErrorBody;
	if (typeof details !== 'string') return [];
	try {
		const list: unknown = JSON.parse(details);
		return Array.isArray(list) ? list.filter(isProblem) : [];
	} catch {
		return [];
	}
}

function isProblem(value: unknown): value is Problem {
	return typeof value === 'object' && value !== null && 'code' in value && 'field' in value;
}

/** Hosted storage says of an old token 400, with its own words, where everyone else says 401. */
function isStaleToken(body: unknown): boolean {
	if (typeof body !== 'object' || body === null) return false;
	const { message, statusCode } = body as { message?: unknown; statusCode?: unknown };
	return (
		typeof statusCode === 'string' &&
		typeof message === 'string' &&
		/\bjwt\b|\bjws\b|"exp" claim/i.test(message)
	);
}

const whole = (code: ProblemCode): Problem[] => [{ code, field: null }];

/** What an answer with an error status means. `body` is its parsed JSON, or undefined when it is not JSON. */
export function errorOf(status: number, body: unknown, retryAfterS: number | null): RemoteError {
	const problems = problemsOf(body);
	const details = { status, problems, retryAfterS };
	if (status === 413) {
		return new RemoteError('refused', { ...details, problems: whole('batch_too_large') });
	}
	if (status === 429) return new RemoteError('rate_limited', details);
	if (status === 408) return new RemoteError('timeout', details);
	if (status >= 500) return new RemoteError('server', details);
	if (body === undefined) return new RemoteError('not_json', details);
	if (status === 401) return new RemoteError('unauthorized', details);
	if (isStaleToken(body)) return new RemoteError('unauthorized', { ...details, status: 401 });
	if (problems.length > 0) return new RemoteError('refused', details);
	// A refusal that is not one of ours: the token's role may not call this at all…
	if (status === 403) return new RemoteError('unauthorized', details);
	// …or the function is not there (yet): an update of the server is under way. Nothing to blame a record for.
	return new RemoteError('server', details);
}
