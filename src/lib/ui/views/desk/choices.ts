import { m } from '$lib/i18n/paraglide/messages';
import type { ReviewItem, ReviewKind } from '$lib/domain/review';
import type { IconName } from '$lib/ui/shared/icons';

/** What a moderator may do with the item on screen; each has a key of its own. */
export type Choice = 'accept' | 'correct' | 'request' | 'reject' | 'merge' | 'transfer';

interface Look {
	text: () => string;
	icon: IconName;
	look: string;
	/** In reach of a thumb at once; the others are one press further on a phone. */
	first: boolean;
}
export const choices: Record<Choice, Look> = {
	accept: { text: m.desk_accept, icon: 'check', look: 'primary', first: true },
	request: { text: m.desk_request, icon: 'reply', look: '', first: true },
	reject: { text: m.desk_reject, icon: 'cross', look: 'danger', first: true },
	correct: { text: m.desk_correct, icon: 'edit', look: '', first: false },
	merge: { text: m.desk_merge, icon: 'layers', look: '', first: false },
	transfer: { text: m.desk_transfer, icon: 'send', look: '', first: false }
};

/** What a choice is called for an item: nothing is published or refused of what was reported. */
export function choiceText(choice: Choice, kind: ReviewKind): string {
	if (kind === 'report' && choice === 'accept') return m.desk_report_remove();
	if (kind === 'report' && choice === 'reject') return m.desk_report_keep();
	return choices[choice].text();
}

/**
 * What makes sense of an item: a visit is taken as it is, or not; what is asked to go cannot be corrected; an
 * appeal and a report are answered, an appeal by somebody else than who is appealed against.
 */
export function choicesFor({
	kind,
	report,
	appeal
}: Pick<ReviewItem, 'kind' | 'report' | 'appeal'>): readonly Choice[] {
	switch (kind) {
		case 'new':
			return ['accept', 'request', 'reject', 'correct', 'merge', 'transfer'];
		case 'edit':
			return ['accept', 'request', 'reject', 'correct'];
		case 'deletion':
			return ['accept', 'request', 'reject'];
		case 'appeal':
			if (appeal?.decided_by_me && appeal.others) return [];
			return ['accept', 'request', 'reject', 'correct'];
		case 'report':
			// Words that say too much are corrected in the record; here the report is settled.
			return report?.['photo_id'] ? ['accept', 'reject'] : ['reject'];
		default:
			return ['accept', 'reject'];
	}
}
