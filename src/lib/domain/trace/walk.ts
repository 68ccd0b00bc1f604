import { distanceM } from '../geometry.ts';

/** One reading of the device's position during a walk. Like a fix of the device: degrees, metres, ms since 1970. */
export interface TracePoint {
	lon: number;
	lat: number;
	accuracyM: number;
	at: number;
}

/**
 * Why nothing is known between two points: the person paused, the page died, the screen was off, no usable
 * position came, or the position jumped.
 */
export const gapCauses = ['paused', 'interrupted', 'hidden', 'lost', 'jump'] as const;
export type GapCause = (typeof gapCauses)[number];

/** What has to be remembered of a walk to judge the next reading. */
export interface WalkMemory {
	/** The last point kept. */
	last: TracePoint | null;
	/** The last reading that was believed, kept or too near to the last point to be one. */
	heard: TracePoint | null;
	/** Whether `last` stands alone: then a better reading of the same place takes its place. */
	alone: boolean;
	/** Readings that nobody on foot can have reached, in a row. */
	suspects: TracePoint[];
	/** Set when the recording stopped: what follows may be elsewhere. */
	broken: GapCause | null;
}

/** What a reading was worth. */
export type Verdict =
	/** Points were added. */
	| 'kept'
	/** The person has not moved enough to tell. */
	| 'still'
	/** Too inaccurate, or no position at all. */
	| 'weak'
	/** Too far to be true, unless what follows agrees. */
	| 'suspect';

/** What a reading adds to a walk. */
export interface Heard {
	memory: WalkMemory;
	verdict: Verdict;
	/** Points to add. */
	added: TracePoint[];
	/** Why the first of them does not join what was before; null when it does. */
	gap: GapCause | null;
	/** The last point gives way to the one added: same place, better known. */
	replaces: boolean;
}

/** Readings less accurate than this draw a street away from the wall. */
const weakM = 25;
/** Nearer than this, a phone's position wanders without anybody moving. */
const nearestM = 2;
/** A runner; whoever walks along a wall is slower. */
const fastestMps = 7;
/** Watches are this fast at most; a clock set back says even less. */
const shortestS = 1;
/** As many readings in a row that agree among themselves: the position is true, however far. */
const enoughSuspects = 5;
/** After this long without a position, what was walked in between is not known… */
const silenceMs = 15_000;
/** …unless it is no longer than this. */
const joinedM = 15;
/** A pause for a photo is no gap; a pause for a gate is. */
const joinedPauseM = 5;

/** A walk of which nothing is known yet. */
export const atStart: WalkMemory = {
	last: null,
	heard: null,
	alone: false,
	suspects: [],
	broken: null
};

/** Goes on from the last point of what was recorded before. */
export function after(last: TracePoint | null, cause: GapCause): WalkMemory {
	return { ...atStart, last, heard: last, broken: last && cause };
}

/** The recording stopped, or may have missed something: what comes next is judged by where it is. */
export function breakOff(memory: WalkMemory, cause: GapCause): WalkMemory {
	if (!memory.last) return memory;
	return { ...memory, alone: false, suspects: [], broken: memory.broken ?? cause };
}

/** Judges one reading. Pure: the same walk read again gives the same points. */
export function hear(memory: WalkMemory, reading: TracePoint): Heard {
	const none = { added: [], gap: null, replaces: false };
	if (!isPlace(reading)) return { memory, verdict: 'weak', ...none };
	const { last, heard, broken } = memory;
	if (!last || !heard) return keep(memory, [reading], null);
	// Given twice: a watch that starts again repeats what it had. A simulated one may give each the same time.
	if (reading.at === heard.at && isAt(heard, reading) && !broken)
		return { memory, verdict: 'still', ...none };

	const metres = distance(last, reading);
	if (broken) {
		const joined = metres <= (broken === 'paused' ? joinedPauseM : joinedM);
		if (!joined) return keep(memory, [reading], broken);
	} else if (!reachable(heard, reading, metres)) return suspect(memory, reading);
	else if (reading.at - heard.at > silenceMs && metres > joinedM)
		return keep(memory, [reading], 'lost');

	const believed = { ...memory, heard: reading, suspects: [], broken: null };
	if (memory.alone && settles(last, reading, metres)) {
		const better = { ...believed, last: reading };
		return { memory: better, verdict: 'kept', added: [reading], gap: null, replaces: true };
	}
	return metres < spacingM(reading)
		? { memory: believed, verdict: 'still', ...none }
		: keep(memory, [reading], null);
}

function isAt(a: TracePoint, b: TracePoint): boolean {
	return a.lon === b.lon && a.lat === b.lat;
}

/** The last place heard of, when the walk went on beyond its last point: the end of the wall is there. */
export function tailOf({ last, heard }: WalkMemory): TracePoint | null {
	return last && heard && distance(last, heard) >= 1 ? heard : null;
}

function keep(memory: WalkMemory, added: TracePoint[], gap: GapCause | null): Heard {
	const last = added.at(-1) ?? memory.last;
	const alone = added.length === 1 && (memory.last === null || gap !== null);
	return {
		memory: { last, heard: last, alone, suspects: [], broken: null },
		verdict: 'kept',
		added,
		gap,
		replaces: false
	};
}

/** A reading out of reach is believed when those that follow agree with it, and only then. */
function suspect(memory: WalkMemory, reading: TracePoint): Heard {
	const before = memory.suspects.at(-1);
	const agrees = before !== undefined && reachable(before, reading, distance(before, reading));
	const suspects = agrees ? [...memory.suspects, reading] : [reading];
	if (suspects.length >= enoughSuspects) return keep(memory, spaced(suspects), 'jump');
	return {
		memory: { ...memory, suspects },
		verdict: 'suspect',
		added: [],
		gap: null,
		replaces: false
	};
}

/** The same place as the first guess, for all that one knew, and better known. */
function settles(first: TracePoint, reading: TracePoint, metres: number): boolean {
	return reading.accuracyM <= 0.8 * first.accuracyM && metres <= first.accuracyM;
}

/** How far the next point must be: the worse the position, the more of it is wandering. */
function spacingM({ accuracyM }: TracePoint): number {
	return Math.max(nearestM, accuracyM / 2);
}

function spaced(points: TracePoint[]): TracePoint[] {
	const kept: TracePoint[] = [];
	for (const point of points) {
		const last = kept.at(-1);
		if (!last || distance(last, point) >= spacingM(point)) kept.push(point);
	}
	return kept;
}

function reachable(from: TracePoint, to: TracePoint, metres: number): boolean {
	// A clock that was set forward makes far places reachable, which silence then tells as a gap.
	const seconds = Math.max(shortestS, (to.at - from.at) / 1000);
	return metres <= fastestMps * seconds + from.accuracyM + to.accuracyM;
}

/** Something a line can be drawn through; some simulated positions have no accuracy, or less than none. */
function isPlace({ lon, lat, at, accuracyM }: TracePoint): boolean {
	return (
		accuracyM >= 0 &&
		accuracyM <= weakM &&
		Number.isFinite(lon) &&
		Number.isFinite(lat) &&
		Number.isFinite(at) &&
		Math.abs(lon) <= 180 &&
		Math.abs(lat) <= 90
	);
}

function distance(a: TracePoint, b: TracePoint): number {
	return distanceM([a.lon, a.lat], [b.lon, b.lat]);
}
