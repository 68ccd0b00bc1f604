import { boundsOf } from '$lib/domain/geometry.ts';
import type { Geometry } from '$lib/domain/record.ts';
import { withDatabase, type CapitelleDatabase } from './database.ts';
import { cellRanges, type Bbox } from './grid.ts';
import { publicOwner } from './replica.ts';

/** A record's shape, with what is needed to name it. */
export interface ShapeAround {
	id: string;
	concept: string;
	title: string | null;
	geometry: Geometry;
}

/** Shapes drawn at once: more would hide the map, and nobody draws at that scale. */
const most = 200;
/** A record is found by its middle; a long wall's may lie outside what is looked at. In degrees, about 2 km. */
const pad = 0.02;

/** Shapes of records within a box that this device knows, the owner's unsent ones in the place of others' copies. */
export async function shapesAround(
	db: CapitelleDatabase,
	owner: string,
	box: Bbox,
	except: string | null
): Promise<ShapeAround[]> {
	const [west, south, east, north] = box;
	const ranges = cellRanges([west - pad, south - pad, east + pad, north + pad]);
	if (!ranges) return [];
	const found = new Map<string, ShapeAround>();
	const keep = (shape: ShapeAround) => {
		if (shape.id !== except && meets(shape.geometry, box)) found.set(shape.id, shape);
	};
	await withDatabase(db, async () => {
		const rows = db.replica
			.where('cell')
			.inAnyRange(ranges, { includeLowers: true, includeUppers: true });
		await rows
			.until(() => found.size >= most)
			.each(({ id, owner: whose, record }) => {
				if (whose !== owner && whose !== publicOwner) return;
				// A middle of a cell is no place to draw from.
				if ('blurred' in record && record.blurred) return;
				const title = 'title' in record ? record.title : null;
				keep({ id, concept: record.concept, title, geometry: record.geometry });
			});
		const own = await db.items.where({ owner }).toArray();
		for (const { record_id, content, title } of own) {
			keep({ id: record_id, concept: content.concept, title, geometry: content.geometry });
		}
	});
	return [...found.values()];
}

function meets(geometry: Geometry, [west, south, east, north]: Bbox): boolean {
	const [left, bottom, right, top] = boundsOf(geometry);
	return left <= east && right >= west && bottom <= north && top >= south;
}
