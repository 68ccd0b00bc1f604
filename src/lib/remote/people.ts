import type { RoleName } from '$lib/domain/account.ts';
import type {
	Invitation,
	MemberRole,
	MembershipEvent,
	NewInvitation,
	OrganisationFacts,
	OrganisationPage,
	PeopleOverview,
	Scope,
	Territory
} from '$lib/domain/organisation.ts';
import type { Remote } from './client.ts';

const session = 'required' as const;
/** The functions in force are asked for each person. */
const slowMs = 60_000;

/** Rows that anyone may read, by PostgREST's own words. */
async function rows<T>(remote: Remote, query: string): Promise<T[]> {
	const { body } = await remote.request(`rest/v1/${query}`, { method: 'GET' });
	return (body ?? []) as T[];
}

/** Every organisation, by name. @throws RemoteError */
export function organisations(remote: Remote): Promise<OrganisationFacts[]> {
	return rows(remote, 'organisations?select=id,name,kind,insee,siren,url&order=name,id');
}

/** Every territory a role can be given for. @throws RemoteError */
export function territories(remote: Remote): Promise<Territory[]> {
	return rows(remote, 'territories?select=id,name&order=id');
}

/** An organisation as the reader may see it. @throws RemoteError `refused` when there is none */
export async function organisationPage(remote: Remote, id: string): Promise<OrganisationPage> {
	return (await remote.rpc('organisation_page', { p_organisation_id: id })) as OrganisationPage;
}

/** What an invitation is about. @throws RemoteError `refused` with `invitation_unknown` */
export async function readInvitation(remote: Remote, code: string): Promise<Invitation> {
	return (await remote.rpc('read_invitation', { p_code: code })) as Invitation;
}

/** Joins with an invitation. @returns the organisation. @throws RemoteError `refused` with why it cannot be used */
export async function acceptInvitation(remote: Remote, code: string): Promise<string> {
	return (await remote.rpc('accept_invitation', { p_code: code }, { session })) as string;
}

/** Makes or (with an id) changes an organisation. @returns its id. @throws RemoteError */
export async function saveOrganisation(
	remote: Remote,
	{ id, name, kind, insee, siren, url }: Omit<OrganisationFacts, 'id'> & { id: string | null }
): Promise<string> {
	const args = {
		p_organisation_id: id,
		p_name: name,
		p_kind: kind,
		p_insee: insee,
		p_siren: siren,
		p_url: url
	};
	return (await remote.rpc('save_organisation', args, { session })) as string;
}

/** Makes a member a manager or not; null takes them out. @throws RemoteError */
export async function setMember(
	remote: Remote,
	organisation: string,
	person: string,
	role: MemberRole | null,
	reason: string
): Promise<void> {
	const args = {
		p_organisation_id: organisation,
		p_user_id: person,
		p_role: role,
		p_reason: reason
	};
	await remote.rpc('set_member', args, { session });
}

/** An invitation good for once; `email` empty: for whoever has the link. @throws RemoteError */
export async function invite(
	remote: Remote,
	organisation: string,
	role: MemberRole,
	email: string
): Promise<NewInvitation> {
	const args = { p_organisation_id: organisation, p_member_role: role, p_email: email };
	return (await remote.rpc('invite_member', args, { session })) as NewInvitation;
}

/** Calls an invitation off. @throws RemoteError */
export async function revokeInvitation(remote: Remote, id: string): Promise<void> {
	await remote.rpc('revoke_invitation', { p_invitation_id: id }, { session });
}

/** Asks to belong to an organisation. @throws RemoteError */
export async function requestToJoin(remote: Remote, id: string, message: string): Promise<void> {
	const args = { p_organisation_id: id, p_message: message };
	await remote.rpc('request_to_join', args, { session });
}

/** Takes one's own request back. @throws RemoteError */
export async function withdrawRequest(remote: Remote, id: string): Promise<void> {
	await remote.rpc('withdraw_request', { p_request_id: id }, { session });
}

/** Accepts a request, or refuses it with a reason. @throws RemoteError */
export async function decideRequest(
	remote: Remote,
	id: string,
	accept: boolean,
	reason: string
): Promise<void> {
	const args = { p_request_id: id, p_accept: accept, p_reason: reason };
	await remote.rpc('decide_request', args, { session });
}

/** What its managers may give from now on. @throws RemoteError */
export async function grantHolding(
	remote: Remote,
	organisation: string,
	role: RoleName,
	scope: Scope,
	reason: string
): Promise<void> {
	const args = {
		p_organisation_id: organisation,
		p_role: role,
		p_theme: scope.theme,
		p_territory: scope.territory,
		p_reason: reason
	};
	await remote.rpc('grant_holding', args, { session });
}

/** Takes back what an organisation holds. @returns how many roles ended with it. @throws RemoteError */
export async function revokeHolding(remote: Remote, id: string, reason: string): Promise<number> {
	const args = { p_holding_id: id, p_reason: reason };
	return (await remote.rpc('revoke_holding', args, { session })) as number;
}

/** Gives a role, in the name of an organisation or (null) of none. @throws RemoteError */
export async function grantRole(
	remote: Remote,
	person: string,
	role: RoleName,
	scope: Scope,
	organisation: string | null,
	reason: string
): Promise<void> {
	const args = {
		p_user_id: person,
		p_role: role,
		p_theme: scope.theme,
		p_territory: scope.territory,
		p_organisation_id: organisation,
		p_reason: reason
	};
	await remote.rpc('grant_role', args, { session });
}

/** Takes a role back. @throws RemoteError */
export async function revokeRole(remote: Remote, id: string, reason: string): Promise<void> {
	await remote.rpc('revoke_role', { p_membership_id: id, p_reason: reason }, { session });
}

/** Who signs in with this very address; null when nobody does. @throws RemoteError */
export async function findPerson(
	remote: Remote,
	email: string
): Promise<{ id: string; name: string | null } | null> {
	return (await remote.rpc('find_person', { p_email: email }, { session })) as {
		id: string;
		name: string | null;
	} | null;
}

/** Who may do what; counted for a theme and a territory when they are given. @throws RemoteError */
export async function peopleOverview(
	remote: Remote,
	{ theme, territory }: Scope,
	after: string | null
): Promise<PeopleOverview> {
	const args = { p_theme: theme, p_territory: territory, p_after: after };
	return (await remote.rpc('people_overview', args, {
		session,
		timeoutMs: slowMs
	})) as PeopleOverview;
}

/** What was given and taken, newest first, fifty at a time. @throws RemoteError */
export async function membershipHistory(
	remote: Remote,
	about: { organisation?: string; person?: string; before?: number }
): Promise<{ events: MembershipEvent[]; before: number | null }> {
	const args = {
		p_organisation_id: about.organisation ?? null,
		p_user_id: about.person ?? null,
		p_before: about.before ?? null
	};
	return (await remote.rpc('membership_history', args, {
		session
	})) as { events: MembershipEvent[]; before: number | null };
}
