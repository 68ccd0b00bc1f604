import type { Database } from './database.ts';

/** A password is set within this time of signing in: a tablet left open must not be enough to keep an account. */
const freshMinutes = 15;

/** Whether a request is for the library's route for changing a user. */
export function isPasswordChange({ method, url }: Request): boolean {
	return method === 'PUT' && new URL(url).pathname === '/auth/v1/user';
}

/**
 * The library's route for changing a user takes anything: a new address, words of their own. Only a password
 * passes, from a session begun a moment ago. Any other request passes untouched.
 * @returns the request to go on with, or the refusal
 */
export async function preparePassword(
	request: Request,
	database: Pick<Database, 'query'>
): Promise<Request | Response> {
	if (!isPasswordChange(request)) return request;
	const password = passwordIn(await request.text());
	if (password === null) return refuse(400, 'validation_failed', 'Only a password can be set here');
	const session = sessionIn(request.headers.get('authorization'));
	if (!(await isFresh(database, session)))
		return refuse(403, 'reauthentication_needed', 'Sign in again first');
	const headers = new Headers(request.headers);
	headers.delete('content-length');
	const body = JSON.stringify({ password, data: { has_password: true } });
	return new Request(request.url, { method: 'PUT', headers, body });
}

/**
 * Once a password was set, the account's other sessions end: who took one of them does not keep the account.
 * @param request as it was asked, answered with success: its token was genuine
 */
export async function endOtherSessions(
	request: Request,
	database: Pick<Database, 'query'>
): Promise<void> {
	const session = sessionIn(request.headers.get('authorization'));
	// The tokens that renew them go with them.
	const others = `select o.id from auth.sessions s join auth.sessions o on o.user_id = s.user_id and o.id <> s.id where s.id = $1`;
	await database.query(`delete from auth.refresh_tokens where session_id in (${others})`, [
		session
	]);
	await database.query(`delete from auth.sessions where id in (${others})`, [session]);
}

/** bcrypt reads no further than 72 bytes: what would be cut silently is refused. */
function passwordIn(text: string): string | null {
	try {
		const { password } = JSON.parse(text) as { password?: unknown };
		const usable = typeof password === 'string' && Buffer.byteLength(password) <= 72;
		return usable ? password : null;
	} catch {
		return null;
	}
}

/** The session a token names. Whether the token is genuine is for the library, which looks next. */
function sessionIn(authorization: string | null): string | null {
	const [, payload] = /^Bearer [^.]+\.([^.]+)\.[^.]+$/.exec(authorization ?? '') ?? [];
	if (!payload) return null;
	try {
		const { session_id } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as {
			session_id?: unknown;
		};
		return typeof session_id === 'string' && /^[0-9a-f-]{36}$/.test(session_id) ? session_id : null;
	} catch {
		return null;
	}
}

async function isFresh(
	database: Pick<Database, 'query'>,
	session: string | null
): Promise<boolean> {
	if (session === null) return false;
	const rows = await database.query(
		`select 1 from auth.sessions where id = $1 and created_at > now() - make_interval(mins => $2)`,
		[session, freshMinutes]
	);
	return rows.length > 0;
}

/** Shaped as the hosted auth server shapes its errors. */
function refuse(status: number, code: string, message: string): Response {
	return Response.json({ code: status, error_code: code, msg: message }, { status });
}
