import { describe, expect, test } from 'vitest';
import { sampleRecord, sampleVocabulary } from '../../../../tests/support/sample-vocabulary.ts';
import type { PublicRecord } from '../record.ts';
import { indexVocabulary } from '../vocabulary/graph.ts';
import { recordColumns } from './columns.ts';
import { collectionEnd, collectionStart, featureText, wound } from './geojson.ts';
import { toWkt } from './wkt.ts';

const index = indexVocabulary(sampleVocabulary);
const columns = recordColumns(index, ['bells']);
const facts = {
	name: 'fiches',
	licence: 'lov2',
	attribution: 'Capitelle',
	timeStamp: '2026-01-01T00:00:00Z'
};

function collection(records: PublicRecord[]) {
	const features = records.map((record) => featureText(record, columns)).join(',\n');
	return JSON.parse(collectionStart(facts) + features + collectionEnd) as {
		type: string;
		licence: string;
		attribution: string;
		features: {
			type: string;
			id: string;
			geometry: unknown;
			properties: Record<string, unknown>;
		}[];
	};
}

describe('a feature collection', () => {
	test('names who made the photos, each licence once, and nobody who is not to be named', () => {
		const photo = { credit: null, licence: 'cc-by-sa-4.0' } as PublicRecord['photos'][number];
		const photos = [photo, { ...photo, credit: 'Ana Marti' }, photo];
		const [one, none] = collection([
			sampleRecord({ photos }),
			sampleRecord({ photos: [] })
		]).features;
		expect(one?.properties['photo_credits']).toBe('cc-by-sa-4.0 | Ana Marti, cc-by-sa-4.0');
		expect(none?.properties['photo_credits']).toBeNull();
	});

	test('is valid JSON with no feature, one, and several', () => {
		expect(collection([]).features).toEqual([]);
		expect(collection([sampleRecord()]).features).toHaveLength(1);
		expect(
			collection([sampleRecord(), sampleRecord({ id: 'b' })]).features.map((one) => one.id)
		).toEqual([sampleRecord().id, 'b']);
	});

	test('says its licence and who made it', () => {
		expect(collection([])).toMatchObject({
			type: 'FeatureCollection',
			licence: 'lov2',
			attribution: 'Capitelle'
		});
	});

	test('has flat properties only, with labels beside codes and dates in one form', () => {
		const { properties } = collection([sampleRecord()]).features[0]!;
		for (const value of Object.values(properties))
			expect(typeof value === 'object' && value !== null).toBe(false);
		expect(properties).toMatchObject({
			concept: 'bells/wall',
			concept_label: 'Clocher-mur',
			name: 'La Joana',
			name_lang: 'oc',
			metal: 'bronze|iron',
			metal_label: 'Bronze | Fer',
			diameter: 0.8,
			diameter_estimated: true,
			commune_insee: '30999',
			observed_at: '2026-05-02T08:00:00Z',
			published_at: '2026-05-03T08:00:00Z',
			author: 'Mireille',
			licence: 'lov2'
		});
	});

	test('has the same properties for every record, absent answers being null', () => {
		const [full, empty] = collection([
			sampleRecord(),
			sampleRecord({ properties: {}, title: null })
		]).features;
		expect(Object.keys(empty!.properties)).toEqual(Object.keys(full!.properties));
		expect(empty!.properties['diameter']).toBeNull();
	});

	test('never carries a field that is not public, whatever the record holds', () => {
		const text = JSON.stringify(
			collection([sampleRecord({ properties: { keeper: 'Jean Petit' } })])
		);
		expect(text).not.toContain('keeper');
		expect(text).not.toContain('Jean Petit');
	});
});

describe('rings', () => {
	const outer = [
		[0, 0],
		[0, 2],
		[2, 2],
		[2, 0],
		[0, 0]
	];
	const hole = [
		[0.5, 0.5],
		[1, 0.5],
		[1, 1],
		[0.5, 1],
		[0.5, 0.5]
	];

	test('turn the way RFC 7946 wants', () => {
		const turned = wound({ type: 'Polygon', coordinates: [outer, hole] });
		expect(turned).toEqual({
			type: 'Polygon',
			coordinates: [outer.toReversed(), hole.toReversed()]
		});
		expect(wound(turned)).toEqual(turned);
	});
});

describe('well-known text', () => {
	test.each([
		[{ type: 'Point', coordinates: [3.5, 44] }, 'POINT (3.5 44)'],
		[
			{
				type: 'MultiPoint',
				coordinates: [
					[3, 44],
					[4, 45]
				]
			},
			'MULTIPOINT ((3 44), (4 45))'
		],
		[
			{
				type: 'LineString',
				coordinates: [
					[3, 44],
					[4, 45]
				]
			},
			'LINESTRING (3 44, 4 45)'
		],
		[
			{
				type: 'MultiLineString',
				coordinates: [
					[
						[3, 44],
						[4, 45]
					]
				]
			},
			'MULTILINESTRING ((3 44, 4 45))'
		],
		[
			{
				type: 'Polygon',
				coordinates: [
					[
						[0, 0],
						[1, 0],
						[1, 1],
						[0, 0]
					]
				]
			},
			'POLYGON ((0 0, 1 0, 1 1, 0 0))'
		],
		[
			{
				type: 'MultiPolygon',
				coordinates: [
					[
						[
							[0, 0],
							[1, 0],
							[1, 1],
							[0, 0]
						]
					]
				]
			},
			'MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)))'
		]
	] as const)('%j', (geometry, text) => {
		expect(toWkt(geometry as unknown as PublicRecord['geometry'])).toBe(text);
	});
});
