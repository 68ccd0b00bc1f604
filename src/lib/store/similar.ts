import { boundsOf, centreOf } from '$lib/domain/geometry.ts';
import type { Geometry, Photo } from '$lib/domain/record.ts';
import { withDatabase, type CapitelleDatabase } from './database.ts';
import { cellRanges, type Bbox } from './grid.ts';
import { publicOwner } from './replica.ts';

/** Metres of a degree of latitude. */
const degreeM = 111_195;
/** The device finds a record by its middle, which of a long wall or of a protected place lies this far off. */
const middleWithinM = 3000;
/** Half the side of the square that a protected place shows. */
const halfSquareM = 500;
/** Records looked at: many more lie nowhere within the metres that matter. */
const most = 2000;

/** Something this device knows that lies near a place. */
export interface NearRecord {
	id: string;
	concept: string;
	title: string | null;
	geometry: Geometry;
	/** `geometry` is the middle of a one-kilometre square, not the place. */
	blurred: boolean;
	/** `draft`: begun here and not saved. `own`: on the person's list. `known`: somebody else's. */
	source: 'draft' | 'own' | 'known';
	/** The first picture that somebody else's record has. */
	photo: Photo | null;
	/** ISO 8601, of the last change here or of the last time it was seen. */
	at: string;
}

/**
 * What this device knows around a shape: the owner's drafts, queue and list, and what was brought from the server.
 * @param reachM metres around its bounds
 */
export async function recordsNear(
	db: CapitelleDatabase,
	owner: string,
	geometry: Geometry,
	reachM: number
): Promise<NearRecord[]> {
	const found = new Map<string, NearRecord>();
	const around = widened(boundsOf(geometry), reachM);
	await withDatabase(db, async () => {
		await brought(db, owner, widened(around, middleWithinM), (record) => {
			if (found.get(record.id)?.blurred !== false) found.set(record.id, record);
		});
		for (const item of await db.items.where({ owner }).toArray()) {
			if (item.deleting || item.gone) {
				found.delete(item.record_id);
				continue;
			}
			const { concept, geometry, sensitivity } = item.content;
			found.set(item.record_id, {
				id: item.record_id,
				concept,
				title: item.title ?? found.get(item.record_id)?.title ?? null,
				geometry,
				// Of somebody else's protected record one is told the square only.
				blurred: item.visited === true && sensitivity === 'blurred',
				source: 'own',
				photo: found.get(item.record_id)?.photo ?? item.known?.photos[0] ?? null,
				at: item.updated_at
			});
		}
		for (const draft of await db.drafts.where({ owner }).toArray()) {
			if (!draft.concept || !draft.geometry || draft.base || found.has(draft.id)) continue;
			found.set(draft.id, {
				id: draft.id,
				concept: draft.concept,
				title: draft.title,
				geometry: draft.geometry,
				blurred: false,
				source: 'draft',
				photo: null,
				at: draft.updated_at
			});
		}
	});
	return [...found.values()].filter(({ geometry: there, blurred }) =>
		blurred ? inSquare(geometry, there) : meet(boundsOf(there), around)
	);
}

async function brought(
	db: CapitelleDatabase,
	owner: string,
	bbox: Bbox,
	keep: (record: NearRecord) => void
): Promise<void> {
	const ranges = cellRanges(bbox);
	const rows = ranges
		? db.replica.where('cell').inAnyRange(ranges, { includeLowers: true, includeUppers: true })
		: db.replica.toCollection();
	await rows.limit(most).each(({ owner: of, record }) => {
		if (of !== owner && of !== publicOwner) return;
		const [photo] = [...record.photos].sort((a, b) => a.position - b.position);
		keep({
			id: record.id,
			concept: record.concept,
			title: 'title' in record ? record.title : null,
			geometry: record.geometry,
			blurred: 'blurred' in record && record.blurred,
			source: 'known',
			photo: photo ?? null,
			at: record.last_seen_at
		});
	});
}

function widened([west, south, east, north]: Bbox, metres: number): Bbox {
	const lat = metres / degreeM;
	const lon = lat / Math.max(0.1, Math.cos((((south + north) / 2) * Math.PI) / 180));
	return [west - lon, south - lat, east + lon, north + lat];
}

function meet(a: Bbox, b: Bbox): boolean {
	return a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
}

/** Whether a place lies in the square that a protected record shows instead of its own. */
function inSquare(geometry: Geometry, square: Geometry): boolean {
	const [lon, lat] = centreOf(geometry);
	const [west, south, east, north] = widened(boundsOf(square), halfSquareM);
	return lon >= west && lon <= east && lat >= south && lat <= north;
}
