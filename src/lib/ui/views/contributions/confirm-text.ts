import { m } from '$lib/i18n/paraglide/messages';
import type { Item } from '$lib/state/contributions.svelte';

/** What is asked about before it is done. */
export type Confirmed = 'remove' | 'delete' | 'discard_draft' | 'visit';

/** The question before an action that takes something away, and the button that does it. */
export function confirmText(action: Confirmed, { version }: Item, name: string) {
	switch (action) {
		case 'delete':
			return {
				title: m.contributions_delete_title({ name }),
				text: m.contributions_delete_text(),
				button: m.contributions_delete()
			};
		case 'visit':
			return {
				title: m.visits_remove_title(),
				text: m.visits_remove_text(),
				button: m.visits_remove()
			};
		case 'discard_draft':
			return {
				title: m.contributions_discard_title({ name }),
				text: m.contributions_discard_text(),
				button: m.contributions_discard_draft()
			};
		case 'remove':
			return {
				title: m.contributions_remove_title({ name }),
				text:
					version === null ? m.contributions_remove_text() : m.contributions_remove_change_text(),
				button: version === null ? m.contributions_remove() : m.contributions_undo()
			};
	}
}
