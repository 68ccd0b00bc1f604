/** The parts of Leaflet that only the editor uses; the others come by ../leaflet.ts, from the same modules. */
export { circle, circleMarker, divIcon, latLng, marker, polyline } from 'leaflet/src/Leaflet.js';
