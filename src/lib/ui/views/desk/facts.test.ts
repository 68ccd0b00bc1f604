import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FieldDefinition } from '$lib/domain/fields/types';
import type { FullRecord } from '$lib/domain/record';
import { indexVocabulary } from '$lib/domain/vocabulary/graph';
import type { Vocabulary } from '$lib/domain/vocabulary/types';
import { getLocale, overwriteGetLocale } from '$lib/i18n/paraglide/runtime';
import { aConcept, aField, aTheme } from '../../../../../tests/support/vocabulary-parts';
import { changesOf, factsOf, proposedGeometry, subtitleOf, titleOf } from './facts';

const original = getLocale;
beforeEach(() => overwriteGetLocale(() => 'fr'));
afterEach(() => overwriteGetLocale(original));

const concept = (id: string, fr: string, broader: string[] = []) =>
	aConcept(id, {
		broader,
		labels: [{ kind: 'pref', lang: 'fr', text: fr, status: 'sourced' }],
		geometryKinds: ['point', 'line']
	});
const field = (key: string, over: Partial<FieldDefinition>) => aField(`made-up/${key}`, over);

const vocabulary: Vocabulary = {
	etag: 'x',
	themes: [aTheme('made-up', { title: { fr: 'Inventé' }, scheme: 'things', titleField: 'name' })],
	schemes: [],
	concepts: [
		concept('things/all', 'chose'),
		concept('things/gate', 'portail', ['things/all']),
		concept('states/good', 'bon'),
		concept('states/bad', 'mauvais')
	],
	collections: [],
	fields: [
		field('name', { kind: 'local_text', label: { fr: 'Nom' } }),
		field('state', { kind: 'choice', scheme: 'states', label: { fr: 'État' } }),
		field('notes', { kind: 'long_text', label: { fr: 'Notes' }, isPublic: false })
	]
};
const reading = { index: indexVocabulary(vocabulary), lang: 'fr' as const };

function record(over: Partial<FullRecord> = {}): FullRecord {
	return {
		id: 'r',
		theme: 'made-up',
		concept: 'things/gate',
		geometry: { type: 'Point', coordinates: [3, 44] },
		position: { method: 'gps', accuracy_m: 4.6 },
		properties: {},
		sensitivity: 'public',
		observed_at: '2026-05-01T10:00:00Z',
		status: 'published',
		version: 3,
		form_version: 1,
		flags: [],
		author_id: 'a',
		author_name: null,
		commune: null,
		photos: [],
		reason: null,
		proposal: null,
		observations: [],
		last_seen_at: '2026-05-01T10:00:00Z',
		created_at: '2026-05-01T10:00:00Z',
		updated_at: '2026-05-01T10:00:00Z',
		...over
	};
}
const edit = (changes: Record<string, { old: unknown; new: unknown }>, held = {}) =>
	record({ ...held, proposal: { id: 'p', status: 'pending', reason: null, changes } });

describe('what a record is called', () => {
	test('by its own name, the word alone, with what it is underneath', () => {
		const named = record({ properties: { name: { text: 'lo Portal', lang: 'oc' } } });
		expect(titleOf(named, reading)).toBe('lo Portal');
		expect(subtitleOf(named, reading)).toBe('portail (chose)');
	});
	test('else by what it is, with what that is a kind of underneath', () => {
		expect(titleOf(record(), reading)).toBe('portail');
		expect(subtitleOf(record(), reading)).toBe('chose');
	});
	test('an unknown concept is shown by its id rather than hidden', () => {
		expect(titleOf(record({ concept: 'things/gone' }), reading)).toBe('things/gone');
	});
});

describe('what was recorded', () => {
	test('only what was answered, in words, paragraphs kept, and whether it is public', () => {
		const answered = record({ properties: { state: 'bad', notes: 'one\ntwo' } });
		expect(
			factsOf(answered, reading).map(({ label, value, isPublic }) => [label, value, isPublic])
		).toEqual([
			['État', 'mauvais', true],
			['Notes', 'one\ntwo', false]
		]);
	});
});

describe('what an edit changes', () => {
	test('is set against what the record holds now, not what the author saw', () => {
		const edited = edit(
			{ 'properties.state': { old: null, new: 'bad' } },
			{ properties: { state: 'good' } }
		);
		expect(changesOf(edited, reading)).toEqual([
			{ path: 'properties.state', label: 'État', before: 'bon', after: 'mauvais' }
		]);
	});
	test('an answer taken away has nothing after it', () => {
		const edited = edit(
			{ 'properties.notes': { old: 'x', new: null } },
			{ properties: { notes: 'x' } }
		);
		expect(changesOf(edited, reading)[0]).toMatchObject({ before: 'x', after: null });
	});
	test('attributes that every record has are named and worded too', () => {
		const edited = edit({
			concept: { old: 'things/gate', new: 'things/all' },
			sensitivity: { old: 'public', new: 'blurred' },
			position: { old: null, new: { method: 'map', accuracy_m: null } }
		});
		expect(changesOf(edited, reading).map(({ before, after }) => [before, after])).toEqual([
			['portail (chose)', 'chose'],
			['Lieu exact public', 'Lieu flouté à 1 km'],
			['GPS du téléphone, à 5 m près', 'Placé sur la carte']
		]);
	});
	test('a field this version does not know is shown by its path', () => {
		const edited = edit({ 'properties.later': { old: null, new: 'x' } });
		expect(changesOf(edited, reading)).toEqual([
			{ path: 'properties.later', label: 'properties.later', before: null, after: 'x' }
		]);
	});
	test('a photo that comes or goes, and a removal, are said in words', () => {
		const edited = edit({
			'photos.one': { old: null, new: { id: 'one' } },
			'photos.two': { old: { id: 'two' }, new: null },
			deleted: { old: false, new: true }
		});
		expect(changesOf(edited, reading).map(({ before, after }) => [before, after])).toEqual([
			[null, 'Présente'],
			['Présente', null],
			['Présente', 'Retirée']
		]);
	});
	test('a new place is given for the map; anything else leaves it where it is', () => {
		const moved = { type: 'Point', coordinates: [3.1, 44.1] };
		const proposed = (changes: Parameters<typeof edit>[0]) =>
			proposedGeometry({ kind: 'edit', record: edit(changes) });
		expect(proposed({ geometry: { old: null, new: moved } })).toEqual(moved);
		expect(proposed({})).toBeNull();
		expect(proposed({ geometry: { old: null, new: 'nonsense' } })).toBeNull();
	});
});
