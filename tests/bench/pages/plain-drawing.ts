import L from 'leaflet';
import 'leaflet/dist/leaflet.css';
import 'leaflet-draw';
import 'leaflet-draw/dist/leaflet.draw.css';

/** What leaflet-draw does of itself: one element for every vertex, and one between every two. */
function show(places: [lon: number, lat: number][]): void {
	document.body.innerHTML = '<div id="map" style="position:fixed;inset:0"></div>';
	const map = L.map('map');
	const line = L.polyline(places.map(([lon, lat]) => [lat, lon]));
	map.fitBounds(line.getBounds());
	line.addTo(map);
	(line as unknown as { editing: { enable(): void } }).editing.enable();
}

Object.assign(window, { bench: { show } });
