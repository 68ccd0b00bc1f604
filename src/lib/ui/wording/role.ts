import type { RoleName } from '$lib/domain/account';
import { m } from '$lib/i18n/paraglide/messages';

const roles: Record<RoleName, () => string> = {
	contributor: m.common_role_contributor,
	trusted: m.common_role_trusted,
	moderator: m.common_role_moderator,
	administrator: m.common_role_administrator
};

/** What a role is called, in the person's language; the compiler refuses a role without a name. */
export function roleText(role: RoleName): string {
	return roles[role]();
}
