import { describe, expect, it } from 'vitest';
import { geometryFromText, readDegrees, readPair, textFromGeometry } from './coordinates';

describe('readDegrees', () => {
	it('reads what maps, phones and guidebooks write', () => {
		expect(readDegrees('43.8367')).toBeCloseTo(43.8367);
		expect(readDegrees(' 43,8367° N ')).toBeCloseTo(43.8367);
		expect(readDegrees('43°50\'12" N')).toBeCloseTo(43.83667, 4);
		expect(readDegrees('3° 57’ 4″ O')).toBeCloseTo(-3.95111, 4);
		expect(readDegrees('W 3.5')).toBeCloseTo(-3.5);
		expect(readDegrees('−3,5')).toBeCloseTo(-3.5);
	});

	it('refuses what it would have to guess', () => {
		for (const text of ['', 'north', '43.8.3', "43°75'", '43 50'])
			expect(readDegrees(text)).toBeNull();
	});
});

describe('readPair', () => {
	it('takes latitude first, with either decimal sign', () => {
		expect(readPair('43.8367, 3.9512')).toEqual([3.9512, 43.8367]);
		expect(readPair('43,8367 3,9512')).toEqual([3.9512, 43.8367]);
		expect(readPair('43,8367 ; 3,9512')).toEqual([3.9512, 43.8367]);
	});

	it('refuses one or three numbers', () => {
		expect(readPair('43.8')).toBeNull();
		expect(readPair('43.8 3.9 120')).toBeNull();
	});
});

describe('geometryFromText', () => {
	it('closes a polygon, and gives back the same text', () => {
		const text = '43.800000 3.900000\n43.800000 3.910000\n43.810000 3.910000';
		const polygon = geometryFromText(text, 'polygon');
		expect(polygon).toEqual({
			type: 'Polygon',
			coordinates: [
				[
					[3.9, 43.8],
					[3.91, 43.8],
					[3.91, 43.81],
					[3.9, 43.8]
				]
			]
		});
		expect(textFromGeometry(polygon)).toBe(text);
	});

	it('is null while there are too few vertices or one cannot be read', () => {
		expect(geometryFromText('43.8 3.9', 'line')).toBeNull();
		expect(geometryFromText('43.8 3.9\n43.9 3.9', 'polygon')).toBeNull();
		expect(geometryFromText('43.8 3.9\nhere', 'line')).toBeNull();
		expect(geometryFromText('', 'point')).toBeNull();
	});
});
