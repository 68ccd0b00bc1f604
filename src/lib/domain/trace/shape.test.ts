import fc from 'fast-check';
import type { Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { lengthM, validateGeometry, vertexCount } from '../geometry';
import type { TracePiece } from './pieces';
import { gapsOf, simplified, tolerances, traceAccuracyM, traceGeometry } from './shape';
import { atStart, hear, type TracePoint } from './walk';
import { grown } from './pieces';

const degreeM = 111_195;
const lat0 = 43.8;
const shrink = Math.cos((lat0 * Math.PI) / 180);

/** Metres east and north of a corner of the garrigue. */
function at(east: number, north: number, accuracyM = 5): TracePoint {
	return {
		lon: 3.7 + east / (degreeM * shrink),
		lat: lat0 + north / degreeM,
		accuracyM,
		at: 1_700_000_000_000
	};
}

function piece(no: number, points: TracePoint[], gap: TracePiece['gap'] = null): TracePiece {
	return { no, gap, points };
}

function position({ lon, lat }: TracePoint): Position {
	return [lon, lat];
}

/** Metres from a position to the nearest side of a line, on the plane. */
function toLineM(position: Position, line: Position[]): number {
	const flat = ([lon = 0, lat = 0]: Position) => [
		(lon - 3.7) * degreeM * shrink,
		(lat - lat0) * degreeM
	];
	const [x = 0, y = 0] = flat(position);
	const sides = line.slice(1).map((end, i) => {
		const [[ax = 0, ay = 0], [bx = 0, by = 0]] = [flat(line[i]!), flat(end)];
		const [dx, dy] = [bx - ax, by - ay];
		const long = dx * dx + dy * dy;
		const share = long === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / long));
		return Math.hypot(x - ax - share * dx, y - ay - share * dy);
	});
	return Math.min(...sides);
}

describe('the saved line', () => {
	it('never lies further from the walked one than the tolerance it shows', () => {
		const steps = fc.array(
			fc.record({
				east: fc.double({ min: -6, max: 6, noNaN: true }),
				north: fc.double({ min: -6, max: 6, noNaN: true })
			}),
			{ minLength: 3, maxLength: 120 }
		);
		fc.assert(
			fc.property(steps, fc.constantFrom(...tolerances), (walked, tolerance) => {
				let [x, y] = [0, 0];
				const line = walked.map(({ east, north }) => position(at((x += east), (y += north))));
				const kept = simplified(line, tolerance);
				expect([kept[0], kept.at(-1)]).toEqual([line[0], line.at(-1)]);
				for (const one of line) expect(toLineM(one, kept)).toBeLessThanOrEqual(tolerance + 0.01);
			}),
			{ seed: 1, numRuns: 200 }
		);
	});

	it('has the corners of a wall and little else', () => {
		const along = [
			...Array.from({ length: 40 }, (_, i) => at(i * 2.5, Math.sin(i) * 0.6)),
			...Array.from({ length: 40 }, (_, i) => at(100, i * 2.5 + Math.sin(i) * 0.6))
		];
		const line = traceGeometry([piece(0, along)], 2)!;
		expect(line.type).toBe('LineString');
		expect(vertexCount(line)).toBeLessThan(8);
		expect(lengthM(line)).toBeGreaterThan(190);
		expect(lengthM(line)).toBeLessThan(205);
	});

	it('is one part between two gaps, and says where they are', () => {
		const pieces = [
			piece(0, [at(0, 0), at(10, 0)]),
			piece(1, [at(20, 0), at(30, 0)]),
			piece(2, [at(70, 0), at(80, 0)], 'hidden'),
			piece(3, [at(200, 0)], 'paused')
		];
		const line = traceGeometry(pieces, 2);
		expect(line).toMatchObject({ type: 'MultiLineString' });
		expect(line?.coordinates).toHaveLength(2);
		expect(gapsOf(pieces).map(({ cause, metres }) => [cause, Math.round(metres)])).toEqual([
			['hidden', 40],
			['paused', 120]
		]);
	});

	it('is none while no two points join', () => {
		expect(traceGeometry([], 2)).toBeNull();
		expect(traceGeometry([piece(0, [at(0, 0)]), piece(1, [at(90, 0)], 'lost')], 2)).toBeNull();
		expect(traceGeometry([piece(0, [at(0, 0), at(0, 0)])], 2)).toBeNull();
	});

	it('has no thorn where one reading strayed, and keeps a path walked both ways', () => {
		const straight = Array.from({ length: 30 }, (_, i) => at(i * 3, 0));
		const stray = [...straight.slice(0, 15), at(43, 16), ...straight.slice(15)];
		expect(lengthM(traceGeometry([piece(0, stray)], 2)!)).toBeLessThan(90);
		const spur = Array.from({ length: 10 }, (_, i) => at(0, i * 3));
		const both = [...spur, ...spur.toReversed()];
		expect(lengthM(traceGeometry([piece(0, both)], 2)!)).toBeGreaterThan(50);
	});

	it('says the accuracy that half of the points reach', () => {
		expect(traceAccuracyM([])).toBeNull();
		expect(traceAccuracyM([piece(0, [at(0, 0, 3), at(3, 0, 4.26), at(6, 0, 20)])])).toBe(4.3);
	});
});

describe('a walk of a whole day', () => {
	it('of 20,000 readings with jitter becomes a line that the form accepts', () => {
		let state = 11;
		const wander = () =>
			(state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296) / 2 ** 31 - 1;
		let memory = atStart;
		let pieces: readonly TracePiece[] = [];
		for (let i = 0; i < 20_000; i++) {
			const turn = i / 1500;
			const reading = {
				...at(
					900 * Math.sin(turn) + wander() * 1.5,
					900 * Math.cos(turn * 0.8) + wander() * 1.5,
					4
				),
				at: 1_700_000_000_000 + i * 1000
			};
			const heard = hear(memory, reading);
			memory = heard.memory;
			pieces = grown(pieces, heard);
		}
		const line = traceGeometry(pieces, 2)!;
		expect(validateGeometry(line, ['line'])).toEqual([]);
		expect(gapsOf(pieces)).toEqual([]);
		expect(vertexCount(line)).toBeLessThan(4000);
	});
});
