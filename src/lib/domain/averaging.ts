import { roundedM } from './position.ts';
import { isReading, type Reading } from './readings.ts';
import type { Position } from './record.ts';

/** What several readings of one place say together. */
export interface Average {
	lon: number;
	lat: number;
	/** How far the average may be off, in metres, as a single reading's accuracy says it (68 %). */
	accuracyM: number;
	/** Metres from the average within which two thirds of the readings kept lie. */
	spreadM: number;
	/** Readings that count: those of one and the same place count once. */
	kept: number;
	/** Readings set aside: too vague, or elsewhere. */
	dropped: number;
	/** From the first to the last reading kept. */
	seconds: number;
	/** They wander more than they say they do: somebody walks, or signals are thrown back. */
	unsteady: boolean;
}

/** A reading this vague adds nothing to a place one wants to find again. */
const vagueM = 100;
/** Nor does one that is so much vaguer than the best. */
const vaguer = 5;
/** Readings beyond so many times the usual distance from the middle are elsewhere. */
const strayFactor = 3;
/** Nearer than this nothing strays, however well the others agree. */
const strayM = 2;
/** Readings of a phone lying on a stone stay within this. */
const wanderM = 8;
/** Satellites err alike for about so long: readings closer in time say the same thing twice. */
const memoryS = 30;
/** No receiver is known to the millimetre; also keeps weights finite. */
const finestM = 0.1;

/** Fewer readings than this are no average. */
const FEWEST = 3;
/** From so many readings over so many seconds on, waiting longer tells little. */
const enough = { readings: 20, seconds: 30 };

/** A reading in metres east and north of the first. */
interface Spot extends Reading {
	x: number;
	y: number;
}

/**
 * Where a device that stands still is, by its readings: weighted by their accuracy, without those that stray.
 * `at` must be of a clock nobody sets. Null while there are fewer than {@link FEWEST} that differ.
 */
export function averageOf(readings: readonly Reading[]): Average | null {
	const usable = distinct(readings.filter(isReading));
	const best = Math.min(...usable.map(({ accuracyM }) => accuracyM));
	const limit = Math.min(vagueM, Math.max(vaguer * best, 10));
	const [origin, ...others] = usable.filter(({ accuracyM }) => accuracyM <= limit);
	if (!origin || others.length + 1 < FEWEST) return null;

	const scale = metresPerDegree(origin.lat);
	const spots = [origin, ...others].map((one) => ({
		...one,
		x: eastOf(origin, one) * scale.lon,
		y: (one.lat - origin.lat) * scale.lat
	}));
	const { middle, kept } = settle(spots);
	const spreadM = quantile(kept.map(distanceFrom(middle)), 0.68);
	const usual = usualAccuracy(kept);
	const times = kept.map(({ at }) => at);
	const seconds = Math.max(0, (Math.max(...times) - Math.min(...times)) / 1000);
	return {
		lon: wrapped(origin.lon + middle.x / scale.lon),
		lat: round(origin.lat + middle.y / scale.lat),
		accuracyM: Math.max(usual, spreadM) / Math.sqrt(worth(kept.length, seconds)),
		spreadM,
		kept: kept.length,
		dropped: readings.length - (readings.filter(isReading).length - usable.length) - kept.length,
		seconds,
		unsteady: spreadM > Math.max(wanderM, 1.5 * usual)
	};
}

/** Whether waiting longer would tell little more. */
export function isEnough({ kept, seconds }: Average): boolean {
	return kept >= enough.readings && seconds >= enough.seconds;
}

/** How a record placed at an average says so. */
export function averagedPosition({ accuracyM, spreadM, kept }: Average): Position {
	return {
		method: 'averaged',
		accuracy_m: roundedM(accuracyM),
		samples: kept,
		spread_m: roundedM(spreadM)
	};
}

/** How many independent readings they amount to. */
function worth(kept: number, seconds: number): number {
	return Math.min(kept, 1 + seconds / memoryS);
}

/** A device that repeats itself to the last digit has not measured again. */
function distinct(readings: readonly Reading[]): Reading[] {
	const seen = new Map<string, Reading>();
	for (const one of readings) {
		const key = `${one.lon} ${one.lat}`;
		const before = seen.get(key);
		if (!before || one.accuracyM < before.accuracyM) seen.set(key, one);
	}
	return [...seen.values()];
}

/** The weighted mean of what lies together, found again until nothing more strays from it. */
function settle(spots: Spot[]): { middle: { x: number; y: number }; kept: Spot[] } {
	let middle = { x: median(spots.map(({ x }) => x)), y: median(spots.map(({ y }) => y)) };
	let kept = spots;
	for (let round = 0; round < 10; round++) {
		const from = distanceFrom(middle);
		const limit = Math.max(strayM, strayFactor * median(spots.map(from)));
		const near = spots.filter((one) => from(one) <= limit);
		middle = weightedMean(near);
		if (near.length === kept.length && round > 0) break;
		kept = near;
	}
	return { middle, kept };
}

function weightedMean(spots: readonly Spot[]): { x: number; y: number } {
	let [x, y, total] = [0, 0, 0];
	for (const one of spots) {
		const weight = 1 / Math.max(one.accuracyM, finestM) ** 2;
		x += one.x * weight;
		y += one.y * weight;
		total += weight;
	}
	return { x: x / total, y: y / total };
}

/** Accuracy of one of them, the good ones counting more. */
function usualAccuracy(spots: readonly Spot[]): number {
	const weights = spots.map(({ accuracyM }) => 1 / Math.max(accuracyM, finestM) ** 2);
	const total = weights.reduce((sum, one) => sum + one, 0);
	return spots.reduce((sum, { accuracyM }, i) => sum + accuracyM * (weights[i] ?? 0), 0) / total;
}

const distanceFrom =
	(middle: { x: number; y: number }) =>
	({ x, y }: Spot): number =>
		Math.hypot(x - middle.x, y - middle.y);

function quantile(values: readonly number[], share: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	return (
		sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? 0
	);
}

const median = (values: readonly number[]) => quantile(values, 0.5);

function metresPerDegree(lat: number): { lon: number; lat: number } {
	const degreeM = 111_195;
	// At a pole every longitude is the same place.
	return { lat: degreeM, lon: degreeM * Math.max(0.001, Math.cos((lat * Math.PI) / 180)) };
}

/** Degrees east of the first, the short way round. */
function eastOf(origin: Reading, one: Reading): number {
	const east = one.lon - origin.lon;
	return east > 180 ? east - 360 : east < -180 ? east + 360 : east;
}

const wrapped = (lon: number) => round(lon > 180 ? lon - 360 : lon < -180 ? lon + 360 : lon);
const round = (degrees: number) => Number(degrees.toFixed(7));
