import * as leaflet from 'leaflet/src/Leaflet.js';

/**
 * leaflet-draw extends a global `L` and some of what is in it; module namespaces cannot be extended, so
 * it gets these copies. The classes inside are the same objects as everywhere else in the app.
 */
export const L = {
	...leaflet,
	LineUtil: { ...leaflet.LineUtil },
	DomEvent: { ...leaflet.DomEvent }
};

(globalThis as { L?: unknown }).L = L;

// leaflet-draw asks the old name at every drag, and Leaflet 1.9 writes a deprecation line each time.
Object.assign(L.Polyline, { _flat: L.LineUtil.isFlat });
