import { forgetView } from '$lib/map/view-memory';
import { acceptCharter, myAccount, updateProfile } from '$lib/remote/account';
import { sendCode, signOut, verifyCode, verifyPassword, verifyProvider } from '$lib/remote/auth';
import type { Remote } from '$lib/remote/client';
import { SessionState } from '$lib/state/session.svelte';
import {
	adoptAnonymous,
	adoptFormer,
	readAccount,
	renewAccount,
	saveAccount
} from '$lib/store/accounts';
import type { CapitelleDatabase } from '$lib/store/database';
import { leaveDevice } from '$lib/store/departure';
import { watch } from '$lib/store/live';

/** A query that fails (a closed connection) is left as it is: the next start reads again. */
const ignore = () => undefined;

/** Who is signed in on this device. @param signedIn called when somebody may send from now on */
export function openSession(
	db: CapitelleDatabase,
	remote: Remote,
	signedIn: () => void
): SessionState {
	return new SessionState({
		sendCode: (email) => sendCode(remote, email),
		verifyCode: (email, code) => verifyCode(remote, email, code),
		verifyPassword: (email, password) => verifyPassword(remote, email, password),
		verifyProvider: (code) => verifyProvider(remote, code),
		signOut: () => signOut(remote, () => leaveDevice(db).then(forgetView).then(wakeNobody)),
		storedSession: () => remote.session.account(),
		myAccount: () => myAccount(remote),
		updateProfile: (id, changes) => updateProfile(remote, id, changes),
		acceptCharter: (id, charter) => acceptCharter(remote, id, charter).then(signedIn),
		saveAccount: (value) => saveAccount(db, value),
		renewAccount: (value) => renewAccount(db, value),
		watchAccount: (next) => watch(() => readAccount(db), next, ignore),
		adopt: async (account) => {
			await adoptAnonymous(db, account.id);
			await adoptFormer(db, account);
		},
		signedIn
	});
}

/** The device is not woken for who left it. */
async function wakeNobody(): Promise<void> {
	await import('$lib/device/push').then(({ unsubscribePush }) => unsubscribePush()).catch(ignore);
}
