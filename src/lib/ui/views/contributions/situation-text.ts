import { m } from '$lib/i18n/paraglide/messages';
import type { Item, Situation } from '$lib/state/contributions.svelte';
import type { IconName } from '$lib/ui/shared/icons';

interface Look {
	text: (item: Item) => string;
	tone: 'neutral' | 'accent' | 'ok' | 'warn' | 'danger';
	icon: IconName;
}

const looks: Record<Situation, Look> = {
	draft: { text: m.contributions_state_draft, tone: 'neutral', icon: 'edit' },
	waiting: { text: m.contributions_state_waiting, tone: 'neutral', icon: 'phone' },
	sending: { text: m.contributions_state_sending, tone: 'accent', icon: 'sync' },
	deleting: { text: m.contributions_state_deleting, tone: 'neutral', icon: 'trash' },
	photos_pending: { text: photosPending, tone: 'accent', icon: 'photo' },
	to_review: { text: m.contributions_state_to_review, tone: 'danger', icon: 'warning' },
	to_complete: { text: m.contributions_state_to_complete, tone: 'warn', icon: 'reply' },
	received: { text: m.contributions_state_received, tone: 'ok', icon: 'received' },
	published: { text: m.contributions_state_published, tone: 'ok', icon: 'check' },
	rejected: { text: m.contributions_state_rejected, tone: 'danger', icon: 'cross' },
	archived: { text: m.contributions_state_archived, tone: 'neutral', icon: 'layers' },
	withdrawn: { text: m.talk_state_withdrawn, tone: 'neutral', icon: 'undo' }
};

function photosPending({ photos }: Item): string {
	return m.contributions_state_photos({ received: photos.received, total: photos.total });
}

/** Props of the badge that says what becomes of an item. */
export function situationLook(
	situation: Situation,
	item: Item
): { text: string; tone: Look['tone']; icon: IconName } {
	const look = looks[situation];
	return { text: look.text(item), tone: look.tone, icon: look.icon };
}
