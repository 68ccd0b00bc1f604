import { Limiter, type Rate } from './limits.ts';

/** What a refused request leaves in the log, beside its caller's address. */
interface Refusal {
	kind: 'refused' | 'not_signed_in' | 'too_often' | 'malformed_query' | 'sign_in_refused';
	user: string | null;
	facts: { method: string; path: string; status: number; code: string };
}

/** An attacker must not fill the log, nor the disk: a few lines of each address, some hundreds of all. */
const ofOneAddress: Rate = { burst: 30, everyS: 20 };
const ofAll: Rate = { burst: 300, everyS: 2 };

/** Errors of PostgREST's own that an app of ours never causes: a filter, a column or an order that is none. */
const malformed = /^(PGRST1\d\d|42703|42601|22P02)$/;

/**
 * Which answers are worth a line in `private.security_log`. What the database refuses by an error takes its own
 * line back with everything else of the request, so the server writes it afterwards. Hosted Supabase keeps the
 * same in the logs of its API.
 */
export class Refusals {
	readonly #limiter: Limiter;

	constructor(limiter = new Limiter()) {
		this.#limiter = limiter;
	}

	/**
	 * @param body the answer's, when it is small enough to be read
	 * @returns the line to write, or null when the answer says nothing of an attack, or too many were written
	 */
	of(
		request: { method: string; url: URL; authorization: string | null },
		answer: { status: number; body: ArrayBuffer | null },
		address: string
	): Refusal | null {
		const { pathname } = request.url;
		const code = codeIn(answer.body);
		const kind = kindOf(pathname, answer.status, code);
		if (kind === null) return null;
		if (this.#limiter.take(`of ${address}`, ofOneAddress) > 0) return null;
		if (this.#limiter.take('all', ofAll) > 0) return null;
		const facts = {
			method: request.method,
			path: pathname.slice(0, 200),
			status: answer.status,
			code
		};
		// A token that was not taken proves nothing: nobody writes lines into another's log.
		return { kind, user: answer.status === 401 ? null : subjectOf(request.authorization), facts };
	}
}

function kindOf(path: string, status: number, code: string): Refusal['kind'] | null {
	if (status < 400 || status >= 500) return null;
	if (status === 429) return 'too_often';
	if (path.startsWith('/auth/v1/')) {
		// A refresh that comes too late is everyday life; a code that is wrong is not.
		return path === '/auth/v1/verify' || status === 404 ? 'sign_in_refused' : null;
	}
	if (status === 401) return 'not_signed_in';
	if (status === 403) return 'refused';
	return malformed.test(code) ? 'malformed_query' : null;
}

function codeIn(body: ArrayBuffer | null): string {
	if (!body || body.byteLength === 0 || body.byteLength > 20_000) return '';
	try {
		const { code, error_code } = JSON.parse(new TextDecoder().decode(body)) as Record<
			string,
			unknown
		>;
		return String(error_code ?? code ?? '').slice(0, 60);
	} catch {
		return '';
	}
}

/** Whose token it is, once the interface took it. */
function subjectOf(authorization: string | null): string | null {
	const payload = /^Bearer [\w-]+\.([\w-]+)\./i.exec(authorization ?? '')?.[1];
	if (!payload) return null;
	try {
		const { sub } = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as {
			sub?: unknown;
		};
		return typeof sub === 'string' && /^[0-9a-f-]{36}$/i.test(sub) ? sub : null;
	} catch {
		return null;
	}
}

/** Writes a line; `user` only when it is an account of ours. Values: kind, user, address, facts as JSON. */
export const writeRefusal = `insert into private.security_log (kind, user_id, address, facts)
	values ($1, (select p.id from public.profiles p where p.id = $2::uuid), private.address_digest($3), $4::jsonb)`;
