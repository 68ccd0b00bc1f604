import { withDatabase, type CapitelleDatabase } from './database.ts';
import { cellRanges, type Bbox } from './grid.ts';
import { publicOwner } from './replica.ts';

/** Half the side of the square that counts as around here, in degrees: some 15 km. */
const reach = 0.15;
/** Records looked at: enough to know what is common, little enough not to be felt. */
const most = 3000;

/**
 * How often each concept was recorded around a place, by concept id, as far as this device knows; anywhere
 * when there is no place or nothing around it.
 * @param place longitude and latitude
 */
export async function conceptsAround(
	db: CapitelleDatabase,
	owner: string,
	place: readonly [lon: number, lat: number] | null
): Promise<ReadonlyMap<string, number>> {
	const near = place ? await count(db, owner, boxAround(place)) : new Map<string, number>();
	return near.size > 0 ? near : count(db, owner, null);
}

function boxAround([lon, lat]: readonly [lon: number, lat: number]): Bbox {
	const wide = reach / Math.max(0.1, Math.cos((lat * Math.PI) / 180));
	return [lon - wide, lat - reach, lon + wide, lat + reach];
}

async function count(
	db: CapitelleDatabase,
	owner: string,
	bbox: Bbox | null
): Promise<Map<string, number>> {
	const ranges = bbox ? cellRanges(bbox) : null;
	const rows = ranges
		? db.replica
				.where('cell')
				.inAnyRange(ranges, { includeLowers: true, includeUppers: true })
				.limit(most)
		: db.replica.limit(most);
	const counts = new Map<string, number>();
	// Somebody's own record may be there twice, in full and as everyone sees it.
	const seen = new Set<string>();
	await withDatabase(db, () =>
		rows.each((row) => {
			if ((row.owner !== owner && row.owner !== publicOwner) || seen.has(row.id)) return;
			seen.add(row.id);
			const { concept } = row.record;
			counts.set(concept, (counts.get(concept) ?? 0) + 1);
		})
	);
	return counts;
}
