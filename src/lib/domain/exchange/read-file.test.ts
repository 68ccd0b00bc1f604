import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { validateGeometry } from '../geometry.ts';
import { importLimits } from './import-error.ts';
import { readImportFile } from './read-file.ts';

const file = (...parts: BlobPart[]) => new Blob(parts);
const gpx = (inside: string) =>
	file(
		`<?xml version="1.0" encoding="UTF-8"?>\n<gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1">${inside}</gpx>`
	);
const geojson = (value: unknown) => file(JSON.stringify(value));
const feature = (geometry: unknown, properties: unknown = {}) => ({
	type: 'Feature',
	geometry,
	properties
});
const refused = (blob: Blob) => expect(readImportFile(blob)).rejects;

describe('GPX', () => {
	it('makes points of waypoints, and lines of tracks and routes, with a part for each piece walked', async () => {
		const read = await readImportFile(
			gpx(`<metadata><name>Sortie</name><time>2026-11-01T08:00:00Z</time></metadata>
			<wpt lat="43.9" lon="4.4"><ele>120</ele><time>2026-11-02T08:00:00Z</time><name>Capitelle &amp; mur</name>
				<desc><![CDATA[Voûte <tombée>]]></desc><type>Capitelle</type></wpt>
			<trk><name>Mur</name><trkseg>
				<trkpt lat="43.9" lon="4.4"><time>2026-11-03T08:00:00Z</time></trkpt><trkpt lat="43.91" lon="4.4"/>
			</trkseg><trkseg><trkpt lat="43.92" lon="4.4"/><trkpt lat="43.93" lon="4.4"/></trkseg>
			<trkseg><trkpt lat="43.95" lon="4.4"/></trkseg></trk>
			<rte><name>Draille</name><rtept lat="43.9" lon="4.4"><name>ignoré</name></rtept><rtept lat="43.9" lon="4.5"/></rte>`)
		);
		expect(read.places).toEqual([
			{
				geometry: { type: 'Point', coordinates: [4.4, 43.9] },
				name: 'Capitelle & mur',
				at: '2026-11-02T08:00:00Z',
				properties: { desc: 'Voûte <tombée>', type: 'Capitelle' }
			},
			{
				geometry: {
					type: 'MultiLineString',
					coordinates: [
						[
							[4.4, 43.9],
							[4.4, 43.91]
						],
						[
							[4.4, 43.92],
							[4.4, 43.93]
						]
					]
				},
				name: 'Mur',
				at: '2026-11-03T08:00:00Z',
				properties: {}
			},
			{
				geometry: {
					type: 'LineString',
					coordinates: [
						[4.4, 43.9],
						[4.5, 43.9]
					]
				},
				name: 'Draille',
				at: null,
				properties: {}
			}
		]);
		expect(read).toMatchObject({ format: 'gpx', points: 8, aside: { unsound: 0, over: 0 } });
	});

	it('reads prefixes, other namespaces and other encodings', async () => {
		const read = await readImportFile(
			file(
				'\ufeff<g:gpx xmlns:g="http://www.topografix.com/GPX/1/0" version="1.0"><g:wpt lat="43" lon="4"><g:name>a</g:name></g:wpt></g:gpx>'
			)
		);
		expect(read.places).toMatchObject([{ name: 'a' }]);
		const latin = [
			...'<?xml version="1.0" encoding="ISO-8859-1"?><gpx><wpt lat="43" lon="4"><name>Fr\u00eache</name></wpt></gpx>'
		];
		const bytes = Uint8Array.from(latin, (letter) => letter.charCodeAt(0));
		expect((await readImportFile(file(bytes))).places[0]!.name).toBe('Fr\u00eache');
	});

	it('leaves aside what is nowhere, and says how much', async () => {
		const read = await readImportFile(
			gpx(
				'<wpt lat="" lon="4"/><wpt lat="95" lon="4"/><wpt/><trk><trkseg/></trk><wpt lat="43" lon="4"/>'
			)
		);
		expect(read.places).toHaveLength(1);
		expect(read.aside.unsound).toBe(4);
	});

	it('keeps no more of a text than anybody wrote', async () => {
		const long = 'x'.repeat(1_000_000);
		const read = await readImportFile(
			gpx(
				`<wpt lat="43" lon="4"><name>${long}</name><desc>a<![CDATA[${long}]]>${long}</desc></wpt>`
			)
		);
		const [place] = read.places;
		expect(place!.name).toHaveLength(importLimits.text);
		expect(String(place!.properties['desc']).length).toBeLessThan(2 * importLimits.text);
	});

	it('stops at elements inside one another without end before they take the memory of the device', async () => {
		let pieces = 0;
		const deep = {
			size: importLimits.file,
			slice: (from: number) => {
				pieces += 1;
				return new Blob([from === 0 ? '<gpx>' : '<a>'.repeat(1000)]);
			}
		} as unknown as Blob;
		await refused(deep).toMatchObject({ code: 'syntax', detail: 'too deep' });
		expect(pieces).toBeLessThanOrEqual(3);
	});

	test.each([
		[
			'a doctype with entities that multiply',
			'<!DOCTYPE gpx [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><gpx><wpt lat="1" lon="1"><name>&b;</name></wpt></gpx>',
			'entities'
		],
		[
			'one that reaches for a file',
			'<?xml version="1.0"?><!DOCTYPE gpx SYSTEM "file:///etc/passwd"><gpx/>',
			'entities'
		],
		[
			'one behind a long comment',
			`<!--${'x'.repeat(5000)}--><!DOCTYPE gpx [<!ENTITY a "b">]><gpx/>`,
			'entities'
		],
		[
			'an entity nobody declared',
			'<gpx><wpt lat="1" lon="1"><name>&b;</name></wpt></gpx>',
			'syntax'
		],
		['a file cut in the middle', '<gpx><wpt lat="1" lon="1">', 'syntax'],
		['elements inside one another without end', `<gpx>${'<a>'.repeat(200_000)}`, 'syntax'],
		['another kind of XML', '<kml xmlns="http://www.opengis.net/kml/2.2"/>', 'format'],
		['a page of a captive portal', '<html><body>Bienvenue</body></html>', 'format'],
		['no place at all', '<gpx></gpx>', 'nothing'],
		['an unknown encoding', '<?xml version="1.0" encoding="x-klingon"?><gpx/>', 'encoding'],
		['a picture', '\u0089PNG\r\n', 'format'],
		['nothing', '', 'empty']
	])('%s is refused', async (_, text, code) => {
		await refused(file(text)).toMatchObject({ code });
	});

	it('draws a walk of a million points with as many as a record may have, and says so', async () => {
		const points: string[] = ['<gpx><trk><name>Tour</name><trkseg>'];
		for (let i = 0; i < 1_000_000; i++) {
			const turn = i / 5000;
			const lat = 43.9 + turn / 1000 + Math.sin(turn * 40) / 5000;
			points.push(`<trkpt lat="${lat.toFixed(6)}" lon="${(4.4 + i / 2e6).toFixed(6)}"/>`);
		}
		points.push('</trkseg></trk></gpx>');
		const large = file(points.join(''));
		expect(large.size).toBeGreaterThan(28e6);
		const shares: number[] = [];
		const read = await readImportFile(large, (share) => shares.push(share));
		expect(read).toMatchObject({ points: 1_000_000, simplified: 1 });
		expect(read.toleranceM).toBeGreaterThan(0);
		const [place] = read.places;
		expect(validateGeometry(place!.geometry, ['line'])).toEqual([]);
		expect(shares.length).toBeGreaterThan(10);
		expect(shares.at(-1)).toBeCloseTo(1);
	}, 60_000);

	it('refuses more points than any walk has, without reading to the end', async () => {
		const piece = '<trkpt lat="1" lon="1"/>'.repeat(10_000);
		let pieces = 0;
		const endless = {
			size: importLimits.file,
			slice: (from: number) => {
				pieces += 1;
				return new Blob([from === 0 ? '<gpx><trk><trkseg>' : piece]);
			}
		} as unknown as Blob;
		await refused(endless).toMatchObject({ code: 'too_many_points' });
		// The beginning twice, then ten thousand points a piece.
		expect(pieces).toBeLessThanOrEqual(importLimits.points / 10_000 + 3);
		await refused({ size: importLimits.file + 1 } as Blob).toMatchObject({ code: 'too_large' });
	}, 60_000);
});

describe('GeoJSON', () => {
	it('keeps places with their properties, several parts of which there is one as one', async () => {
		const read = await readImportFile(
			geojson({
				type: 'FeatureCollection',
				features: [
					feature({ type: 'Point', coordinates: [4.4, 43.9, 120] }, { Nom: 'Puits', h: 2 }),
					feature({ type: 'MultiPoint', coordinates: [[4.4, 43.9]] }),
					feature(null),
					feature({ type: 'Point', coordinates: [400, 43] }),
					feature({ type: 'LineString', coordinates: [[4, 43], null] }),
					feature({ type: 'Circle', coordinates: [4, 43] })
				]
			})
		);
		expect(read.places).toEqual([
			{
				geometry: { type: 'Point', coordinates: [4.4, 43.9] },
				name: 'Puits',
				at: null,
				properties: { Nom: 'Puits', h: 2 }
			},
			expect.objectContaining({ geometry: { type: 'Point', coordinates: [4.4, 43.9] } })
		]);
		expect(read.aside.unsound).toBe(4);
	});

	it('turns Lambert-93 into degrees, said or not, and refuses a system it does not know', async () => {
		const crs = (name: string) => ({ type: 'name', properties: { name } });
		const at = (system: unknown, x: number, y: number) =>
			readImportFile(
				geojson({
					...feature({ type: 'Point', coordinates: [x, y] }),
					...(system ? { crs: system } : {})
				})
			);
		const said = await at(crs('urn:ogc:def:crs:EPSG::2154'), 700_000, 6_600_000);
		expect(said.places[0]!.geometry).toEqual({ type: 'Point', coordinates: [3, 46.5] });
		expect(said.converted).toBe(2154);
		expect((await at(null, 700_000, 6_600_000)).converted).toBe(2154);
		const degrees = await at(crs('urn:ogc:def:crs:OGC:1.3:CRS84'), 4, 43);
		expect(degrees.converted).toBeNull();
		await expect(at(crs('EPSG:2975'), 300_000, 7_600_000)).rejects.toMatchObject({
			code: 'system',
			detail: 'EPSG:2975'
		});
		await expect(at(crs('LOCAL'), 1, 1)).rejects.toMatchObject({ code: 'system', detail: 'LOCAL' });
	});

	test.each([
		['broken JSON', '{"type":"FeatureCollection","features":[', 'syntax'],
		['brackets without end', '['.repeat(500_000), 'syntax'],
		['another object', '{"type":"Topology","objects":{}}', 'format'],
		['a name of every object', '{"type":"toString"}', 'format'],
		['no feature', '{"type":"FeatureCollection","features":[]}', 'nothing']
	])('%s is refused', async (_, text, code) => {
		await refused(file(text)).toMatchObject({ code });
	});

	it('keeps what can be handed over: nothing nested without end, nothing whose name is a book', async () => {
		const deep = JSON.stringify({ Nom: 'Puits', __proto: 1, rows: [{ a: 1 }], deep: 0 }).replace(
			'"deep":0',
			`"deep":${'['.repeat(200_000)}${']'.repeat(200_000)},"${'k'.repeat(5000)}":1,"__proto__":{"x":1}`
		);
		const read = await readImportFile(
			file(
				`{"type":"Feature","geometry":{"type":"Point","coordinates":[4,43]},"properties":${deep}}`
			)
		);
		const { places } = structuredClone(read);
		expect(Object.keys(places[0]!.properties)).toEqual(['Nom', '__proto', 'rows', '__proto__']);
		expect(({} as { x?: number }).x).toBeUndefined();
	});

	it('counts what is more than is read of one file', async () => {
		const features = Array.from({ length: importLimits.places + 5 }, (_, i) =>
			feature({ type: 'Point', coordinates: [4, 43 + i / 1e5] })
		);
		const read = await readImportFile(geojson({ type: 'FeatureCollection', features }));
		expect(read.places).toHaveLength(importLimits.places);
		expect(read.aside.over).toBe(5);
	});

	it('gives sound geometries or a typed refusal, whatever the file', async () => {
		await fc.assert(
			fc.asyncProperty(fc.oneof(fc.jsonValue(), fc.string()), async (value) => {
				const blob = geojson({
					type: 'FeatureCollection',
					features: [feature({ type: 'Polygon', coordinates: value }, value)]
				});
				const { places } = await readImportFile(blob);
				for (const { geometry } of places)
					expect(validateGeometry(geometry, ['polygon']).map(({ code }) => code)).not.toContain(
						'geometry_malformed'
					);
			}),
			{ numRuns: 200 }
		);
	});
});
