import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { averageOf, isEnough } from './averaging.ts';
import { distanceM } from './geometry.ts';
import type { Reading } from './readings.ts';

const here = { lon: 4.4131, lat: 43.9116 };
const degreeM = 111_195;
const shrink = Math.cos((here.lat * Math.PI) / 180);

/** A reading so many metres off, one each second. */
const off = (east: number, north: number, second: number, accuracyM = 5): Reading => ({
	lon: here.lon + east / (degreeM * shrink),
	lat: here.lat + north / degreeM,
	accuracyM,
	at: second * 1000
});
/** Readings around the place, the same each time. */
const around = (count: number, metres = 3, accuracyM = 5): Reading[] =>
	Array.from({ length: count }, (_, i) =>
		off(metres * Math.cos(i * 2.4), metres * Math.sin(i * 2.4), i, accuracyM)
	);
const away = (average: { lon: number; lat: number } | null) =>
	average ? distanceM([average.lon, average.lat], [here.lon, here.lat]) : NaN;

describe('the average of readings of one place', () => {
	it('is nearer than they are, and says how many, how spread and how sure', () => {
		const average = averageOf(around(40));
		expect(away(average)).toBeLessThan(0.5);
		expect(average).toMatchObject({ kept: 40, dropped: 0, seconds: 39 });
		expect(average?.spreadM).toBeCloseTo(3, 0);
		// Forty seconds of satellites that err alike are worth two readings and a bit, not forty.
		expect(average?.accuracyM).toBeGreaterThan(2);
		expect(average?.accuracyM).toBeLessThan(5);
		expect(average && isEnough(average)).toBe(true);
	});

	it('drops what jumped 10 km, what is only known within 5 km and what is no place', () => {
		const average = averageOf([
			...around(12),
			off(10_000, 0, 12, 4),
			off(0, -10_000, 13, 4),
			off(60, 20, 14),
			off(200, 0, 15, 5000),
			{ ...off(0, 0, 16), lat: NaN },
			{ ...off(0, 0, 17), accuracyM: -1 }
		]);
		expect(away(average)).toBeLessThan(0.7);
		expect(average).toMatchObject({ kept: 12, dropped: 6 });
	});

	it('lets good readings count more than vague ones', () => {
		const average = averageOf([
			...around(5, 1, 3),
			...around(5, 1, 12).map((one) => ({ ...one, lat: one.lat + 8 / degreeM }))
		]);
		expect(away(average)).toBeLessThan(1.5);
	});

	it('counts a device that repeats itself once, and knows nothing from it alone', () => {
		expect(averageOf(Array.from({ length: 30 }, (_, i) => off(0, 0, i)))).toBeNull();
		const some = around(4);
		const repeated = Array.from({ length: 5 }, () => some).flat();
		expect(averageOf(repeated)).toMatchObject({ kept: 4, dropped: 0 });
	});

	it('is none with too few readings', () => {
		expect(averageOf([])).toBeNull();
		expect(averageOf(around(2))).toBeNull();
		expect(averageOf([...around(2), off(0, 0, 3, 5000)])).toBeNull();
	});

	it('says when somebody walked meanwhile', () => {
		const walked = averageOf(Array.from({ length: 40 }, (_, i) => off(i * 1.2, 0, i)));
		expect(walked?.unsteady).toBe(true);
		expect(averageOf(around(40))?.unsteady).toBe(false);
	});

	it('crosses the date line', () => {
		const [a, b, c] = around(3).map((one, i) => ({
			...one,
			lon: i === 0 ? 179.99999 : -179.99999
		}));
		const average = averageOf([a!, b!, c!]);
		expect(Math.abs(average?.lon ?? 0)).toBeGreaterThan(179.9999);
	});

	it('never falls outside the readings, nor throws, whatever it is given', () => {
		const number = fc.oneof(fc.double(), fc.constantFrom(0, 1e9, -1, NaN, Infinity));
		const reading = fc.record({
			lon: fc.oneof(fc.double({ min: 4.41, max: 4.42, noNaN: true }), number),
			lat: fc.oneof(fc.double({ min: 43.91, max: 43.92, noNaN: true }), number),
			accuracyM: fc.oneof(fc.double({ min: 0, max: 50, noNaN: true }), number),
			at: fc.oneof(fc.integer({ min: 0, max: 90_000 }), number)
		});
		fc.assert(
			fc.property(fc.array(reading, { maxLength: 40 }), (readings) => {
				const average = averageOf(readings);
				if (!average) return;
				const lats = readings.map(({ lat }) => lat).filter((lat) => Math.abs(lat) <= 90);
				expect(average.lat).toBeGreaterThanOrEqual(Math.min(...lats) - 1e-6);
				expect(average.lat).toBeLessThanOrEqual(Math.max(...lats) + 1e-6);
				expect(Math.abs(average.lon)).toBeLessThanOrEqual(180);
				expect(average.kept + average.dropped).toBeLessThanOrEqual(readings.length);
				expect(average.accuracyM).toBeGreaterThanOrEqual(0);
				expect(Number.isFinite(average.spreadM)).toBe(true);
			}),
			{ seed: 5 }
		);
	});
});
