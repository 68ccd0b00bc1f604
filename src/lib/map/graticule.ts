/** Steps in degrees, from the world to a street. */
const steps = [
	30, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001, 0.0005, 0.0002, 0.0001
];

export interface Graticule {
	/** Degrees between two lines. */
	step: number;
	meridians: number[];
	parallels: number[];
	/** Digits needed to tell two lines apart. */
	digits: number;
}

/**
 * The lines of longitude and latitude to draw in an area: between about four and a dozen each way.
 *
 * @param bounds west, south, east, north in degrees
 */
export function graticuleFor(bounds: [number, number, number, number]): Graticule {
	const [west, south, east, north] = bounds;
	const span = Math.max(east - west, north - south, 1e-9);
	const step = steps.findLast((candidate) => span / candidate <= 12) ?? 30;
	return {
		step,
		meridians: multiples(step, Math.max(west, -180), Math.min(east, 180)),
		parallels: multiples(step, Math.max(south, -85), Math.min(north, 85)),
		digits: Math.max(0, Math.ceil(-Math.log10(step) - 1e-9))
	};
}

// Counted in whole steps: adding the step up would drift, and a meridian would leave its number.
function multiples(step: number, from: number, to: number): number[] {
	const values: number[] = [];
	for (let index = Math.ceil(from / step - 1e-9); index * step <= to + 1e-9; index++) {
		values.push(Number((index * step).toFixed(6)));
	}
	return values;
}
