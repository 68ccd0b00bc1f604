import L from 'leaflet';
import 'leaflet/dist/leaflet.css';

/** What a map made in an afternoon does: Leaflet's own canvas, one marker for each record. */
function show(points: [number, number][]): void {
	document.body.innerHTML = '<div id="map" style="position:fixed;inset:0"></div>';
	const map = L.map('map', { preferCanvas: true }).fitBounds([
		[42.6, 0],
		[44.9, 4.8]
	]);
	for (const [lon, lat] of points) L.circleMarker([lat, lon], { radius: 6 }).addTo(map);
}

Object.assign(window, { bench: { show } });
