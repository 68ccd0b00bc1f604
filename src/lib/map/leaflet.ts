/**
 * The one door to Leaflet, for what every map of the app uses. Its source modules are taken one by
 * one, because the built file is a single block no bundler can trim: markers, popups, vector layers and
 * GeoJSON, that only the editor needs, would double what the first page loads. The style sheet is ours
 * and holds only the rules of these parts.
 */
import 'leaflet/src/control/Control.Attribution.js';
import { map as anyMap } from 'leaflet/src/map/index.js';
import type { Map as LeafletMap, MapOptions } from 'leaflet';
import './leaflet.css';

export { Map as LeafletMap } from 'leaflet/src/map/index.js';
export { Control } from 'leaflet/src/control/Control.js';
export { zoom as zoomControl } from 'leaflet/src/control/Control.Zoom.js';
export { default as Browser } from 'leaflet/src/core/Browser.js';
export { disableClickPropagation } from 'leaflet/src/dom/DomEvent.js';
export {
	create as createElement,
	remove as removeElement,
	setPosition
} from 'leaflet/src/dom/DomUtil.js';
export { toLatLngBounds as latLngBounds } from 'leaflet/src/geo/LatLngBounds.js';
export { layerGroup } from 'leaflet/src/layer/LayerGroup.js';
export { tileLayer } from 'leaflet/src/layer/tile/TileLayer.js';
export { Renderer } from 'leaflet/src/layer/vector/Renderer.js';

/** A map in an element; one that moves by itself only for who did not ask for stillness, here or on the device. */
export function createLeafletMap(element: HTMLElement, options: MapOptions): LeafletMap {
	const still =
		document.documentElement.dataset['motion'] === 'less' ||
		matchMedia('(prefers-reduced-motion: reduce)').matches;
	return anyMap(element, {
		...options,
		...(still && { inertia: false, zoomAnimation: false, fadeAnimation: false })
	});
}
