/** The sphere of `distanceM`, so that going out and measuring back agree. */
const EARTH_RADIUS_M = 6_371_008.8;

type LonLat = readonly [lon: number, lat: number];

const radians = (degrees: number) => (degrees * Math.PI) / 180;
const degrees = (angle: number) => (angle * 180) / Math.PI;

/** The same direction between 0 (included) and 360 degrees. */
export function turned(bearing: number): number {
	return ((bearing % 360) + 360) % 360;
}

/** Direction of the shortest way from one place to another, in degrees clockwise from true north. */
export function bearingTo([lonA, latA]: LonLat, [lonB, latB]: LonLat): number {
	const [a, b, east] = [radians(latA), radians(latB), radians(lonB - lonA)];
	const y = Math.sin(east) * Math.cos(b);
	const x = Math.cos(a) * Math.sin(b) - Math.sin(a) * Math.cos(b) * Math.cos(east);
	return turned(degrees(Math.atan2(y, x)));
}

/** Where one comes to by going so many metres towards a bearing; seven decimals, which is a centimetre. */
export function destination([lon, lat]: LonLat, bearing: number, metres: number): [number, number] {
	const [angle, towards, start] = [metres / EARTH_RADIUS_M, radians(bearing), radians(lat)];
	const end = Math.asin(
		Math.sin(start) * Math.cos(angle) + Math.cos(start) * Math.sin(angle) * Math.cos(towards)
	);
	const east = Math.atan2(
		Math.sin(towards) * Math.sin(angle) * Math.cos(start),
		Math.cos(angle) - Math.sin(start) * Math.sin(end)
	);
	const to = turned(lon + degrees(east) + 180) - 180;
	return [Number(to.toFixed(7)), Number(degrees(end).toFixed(7))];
}

/** Direction between several, where 359° and 1° meet at north; null when they cancel out. */
export function meanBearing(bearings: readonly number[]): number | null {
	const x = bearings.reduce((sum, one) => sum + Math.cos(radians(one)), 0);
	const y = bearings.reduce((sum, one) => sum + Math.sin(radians(one)), 0);
	return Math.hypot(x, y) < 1e-6 ? null : turned(degrees(Math.atan2(y, x)));
}
