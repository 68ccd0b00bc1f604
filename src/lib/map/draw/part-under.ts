import type { Ring, Sketch } from '$lib/domain/shape-edit';
import type { LeafletMap } from '../leaflet';
import { mercatorX, mercatorY } from '$lib/domain/mercator';
import { SnapIndex } from '$lib/domain/snap';
import { latLon } from './handle-list';
import { ringXY } from './ring-xy';
import type { LatLon } from './shapes';

/** As near as a finger hits. */
const reach = 24;

/** The part of a drawing whose edge lies under a place; null when none does. */
export function partUnder(map: LeafletMap, sketch: Sketch, { lat, lng }: LatLon): number | null {
	const paths = sketch.parts.flatMap((rings, part) =>
		rings.map((ring) => ({ xy: ringXY(ring), source: part }))
	);
	const radius = reach / (256 * 2 ** map.getZoom());
	const found = new SnapIndex(paths).nearest(mercatorX(lng), mercatorY(lat), radius);
	return found?.source ?? null;
}

/** Moves the map to a ring of which nothing is seen. */
export function bringIntoView(map: LeafletMap, ring: Ring): void {
	const places = ring.map(latLon);
	const [first] = places;
	if (!first || places.some((place) => map.getBounds().contains(place))) return;
	map.panTo(first, { animate: false });
}
