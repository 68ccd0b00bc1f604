import type { Territory } from '$lib/domain/organisation';
import {
	providerAddress,
	providers,
	removePassword,
	setPassword,
	type Provider
} from '$lib/remote/auth';
import type { Remote } from '$lib/remote/client';
import type { InvitationState } from '$lib/state/invitation.svelte';
import type { OrganisationState } from '$lib/state/organisation.svelte';
import type { PasswordState } from '$lib/state/password.svelte';
import type { PeopleState } from '$lib/state/people.svelte';
import type { SessionState } from '$lib/state/session.svelte';

/** What the screens of people and organisations are made of; the composition root gives it. */
interface PeopleParts {
	remote: Remote;
	session: SessionState;
}

/** The screens of people and organisations; one state per screen. */
export interface PeopleStates {
	organisation(id: string): Promise<OrganisationState>;
	invitation(code: string): Promise<InvitationState>;
	people(): Promise<PeopleState>;
	/** Choosing a password for the account of this address. */
	password(email: string): Promise<PasswordState>;
	/** Services to sign in with beside the code. */
	providers(): Promise<Provider[]>;
	/** Address of a service to sign in with. @param back where it sends the person back to */
	providerAddress(provider: string, back: string): Promise<string>;
	/** Where roles can be given. @throws RemoteError */
	territories(): Promise<Territory[]>;
}

/** Composes them; the code of each comes with the first. */
export async function newPeople({ remote, session }: PeopleParts): Promise<PeopleStates> {
	const people = await import('$lib/remote/people');
	const accountChanged = async () => (session.active ? session.refresh() : null);
	return {
		territories: () => people.territories(remote),
		async organisation(id) {
			const { OrganisationState } = await import('$lib/state/organisation.svelte');
			return new OrganisationState(
				{
					page: (of) => people.organisationPage(remote, of),
					save: (facts) => people.saveOrganisation(remote, facts),
					setMember: (of, person, role, reason) =>
						people.setMember(remote, of, person, role, reason),
					invite: (of, role, email) => people.invite(remote, of, role, email),
					revokeInvitation: (of) => people.revokeInvitation(remote, of),
					requestToJoin: (of, message) => people.requestToJoin(remote, of, message),
					withdrawRequest: (of) => people.withdrawRequest(remote, of),
					decideRequest: (of, accept, reason) => people.decideRequest(remote, of, accept, reason),
					grantHolding: (of, role, scope, reason) =>
						people.grantHolding(remote, of, role, scope, reason),
					revokeHolding: (of, reason) => people.revokeHolding(remote, of, reason),
					grantRole: (person, role, scope, of, reason) =>
						people.grantRole(remote, person, role, scope, of, reason),
					revokeRole: (role, reason) => people.revokeRole(remote, role, reason),
					history: (organisation, before) =>
						people.membershipHistory(remote, {
							organisation,
							...(before === null ? {} : { before })
						}),
					accountChanged
				},
				id
			);
		},
		async invitation(code) {
			const { InvitationState } = await import('$lib/state/invitation.svelte');
			return new InvitationState(
				{
					read: (of) => people.readInvitation(remote, of),
					accept: (of) => people.acceptInvitation(remote, of),
					accountChanged
				},
				code
			);
		},
		async password(email) {
			const { PasswordState } = await import('$lib/state/password.svelte');
			return new PasswordState(
				{
					sendCode: (to) => session.sendCode(to),
					verifyCode: (to, code) => session.verifyCode(to, code),
					setPassword: (password) => setPassword(remote, password),
					removePassword: () => removePassword(remote),
					changed: accountChanged
				},
				email
			);
		},
		providers: () => providers(remote),
		providerAddress: (provider, back) => providerAddress(remote, provider, back),
		async people() {
			const { PeopleState } = await import('$lib/state/people.svelte');
			return new PeopleState({
				overview: (scope, after) => people.peopleOverview(remote, scope, after),
				organisations: () => people.organisations(remote),
				saveOrganisation: (facts) => people.saveOrganisation(remote, facts),
				findPerson: (email) => people.findPerson(remote, email),
				grantRole: (person, role, scope, of, reason) =>
					people.grantRole(remote, person, role, scope, of, reason),
				revokeRole: (role, reason) => people.revokeRole(remote, role, reason)
			});
		}
	};
}
