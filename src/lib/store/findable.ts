import { centreOf } from '$lib/domain/geometry.ts';
import type { FieldValue } from '$lib/domain/fields/types.ts';
import type { Geometry } from '$lib/domain/record.ts';
import { withDatabase, type CapitelleDatabase } from './database.ts';
import { publicOwner } from './replica.ts';

/** A record that can be found on this device. */
export interface FindableRecord {
	id: string;
	theme: string | null;
	concept: string | null;
	title: string | null;
	commune: string | null;
	properties: Record<string, FieldValue>;
	lon: number;
	lat: number;
	/** `mine`: on the person's list; `draft`: begun and not saved. */
	whose: 'public' | 'mine' | 'draft';
}

/** Rows read in one go: a database of a whole region does not fit into a phone's memory at once. */
const batch = 2000;

/**
 * Hands over every record that this device knows and its owner may read: public ones, their own, what waits and
 * what is only begun. One that stands in several places comes several times, the person's own last.
 */
export async function readFindable(
	db: CapitelleDatabase,
	owner: string,
	take: (record: FindableRecord) => void
): Promise<void> {
	for (const whose of [publicOwner, owner]) {
		for (let after = ''; ;) {
			const rows = await withDatabase(db, () =>
				db.replica
					.where('[owner+id]')
					.between([whose, after], [whose, '\uffff'], false)
					.limit(batch)
					.toArray()
			);
			for (const { id, record, lon, lat } of rows) {
				const { theme, concept, commune, properties } = record;
				const title = 'title' in record ? record.title : null;
				const nom = commune?.nom ?? null;
				take({ id, theme, concept, title, commune: nom, properties, lon, lat, whose: 'public' });
			}
			const last = rows.at(-1);
			if (!last) break;
			after = last.id;
		}
	}
	const [items, drafts] = await withDatabase(db, () =>
		Promise.all([db.items.where({ owner }).toArray(), db.drafts.where({ owner }).toArray()])
	);
	const own = (
		id: string,
		whose: FindableRecord['whose'],
		content: Pick<FindableRecord, 'theme' | 'concept' | 'properties' | 'title'> & {
			geometry: Geometry | null;
		}
	) => {
		if (!content.geometry) return;
		const { theme, concept, title, properties } = content;
		const [lon, lat] = centreOf(content.geometry);
		take({ id, theme, concept, title, commune: null, properties, lon, lat, whose });
	};
	for (const { record_id, content, title, visited } of items)
		own(record_id, visited ? 'public' : 'mine', { ...content, title });
	for (const draft of drafts) own(draft.id, draft.base ? 'mine' : 'draft', draft);
}
