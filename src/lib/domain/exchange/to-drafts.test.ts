import { describe, expect, it } from 'vitest';
import { aConcept, aField, aTheme } from '../../../../tests/support/vocabulary-parts.ts';
import { indexVocabulary } from '../vocabulary/graph.ts';
import type { ImportedPlace } from './imported.ts';
import { planImport } from './to-drafts.ts';

const index = indexVocabulary({
	etag: 'x',
	themes: [aTheme('t', { scheme: 'things', titleField: 'nom' })],
	schemes: [],
	concepts: [
		aConcept('things/hut', {
			labels: [{ kind: 'pref', lang: 'fr', text: 'Capitelle', status: 'known' }]
		}),
		aConcept('things/wall', { geometryKinds: ['line', 'polygon'] }),
		aConcept('list/good', { geometryKinds: [] })
	],
	collections: [],
	fields: [
		aField('t/nom'),
		aField('t/remarks', { kind: 'long_text', label: { fr: 'Description' } }),
		aField('t/height', {
			kind: 'measure',
			label: { fr: 'Hauteur', en: 'Height' },
			min: 0,
			max: 10
		}),
		aField('t/state', { kind: 'choice', scheme: 'list' }),
		aField('t/uses', { kind: 'multiple_choice', scheme: 'list' })
	]
});
const hut = index.concepts.get('things/hut')!;
const wall = index.concepts.get('things/wall')!;
const now = new Date('2026-11-22T10:00:00Z');
const place = (more: Partial<ImportedPlace> = {}): ImportedPlace => ({
	geometry: { type: 'Point', coordinates: [4.4, 43.9] },
	name: null,
	at: null,
	properties: {},
	...more
});

describe('drafts of a file', () => {
	it('answer the questions whose key or name a column has, and only with what fits', () => {
		const plan = planImport(
			[
				place({
					name: 'Capitelle du Four',
					at: '2026-11-02T08:00:00Z',
					properties: {
						HAUTEUR: '2,5',
						cmt: 'Voûte tombée',
						state: 'good',
						uses: 'good | good',
						couleur: 'bleu',
						concept_label: 'Capitelle'
					}
				}),
				place({ properties: { height: 40, state: 'lost' } })
			],
			hut,
			index,
			now
		);
		const [first, second] = plan.drafts;
		expect(first).toMatchObject({
			theme: 't',
			concept: 'things/hut',
			title: 'Capitelle du Four',
			properties: {
				nom: 'Capitelle du Four',
				height: { value: 2.5, estimated: false },
				remarks: 'Voûte tombée',
				state: 'good',
				uses: ['good']
			}
		});
		expect(new Date(first!.observed_at)).toEqual(new Date('2026-11-02T08:00:00Z'));
		expect(second!.properties).toEqual({});
		expect(plan.taken.map(({ column }) => column)).toEqual(['HAUTEUR', 'cmt', 'state', 'uses']);
		expect(plan.left).toEqual(['couleur', 'height']);
	});

	it('keep the concept that the file says, by id or by name', () => {
		const line = {
			type: 'LineString' as const,
			coordinates: [
				[4, 43],
				[4, 44]
			]
		};
		const plan = planImport(
			[
				place({ geometry: line, properties: { concept: 'things/wall' } }),
				place({ properties: { type: 'Capitelle' } }),
				place({ properties: { concept: 'things/unknown' } })
			],
			hut,
			index,
			now
		);
		expect(plan.drafts.map(({ concept }) => concept)).toEqual([
			'things/wall',
			'things/hut',
			'things/hut'
		]);
	});

	it('leave aside what the concept cannot be, and take a closed walk for an outline', () => {
		const ring = [
			[4, 43],
			[4, 44],
			[5, 44],
			[4, 43]
		];
		const closed = place({ geometry: { type: 'LineString', coordinates: ring } });
		const field = { ...wall, geometryKinds: ['polygon' as const] };
		const [outline] = planImport([closed], field, index, now).drafts;
		expect(outline!.geometry).toEqual({ type: 'Polygon', coordinates: [ring] });
		const plan = planImport([place(), closed], wall, index, now);
		expect(plan).toMatchObject({ otherKind: 1 });
		expect(plan.drafts).toHaveLength(1);
	});

	it('make nothing more public, nor seen in the future', () => {
		const [hidden, odd] = planImport(
			[
				place({ properties: { sensitivity: 'hidden' }, at: '2199-01-01T00:00:00Z' }),
				place({ properties: { sensitivity: 'public' }, at: '1980-01-06T00:00:00Z' })
			],
			hut,
			index,
			now
		).drafts;
		expect(hidden!.sensitivity).toBe('hidden');
		expect(odd!.sensitivity).toBeNull();
		expect([hidden, odd].map((one) => new Date(one!.observed_at).getTime())).toEqual([
			now.getTime(),
			now.getTime()
		]);
	});
});
