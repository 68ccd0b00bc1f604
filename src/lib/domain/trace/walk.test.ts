import { describe, expect, it } from 'vitest';
import { distanceM } from '../geometry';
import { grown, legsOf, lastPoint, pointCount, type TracePiece } from './pieces';
import { gapsOf } from './shape';
import {
	after,
	atStart,
	breakOff,
	hear,
	tailOf,
	type TracePoint,
	type Verdict,
	type WalkMemory
} from './walk';

const start = { lon: 3.7, lat: 43.8 };
const metresNorth = 1 / 111_195;
const metresEast = metresNorth / Math.cos((start.lat * Math.PI) / 180);

/** A reading so many metres north and east of where the walk starts, at a second of it. */
function at(second: number, north: number, east = 0, accuracyM = 5): TracePoint {
	return {
		lon: start.lon + east * metresEast,
		lat: start.lat + north * metresNorth,
		accuracyM,
		at: 1_700_000_000_000 + second * 1000
	};
}

/** Numbers between -1 and 1 that are the same each time. */
function noise(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
		return (state / 4_294_967_296) * 2 - 1;
	};
}

/** Walks at 1.2 m/s straight north, one reading a second. */
function stroll(seconds: number, from = 0, east: (second: number) => number = () => 0) {
	return Array.from({ length: seconds }, (_, i) => at(from + i, (from + i) * 1.2, east(from + i)));
}

class Walk {
	memory: WalkMemory = atStart;
	pieces: readonly TracePiece[] = [];
	verdicts: Verdict[] = [];

	read(...readings: TracePoint[]): this {
		for (const reading of readings) {
			const heard = hear(this.memory, reading);
			this.memory = heard.memory;
			this.verdicts.push(heard.verdict);
			this.pieces = grown(this.pieces, heard);
		}
		return this;
	}

	get causes() {
		return gapsOf(this.pieces).map(({ cause, metres }) => [cause, Math.round(metres)]);
	}

	get lengths() {
		return legsOf(this.pieces).map((leg) => leg.length);
	}
}

describe('a walk without trouble', () => {
	it('keeps a point every few metres, in one stretch', () => {
		const walk = new Walk().read(...stroll(100));
		expect(walk.causes).toEqual([]);
		const [leg = []] = legsOf(walk.pieces);
		expect(leg.length).toBeGreaterThan(30);
		const steps = leg
			.slice(1)
			.map((point, i) => distanceM([leg[i]!.lon, leg[i]!.lat], [point.lon, point.lat]));
		expect(Math.min(...steps)).toBeGreaterThanOrEqual(2);
	});

	it('gains no length from standing still while the position wanders', () => {
		const wander = noise(7);
		const walk = new Walk().read(at(0, 0));
		for (let second = 1; second < 300; second++)
			walk.read(at(second, wander() * 1.7, wander() * 1.7, 5));
		expect(pointCount(walk.pieces)).toBeLessThanOrEqual(2);
	});

	it('begins where the position settled, not where the first guess was', () => {
		const walk = new Walk().read(at(0, 8, 0, 24), at(1, 1, 0, 12), at(2, 0, 0, 4));
		expect(pointCount(walk.pieces)).toBe(1);
		expect(lastPoint(walk.pieces)).toMatchObject({ lat: start.lat, accuracyM: 4 });
	});

	it('ends where the person stopped, even half a step after the last point', () => {
		const walk = new Walk().read(at(0, 0), at(4, 5), at(5, 6.5));
		expect(pointCount(walk.pieces)).toBe(2);
		expect(tailOf(walk.memory)).toMatchObject({ lat: at(5, 6.5).lat });
		expect(tailOf(new Walk().read(at(0, 0)).memory)).toBeNull();
	});

	it('stays in small stretches that join, however long it is', () => {
		const walk = new Walk().read(...stroll(3000));
		expect(walk.pieces.length).toBeGreaterThan(3);
		expect(walk.pieces.every(({ points }) => points.length <= 200)).toBe(true);
		expect(walk.pieces.map(({ no }) => no)).toEqual(walk.pieces.map((_, i) => i));
		expect(walk.lengths).toEqual([pointCount(walk.pieces)]);
	});
});

describe('readings that are not to be believed', () => {
	it('of an accuracy of 5,000 m, or of none, are left out', () => {
		const readings = [
			at(0, 0, 0, 5000),
			at(1, 0, 0, NaN),
			at(1, 0, 0, -1),
			at(2, 0),
			at(6, 6, 0, 5000)
		];
		const walk = new Walk().read(...readings);
		expect(walk.verdicts).toEqual(['weak', 'weak', 'weak', 'kept', 'weak']);
	});

	it('without a place, or off the earth, are left out', () => {
		const nowhere = [NaN, Infinity, 200].map((lon) => ({ ...at(1, 0), lon }));
		expect(new Walk().read(...nowhere).verdicts).toEqual(['weak', 'weak', 'weak']);
	});

	it('that jump ten kilometres away and come back leave no trace', () => {
		const walk = new Walk().read(...stroll(20), at(20, 10_000), at(21, 10_000), ...stroll(20, 22));
		expect(walk.verdicts.filter((one) => one === 'suspect')).toHaveLength(2);
		expect(walk.causes).toEqual([]);
		expect(walk.lengths).toHaveLength(1);
	});

	it('are believed in the end when they all agree, as a new stretch', () => {
		const there = Array.from({ length: 30 }, (_, i) => at(20 + i, 10_000 + i * 1.2));
		const walk = new Walk().read(...stroll(20), ...there);
		expect(walk.causes).toEqual([['jump', 9978]]);
		expect(walk.lengths).toHaveLength(2);
	});

	it('scattered all over are never believed', () => {
		const scatter = noise(3);
		const wild = Array.from({ length: 40 }, (_, i) =>
			at(20 + i, scatter() * 10_000, scatter() * 10_000)
		);
		const walk = new Walk().read(...stroll(20), ...wild, ...stroll(10, 60));
		expect(walk.lengths).toHaveLength(walk.causes.length + 1);
		expect(walk.causes.filter(([cause]) => cause === 'jump')).toEqual([]);
	});

	it('given twice count once', () => {
		const walk = new Walk().read(at(0, 0), at(4, 5), at(4, 5), at(4, 5));
		expect(walk.verdicts).toEqual(['kept', 'kept', 'still', 'still']);
	});
});

describe('gaps (fault-20)', () => {
	it('are marked where no position came while the person went on', () => {
		const walk = new Walk().read(...stroll(20), ...stroll(20, 60));
		expect(walk.causes.map(([cause]) => cause)).toEqual(['lost']);
		expect(walk.lengths).toHaveLength(2);
	});

	it('are none when the person stood still meanwhile, or went a few steps', () => {
		const walk = new Walk().read(...stroll(20), at(300, 19 * 1.2), at(330, 19 * 1.2 + 8));
		expect(walk.causes).toEqual([]);
	});

	it('are none while the position is only now and then good enough', () => {
		const mixed = stroll(60).map((point, i) => ({ ...point, accuracyM: i % 8 === 0 ? 6 : 60 }));
		expect(new Walk().read(...mixed).causes).toEqual([]);
	});

	it('after a pause are told from a pause for a photo', () => {
		const walk = new Walk().read(...stroll(20));
		walk.memory = breakOff(walk.memory, 'paused');
		walk.read(
			at(200, 19 * 1.2 + 2),
			...stroll(10, 201).map((p, i) => ({ ...p, ...at(201 + i, 25 + i) }))
		);
		expect(walk.causes).toEqual([]);
		walk.memory = breakOff(walk.memory, 'paused');
		walk.read(at(400, 45), at(404, 50));
		expect(walk.causes).toEqual([['paused', 11]]);
	});

	it('after a dead page or a locked screen go by what was walked unseen', () => {
		const before = new Walk().read(...stroll(20));
		for (const cause of ['interrupted', 'hidden'] as const) {
			const near = new Walk();
			near.pieces = before.pieces;
			near.memory = after(lastPoint(before.pieces), cause);
			near.read(at(500, 19 * 1.2 + 12), at(505, 19 * 1.2 + 18));
			expect(near.causes).toEqual([]);
			const far = new Walk();
			far.pieces = before.pieces;
			far.memory = after(lastPoint(before.pieces), cause);
			far.read(at(500, 80), at(505, 86));
			expect(far.causes.map(([why]) => why)).toEqual([cause]);
			expect(far.lengths).toHaveLength(2);
		}
	});

	it('keep the first cause when one trouble follows another', () => {
		const walk = new Walk().read(...stroll(20));
		walk.memory = breakOff(breakOff(walk.memory, 'paused'), 'hidden');
		walk.read(at(400, 90), at(404, 95));
		expect(walk.causes.map(([cause]) => cause)).toEqual(['paused']);
	});
});

describe('a clock that is wrong (fault-19)', () => {
	it('set back by a year in the middle of the walk costs no point', () => {
		const year = 365 * 86_400_000;
		const late = stroll(20, 20).map((point) => ({ ...point, at: point.at - year }));
		const walk = new Walk().read(...stroll(20), ...late);
		expect(walk.causes).toEqual([]);
		expect(walk.verdicts).not.toContain('suspect');
	});

	it('set forward by a year is no gap: the person has not moved meanwhile', () => {
		const year = 365 * 86_400_000;
		const late = stroll(20, 20).map((point) => ({ ...point, at: point.at + year }));
		expect(new Walk().read(...stroll(20), ...late).causes).toEqual([]);
	});

	it('that stands still in a simulated position costs nothing of the walk', () => {
		const frozen = stroll(60).map((point) => ({ ...point, at: 0 }));
		const walk = new Walk().read(...frozen);
		expect((lastPoint(walk.pieces)!.lat - start.lat) / metresNorth).toBeGreaterThan(65);
		expect(walk.causes).toEqual([]);
	});
});
