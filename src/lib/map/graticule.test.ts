import fc from 'fast-check';
import { expect, test } from 'vitest';
import { graticuleFor } from './graticule';

test('lines are round numbers inside the area', () => {
	expect(graticuleFor([3.51, 43.9, 3.99, 44.2])).toEqual({
		step: 0.05,
		digits: 2,
		meridians: [3.55, 3.6, 3.65, 3.7, 3.75, 3.8, 3.85, 3.9, 3.95],
		parallels: [43.9, 43.95, 44, 44.05, 44.1, 44.15, 44.2]
	});
});

test('there are never more than thirteen lines, and some as soon as the area is larger than the finest step', () => {
	const lon = fc.double({ min: -180, max: 179, noNaN: true });
	const lat = fc.double({ min: -84, max: 83, noNaN: true });
	const size = fc.double({ min: 0.0005, max: 1, noNaN: true });
	fc.assert(
		fc.property(lon, lat, size, (west, south, span) => {
			const { meridians, parallels, step } = graticuleFor([west, south, west + span, south + span]);
			expect(meridians.length).toBeLessThanOrEqual(13);
			expect(parallels.length).toBeLessThanOrEqual(13);
			expect(meridians.length).toBeGreaterThan(0);
			expect(step).toBeGreaterThan(0);
		})
	);
});

test('the whole world has thirteen meridians and stays inside the square', () => {
	const { meridians, parallels } = graticuleFor([-200, -90, 200, 90]);
	expect(meridians[0]).toBe(-180);
	expect(meridians.at(-1)).toBe(180);
	expect(Math.max(...parallels.map(Math.abs))).toBeLessThanOrEqual(85);
});
