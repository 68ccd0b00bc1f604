import { deletedPath } from '$lib/domain/dispute';
import { m } from '$lib/i18n/paraglide/messages';
import type { Item } from '$lib/state/contributions.svelte';
import { attributeText } from '$lib/ui/wording/problem';

/** Why there is something to choose about an item; `label` names the answers of its form. */
export function disputeText(
	{ disputed, deleting }: Item,
	label: (path: string) => string | null
): string {
	if (disputed.includes(deletedPath)) return m.conflict_reason_their_deletion();
	const fields = disputed.map((path) => attributeText(path) ?? label(path) ?? path).join(', ');
	return deleting
		? m.conflict_reason_my_deletion({ fields })
		: m.conflict_reason_fields({ fields });
}
