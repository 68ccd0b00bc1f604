import { contentOf } from '$lib/domain/actions/content.ts';
import type { FullRecord, PublicRecord } from '$lib/domain/record.ts';
import type { CapitelleDatabase } from '$lib/store/database.ts';
import { publicOwner } from '$lib/store/replica.ts';
import type { DraftBase } from '$lib/store/types.ts';

/** Somebody else's records that a person sees on their map, as a correction starts from them; oldest first. */
export async function othersRecords(
	db: CapitelleDatabase,
	owner: string
): Promise<{ record: FullRecord | PublicRecord; base: DraftBase }[]> {
	const rows = await db.replica.toArray();
	const own = new Set(await db.items.where({ owner }).primaryKeys());
	const readable = rows.filter((row) => row.owner === owner || row.owner === publicOwner);
	const full = new Set(readable.filter(({ access }) => access === 'full').map(({ id }) => id));
	return readable
		.filter(({ id, access }) => !own.has(id) && (access === 'full' || !full.has(id)))
		.sort((a, b) => (a.id < b.id ? -1 : 1))
		.map(({ record }) => {
			// What is public of it is not blurred here, and not less than all of it.
			const sensitivity = 'sensitivity' in record ? record.sensitivity : 'public';
			const content = contentOf({ ...record, sensitivity });
			return {
				record,
				base: { version: record.version, record: { ...content, photos: record.photos } }
			};
		});
}
