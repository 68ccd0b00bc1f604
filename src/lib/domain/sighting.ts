import { bearingTo, destination } from './bearing.ts';
import { distanceM } from './geometry.ts';
import { roundedM } from './position.ts';
import type { Position } from './record.ts';

/** Where somebody stands who sees a thing over there. */
export interface Standing {
	lon: number;
	lat: number;
	/** Metres; null when the device did not say. */
	accuracyM: number | null;
}

/** A step of somebody who walks among stones; seven make five metres. */
const STEP_M = 0.7;

/** Nearer than this, one stands at it; farther, one cannot say which. */
export const SIGHT_RANGE_M = { min: 1, max: 20_000 };

/**
 * Share of the distance that is not known: a phone's compass is right within ten degrees (0.18), a distance
 * judged by eye or by steps within about as much.
 */
const UNSURE = 0.2;

/** Metres of so many steps. */
export function stepsM(steps: number): number {
	return steps * STEP_M;
}

/** A place seen from another, by direction and distance. */
export function sightedPlace(
	from: Standing,
	bearing: number,
	metres: number
): { point: [number, number]; position: Position } {
	const known = Math.hypot(from.accuracyM ?? 0, UNSURE * metres);
	return {
		point: destination([from.lon, from.lat], bearing, metres),
		position: sighted(bearing, metres, roundedM(known))
	};
}

/** How a point put on the map is seen from where one stands; how well it was put there nobody measured. */
export function sightedAs(from: Standing, point: readonly [number, number]): Position {
	const here = [from.lon, from.lat] as const;
	return sighted(bearingTo(here, point), distanceM([...here], [...point]), null);
}

/** Where the person stood who sighted a point; null when that is not known. */
export function sightedFrom(
	point: readonly [number, number],
	{ bearing, distance_m }: Position
): Standing | null {
	if (bearing === undefined || distance_m === undefined) return null;
	const [lon, lat] = destination(point, bearing + 180, distance_m);
	return { lon, lat, accuracyM: null };
}

function sighted(bearing: number, metres: number, accuracy_m: number | null): Position {
	return {
		method: 'sighted',
		accuracy_m,
		bearing: (Math.round(bearing * 10) / 10) % 360,
		distance_m: roundedM(Math.min(metres, 100_000))
	};
}
