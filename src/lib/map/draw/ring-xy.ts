import { mercatorX, mercatorY } from '$lib/domain/mercator';
import type { Ring } from '$lib/domain/shape-edit';

const known = new WeakMap<Ring, Float64Array>();

/**
 * The vertices of a ring in Mercator units, x then y. Computed once per ring: rings are never changed in
 * place, so panning and dragging elsewhere cost nothing.
 */
export function ringXY(ring: Ring): Float64Array {
	const before = known.get(ring);
	if (before) return before;
	const xy = new Float64Array(ring.length * 2);
	for (const [i, [lon = 0, lat = 0]] of ring.entries()) {
		xy[i * 2] = mercatorX(lon);
		xy[i * 2 + 1] = mercatorY(lat);
	}
	known.set(ring, xy);
	return xy;
}

/** A place in Mercator units as longitude and latitude, to the centimetre. */
export function positionFrom(x: number, y: number): [lon: number, lat: number] {
	const lat = (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;
	return [Number(((x - 0.5) * 360).toFixed(7)), Number(lat.toFixed(7))];
}
