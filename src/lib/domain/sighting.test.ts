import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bearingTo, destination, meanBearing } from './bearing.ts';
import { distanceM } from './geometry.ts';
import { positionProblem } from './position.ts';
import { sightedAs, sightedFrom, sightedPlace } from './sighting.ts';

const here = { lon: 4.4131, lat: 43.9116, accuracyM: 6 };

describe('a thing seen from where one stands', () => {
	it('lies where bearing and distance say, as far off as both may be', () => {
		const { point, position } = sightedPlace(here, 90, 200);
		expect(point[0]).toBeGreaterThan(here.lon);
		expect(distanceM([here.lon, here.lat], point)).toBeCloseTo(200, 0);
		expect(position).toEqual({
			method: 'sighted',
			accuracy_m: 40.4,
			bearing: 90,
			distance_m: 200
		});
	});

	it('put on the map, says how it is seen and nothing of how sure that is', () => {
		const { point } = sightedPlace(here, 47, 120);
		expect(sightedAs(here, point)).toEqual({
			method: 'sighted',
			accuracy_m: null,
			bearing: 47,
			distance_m: 120
		});
	});

	it('leads back to where the person stood', () => {
		const { point, position } = sightedPlace(here, 301.2, 850);
		const from = sightedFrom(point, position);
		expect(from && distanceM([from.lon, from.lat], [here.lon, here.lat])).toBeLessThan(0.5);
		expect(sightedFrom(point, { method: 'gps', accuracy_m: 4 })).toBeNull();
	});

	it('is always a position the server takes', () => {
		const bearing = fc.double({ min: -720, max: 720, noNaN: true });
		const metres = fc.double({ min: 0, max: 20_000, noNaN: true });
		fc.assert(
			fc.property(bearing, metres, (towards, distance) => {
				const { point, position } = sightedPlace(here, ((towards % 360) + 360) % 360, distance);
				expect(positionProblem(position)).toBeNull();
				expect(positionProblem(sightedAs(here, point))).toBeNull();
			}),
			{ seed: 5 }
		);
	});
});

describe('bearings', () => {
	it('go out and come back', () => {
		const lon = fc.double({ min: -180, max: 180, noNaN: true });
		const lat = fc.double({ min: -80, max: 80, noNaN: true });
		const bearing = fc.double({ min: 0, max: 359.9, noNaN: true });
		fc.assert(
			fc.property(lon, lat, bearing, (x, y, towards) => {
				const to = destination([x, y], towards, 1000);
				expect(distanceM([x, y], to)).toBeCloseTo(1000, 0);
				const turn = Math.abs(bearingTo([x, y], to) - towards);
				expect(Math.min(turn, 360 - turn)).toBeLessThan(0.1);
			}),
			{ seed: 5 }
		);
	});

	it('meet at north', () => {
		expect(meanBearing([359, 3])).toBeCloseTo(1, 5);
		expect(meanBearing([350, 20])).toBeCloseTo(5, 5);
		expect(meanBearing([90, 270])).toBeNull();
		expect(meanBearing([])).toBeNull();
	});
});
