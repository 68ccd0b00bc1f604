import type { ProblemCode } from '$lib/domain/problem.ts';
import type { Remote } from './client.ts';
import { RemoteError } from './errors.ts';
import { ask } from './http.ts';
import { exchangeCode, exchangePassword, exchangeProof, type StoredSession } from './tokens.ts';

/** Who is signed in, as the session itself says it. */
export type SessionUser = StoredSession['user'];

/** The authentication server's refusals of what was typed, named by their field. */
function typedWrong(
	error: unknown,
	code: ProblemCode,
	field: 'email' | 'code' | 'password' | 'provider'
): unknown {
	const statuses = [400, 401, 403, 404, 422];
	const refused =
		error instanceof RemoteError && error.kind !== 'not_json' && statuses.includes(error.status);
	if (!refused) return error;
	return new RemoteError('refused', { status: error.status, problems: [{ code, field }] });
}

/**
 * Sends a code to an address; a new address makes a new account.
 * @throws RemoteError; `refused` on field `email` when the address is not usable.
 */
export async function sendCode(remote: Remote, email: string): Promise<void> {
	try {
		await remote.requestCode(email);
	} catch (error) {
		throw typedWrong(error, 'bad_format', 'email');
	}
}

/**
 * Signs in with the code received.
 * @throws RemoteError; `refused` on field `code` when it is wrong or too old.
 */
export async function verifyCode(
	remote: Remote,
	email: string,
	code: string
): Promise<SessionUser> {
	try {
		const typed = code.replace(/\s/g, '');
		return await remote.session.begin((ports, config) => exchangeCode(ports, config, email, typed));
	} catch (error) {
		throw typedWrong(error, 'bad_format', 'code');
	}
}

/**
 * Signs in with a password, for who chose to have one.
 * @throws RemoteError; `refused` on field `password` when address or password are wrong.
 */
export async function verifyPassword(
	remote: Remote,
	email: string,
	password: string
): Promise<SessionUser> {
	try {
		return await remote.session.begin((ports, config) =>
			exchangePassword(ports, config, email, password)
		);
	} catch (error) {
		throw typedWrong(error, 'bad_format', 'password');
	}
}

/**
 * Sets or changes the password of who is signed in. The server wants a session begun a moment ago.
 * @throws RemoteError; `refused` on field `password` when it is too weak or the one there is.
 */
export async function setPassword(remote: Remote, password: string): Promise<void> {
	const { fetch: fetcher, now } = remote.ports;
	try {
		await remote.signedIn(
			async (access) => {
				const { url, publishableKey } = await remote.config();
				const headers = {
					apikey: publishableKey,
					authorization: `Bearer ${access?.token ?? ''}`,
					'content-type': 'application/json'
				};
				// A hosted server keeps what it is told; the screen only words a button by it.
				const body = JSON.stringify({ password, data: { has_password: true } });
				const init = { method: 'PUT', headers, body, timeoutMs: 20_000 };
				return ask(fetcher, `${url}/auth/v1/user`, init, now());
			},
			{ session: 'required' }
		);
	} catch (error) {
		throw typedWrong(error, 'bad_format', 'password');
	}
}

/** Takes the password of who is signed in away: the code by e-mail is left. @throws RemoteError */
export async function removePassword(remote: Remote): Promise<void> {
	await remote.rpc('remove_my_password', {}, { session: 'required' });
}

/** A service people may sign in with beside the code, by the name to show. */
export interface Provider {
	id: string;
	name: string;
}

/** The services this site takes; none when it cannot be asked. The code by e-mail is always there. */
export async function providers(remote: Remote): Promise<Provider[]> {
	const { fetch: fetcher, now } = remote.ports;
	try {
		const { body } = await ask(fetcher, '/config.json', { timeoutMs: 5_000 }, now());
		const said = (body as { providers?: unknown } | undefined)?.providers;
		return Array.isArray(said) ? (said as Provider[]) : [];
	} catch {
		return [];
	}
}

/** Kept on the device while the person is at the provider; without it, what comes back opens nothing. */
const verifierKey = 'provider-verifier';

/**
 * Where to send the person to sign in with a provider (OAuth 2.0 with PKCE, as GoTrue does it).
 * @param back address to come back to; the server lets only its own through
 * @throws RemoteError
 */
export async function providerAddress(
	remote: Remote,
	provider: string,
	back: string
): Promise<string> {
	const { url } = await remote.config();
	const verifier = base64url(crypto.getRandomValues(new Uint8Array(48)));
	const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
	await remote.ports.storage.setItem(verifierKey, verifier);
	const asked = new URLSearchParams({
		provider,
		redirect_to: back,
		code_challenge: base64url(new Uint8Array(hash)),
		code_challenge_method: 's256'
	});
	return `${url}/auth/v1/authorize?${asked.toString()}`;
}

/**
 * Signs in with what the provider's detour brought back, on the device that set out.
 * @throws RemoteError; `refused` on field `provider` when it set out elsewhere, took too long, or was used before.
 */
export async function verifyProvider(remote: Remote, code: string): Promise<SessionUser> {
	const { storage } = remote.ports;
	const verifier = await storage.getItem(verifierKey);
	await storage.removeItem(verifierKey);
	if (verifier === null) {
		throw new RemoteError('refused', { problems: [{ code: 'bad_format', field: 'provider' }] });
	}
	try {
		return await remote.session.begin((ports, config) =>
			exchangeProof(ports, config, code, verifier)
		);
	} catch (error) {
		throw typedWrong(error, 'bad_format', 'provider');
	}
}

function base64url(bytes: Uint8Array): string {
	return btoa(String.fromCharCode(...bytes))
		.replace(/\+/g, '-')
		.replace(/\//g, '_')
		.replace(/=+$/, '');
}

/**
 * Ends the session on this device; being offline does not prevent it.
 * @param forget takes the session off the device, with whatever goes with it
 */
export async function signOut(remote: Remote, forget: () => Promise<void>): Promise<void> {
	await remote.session.end(forget);
}
