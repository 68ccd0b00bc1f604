import { Limiter, type Rate } from './limits.ts';

/** Largest body accepted: a photo of 10 MB and its multipart wrapping (the bucket's own limit is stricter). */
export const maxBodyBytes = 11 * 1024 * 1024;

/**
 * Sign-in is by one-time code, or by a password chosen afterwards. The library also answers password sign-up, which confirms any
 * address without proof, and other routes nothing here uses: those are not let through.
 */
const authRoutes: Record<string, string[]> = {
	'/auth/v1/otp': ['POST'],
	'/auth/v1/verify': ['POST'],
	'/auth/v1/token': ['POST'],
	'/auth/v1/logout': ['POST'],
	// Only to set a password: see password-change.ts.
	'/auth/v1/user': ['GET', 'PUT'],
	'/auth/v1/settings': ['GET'],
	'/auth/v1/health': ['GET']
};

/**
 * A refresh token, a password, and what a provider's detour brought back (with what set out for it). Asked for in
 * one way only: written twice, or with its name encoded, the library may read another one than is limited here.
 */
const grants = /^\?grant_type=(refresh_token|password|pkce)$/;

const sendByEmail: Rate = { burst: 6, everyS: 60 };
const sendByAddress: Rate = { burst: 60, everyS: 20 };
/** With 10 tries then one a minute, a code of six digits valid for an hour falls once in 14,000. */
const verifyByEmail: Rate = { burst: 10, everyS: 60 };
const verifyByAddress: Rate = { burst: 120, everyS: 10 };

/**
 * What the library takes beside what this app sends. `token_hash` is the digest of the address and the code: with it
 * any code can be tried for any address, whichever address is written beside it and limited. Asked not to make an
 * account (`create_user`, `options`), it tells who has one.
 */
const unusual = ['token_hash', 'options'];

/**
 * Decides what may reach the embedded backend, before it costs anything there. The library has no
 * limit of its own on codes sent or tried.
 */
export class Gate {
	readonly #limiter: Limiter;

	constructor(limiter = new Limiter()) {
		this.#limiter = limiter;
	}

	/** @returns the refusal, or null to let the request pass. `address` is the caller's, as the server knows it. */
	check(method: string, url: URL, body: ArrayBuffer | null, address: string): Response | null {
		if (body && body.byteLength > maxBodyBytes)
			return refuse(413, 'payload_too_large', 'The request is too large');
		if (method === 'OPTIONS' || !url.pathname.startsWith('/auth/v1/')) return null;
		if (!authRoutes[url.pathname]?.includes(method))
			return refuse(404, 'not_found', 'Not served here');
		if (url.pathname === '/auth/v1/token') {
			const grant = grants.exec(url.search)?.[1];
			if (!grant) return refuse(400, 'unsupported_grant_type', 'Not a way to sign in here');
			if (grant === 'password')
				return this.#limit(body, address, 'password', verifyByEmail, verifyByAddress);
		}
		if (url.pathname === '/auth/v1/otp')
			return this.#limit(body, address, 'send', sendByEmail, sendByAddress);
		if (url.pathname === '/auth/v1/verify')
			return this.#limit(body, address, 'verify', verifyByEmail, verifyByAddress);
		return null;
	}

	#limit(
		body: ArrayBuffer | null,
		address: string,
		action: string,
		byEmail: Rate,
		byAddress: Rate
	): Response | null {
		const asked = jsonIn(body);
		const email = emailIn(asked);
		if (email === null) return refuse(400, 'validation_failed', 'An e-mail address is expected');
		if (unusual.some((key) => key in asked) || asked['create_user'] === false)
			return refuse(400, 'validation_failed', 'Not a way to sign in here');
		const waitS = Math.max(
			this.#limiter.take(`${action} from ${address}`, byAddress),
			this.#limiter.take(`${action} for ${email}`, byEmail)
		);
		if (waitS === 0) return null;
		const code = action === 'send' ? 'over_email_send_rate_limit' : 'over_request_rate_limit';
		return refuse(429, code, `Try again in ${waitS} seconds`, { 'retry-after': String(waitS) });
	}
}

/** Empty when it is no object, or longer than such a request ever is. */
function jsonIn(body: ArrayBuffer | null): Record<string, unknown> {
	if (!body || body.byteLength > 20_000) return {};
	try {
		const asked: unknown = JSON.parse(new TextDecoder().decode(body));
		return typeof asked === 'object' ? { ...asked } : {};
	} catch {
		return {};
	}
}

function emailIn({ email }: Record<string, unknown>): string | null {
	return typeof email === 'string' && email.length <= 320 ? email.trim().toLowerCase() : null;
}

/** Shaped as the hosted auth server shapes its errors, so that clients read one kind. */
function refuse(
	status: number,
	code: string,
	message: string,
	headers: Record<string, string> = {}
): Response {
	return Response.json({ code: status, error_code: code, msg: message }, { status, headers });
}
