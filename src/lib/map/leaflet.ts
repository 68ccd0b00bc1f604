/**
 * The one door to Leaflet. The ES build is taken because the package's default entry is one
 * CommonJS block that no bundler can trim, and the style sheet is ours: it holds only the rules
 * of the parts in use.
 */
import './leaflet.css';

export {
	Browser,
	Control,
	DomEvent,
	DomUtil,
	Map as LeafletMap,
	Renderer,
	canvas,
	circle,
	circleMarker,
	control,
	divIcon,
	geoJSON,
	latLng,
	latLngBounds,
	layerGroup,
	map as createLeafletMap,
	marker,
	point,
	polygon,
	polyline,
	tileLayer
} from 'leaflet/dist/leaflet-src.esm.js';
