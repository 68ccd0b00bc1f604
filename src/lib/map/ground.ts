import type { Language } from '$lib/domain/vocabulary/types';
import { addBasemap, type BasemapTexts } from './basemaps';
import { addGraticule } from './graticule-layer';
import type { LeafletMap } from './leaflet';

/**
 * The ground of every map: the basemap the person chose, and under it lines of longitude and latitude for
 * as long as no tile of it has come.
 */
export function addGround(
	map: LeafletMap,
	options: { lang: Language; texts: BasemapTexts; choice: boolean }
): void {
	const graticule = addGraticule(map, options.lang);
	void addBasemap(map, { ...options, onTiles: (arrived) => graticule.setVisible(!arrived) });
}
