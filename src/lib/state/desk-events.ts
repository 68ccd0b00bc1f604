import type { DecisionAsked, ReviewItem, Votes } from '$lib/domain/review';

/** What a moderator does with the item on screen. */
export type Verdict = Pick<DecisionAsked, 'decision' | 'reason' | 'corrections' | 'into' | 'to'>;

/** What can happen to an item at the desk. */
export type Happened =
	| { kind: 'decided'; verdict: Verdict; item: ReviewItem }
	/** A vote that decides nothing yet. */
	| { kind: 'voted'; votes: Votes; item: ReviewItem }
	/** Nothing was decided: it is no longer as it was `before`, when it was looked at. */
	| { kind: 'changed'; item: ReviewItem; before: ReviewItem }
	/** It could not be taken back: the decision holds. */
	| { kind: 'held'; item: ReviewItem; error: unknown }
	| { kind: 'undone' | 'gone'; item: ReviewItem };
/** What just happened, for the screen to say aloud; `at` makes two equal ones distinct. */
export type DeskEvent = Happened & { at: number };
