import { distanceM } from './geometry.ts';

/** One reading of the device's position: degrees, metres, milliseconds of any clock. */
export interface Reading {
	lon: number;
	lat: number;
	/** Radius in metres within which the device believes it is. */
	accuracyM: number;
	at: number;
}

/** A reading older than this no longer says where the person stands. */
const staleMs = 15_000;
/** A car on a good road; nobody places a record from anything faster. */
const fastestMps = 40;
/** As many in a row that agree among themselves: the position is true, however far. */
const enoughSuspects = 4;

/** What has to be remembered to judge the next reading. */
export interface Following<R extends Reading = Reading> {
	/** The best recent reading. */
	best: R | null;
	/** The last reading that was believed. */
	heard: R | null;
	/** Readings too far away to be true, in a row. */
	suspects: R[];
}

/** A device of which nothing is known yet. */
export const unheard: Following<never> = { best: null, heard: null, suspects: [] };

/** Whether a reading is a place at all: sensors and simulators have given NaN, and accuracies below nothing. */
export function isReading({ lon, lat, accuracyM, at }: Reading): boolean {
	return (
		Number.isFinite(lon) &&
		Number.isFinite(lat) &&
		Number.isFinite(at) &&
		Math.abs(lon) <= 180 &&
		Math.abs(lat) <= 90 &&
		accuracyM >= 0 &&
		accuracyM < Infinity
	);
}

/**
 * Judges one reading while somebody places a record. What cannot have been reached is held back until those
 * that follow agree with it: a signal thrown back by a cliff says 10 km and means nothing.
 * @returns the memory, and whether the reading was believed
 */
export function follow<R extends Reading>(
	memory: Following<R>,
	reading: R
): { memory: Following<R>; believed: boolean } {
	if (!isReading(reading)) return { memory, believed: false };
	const { best, heard, suspects } = memory;
	if (heard && !reachable(heard, reading)) {
		const before = suspects.at(-1);
		const agreed = before && reachable(before, reading) ? [...suspects, reading] : [reading];
		if (agreed.length < enoughSuspects)
			return { memory: { best, heard, suspects: agreed }, believed: false };
		return { memory: { best: reading, heard: reading, suspects: [] }, believed: true };
	}
	return {
		memory: { best: better(best, reading), heard: reading, suspects: [] },
		believed: true
	};
}

/**
 * The better of two readings: the newer one when it is at least as accurate, when the older one has gone
 * stale, or when the person has left. Without it the point would jump away each time a tree hides a satellite.
 */
function better<R extends Reading>(current: R | null, next: R): R {
	if (!current || next.accuracyM <= current.accuracyM) return next;
	// A clock set back makes an old reading look new for as long: either way, it is another time.
	if (Math.abs(next.at - current.at) > staleMs) return next;
	return apart(current, next) > current.accuracyM + next.accuracyM ? next : current;
}

function reachable(from: Reading, to: Reading): boolean {
	const seconds = Math.max(1, Math.abs(to.at - from.at) / 1000);
	return apart(from, to) <= fastestMps * seconds + from.accuracyM + to.accuracyM;
}

function apart(a: Reading, b: Reading): number {
	return distanceM([a.lon, a.lat], [b.lon, b.lat]);
}
