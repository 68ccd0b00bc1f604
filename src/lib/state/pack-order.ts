import type { PackOrder } from '$lib/device/areas/download';
import type { Basemap } from '$lib/map/basemap-config';
import type { PackRow } from '$lib/store/field-rows';

/** Outlines are asked for by cells of one degree, as the map asks for them. */
const cellDegrees = 1;

/**
 * What is to be downloaded of an area, from where it stopped.
 * @param held the public records in it, and their first pictures, by id
 */
export function orderOf(
	pack: PackRow,
	basemap: Basemap,
	terms: PackOrder['terms'],
	held: { ids: string[]; photos: string[] }
): PackOrder {
	const { area, min_zoom, max_zoom, tiles, tile_bytes, refresh } = pack;
	return {
		area,
		zooms: [min_zoom, Math.min(max_zoom, terms.maxZoom)],
		sources: basemap.layers.map(({ url, subdomains, maxNativeZoom }) => ({
			url,
			maxNativeZoom,
			...(subdomains ? { subdomains } : {})
		})),
		terms,
		from: { done: tiles.done, missing: tiles.missing, bytes: tile_bytes },
		refresh,
		pages: [...outlinesOf(area.bbox), ...held.ids.map((id) => `/api/records/${id}`)],
		photos: held.photos.map((id) => `/photos/${id}`)
	};
}

function outlinesOf([west, south, east, north]: PackRow['area']['bbox']): string[] {
	const cell = (degrees: number) => Math.floor(degrees / cellDegrees) * cellDegrees;
	const addresses: string[] = [];
	for (let x = cell(west); x <= east; x += cellDegrees)
		for (let y = cell(south); y <= north; y += cellDegrees)
			addresses.push(`/api/communes.geojson?bbox=${x},${y},${x + cellDegrees},${y + cellDegrees}`);
	return addresses;
}
