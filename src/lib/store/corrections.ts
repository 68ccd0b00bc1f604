import { localIso } from '$lib/domain/time.ts';
import { withDatabase, type CapitelleDatabase } from './database.ts';
import { groundOf } from './ground.ts';
import { intendedPhotos, readRecordRows } from './items.ts';
import type { Draft, QueueContext } from './types.ts';

/** An empty draft, not saved yet. */
export function emptyDraft(id: string, owner: string, now: Date): Draft {
	return {
		id,
		owner,
		theme: null,
		concept: null,
		geometry: null,
		position: null,
		properties: {},
		sensitivity: null,
		photos: [],
		title: null,
		step: '',
		observed_at: localIso(now),
		base: null,
		updated_at: now.toISOString()
	};
}

/**
 * The draft to open for correcting a contribution: the one already open on it, or a new one (not saved
 * yet) with what the person last wanted, still queued or not. Undefined when the owner has no such item.
 */
export async function draftOfItem(
	db: CapitelleDatabase,
	owner: string,
	record_id: string,
	context: Pick<QueueContext, 'now'>
): Promise<Draft | undefined> {
	return withDatabase(db, async () => {
		const open = await db.drafts.get(record_id);
		if (open?.owner === owner) return open;
		const { item, operations, photos } = await readRecordRows(db, record_id);
		if (item?.owner !== owner) return undefined;
		const wanted = intendedPhotos(item.known, operations, photos).filter(
			({ facts }) => !facts.observation_id
		);
		return {
			...emptyDraft(record_id, owner, context.now),
			...item.content,
			photos: wanted.map(({ facts }) => facts),
			title: item.title,
			...groundOf(item, operations)
		};
	});
}
