/**
 * Web Mercator (EPSG:3857) scaled to a unit square, as tiles and clusters use it: x grows east,
 * y grows south. Latitudes beyond ±85.05° are brought to the edge.
 */
const limit = 85.0511287798;

/** Longitude in degrees → 0…1. */
export function mercatorX(lon: number): number {
	return lon / 360 + 0.5;
}

/** Latitude in degrees → 0…1. */
export function mercatorY(lat: number): number {
	const sin = Math.sin((Math.max(-limit, Math.min(limit, lat)) * Math.PI) / 180);
	return 0.5 - (0.25 * Math.log((1 + sin) / (1 - sin))) / Math.PI;
}
