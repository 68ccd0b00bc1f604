import type { RoleName } from '$lib/domain/account';
import type { Status } from '$lib/domain/record';
import { m } from '$lib/i18n/paraglide/messages';
import type { IconName } from '$lib/ui/shared/icons';

interface StatusLook {
	text: () => string;
	tone: 'neutral' | 'accent' | 'ok' | 'warn' | 'danger';
	icon: IconName;
}

const looks: Record<Status, StatusLook> = {
	submitted: { text: m.common_status_submitted, tone: 'accent', icon: 'clock' },
	changes_requested: { text: m.common_status_changes_requested, tone: 'warn', icon: 'reply' },
	published: { text: m.common_status_published, tone: 'ok', icon: 'check' },
	rejected: { text: m.common_status_rejected, tone: 'danger', icon: 'cross' },
	archived: { text: m.common_status_archived, tone: 'neutral', icon: 'layers' }
};

/** Props of a Badge for a record's status, in the person's language. */
export function statusLook(status: Status): {
	text: string;
	tone: StatusLook['tone'];
	icon: IconName;
} {
	const look = looks[status];
	return { text: look.text(), tone: look.tone, icon: look.icon };
}

const roles: Record<RoleName, () => string> = {
	contributor: m.common_role_contributor,
	trusted: m.common_role_trusted,
	moderator: m.common_role_moderator,
	administrator: m.common_role_administrator
};

export function roleText(role: RoleName): string {
	return roles[role]();
}
