import type { RemoteConfig } from './config.ts';
import { RemoteError } from './errors.ts';
import { ask } from './http.ts';

/**
 * The few requests of the authentication server (GoTrue's REST interface) that signing in needs.
 * Its own library does more than that: it retries a refresh for half a minute while every tab waits, and a
 * service worker, which may not import anything late, could not use it.
 */
export interface TokenPorts {
	fetch: typeof fetch;
	now: () => number;
}

/** What is kept of a session. */
export interface StoredSession {
	access_token: string;
	refresh_token: string;
	/** Seconds since 1970 by this device's own clock, right or wrong: only its passing counts. */
	expires_at: number;
	user: { id: string; email: string };
}

const timeoutMs = 20_000;
/** Nobody waits for a farewell. */
const logoutMs = 5_000;

function post(
	ports: TokenPorts,
	config: RemoteConfig,
	path: string,
	body: object,
	extra: { token?: string; timeoutMs?: number } = {}
) {
	const headers = {
		apikey: config.publishableKey,
		'content-type': 'application/json',
		...(extra.token ? { authorization: `Bearer ${extra.token}` } : {})
	};
	const init = { method: 'POST', headers, body: JSON.stringify(body) };
	const { fetch: fetcher } = ports;
	return ask(
		fetcher,
		`${config.url}/auth/v1/${path}`,
		{ ...init, timeoutMs: extra.timeoutMs ?? timeoutMs },
		ports.now()
	);
}

/** The session in an answer, its end counted from now. */
function sessionOf(body: unknown, now: number): StoredSession {
	const value = body as {
		access_token?: unknown;
		refresh_token?: unknown;
		expires_in?: unknown;
		user?: { id?: unknown; email?: unknown };
	} | null;
	const { access_token, refresh_token, expires_in, user } = value ?? {};
	if (typeof access_token !== 'string' || typeof refresh_token !== 'string') {
		throw new RemoteError('not_json');
	}
	if (typeof user?.id !== 'string') throw new RemoteError('not_json');
	const lifetime = typeof expires_in === 'number' ? expires_in : 3_600;
	const email = typeof user.email === 'string' ? user.email : '';
	const expires_at = Math.floor(now / 1000) + lifetime;
	return { access_token, refresh_token, expires_at, user: { id: user.id, email } };
}

/** Asks for a code by e-mail; a new address makes a new account. @throws RemoteError */
export async function requestCode(
	ports: TokenPorts,
	config: RemoteConfig,
	email: string
): Promise<void> {
	await post(ports, config, 'otp', { email, create_user: true });
}

/** Exchanges a code for a session. @throws RemoteError */
export async function exchangeCode(
	ports: TokenPorts,
	config: RemoteConfig,
	email: string,
	code: string
): Promise<StoredSession> {
	const { body } = await post(ports, config, 'verify', { type: 'email', email, token: code });
	return sessionOf(body, ports.now());
}

/** Exchanges a password for a session. @throws RemoteError */
export async function exchangePassword(
	ports: TokenPorts,
	config: RemoteConfig,
	email: string,
	password: string
): Promise<StoredSession> {
	const { body } = await post(ports, config, 'token?grant_type=password', { email, password });
	return sessionOf(body, ports.now());
}

/** Exchanges what a provider sent back for a session; only with what was kept when it began. @throws RemoteError */
export async function exchangeProof(
	ports: TokenPorts,
	config: RemoteConfig,
	auth_code: string,
	code_verifier: string
): Promise<StoredSession> {
	const sent = { auth_code, code_verifier };
	const { body } = await post(ports, config, 'token?grant_type=pkce', sent);
	return sessionOf(body, ports.now());
}

/** A newer session for an older one. @throws RemoteError */
export async function exchangeRefreshToken(
	ports: TokenPorts,
	config: RemoteConfig,
	refresh_token: string
): Promise<StoredSession> {
	const path = 'token?grant_type=refresh_token';
	const { body } = await post(ports, config, path, { refresh_token });
	return sessionOf(body, ports.now());
}

/** Tells the server that a session is over. @throws RemoteError */
export async function revoke(
	ports: TokenPorts,
	config: RemoteConfig,
	token: string
): Promise<void> {
	await post(ports, config, 'logout?scope=local', {}, { token, timeoutMs: logoutMs });
}
