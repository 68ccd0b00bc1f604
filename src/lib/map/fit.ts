import type { LeafletMap } from './leaflet';

/**
 * Keeps a map as large as its element, which folds, opens and turns with the phone. What was in its middle stays
 * there: somebody may have put a cross on it. A hidden element has no size at all: then the map keeps the view
 * it had. @returns what stops it
 */
export function fitToElement(map: LeafletMap, element: HTMLElement): () => void {
	const watcher = new ResizeObserver(() => {
		if (element.clientWidth > 0 && element.clientHeight > 0) map.invalidateSize();
	});
	watcher.observe(element);
	return () => watcher.disconnect();
}
