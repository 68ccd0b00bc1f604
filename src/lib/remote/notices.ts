import type { FollowKind, Following, Notice, Pace } from '$lib/domain/notices.ts';
import type { Remote } from './client.ts';
import { RemoteError } from './errors.ts';
import { throughLibrary } from './library.ts';

/**
 * Tells what was read here, and answers with all that the account may read now.
 * @param zone of this device, for mails that come in the morning
 * @throws RemoteError
 */
export async function syncNotices(
	remote: Remote,
	account_id: string,
	read: readonly string[],
	lang: string,
	zone: string | null
): Promise<Notice[]> {
	const args = { p_read: [...read], p_lang: lang, p_zone: zone };
	const answer = await remote.rpc('sync_notices', args, { as: account_id });
	if (!Array.isArray(answer)) throw new RemoteError('not_json');
	return answer as Notice[];
}

function following(answer: unknown): Following {
	const given = answer as Partial<Following> | null;
	if (!Array.isArray(given?.subscriptions)) throw new RemoteError('not_json');
	return answer as Following;
}

/** What the person follows. @throws RemoteError */
export async function mySubscriptions(remote: Remote): Promise<Following> {
	return following(await remote.rpc('my_subscriptions', {}, { session: 'required' }));
}

/** Follows something, or changes how fast mails about it come. @throws RemoteError */
export async function subscribe(
	remote: Remote,
	kind: FollowKind | 'own',
	target: string,
	mail: Pace
): Promise<Following> {
	const args = { p_kind: kind, p_target: target, p_mail: mail };
	return following(await remote.rpc('subscribe', args, { session: 'required' }));
}

/** Changes how fast mails about one followed thing come. @throws RemoteError */
export async function setPace(remote: Remote, id: string, mail: Pace): Promise<Following> {
	const args = { p_id: id, p_mail: mail };
	return following(await remote.rpc('set_pace', args, { session: 'required' }));
}

/** @throws RemoteError */
export async function unsubscribe(remote: Remote, id: string): Promise<Following> {
	return following(await remote.rpc('unsubscribe', { p_id: id }, { session: 'required' }));
}

/** No mail about contributions at all, or as chosen for each. @throws RemoteError */
export async function setMailOff(remote: Remote, off: boolean): Promise<Following> {
	return following(await remote.rpc('set_mail_off', { p_off: off }, { session: 'required' }));
}

/** Territories that can be followed, by name. @throws RemoteError */
export async function listTerritories(
	remote: Remote
): Promise<{ id: string; name: { fr: string } }[]> {
	const rows = await throughLibrary(remote, (supabase) =>
		supabase.from('territories').select('id, name')
	);
	return (rows ?? []) as unknown as { id: string; name: { fr: string } }[];
}

/** A device as its browser describes it to whoever wants to wake it. */
export interface PushDevice {
	endpoint: string;
	p256dh: string;
	auth: string;
}

/** @throws RemoteError */
export async function keepPush(remote: Remote, device: PushDevice): Promise<void> {
	const args = { p_endpoint: device.endpoint, p_p256dh: device.p256dh, p_auth: device.auth };
	await remote.rpc('keep_push', args, { session: 'required' });
}

/** @throws RemoteError */
export async function dropPush(remote: Remote, endpoint: string): Promise<void> {
	await remote.rpc('drop_push', { p_endpoint: endpoint }, { session: 'required' });
}
