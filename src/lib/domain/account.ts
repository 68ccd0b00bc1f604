import type { NameShown } from './record.ts';

export type RoleName = 'contributor' | 'trusted' | 'moderator' | 'administrator';

/** A role and where it holds; null means every theme or every territory. */
export interface Role {
	role: RoleName;
	theme: string | null;
	territory: string | null;
}

/** An organisation one belongs to; a manager invites, accepts and gives roles in its name. */
export interface AccountOrganisation {
	id: string;
	name: string;
	role: 'member' | 'manager';
}

/** The signed-in person as the server describes them (`my_account`). */
export interface Account {
	id: string;
	email: string;
	display_name: string | null;
	pseudonym: string | null;
	name_shown: NameShown;
	language: string | null;
	/** Other languages they read. */
	languages: string[];
	/** They chose to have one; for the words of a button only. */
	has_password: boolean;
	/** Those they belong to. */
	organisations: AccountOrganisation[];
	roles: Role[];
	can_moderate: boolean;
	/** Version of the charter this person accepted, or null. */
	charter_accepted: string | null;
	charter_current: string | null;
}
