import * as leaflet from 'leaflet/dist/leaflet-src.esm.js';

/**
 * leaflet-draw extends a global `L`; a module namespace cannot be extended, so it gets this copy.
 * The classes inside are the same objects as everywhere else in the app.
 */
export const L = { ...leaflet };

(globalThis as { L?: unknown }).L = L;

// leaflet-draw asks the old name at every drag, and Leaflet 1.9 writes a deprecation line each time.
Object.assign(L.Polyline, { _flat: L.LineUtil.isFlat });
