import { Limiter, type Rate } from './limits.ts';

/** What went wrong comes in floods: each is written once and counted, and no more than this is written at all. */
const rate: Rate = { burst: 30, everyS: 10 };

/** Values: where, and what was said. */
export const writeFailure = 'select private.note_failure($1, $2)';

/** Requests that this server could not answer, for who looks after it. Hosted Supabase logs those of its API. */
export class Failures {
	readonly #limiter: Limiter;

	constructor(limiter = new Limiter()) {
		this.#limiter = limiter;
	}

	/**
	 * @param body the answer's, when it is small enough to be read
	 * @returns values for `writeFailure`, or null when nothing failed, or too much was written
	 */
	of(
		{ method, url }: { method: string; url: URL },
		{ status, body }: { status: number; body: ArrayBuffer | null }
	): [place: string, what: string] | null {
		if (status < 500 || this.#limiter.take('all', rate) > 0) return null;
		return [`${method} ${url.pathname}`, `${status} ${messageIn(body)}`.trim()];
	}

	/** The same of something thrown while a page or a file was made. */
	thrown(method: string, route: string, error: unknown): [place: string, what: string] | null {
		if (this.#limiter.take('all', rate) > 0) return null;
		return [`${method} ${route}`, error instanceof Error ? error.message : String(error)];
	}
}

function messageIn(body: ArrayBuffer | null): string {
	if (!body || body.byteLength === 0 || body.byteLength > 20_000) return '';
	try {
		const { message, msg } = JSON.parse(new TextDecoder().decode(body)) as Record<string, unknown>;
		return String(message ?? msg ?? '');
	} catch {
		return '';
	}
}
