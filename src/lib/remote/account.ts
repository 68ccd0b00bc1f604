import type { Account } from '$lib/domain/account.ts';
import type { Remote } from './client.ts';
import { RemoteError } from './errors.ts';
import { throughLibrary } from './library.ts';

/** The signed-in person: names, roles, charter. @throws RemoteError `unauthorized` when nobody is. */
export async function myAccount(remote: Remote): Promise<Account> {
	const answer = await remote.rpc('my_account', {}, { session: 'required' });
	const account = answer as Partial<Account> | null;
	if (typeof account?.id !== 'string') throw new RemoteError('not_json');
	return account as Account;
}

/** What a person may change of their own profile. */
export type ProfileChanges = Partial<
	Pick<Account, 'display_name' | 'pseudonym' | 'name_shown' | 'language' | 'languages'>
>;

/** Changes how the person is named, or their language. @throws RemoteError */
export async function updateProfile(
	remote: Remote,
	account_id: string,
	changes: ProfileChanges
): Promise<void> {
	await throughLibrary(
		remote,
		(supabase) => supabase.from('profiles').update(changes).eq('id', account_id),
		{ as: account_id }
	);
}

/** Accepts a version of the charter; accepting it twice changes nothing. @throws RemoteError */
export async function acceptCharter(
	remote: Remote,
	account_id: string,
	version: string
): Promise<void> {
	const acceptance = { user_id: account_id, version };
	await throughLibrary(
		remote,
		(supabase) =>
			supabase
				.from('charter_acceptances')
				.upsert(acceptance, { onConflict: 'user_id,version', ignoreDuplicates: true }),
		{ as: account_id }
	);
}
