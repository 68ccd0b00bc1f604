import type { AccessLine } from '$lib/domain/privacy';
import type { RoleName } from '$lib/domain/account';
import { m } from '$lib/i18n/paraglide/messages';
import { roleText } from '$lib/ui/wording/role';

const sentences: Record<string, (line: AccessLine) => string> = {
	data_exported: () => m.privacy_kind_data_exported(),
	found_by_address: () => m.privacy_kind_found_by_address(),
	role_granted: (line) => m.privacy_kind_role_granted({ role: roleOf(line) }),
	role_revoked: (line) => m.privacy_kind_role_revoked({ role: roleOf(line) }),
	account_blocked: () => m.privacy_kind_account_blocked(),
	block_kept: () => m.privacy_kind_block_kept(),
	block_lifted: () => m.privacy_kind_block_lifted(),
	quarantine_lifted: () => m.privacy_kind_quarantine_lifted(),
	work_reverted: () => m.privacy_kind_work_reverted(),
	account_deleted: () => m.privacy_kind_account_deleted()
};

function roleOf({ facts }: AccessLine): string {
	const { role } = facts;
	const known = ['contributor', 'trusted', 'moderator', 'administrator'];
	if (typeof role !== 'string') return '';
	return known.includes(role) ? roleText(role as RoleName) : role;
}

/** What a line of the access log says was done. */
export function accessText(line: AccessLine): string {
	return sentences[line.kind]?.(line) ?? m.privacy_kind_other({ kind: line.kind });
}
