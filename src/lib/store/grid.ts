/** West, south, east, north, in degrees. */
export type Bbox = [west: number, south: number, east: number, north: number];

/** Side of a cell in degrees: about 5 km at our latitudes, some tens of records each. */
const side = 0.05;
const columns = Math.round(360 / side);

function column(lon: number): number {
	return Math.min(columns - 1, Math.max(0, Math.floor((lon + 180) / side)));
}

function row(lat: number): number {
	return Math.max(0, Math.floor((Math.min(90, lat) + 90) / side));
}

/** Number of the coarse-grid cell of a place: rows from south to north, then columns from the west. */
export function cellOf(lon: number, lat: number): number {
	return row(lat) * columns + column(lon);
}

/**
 * Ranges of cell numbers (inclusive) that cover a box: one per row of cells. Null when the box is so
 * tall that reading everything is cheaper than that many range queries.
 */
export function cellRanges(bbox: Bbox, mostRows = 80): [number, number][] | null {
	const [west, south, east, north] = bbox;
	const first = row(south);
	const last = row(north);
	if (last - first + 1 > mostRows) return null;
	const ranges: [number, number][] = [];
	for (let r = first; r <= last; r++) {
		ranges.push([r * columns + column(west), r * columns + column(east)]);
	}
	return ranges;
}
