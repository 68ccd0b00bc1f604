import type { Map as LeafletMap, Marker } from 'leaflet';

/** Which way each arrow key goes: right, then down. */
export const arrows: Record<string, [number, number]> = {
	ArrowUp: [0, -1],
	ArrowDown: [0, 1],
	ArrowLeft: [-1, 0],
	ArrowRight: [1, 0]
};

/**
 * Moves a draggable marker by two pixels, or twenty with Shift, and fires what a drag would fire.
 * Other keys are left alone.
 */
export function moveByKey(marker: Marker, event: KeyboardEvent): void {
	const direction = arrows[event.key];
	const map = (marker as unknown as { _map: LeafletMap | null })._map;
	if (!direction || !map) return;
	event.preventDefault();
	// The map would pan by the same key.
	event.stopPropagation();
	const step = event.shiftKey ? 20 : 2;
	const from = map.latLngToContainerPoint(marker.getLatLng());
	marker.fire('dragstart');
	marker.setLatLng(
		map.containerPointToLatLng(from.add([direction[0] * step, direction[1] * step]))
	);
	marker.fire('drag');
	marker.fire('dragend');
}
