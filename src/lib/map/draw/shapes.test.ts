import { expect, test } from 'vitest';
import { pointFrom, unwrapped } from './shapes';

test('a point has coordinates to the centimetre', () => {
	expect(pointFrom({ lat: 44.123456789, lng: 3.00000001 })).toEqual({
		type: 'Point',
		coordinates: [3, 44.1234568]
	});
});

test('a shape of several parts is taken out of its wrapper when it has one, and left alone otherwise', () => {
	const ring = [
		[3, 44],
		[4, 44],
		[4, 45],
		[3, 44]
	];
	expect(unwrapped({ type: 'MultiPolygon', coordinates: [[ring]] })).toEqual({
		type: 'Polygon',
		coordinates: [ring]
	});
	const two = {
		type: 'MultiPoint' as const,
		coordinates: [
			[1, 1],
			[2, 2]
		]
	};
	expect(unwrapped(two)).toBe(two);
});
