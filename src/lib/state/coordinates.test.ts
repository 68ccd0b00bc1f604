import { describe, expect, it } from 'vitest';
import { geometryFromText, placeFromText, textFromGeometry } from './coordinates';

describe('a typed place', () => {
	it('is in degrees whatever it was typed in, and says what that was', async () => {
		expect(await placeFromText('43,8367 3,9512')).toEqual({
			lon: 3.9512,
			lat: 43.8367,
			system: null
		});
		expect(await placeFromText('L93 700000 6600000')).toEqual({ lon: 3, lat: 46.5, system: 2154 });
		expect(await placeFromText('9G8F+6X', [8.5, 47.4])).toMatchObject({ system: 'plus_code' });
		expect(await placeFromText('9G8F+6X')).toBeNull();
		expect(await placeFromText('capitelle')).toBeNull();
	});
});

describe('geometryFromText', () => {
	it('closes a polygon, and gives back the same text', async () => {
		const text = '43.800000 3.900000\n43.800000 3.910000\n43.810000 3.910000';
		const polygon = await geometryFromText(text, 'polygon');
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

	it('takes Lambert-93 as a cadastral plan has it', async () => {
		expect(await geometryFromText('700 000 6 600 000\n700 000 6 600 100', 'line')).toMatchObject({
			type: 'LineString',
			coordinates: [
				[3, 46.5],
				[3, expect.closeTo(46.5009, 3)]
			]
		});
	});

	it('is null while there are too few vertices or one cannot be read', async () => {
		expect(await geometryFromText('43.8 3.9', 'line')).toBeNull();
		expect(await geometryFromText('43.8 3.9\n43.9 3.9', 'polygon')).toBeNull();
		expect(await geometryFromText('43.8 3.9\nhere', 'line')).toBeNull();
		expect(await geometryFromText('', 'point')).toBeNull();
	});
});
