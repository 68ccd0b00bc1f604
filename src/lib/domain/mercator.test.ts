import { expect, test } from 'vitest';
import { mercatorX, mercatorY } from './mercator.ts';

test('the Mercator square has its corners where tiles have them', () => {
	expect([mercatorX(-180), mercatorX(0), mercatorX(180)]).toEqual([0, 0.5, 1]);
	expect(mercatorY(0)).toBeCloseTo(0.5, 12);
	expect(mercatorY(85.0511287798)).toBeCloseTo(0, 9);
	expect(mercatorY(90)).toBe(mercatorY(85.0511287798));
	// The same by the other formula of the projection (OpenStreetMap wiki, “Slippy map tilenames”).
	const other = (lat: number) => (1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2;
	for (const lat of [44.1253, -21.1, 60]) expect(mercatorY(lat)).toBeCloseTo(other(lat), 12);
});
