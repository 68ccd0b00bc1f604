import { createElement, setPosition, type LeafletMap } from './leaflet';

/** A ring around a place that was looked for, until another is or the map is tapped. */
export interface FoundMark {
	show(place: { lon: number; lat: number } | null): void;
}

/** Prepares the mark; nothing shows yet. */
export function addFoundMark(map: LeafletMap): FoundMark {
	let at: { lon: number; lat: number } | null = null;
	let ring: HTMLElement | null = null;
	const put = () => {
		if (ring && at) setPosition(ring, map.latLngToLayerPoint([at.lat, at.lon]).round());
	};
	map.on('zoomend viewreset', put);
	return {
		show(place) {
			at = place;
			if (!place) ring?.remove();
			ring = place
				? (ring ?? createElement('div', 'map-found leaflet-zoom-hide', map.getPane('markerPane')))
				: null;
			put();
		}
	};
}
