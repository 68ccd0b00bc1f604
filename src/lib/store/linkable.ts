import { centreOf, distanceM } from '$lib/domain/geometry.ts';
import type { LinkableRecord } from '$lib/domain/record.ts';
import { withDatabase, type CapitelleDatabase } from './database.ts';
import { publicOwner } from './replica.ts';

/** Records looked at; more would be felt, and what is linked to is near. */
const most = 5000;
const shown = 40;

export interface LinkableQuery {
	/** Null: of any theme. */
	theme: string | null;
	/** Longitude and latitude of the record that links; null when it is not placed. */
	place: readonly [number, number] | null;
	/** The record that links. */
	except: string;
}

/**
 * Records of a theme (null: of any) that this device knows, the owner's unsent ones too, nearest first.
 */
export async function linkableRecords(
	db: CapitelleDatabase,
	owner: string,
	query: LinkableQuery
): Promise<LinkableRecord[]> {
	const found = new Map<string, LinkableRecord>();
	const keep = (
		id: string,
		theme: string,
		at: readonly number[],
		record: { concept: string; title?: string | null }
	) => {
		if (id === query.except || (query.theme !== null && theme !== query.theme)) return;
		const metres = query.place && distanceM([...query.place], [...at]);
		const title = record.title ?? found.get(id)?.title ?? null;
		found.set(id, { id, concept: record.concept, title, metres });
	};
	await withDatabase(db, async () => {
		await db.replica.limit(most).each((row) => {
			if (row.owner !== owner && row.owner !== publicOwner) return;
			keep(row.id, row.theme, [row.lon, row.lat], row.record);
		});
		const own = await db.items.where({ owner }).toArray();
		for (const { record_id, content, title } of own)
			keep(record_id, content.theme, centreOf(content.geometry), {
				concept: content.concept,
				title
			});
	});
	return [...found.values()].sort((a, b) => (a.metres ?? 0) - (b.metres ?? 0)).slice(0, shown);
}
