import type { LeafletMap } from './leaflet';

/** A design token as the map's element has it, so that light and dark grounds follow the page. */
export function token(map: LeafletMap, name: string, otherwise: string): string {
	return getComputedStyle(map.getContainer()).getPropertyValue(name).trim() || otherwise;
}
