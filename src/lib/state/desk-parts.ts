import type { DeskAbout } from './desk-about';
import type { DeskBatch } from './desk-batch.svelte';
import type { DeskClaim } from './desk-claim.svelte';
import type { DeskDrafts } from './desk-drafts';
import type { DeskFilters } from './desk-filters.svelte';
import type { DeskReasons } from './desk-reasons.svelte';
import type { DeskSelection } from './desk-selection.svelte';
import type { DeskState } from './desk.svelte';

/** Everything the moderation desk shows and does. */
export interface Desk {
	queue: DeskState;
	picked: DeskSelection;
	batch: DeskBatch;
	claim: DeskClaim;
	about: DeskAbout;
	filters: DeskFilters;
	reasons: DeskReasons;
	drafts: DeskDrafts;
}
