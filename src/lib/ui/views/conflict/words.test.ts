import { describe, expect, it } from 'vitest';
import { indexVocabulary } from '$lib/domain/vocabulary/graph';
import type { Geometry } from '$lib/domain/record';
import type { Dispute } from '$lib/state/conflict.svelte';
import { aConcept, aField, aScheme, aTheme } from '../../../../../tests/support/vocabulary-parts';
import { differenceText, disputeName, pathLabel, shapeText, sideText, whoText } from './words';

const index = indexVocabulary({
	etag: '1',
	themes: [aTheme('t', { scheme: 'things', titleField: 'name' })],
	schemes: [aScheme('things')],
	concepts: [aConcept('things/hut')],
	collections: [],
	fields: [
		aField('t/name', { theme: 't', kind: 'text', label: { fr: 'Nom' } }),
		aField('t/owner', { theme: 't', kind: 'text', label: { fr: 'Propriétaire' }, isPublic: false })
	]
});
const reading = { index, lang: 'fr' as const };
const mine: Dispute['mine'] = {
	theme: 't',
	concept: 'things/hut',
	geometry: { type: 'Point', coordinates: [3.7, 43.8] },
	position: { method: 'gps', accuracy_m: 4 },
	properties: { name: 'Cabane' },
	sensitivity: 'public',
	observed_at: '2026-05-01T10:00:00+02:00'
};
const dispute: Dispute = {
	record_id: 'r',
	kind: 'fields',
	version: 2,
	title: null,
	mine,
	theirs: mine,
	partly: true,
	fields: [],
	undisputed: [],
	by: null,
	photos: 0,
	visits: 0
};
/** Lines have plain spaces here, whatever the language puts between a number and its unit. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');
const line = (...lons: number[]): Geometry => ({
	type: 'LineString',
	coordinates: lons.map((lon) => [lon, 43.8])
});

describe('a dispute in words', () => {
	it('calls the record by its own name, and its answers as the form does', () => {
		expect(disputeName(dispute, reading)).toBe('Cabane');
		expect(pathLabel('properties.name', dispute, reading)).toBe('Nom');
		expect(pathLabel('properties.of_a_newer_form', dispute, reading)).toContain('of_a_newer_form');
	});

	it('says nothing in words, and what cannot be read', () => {
		expect(sideText('properties.name', null, true, dispute, reading)).toBe('rien');
		const owner = (isTheirs: boolean) =>
			sideText('properties.owner', null, isTheirs, dispute, reading);
		expect(owner(true)).not.toBe(owner(false));
	});

	it('names who changed it: as they chose, oneself elsewhere, or another person', () => {
		const at = '2026-11-22T06:00:00Z';
		expect(whoText({ name: 'Jean', at }, 'fr')).toMatch(/^Jean, 22 nov/);
		expect(whoText({ name: 'Jean', at, own: true }, 'fr')).toMatch(/^Vous, sur un autre appareil/);
		expect(whoText({ name: null, at }, 'fr')).toMatch(/^Une autre personne/);
		expect(whoText(null, 'fr')).toBeNull();
	});

	it('tells two places apart for who sees no map', () => {
		expect(plain(shapeText(line(3.7, 3.701, 3.702), 'fr'))).toBe('une ligne, 161 m, 3 points');
		const ring = [
			[3.7, 43.8],
			[3.701, 43.8],
			[3.701, 43.801],
			[3.7, 43.8]
		];
		expect(shapeText({ type: 'Polygon', coordinates: [ring] }, 'fr')).toContain('3 points');
		expect(plain(differenceText(line(3.7, 3.702), line(3.7, 3.701), 'fr'))).toBe(
			'Les deux sont à 40 m l’un de l’autre. Le vôtre est plus long de 80 m.'
		);
		expect(differenceText(mine.geometry, mine.geometry, 'fr')).toBe('Les deux ont le même milieu.');
	});
});
