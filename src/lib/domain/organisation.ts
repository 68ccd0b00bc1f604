import type { LocalizedText } from './language.ts';
import type { RoleName } from './account.ts';

export const organisationKinds = [
	'commune',
	'epci',
	'syndicate',
	'association',
	'department',
	'other'
] as const;
export type OrganisationKind = (typeof organisationKinds)[number];

export type MemberRole = 'member' | 'manager';

/** What anyone may know of an organisation. */
export interface OrganisationFacts {
	id: string;
	name: string;
	kind: OrganisationKind;
	/** Code of the commune or the department, when it is one. */
	insee: string | null;
	siren: string | null;
	url: string | null;
}

/** What a role is good for; null means every theme or everywhere. */
export interface Scope {
	theme: string | null;
	territory: string | null;
}

/** A role held in the name of an organisation. */
export interface HeldRole extends Scope {
	id: string;
	role: RoleName;
}

export interface Member {
	id: string;
	/** As they chose to be named; null when they chose not to be. */
	name: string | null;
	role: MemberRole;
	since: string;
	own: boolean;
	roles: HeldRole[];
}

/** What the managers of an organisation may give to its members. */
export interface Holding extends Scope {
	id: string;
	role: 'trusted' | 'moderator';
	granted_at: string;
	/** The reader administers that scope. */
	mine_to_revoke: boolean;
}

export interface JoinRequest {
	id: string;
	name: string | null;
	message: string | null;
	at: string;
}

/** An invitation that can still be used. Its code is told once, when it is made. */
export interface OpenInvitation {
	id: string;
	email: string | null;
	member_role: MemberRole;
	invited_by: string | null;
	created_at: string;
	expires_at: string;
}

/** An organisation as its reader may see it (`organisation_page`); null is what they may not. */
export interface OrganisationPage extends OrganisationFacts {
	members_count: number;
	own_role: MemberRole | null;
	own_request: {
		id: string;
		status: 'open' | 'accepted' | 'refused' | 'withdrawn';
		message: string | null;
		reason: string | null;
		at: string;
	} | null;
	may_manage: boolean;
	may_administer: boolean;
	members: Member[] | null;
	holdings: Holding[] | null;
	requests: JoinRequest[] | null;
	invitations: OpenInvitation[] | null;
}

/** What a new invitation is answered with: the only time its code is told. */
export interface NewInvitation {
	id: string;
	code: string;
	email: string | null;
	expires_at: string;
}

/** What an invitation is about, for who has its code. */
export interface Invitation {
	organisation: { id: string; name: string; kind: OrganisationKind };
	member_role: MemberRole;
	invited_by: string | null;
	expires_at: string;
	trouble:
		'invitation_unknown' | 'invitation_used' | 'invitation_revoked' | 'invitation_expired' | null;
	/** Made for another address than that of who is signed in. */
	for_other: boolean;
	/** Who asks belongs to it already. */
	member: boolean;
}

export type MembershipEventKind =
	| 'organisation_created'
	| 'organisation_changed'
	| 'member_added'
	| 'member_removed'
	| 'manager_made'
	| 'manager_unmade'
	| 'role_granted'
	| 'role_revoked'
	| 'holding_granted'
	| 'holding_revoked'
	| 'invitation_made'
	| 'invitation_revoked'
	| 'invitation_used'
	| 'join_requested'
	| 'join_withdrawn'
	| 'join_refused';

/** One line of `membership_history`. */
export interface MembershipEvent extends Scope {
	id: number;
	at: string;
	kind: MembershipEventKind;
	organisation: { id: string; name: string } | null;
	/** Whom it is about; null when they show no name, or are gone. */
	person: string | null;
	actor: string | null;
	/** It is about the reader. */
	own: boolean;
	/** The reader did it. */
	by_me: boolean;
	role: RoleName | MemberRole | null;
	reason: string | null;
}

/** Where a right holds, in few words: for a theme (null: every one), everywhere or in whole territories. */
export interface ToldScope {
	theme: string | null;
	everywhere: boolean;
	territories: string[];
	/** Communes of no territory that is whole. */
	communes: number;
}

/** What the functions that decide say of somebody. */
export interface Rights {
	publishes: ToldScope[];
	moderates: ToldScope[];
	administers: boolean;
	/** In how many of the communes asked about they publish at once and moderate; null when none was asked about. */
	there: { communes: number; publishes: number; moderates: number } | null;
}

/** A person of the overview who may do more than anyone. */
export interface PersonRights {
	id: string;
	name: string | null;
	organisations: { id: string; name: string; role: MemberRole }[];
	roles: (HeldRole & {
		organisation: string | null;
		granted_at: string;
		granted_by: string | null;
		reason: string | null;
		mine_to_revoke: boolean;
	})[];
	rights: Rights;
}

/** Who may do what, where (`people_overview`). */
export interface PeopleOverview {
	people: PersonRights[];
	/** What somebody without any role may do. */
	anyone: Rights;
	without_role: number;
	/** For the next page; null on the last. */
	next: string | null;
}

export interface Territory {
	id: string;
	name: LocalizedText;
}
