import { describe, expect, it } from 'vitest';
import { readImportFile } from '../exchange/read-file.ts';
import { gpxText, type GpxPlace } from './gpx.ts';

const place = (geometry: GpxPlace['geometry'], more: Partial<GpxPlace> = {}): GpxPlace => ({
	geometry,
	name: 'Puits & <margelle>',
	type: 'puits',
	description: 'État : bon\nVisite du 3 mai : fissuré',
	time: '2026-05-03T10:00:00+02:00',
	...more
});
const ring = [
	[4, 43],
	[4, 44],
	[5, 44],
	[4, 43]
];
const facts = { name: 'Sortie', time: '2026-11-22T10:00:00Z' };

describe('a GPX document', () => {
	it('says again what it was made of when it is read', async () => {
		const text = gpxText(
			[
				place({ type: 'LineString', coordinates: ring }, { name: 'Mur' }),
				place({ type: 'Point', coordinates: [4.12345678, 43.9] }),
				place({ type: 'Polygon', coordinates: [ring] }, { name: 'Clos', type: null })
			],
			facts
		);
		const { places } = await readImportFile(new Blob([text]));
		expect(places).toEqual([
			{
				geometry: { type: 'Point', coordinates: [4.1234568, 43.9] },
				name: 'Puits & <margelle>',
				at: '2026-05-03T08:00:00Z',
				properties: { desc: 'État : bon\nVisite du 3 mai : fissuré', type: 'puits' }
			},
			expect.objectContaining({
				name: 'Mur',
				geometry: { type: 'LineString', coordinates: ring }
			}),
			expect.objectContaining({
				name: 'Clos',
				geometry: { type: 'LineString', coordinates: ring }
			})
		]);
	});

	it('keeps the order that its schema wants, and leaves out what XML cannot hold', () => {
		const text = gpxText(
			[
				place(
					{
						type: 'MultiPoint',
						coordinates: [
							[4, 43],
							[5, 44]
						]
					},
					{ name: 'a\u0000b\ud800c' }
				)
			],
			facts
		);
		expect(text.match(/<wpt lat="\d+" lon="\d+"><time>.*<name>.*<desc>.*<type>/gs)).toHaveLength(1);
		expect(text.match(/<wpt /g)).toHaveLength(2);
		expect(text).toContain('<name>ab\ufffdc</name>');
		expect(text.indexOf('<metadata>')).toBeLessThan(text.indexOf('<wpt'));
	});
});
