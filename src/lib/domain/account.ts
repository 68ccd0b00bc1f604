import type { NameShown } from './record.ts';

export type RoleName = 'contributor' | 'trusted' | 'moderator' | 'administrator';

/** A role and where it holds; null means every theme or every territory. */
export interface Role {
	role: RoleName;
	theme: string | null;
	territory: string | null;
}

/** The signed-in person as the server describes them (`my_account`). */
export interface Account {
	id: string;
	email: string;
	display_name: string | null;
	pseudonym: string | null;
	name_shown: NameShown;
	language: string | null;
	roles: Role[];
	can_moderate: boolean;
	/** Version of the charter this person accepted, or null. */
	charter_accepted: string | null;
	charter_current: string | null;
}
