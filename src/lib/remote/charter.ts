import type { CharterVersion } from '$lib/domain/charter.ts';
import type { LocalizedText } from '$lib/domain/language.ts';
import type { Remote } from './client.ts';
import type { Json } from './database.types.ts';

const session = 'required' as const;

/** Every version the reader may see; drafts for administrators. @throws RemoteError */
export async function charterVersions(remote: Remote): Promise<CharterVersion[]> {
	const path = 'rest/v1/charter_versions?select=version,text,in_force_from';
	const { body } = await remote.request(path, { method: 'GET' }, { session });
	return (body ?? []) as CharterVersion[];
}

/** How many accounts accepted each version. @throws RemoteError */
export async function acceptanceCounts(remote: Remote): Promise<Record<string, number>> {
	return (await remote.rpc('charter_acceptance_counts', {}, { session })) as Record<string, number>;
}

/** Keeps a draft. @throws RemoteError `refused` with what is wrong with it */
export async function saveCharterDraft(
	remote: Remote,
	version: string,
	text: LocalizedText
): Promise<void> {
	const args = { p_version: version, p_text: text as unknown as Json };
	await remote.rpc('save_charter_draft', args, { session });
}

/**
 * Lets a draft come into force, at once (null) or at a moment (ISO 8601).
 * @throws RemoteError `refused`
 */
export async function announceCharter(
	remote: Remote,
	version: string,
	from: string | null
): Promise<void> {
	const args = { p_version: version, ...(from === null ? {} : { p_from: from }) };
	await remote.rpc('announce_charter', args, { session });
}

/** What was announced is a draft again, a draft is thrown away. @throws RemoteError `refused` */
export async function takeBackCharter(remote: Remote, version: string): Promise<void> {
	await remote.rpc('take_back_charter', { p_version: version }, { session });
}
