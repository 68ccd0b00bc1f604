import type { AuthError } from '@supabase/supabase-js';
import type { ProblemCode } from '$lib/domain/problem.ts';
import type { Remote } from './client.ts';
import { RemoteError } from './errors.ts';

/** Who is signed in, as the session itself says it. */
export interface SessionUser {
	id: string;
	email: string;
}

function refused(code: ProblemCode, field: string, error: AuthError): RemoteError {
	return new RemoteError('refused', {
		status: error.status ?? 0,
		problems: [{ code, field }]
	});
}

/** What the authentication server's refusals mean, by its documented codes. */
function authError(error: AuthError, field: 'email' | 'code'): RemoteError {
	const status = error.status ?? 0;
	if (error.name === 'AuthRetryableFetchError') {
		return new RemoteError(status >= 500 ? 'server' : 'offline', { status });
	}
	if (status === 429) return new RemoteError('rate_limited', { status });
	if (status >= 500 || status === 0) return new RemoteError('server', { status });
	return refused(error.code === 'signup_disabled' ? 'not_allowed' : 'bad_format', field, error);
}

/**
 * Sends a code to an address; a new address makes a new account.
 * @throws RemoteError; `refused` on field `email` when the address is not usable.
 */
export async function sendCode(remote: Remote, email: string): Promise<void> {
	const client = await remote.session.client();
	const { error } = await client.signInWithOtp({ email, options: { shouldCreateUser: true } });
	if (error) throw authError(error, 'email');
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
	const client = await remote.session.client();
	const token = code.replace(/\s/g, '');
	const { data, error } = await client.verifyOtp({ type: 'email', email, token });
	if (error) throw authError(error, 'code');
	if (!data.user) throw new RemoteError('not_json');
	return { id: data.user.id, email: data.user.email ?? email };
}

/** Ends the session on this device. The server is told when it can be; being offline does not prevent it. */
export async function signOut(remote: Remote): Promise<void> {
	try {
		const client = await remote.session.client();
		await client.signOut({ scope: 'local' });
	} finally {
		await remote.session.forget();
	}
}

/** Calls back when this tab's session begins or ends. Returns the function that stops it. */
export async function onSessionChange(
	remote: Remote,
	changed: (signedIn: boolean) => void
): Promise<() => void> {
	const client = await remote.session.client();
	const { data } = client.onAuthStateChange((_event, session) => changed(session !== null));
	return () => data.subscription.unsubscribe();
}
