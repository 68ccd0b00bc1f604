import { unpackCommunes } from '$lib/domain/find/communes';
import { photoPath } from '$lib/domain/photo-path';
import type { DecisionAsked, DecisionTaken } from '$lib/domain/review';
import type { Remote } from '$lib/remote/client';
import type { Desk } from '$lib/state/desk-parts';
import type { SessionState } from '$lib/state/session.svelte';

/** A report is answered where reports are kept; that cannot be taken back. */
async function answerReport(
	remote: Remote,
	{ item_id, decision, reason }: DecisionAsked
): Promise<DecisionTaken> {
	const { decideReport } = await import('$lib/remote/reports');
	await decideReport(remote, item_id, decision === 'accept' ? 'remove' : 'keep', reason);
	return { id: null, undo_until: null, votes: { needed: 1, given: {}, mine: null }, record: null };
}

interface Parts {
	remote: Remote;
	session: SessionState;
}
/** The desk of whoever sits at it. */
let kept: { owner: string; desk: Promise<Desk> } | null = null;

/**
 * The moderation desk of the person signed in, the same each time they come back to it: nothing of what somebody
 * picked, typed or decided is there for the next one on a shared machine. Its code comes with the first call.
 */
export function deskOf({ remote, session }: Parts): Promise<Desk> {
	if (kept?.owner === session.owner) return kept.desk;
	const made = { owner: session.owner, desk: newDesk({ remote }) };
	kept = made;
	made.desk.catch(() => {
		if (kept === made) kept = null;
	});
	return made.desk;
}

async function newDesk({ remote }: { remote: Remote }): Promise<Desk> {
	const [
		{ DeskState },
		{ DeskSelection },
		{ DeskBatch },
		{ DeskClaim },
		{ DeskAbout },
		{ DeskFilters },
		{ DeskReasons },
		{ DeskDrafts },
		review,
		{ recordTrail },
		{ photoUrl },
		{ territories }
	] = await Promise.all([
		import('$lib/state/desk.svelte'),
		import('$lib/state/desk-selection.svelte'),
		import('$lib/state/desk-batch.svelte'),
		import('$lib/state/desk-claim.svelte'),
		import('$lib/state/desk-about'),
		import('$lib/state/desk-filters.svelte'),
		import('$lib/state/desk-reasons.svelte'),
		import('$lib/state/desk-drafts'),
		import('$lib/remote/review'),
		import('$lib/remote/moderation'),
		import('$lib/remote/photos'),
		import('$lib/remote/people')
	]);
	return {
		queue: new DeskState({
			queue: ({ filter, after, limit }) => review.reviewQueue(remote, filter, { after, limit }),
			item: (ref) => review.reviewItem(remote, ref),
			decide: (asked) =>
				asked.kind === 'report' ? answerReport(remote, asked) : review.reviewDecide(remote, asked),
			undo: async (decision) => void (await review.undoDecision(remote, decision)),
			photoUrl: (photo) => photoUrl(remote, photoPath(photo))
		}),
		picked: new DeskSelection(),
		batch: new DeskBatch({
			preview: (asked) => review.previewBatch(remote, asked),
			step: (batch) => review.runBatch(remote, batch),
			revert: (batch) => review.revertBatch(remote, batch),
			failures: (batch) => review.batchFailures(remote, batch),
			own: () => review.ownBatches(remote)
		}),
		claim: new DeskClaim({
			claim: async (ref, takeOver) => (await review.claimItem(remote, ref, takeOver)).claim,
			release: (ref) => review.releaseItem(remote, ref)
		}),
		about: new DeskAbout({
			near: ({ record }) => (record ? review.nearRecords(remote, record.id) : Promise.resolve([])),
			author: (item) => review.authorHistory(remote, item),
			trail: ({ record }) => (record ? recordTrail(remote, record.id) : Promise.resolve([]))
		}),
		filters: new DeskFilters({
			saved: () => review.savedFilters(remote),
			save: (filter) => review.saveFilter(remote, filter),
			remove: (id) => review.removeFilter(remote, id),
			territories: () => territories(remote),
			counts: (filter) => review.reviewCounts(remote, filter),
			communes: async () => unpackCommunes(await (await fetch('/api/communes.json')).json())
		}),
		reasons: new DeskReasons({
			list: () => review.reasonTemplates(remote, null),
			save: (reason) => review.saveReasonTemplate(remote, reason),
			remove: (id) => review.removeReasonTemplate(remote, id)
		}),
		drafts: new DeskDrafts()
	};
}
