import { m } from '$lib/i18n/paraglide/messages';
import type { SuggestionRow } from '$lib/state/contributions.svelte';
import type { IconName } from '$lib/ui/shared/icons';

interface Look {
	text: string;
	tone: 'neutral' | 'accent' | 'ok' | 'warn' | 'danger';
	icon: IconName;
}

/** Props of the badge that says what becomes of a proposed word. */
export function wordLook({ state, status }: SuggestionRow): Look {
	if (state === 'queued')
		return { text: m.contributions_word_waiting(), tone: 'neutral', icon: 'phone' };
	if (state === 'parked')
		return { text: m.contributions_word_parked(), tone: 'danger', icon: 'warning' };
	switch (status) {
		case 'accepted':
			return { text: m.contributions_word_accepted(), tone: 'ok', icon: 'check' };
		case 'applied':
			return { text: m.contributions_word_applied(), tone: 'ok', icon: 'check' };
		case 'rejected':
			return { text: m.contributions_word_rejected(), tone: 'warn', icon: 'cross' };
		default:
			return { text: m.contributions_word_pending(), tone: 'accent', icon: 'received' };
	}
}
