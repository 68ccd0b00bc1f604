import type { ProblemCode } from '$lib/domain/problem.ts';
import type { Remote } from './client.ts';
import { RemoteError } from './errors.ts';
import type { StoredSession } from './tokens.ts';

/** Who is signed in, as the session itself says it. */
export type SessionUser = StoredSession['user'];

/** The authentication server's refusals of what was typed, named by their field. */
function typedWrong(error: unknown, code: ProblemCode, field: 'email' | 'code'): unknown {
	const statuses = [400, 401, 403, 422];
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
		return await remote.session.begin(email, code.replace(/\s/g, ''));
	} catch (error) {
		throw typedWrong(error, 'bad_format', 'code');
	}
}

/**
 * Ends the session on this device; being offline does not prevent it.
 * @param forget takes the session off the device, with whatever goes with it
 */
export async function signOut(remote: Remote, forget: () => Promise<void>): Promise<void> {
	await remote.session.end(forget);
}
