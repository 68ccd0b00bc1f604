/** Leaflet's own source modules have no types beside them; they are those of the package. */
declare module 'leaflet/src/Leaflet.js' {
	export * from 'leaflet';
}
declare module 'leaflet/src/map/index.js' {
	export { Map, map } from 'leaflet';
}
declare module 'leaflet/src/control/Control.js' {
	export { Control } from 'leaflet';
}
declare module 'leaflet/src/control/Control.Zoom.js' {
	import type { Control } from 'leaflet';
	export const zoom: (options?: Control.ZoomOptions) => Control.Zoom;
}
declare module 'leaflet/src/control/Control.Attribution.js' {}
declare module 'leaflet/src/core/Browser.js' {
	export { Browser as default } from 'leaflet';
}
declare module 'leaflet/src/dom/DomEvent.js' {
	import type { DomEvent } from 'leaflet';
	export const disableClickPropagation: typeof DomEvent.disableClickPropagation;
}
declare module 'leaflet/src/dom/DomUtil.js' {
	import type { DomUtil } from 'leaflet';
	export const create: typeof DomUtil.create;
	export const remove: typeof DomUtil.remove;
	export const setPosition: typeof DomUtil.setPosition;
}
declare module 'leaflet/src/geo/LatLngBounds.js' {
	export { latLngBounds as toLatLngBounds } from 'leaflet';
}
declare module 'leaflet/src/layer/LayerGroup.js' {
	export { layerGroup } from 'leaflet';
}
declare module 'leaflet/src/layer/tile/TileLayer.js' {
	export { tileLayer } from 'leaflet';
}
declare module 'leaflet/src/layer/vector/Renderer.js' {
	export { Renderer } from 'leaflet';
}

declare module 'leaflet-draw' {}
