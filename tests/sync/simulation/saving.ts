import { sameValue } from '$lib/domain/equal.ts';
import { saveDraft } from '$lib/store/drafts.ts';
import { readItem } from '$lib/store/items.ts';
import { queueRecord } from '$lib/store/outbox.ts';
import type { Draft } from '$lib/store/types.ts';
import { broken } from './broken.ts';
import type { Device } from './device.ts';

/**
 * *Enregistrer*. Whatever the page dies of, what was typed is in the form or in the queue.
 * @throws Broken
 */
export async function saveRecord(device: Device, draft: Draft): Promise<void> {
	await saveDraft(device.db, draft);
	try {
		await queueRecord(device.db, draft, device.context);
	} finally {
		const again = device.newPage();
		try {
			const owner = await device.owner();
			const open = await again.db.drafts.get(draft.id);
			const item = await readItem(again.db, owner, draft.id);
			// What changes nothing of somebody else's record is that record.
			const kept = open ?? item ?? draft.base?.record;
			const isThere = kept && sameValue(kept.properties, draft.properties);
			if (!isThere || kept.concept !== draft.concept)
				broken('what was saved is here', { draft, open, item });
		} finally {
			await again.close();
		}
	}
}
