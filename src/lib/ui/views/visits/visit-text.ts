import { m } from '$lib/i18n/paraglide/messages';
import type { Item } from '$lib/state/contributions.svelte';
import type { IconName } from '$lib/ui/shared/icons';

type VisitState = Item['visits'][number]['state'];

interface Look {
	text: () => string;
	tone: 'neutral' | 'accent' | 'ok' | 'warn' | 'danger';
	icon: IconName;
}

/** How each state of a visit is said. */
export const visitLooks: Record<VisitState, Look> = {
	draft: { text: m.visits_state_draft, tone: 'neutral', icon: 'edit' },
	waiting: { text: m.visits_state_waiting, tone: 'neutral', icon: 'phone' },
	sending: { text: m.visits_state_sending, tone: 'accent', icon: 'sync' },
	parked: { text: m.visits_state_parked, tone: 'danger', icon: 'warning' },
	pending: { text: m.visits_state_pending, tone: 'accent', icon: 'clock' },
	accepted: { text: m.visits_state_accepted, tone: 'ok', icon: 'check' },
	rejected: { text: m.visits_state_rejected, tone: 'danger', icon: 'cross' }
};

/** Whether a visit is still this device's alone, so that it can be changed or taken out. */
export function canEdit(state: VisitState): boolean {
	return state === 'draft' || state === 'waiting' || state === 'parked';
}
