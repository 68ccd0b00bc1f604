/** The parts of Leaflet that only the editor uses; the others come by ../leaflet.ts, from the same modules. */
export { circle, circleMarker, divIcon, geoJSON, marker } from 'leaflet/src/Leaflet.js';
