import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { readCoordinates } from './coordinates.ts';
import { placeOfPlusCode } from './plus-codes.ts';
import { toLonLat } from './projections.ts';

/** Near Poulx, in the Garrigues. */
const lat = 43.83667;
const lon = 3.95111;

describe('degrees', () => {
	test.each([
		'43.83667, 3.95111',
		'43.83667,3.95111',
		'43,83667 3,95111',
		'43,83667,3,95111',
		'43,83667 ; 3,95111',
		'43.83667/3.95111',
		'(43.83667, 3.95111)',
		'43.83667° N 3.95111° E',
		'N43.83667 E3.95111',
		'43.83667N3.95111E',
		'E 3.95111, N 43.83667',
		'3.95111 43.83667',
		'[3.95111, 43.83667]',
		'lat: 43.83667 lon: 3.95111',
		'longitude 3.95111 latitude 43.83667',
		'Latitude = 43,83667 Longitude = 3,95111',
		'43°50\'12"N 3°57\'4"E',
		'43° 50’ 12″ N, 3° 57’ 4″ E',
		"43°50''12 3°57''4".replaceAll("''", "'"),
		'43º50´12" 3º57´4"',
		'N 43 50 12 E 3 57 4',
		'43 50 12 N 3 57 4 E',
		'43 degrés 50 minutes 12 secondes nord, 3 degrés 57 minutes 4 secondes est',
		"N 43° 50.2' E 3° 57.0667'",
		'43°50.2N 3°57.0667E',
		'geo:43.83667,3.95111;u=12',
		'https://www.openstreetmap.org/#map=17/43.83667/3.95111',
		'https://www.openstreetmap.org/?mlat=43.83667&mlon=3.95111#map=9/1/1',
		'https://www.google.com/maps/@43.83667,3.95111,17z',
		'https://www.google.fr/maps/place/X/@43.1,3.1,17z/data=!3m1!4b1!3d43.83667!4d3.95111',
		'https://maps.google.com/?q=43.83667%2C3.95111',
		'https://www.geoportail.gouv.fr/carte?c=3.95111,43.83667&z=17'
	])('%s', (text) => {
		const read = readCoordinates(text);
		expect(read).toMatchObject({ kind: 'degrees' });
		if (read?.kind !== 'degrees') return;
		expect(read.lat).toBeCloseTo(lat, 4);
		expect(read.lon).toBeCloseTo(lon, 4);
	});

	it('takes west and south for what they are, in French too', () => {
		expect(readCoordinates('43,5 N 1,25 O')).toEqual({ kind: 'degrees', lat: 43.5, lon: -1.25 });
		expect(readCoordinates('48.1, −1.68')).toEqual({ kind: 'degrees', lat: 48.1, lon: -1.68 });
		expect(readCoordinates("33°52'S 151°12'E")).toMatchObject({ lon: 151.2 });
	});

	test.each([
		'',
		'capitelle',
		'43.8',
		'43.8 3.9 120',
		'43 50 3 57',
		'43,8,3',
		'12 rue du Four, 30320 Poulx',
		'30320 Poulx',
		'95 200',
		'43.8N 3.9N',
		"43°75' 3°12'",
		'1er mur 43 m',
		'06 12 34 56 78',
		'https://example.org/',
		'x'.repeat(5000)
	])('is not guessed in « %.40s »', (text) => expect(readCoordinates(text)).toBeNull());

	it('reads back whatever is written in decimals, and never fails', () => {
		fc.assert(
			fc.property(
				fc.double({ min: 41.1, max: 51.4, noNaN: true }),
				fc.double({ min: -5.4, max: 9.9, noNaN: true }),
				fc.constantFrom(', ', ' ', ' ; ', ','),
				(north, east, between) => {
					const read = readCoordinates(`${north.toFixed(6)}${between}${east.toFixed(6)}`);
					expect(read).toMatchObject({ kind: 'degrees' });
					if (read?.kind !== 'degrees') return;
					expect(read.lat).toBeCloseTo(north, 5);
					expect(read.lon).toBeCloseTo(east, 5);
				}
			)
		);
		fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void readCoordinates(text)));
	});
});

describe('metres', () => {
	// From IGN’s Circé for the same place, rounded to the metre.
	test.each([
		['776485 6305030', 2154],
		['776 485 6 305 030', 2154],
		['E 776485 N 6305030', 2154],
		['X = 776485,00 Y = 6305030,00', 2154],
		['L93 776485 6305030', 2154],
		['Lambert 93 : 776485 ; 6305030', 2154],
		['6305030 776485', 2154],
		['776485m 6305030m', 2154],
		['EPSG:2154 776485.12 6305030.5', 2154],
		['CC44 1776500 3181700', 3944],
		['1776500 3181700', 3944],
		['Lambert II étendu 730300 1871400', 27572],
		['730300 3171400', 27573],
		['31T 576500 4854200', 32631]
	])('%s is of EPSG:%i', (text, epsg) => {
		expect(readCoordinates(text)).toMatchObject({ kind: 'projected', epsg });
	});

	it('come to the right place on the ground', () => {
		// Published pairs: the origin of each projection, and the Panthéon in Lambert II étendu and WGS 84.
		const near = (epsg: number, x: number, y: number, at: [number, number], digits = 5) => {
			const [east, north] = toLonLat(epsg)!(x, y);
			expect(east).toBeCloseTo(at[0], digits);
			expect(north).toBeCloseTo(at[1], digits);
		};
		near(2154, 700_000, 6_600_000, [3, 46.5]);
		near(3944, 1_700_000, 3_200_000, [3, 44]);
		near(32_631, 500_000, 0, [3, 0]);
		near(3857, 0, 0, [0, 0]);
		near(27_572, 600_000, 2_200_000, [2.337229, 46.8], 2);
		near(27_573, 600_000, 3_200_000, [2.337229, 44.1], 2);
		expect(toLonLat(2975)).toBeNull();
	});
});

describe('plus codes', () => {
	it('are read whole, or short from where one looks', () => {
		expect(readCoordinates('8FM5RXP2+MC')).toMatchObject({ kind: 'plus_code', short: false });
		expect(readCoordinates('RXP2+MC Ganges')).toMatchObject({ code: 'RXP2+MC', short: true });
		expect(readCoordinates('2+2')).toBeNull();
		// From the tests of the specification: 7.0 metres around 47.365590, 8.524997.
		const [east, north] = placeOfPlusCode('8FVC9G8F+6X', null)!;
		expect(north).toBeCloseTo(47.3656, 3);
		expect(east).toBeCloseTo(8.525, 3);
		expect(placeOfPlusCode('9G8F+6X', [8.5, 47.4])![0]).toBeCloseTo(8.525, 3);
		expect(placeOfPlusCode('9G8F+6X', null)).toBeNull();
		expect(placeOfPlusCode('RXP2+1', null)).toBeNull();
	});
});
