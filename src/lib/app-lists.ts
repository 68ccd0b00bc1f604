import { queueContext } from '$lib/app-forms';
import { handFile } from '$lib/device/hand-file';
import { ContributionsState } from '$lib/state/contributions.svelte';
import { RescueState } from '$lib/state/rescue.svelte';
import type { SessionState } from '$lib/state/session.svelte';
import type { CapitelleDatabase } from '$lib/store/database';
import { deleteDraft, dropBareRepetitions } from '$lib/store/drafts';
import { countIncoming } from '$lib/store/incoming';
import { listItems } from '$lib/store/items';
import { watch } from '$lib/store/live';
import { queueDeletion } from '$lib/store/outbox';
import { listOutings } from '$lib/store/outings';
import { removeItem, resend } from '$lib/store/parked';
import { readRecordThumbnail } from '$lib/store/photos';
import { listSuggestions, removeSuggestion, resendSuggestion } from '$lib/store/suggestions';
import { removeVisit } from '$lib/store/visits';

/** What the lists of a person's own are made of; the composition root gives it. */
interface ListParts {
	db: CapitelleDatabase;
	session: SessionState;
	wake(): void;
}

/** A query that fails (a closed connection) is left as it is: the next start reads again. */
const ignore = () => undefined;

/** The queue as a file, out and back in. */
export function newRescue({ db, session, wake }: ListParts): RescueState {
	const place = () => ({ db, owner: session.owner, now: new Date() });
	return new RescueState({
		save: async (readme) => (await import('$lib/state/rescue-file')).saveRescue(place(), readme),
		restore: async (archive) =>
			(await import('$lib/state/rescue-file')).restoreRescue(place(), archive),
		hand: handFile,
		wake
	});
}

/** Everything a person contributed or began. */
export function newContributions({ db, session, wake }: ListParts): ContributionsState {
	void dropBareRepetitions(db, session.owner).catch(ignore);
	return new ContributionsState({
		watchWords: (owner, next) => watch(() => listSuggestions(db, owner), next, ignore),
		watchKept: (owner, next) =>
			watch(
				async () => ({
					outings: (await listOutings(db, owner)).length,
					shared: await countIncoming(db)
				}),
				next,
				ignore
			),
		resendWord: (owner, id) => resendSuggestion(db, owner, id),
		removeWord: (owner, id) => removeSuggestion(db, owner, id),
		watchItems: (owner, next) => watch(() => listItems(db, owner), next, ignore),
		resend: (owner, id) => resend(db, owner, id),
		remove: async (owner, id) => removeItem(db, owner, id, await queueContext(db)),
		removeVisit: (owner, id) => removeVisit(db, owner, id),
		queueDeletion: async (owner, id) => queueDeletion(db, owner, id, await queueContext(db)),
		discardDraft: (id) => deleteDraft(db, id),
		async thumbnail(id) {
			const blob = await readRecordThumbnail(db, id);
			return blob && URL.createObjectURL(blob);
		},
		wake
	});
}
