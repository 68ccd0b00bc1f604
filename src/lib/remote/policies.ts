import type { LocalizedText } from '$lib/domain/language.ts';
import type {
	Policy,
	PolicyEvent,
	PolicyPreview,
	PolicyScope,
	PolicySettings
} from '$lib/domain/policies.ts';
import type { Remote } from './client.ts';
import type { Json } from './database.types.ts';

const session = 'required' as const;
/** The functions in force are asked for everyone a rule could touch. */
const slowMs = 60_000;

/** A place that may have rules of its own. */
interface RuledTerritory {
	id: string;
	name: LocalizedText;
}

async function rows<T>(remote: Remote, query: string): Promise<T[]> {
	const { body } = await remote.request(`rest/v1/${query}`, { method: 'GET' });
	return (body ?? []) as T[];
}

const ofScope = ({ theme, territory }: PolicyScope, settings: PolicySettings | null) => ({
	p_theme: theme as string,
	p_territory: territory as string,
	p_settings: settings as unknown as Json
});

/** Every rule in force. @throws RemoteError */
export function policies(remote: Remote): Promise<Policy[]> {
	return rows(
		remote,
		'contribution_policies?select=*&order=theme.asc.nullsfirst,territory.asc.nullsfirst'
	);
}

/** Territories by their id. @throws RemoteError */
export function ruledTerritories(remote: Remote): Promise<RuledTerritory[]> {
	return rows(remote, 'territories?select=id,name&order=id');
}

/**
 * Gives a scope its rules, or takes them away (null).
 * @throws RemoteError `refused` with `not_allowed` outside one's own scope
 */
export async function setPolicy(
	remote: Remote,
	scope: PolicyScope,
	settings: PolicySettings | null,
	reason: string
): Promise<void> {
	await remote.rpc('set_policy', { ...ofScope(scope, settings), p_reason: reason }, { session });
}

/** Whom rules (null: none of their own) would touch; changes nothing. @throws RemoteError */
export async function previewPolicy(
	remote: Remote,
	scope: PolicyScope,
	settings: PolicySettings | null
): Promise<PolicyPreview> {
	const options = { session, timeoutMs: slowMs };
	return (await remote.rpc('preview_policy', ofScope(scope, settings), options)) as PolicyPreview;
}

/** Changes of the rules, newest first, 50 at a time. @throws RemoteError */
export async function policyHistory(
	remote: Remote,
	before: number | null
): Promise<{ events: PolicyEvent[]; before: number | null }> {
	const args = before === null ? {} : { p_before: before };
	return (await remote.rpc('policy_history', args, { session })) as {
		events: PolicyEvent[];
		before: number | null;
	};
}
