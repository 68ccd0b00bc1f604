import { describe, expect, test } from 'vitest';
import type { FullRecord } from '$lib/domain/record';
import { fieldsFor, indexVocabulary } from '$lib/domain/vocabulary/graph';
import { aConcept, aField, aTheme } from '../../../tests/support/vocabulary-parts';
import { DeskCorrection } from './desk-correction.svelte';

const index = indexVocabulary({
	etag: 'x',
	themes: [aTheme('made-up', { scheme: 'things' })],
	schemes: [],
	concepts: [
		aConcept('things/wall', { geometryKinds: ['point', 'line'] }),
		aConcept('things/hut', { geometryKinds: ['point'] })
	],
	collections: [],
	fields: [
		aField('made-up/name', { kind: 'text' }),
		aField('made-up/height', { kind: 'integer', concept: 'things/wall' })
	]
});
const field = (key: string) => fieldsFor(index, 'things/wall').find((one) => one.key === key)!;

function record(over: Partial<FullRecord> = {}): FullRecord {
	return {
		id: 'r',
		theme: 'made-up',
		concept: 'things/wall',
		geometry: { type: 'Point', coordinates: [3, 44] },
		position: { method: 'gps', accuracy_m: 4 },
		properties: { name: 'Mur', height: 2 },
		sensitivity: 'public',
		observed_at: '2026-05-01T10:00:00Z',
		status: 'submitted',
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

describe('accepting with corrections', () => {
	test('nothing changed is nothing to send', () => {
		const correction = new DeskCorrection(record(), 'new', index);
		expect(correction.ready).toBe(false);
		correction.answer(field('name'), 'Mur bas');
		expect(correction.ready).toBe(true);
		correction.answer(field('name'), 'Mur');
		expect(correction.changes).toEqual({});
	});

	test('only what the moderator changed is sent, with what was there', () => {
		const correction = new DeskCorrection(record(), 'new', index);
		correction.answer(field('name'), 'Mur bas');
		correction.protect('blurred');
		expect(correction.changes).toEqual({
			'properties.name': { old: 'Mur', new: 'Mur bas' },
			sensitivity: { old: 'public', new: 'blurred' }
		});
	});

	test('on an edit it goes on from what is proposed', () => {
		const changes = { 'properties.name': { old: 'Mur', new: 'Muralha' } };
		const proposal = { id: 'p', status: 'pending' as const, reason: null, changes };
		const correction = new DeskCorrection(record({ proposal }), 'edit', index);
		expect(correction.content.properties['name']).toBe('Muralha');
		correction.answer(field('height'), '3');
		expect(correction.changes).toEqual({ 'properties.height': { old: 2, new: 3 } });
	});

	test('another type leaves behind what it does not ask for', () => {
		const correction = new DeskCorrection(record(), 'new', index);
		correction.choose('things/hut');
		expect(correction.changes).toEqual({
			concept: { old: 'things/wall', new: 'things/hut' },
			'properties.height': { old: 2, new: null }
		});
	});

	test('a shape that the type cannot have is not sent', () => {
		const line = {
			type: 'LineString' as const,
			coordinates: [
				[3, 44],
				[3.1, 44.1]
			]
		};
		const correction = new DeskCorrection(record({ geometry: line }), 'new', index);
		correction.choose('things/hut');
		expect(correction.problems.map(({ code }) => code)).toContain('geometry_kind');
		expect(correction.ready).toBe(false);
	});

	test('a place moved by hand is known from the map, and back where it was as it was', () => {
		const correction = new DeskCorrection(record(), 'new', index);
		correction.place({ type: 'Point', coordinates: [3.001, 44] });
		expect(correction.content.position).toEqual({ method: 'map', accuracy_m: null });
		correction.place({ type: 'Point', coordinates: [3, 44] });
		expect(correction.changes).toEqual({});
	});

	test('what cannot be read is said, and not sent', () => {
		const correction = new DeskCorrection(record(), 'new', index);
		correction.answer(field('height'), 'haut');
		expect(correction.problemOf(field('height'))).toBeNull();
		correction.leave('height');
		expect(correction.problemOf(field('height'))).not.toBeNull();
		expect(correction.ready).toBe(false);
	});
});
