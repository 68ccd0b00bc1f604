import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Fix } from '$lib/device/gps';
import type { Geometry } from '$lib/domain/record';
import { indexVocabulary } from '$lib/domain/vocabulary/graph';
import { emptyDraft } from '$lib/store/corrections';
import { openDatabase, type CapitelleDatabase } from '$lib/store/database';
import { saveDraft } from '$lib/store/drafts';
import { cellOf } from '$lib/store/grid';
import { rememberHabits } from '$lib/store/habits';
import { queueRecord } from '$lib/store/outbox';
import { addDraftPhoto } from '$lib/store/photos';
import type { Draft, DraftPhoto, ReplicaRow } from '$lib/store/types';
import { photoTools } from '../../../tests/support/photo-tools';
import { aConcept, aField, aScheme, aTheme } from '../../../tests/support/vocabulary-parts';
import { CaptureState } from './capture.svelte';

const owner = 'anonymous';
const index = indexVocabulary({
	etag: '1',
	themes: [aTheme('t', { scheme: 'things', titleField: 'name', alikeWithinM: { '*': 20 } })],
	schemes: [aScheme('things'), aScheme('states', { kind: 'list' })],
	concepts: [
		aConcept('things/hut'),
		aConcept('things/round-hut', { broader: ['things/hut'] }),
		aConcept('things/well'),
		aConcept('things/wall', { geometryKinds: ['line'] }),
		aConcept('things/field', { geometryKinds: ['polygon'] }),
		aConcept('states/good'),
		aConcept('states/gone')
	],
	collections: [],
	fields: [
		aField('t/name'),
		aField('t/state', { kind: 'choice', scheme: 'states', perVisit: true, required: true })
	]
});
const context = { device_id: 'd', app_version: '1', now: new Date('2026-05-01T10:00:00Z') };

let db: CapitelleDatabase;
let emit: (fix: Fix) => void;
let watched: number;
let may: boolean;

function openCapture(): CaptureState {
	return new CaptureState({
		db,
		owner: () => owner,
		vocabulary: () => index,
		queueContext: async () => context,
		findRecord: async () => null,
		linkable: async () => [],
		journal: null,
		photoTools: photoTools(),
		photoAddress: async () => null,
		watchPosition: ({ onFix }) => {
			emit = onFix;
			watched += 1;
			return () => (watched -= 1);
		},
		followWalk: () => () => undefined,
		holdWalk: async () => () => undefined,
		watchCompass: () => () => undefined,
		mayLocate: async () => may,
		lastPlace: async () => null,
		wake: () => undefined,
		saved: () => undefined
	});
}

let clock = 0;
const here = (lon: number, lat = 43.8): Fix => ({ lon, lat, accuracyM: 4, at: (clock += 3000) });
const facts = (id: string): DraftPhoto => ({
	id,
	sha256: id,
	bytes: 3,
	mime: 'image/jpeg',
	width: 4,
	height: 3,
	caption: null,
	taken_at: null,
	heading: null,
	licence: 'cc-by-sa-4.0',
	position: 0
});
/** A record that could be saved as it is. */
const record = (id: string, lon: number, more: Partial<Draft> = {}): Draft => ({
	...emptyDraft(id, owner, context.now),
	theme: 't',
	concept: 'things/hut',
	geometry: { type: 'Point', coordinates: [lon, 43.8] },
	position: { method: 'gps', accuracy_m: 4 },
	sensitivity: 'public',
	properties: { name: 'La Combe', state: 'good' },
	title: 'La Combe',
	...more
});
const ids = ['one', 'two', 'three'].map((_, at) => `0190a000-0000-7000-8000-00000000000${at}`);
const [first = '', second = '', third = ''] = ids;

beforeEach(() => {
	db = openDatabase({ name: `flow-${Math.random()}` });
	watched = 0;
	may = true;
});
afterEach(() => db.close());

describe('another one like it', () => {
	it('takes over kind, answers and protection, not the name, and stands where the person does', async () => {
		const capture = openCapture();
		capture.again.begin(record(first, 3.7, { sensitivity: 'hidden' }));
		expect(capture.step).toBe('again');
		expect(capture.draft).toMatchObject({
			theme: 't',
			concept: 'things/hut',
			properties: { state: 'good' },
			sensitivity: 'hidden',
			photos: [],
			geometry: null
		});
		expect(capture.draft?.id).not.toBe(first);
		await capture.again.arrive();
		emit(here(3.71));
		emit(here(3.7101));
		capture.again.hold();
		expect(watched).toBe(0);
		expect(await capture.save((saved) => capture.again.begin(saved))).toBe(true);
		expect([capture.step, capture.again.count, capture.again.receipt?.concept]).toEqual([
			'again',
			2,
			'things/hut'
		]);
		expect((await db.items.toArray()).map(({ content }) => content.geometry)).toMatchObject([
			{ type: 'Point' }
		]);
	});

	it('asks nobody for their position who has not said yes before', async () => {
		may = false;
		const capture = openCapture();
		capture.again.begin(record(first, 3.7));
		await capture.again.arrive();
		expect(watched).toBe(0);
		capture.again.follow();
		expect(watched).toBe(1);
		capture.go('fields');
		expect(watched).toBe(0);
	});

	it('draws a wall from end to end, however long the person presses at one of them', async () => {
		const capture = openCapture();
		capture.again.begin(record(first, 3.7, { concept: 'things/wall' }));
		await capture.again.arrive();
		emit(here(3.7));
		capture.again.peg();
		capture.again.peg();
		capture.again.peg();
		expect(capture.draft?.pegs).toHaveLength(1);
		expect(capture.again.waiting).toBe(true);
		emit(here(3.7005));
		expect(capture.draft?.geometry).toEqual({
			type: 'LineString',
			coordinates: [
				[3.7, 43.8],
				[3.7005, 43.8]
			]
		});
		expect(capture.draft?.position).toEqual({ method: 'gps', accuracy_m: 4 });
		capture.again.unpeg();
		expect([capture.draft?.geometry, capture.draft?.position]).toEqual([null, null]);
	});

	it('puts down no end where nobody can be, and none that the phone hardly knows', async () => {
		const capture = openCapture();
		capture.again.begin(record(first, 3.7, { concept: 'things/wall' }));
		await capture.again.arrive();
		emit(here(3.7));
		capture.again.peg();
		// Thrown back by a cliff, eight kilometres away.
		emit(here(3.8));
		capture.again.peg();
		expect([capture.draft?.pegs?.length, capture.again.locator.doubtful]).toEqual([1, true]);
		emit({ ...here(3.7003), accuracyM: 5000 });
		expect(capture.draft?.geometry).toBeNull();
		emit(here(3.7004));
		expect(capture.draft?.geometry?.coordinates).toEqual([
			[3.7, 43.8],
			[3.7004, 43.8]
		]);
	});

	it('stands nowhere while the phone knows the region alone', async () => {
		const capture = openCapture();
		capture.again.begin(record(first, 3.7));
		await capture.again.arrive();
		emit({ ...here(3.7), accuracyM: 5000 });
		expect([capture.draft?.geometry, capture.again.rough]).toEqual([null, true]);
		emit(here(3.71));
		expect([capture.draft?.geometry?.coordinates, capture.again.rough]).toEqual([
			[3.71, 43.8],
			false
		]);
	});

	it('goes on from what was drawn on the map, and never draws over it', () => {
		const capture = openCapture();
		capture.again.begin(record(first, 3.7, { concept: 'things/wall' }));
		for (const lon of [3.7, 3.7005]) {
			capture.again.peg();
			emit(here(lon));
		}
		const edited: Geometry = {
			type: 'LineString',
			coordinates: [
				[3.7, 43.8],
				[3.7002, 43.8003],
				[3.7005, 43.8]
			]
		};
		capture.placing.putDrawn(edited, null);
		expect(capture.again.corners).toEqual(edited.coordinates);
		capture.again.peg();
		emit(here(3.701));
		expect(capture.draft?.geometry?.coordinates).toEqual([...edited.coordinates, [3.701, 43.8]]);
		expect(capture.draft?.position).toEqual({ method: 'map', accuracy_m: null });
		capture.again.unpeg();
		expect(capture.draft?.geometry).toEqual(edited);

		capture.placing.putDrawn(null, null);
		expect(capture.again.corners).toEqual([]);
		const parts = [
			edited.coordinates,
			[
				[3.71, 43.8],
				[3.72, 43.8]
			]
		];
		capture.placing.putDrawn({ type: 'MultiLineString', coordinates: parts }, null);
		capture.again.peg();
		emit(here(3.73));
		capture.again.unpeg();
		expect(capture.draft?.geometry?.coordinates).toEqual(parts);
	});

	it('shows the first corner of a wall on the map, and one drawn there on the short screen', () => {
		const capture = openCapture();
		capture.again.begin(record(first, 3.7, { concept: 'things/wall' }));
		capture.again.peg();
		emit(here(3.7));
		expect(capture.placing.begun).toEqual({ kind: 'line', positions: [[3.7, 43.8]] });
		capture.placing.putDrawn(null, { kind: 'line', positions: [[3.8, 43.8]] });
		expect(capture.again.corners).toEqual([[3.8, 43.8]]);
	});

	it('closes a surface once it has three corners', () => {
		const capture = openCapture();
		capture.again.begin(record(first, 3.7, { concept: 'things/field' }));
		for (const [lon, lat] of [
			[3.7, 43.8],
			[3.701, 43.8],
			[3.701, 43.801]
		] as const) {
			capture.again.peg();
			emit(here(lon, lat));
		}
		expect(capture.draft?.geometry).toMatchObject({ type: 'Polygon' });
	});

	it('comes back to the short screen from any other, and is found again after a reload', async () => {
		const capture = openCapture();
		capture.again.begin(record(first, 3.7, { concept: 'things/wall' }));
		capture.again.peg();
		emit(here(3.7));
		capture.go('fields');
		capture.next();
		expect(capture.step).toBe('again');
		capture.go('photos');
		capture.back();
		expect(capture.step).toBe('again');
		await capture.flush();
		const reloaded = openCapture();
		await reloaded.open({ draft: capture.draft?.id ?? '' });
		expect([reloaded.step, reloaded.draft?.pegs?.length]).toEqual(['again', 1]);
	});

	it('leaves nothing behind when nothing was added, and everything when something was', async () => {
		const capture = openCapture();
		capture.again.begin(record(first, 3.7));
		capture.again.follow();
		emit(here(3.71));
		await capture.flush();
		expect(await db.drafts.count()).toBe(1);
		await capture.close();
		expect(await db.drafts.count()).toBe(0);

		capture.again.begin(record(first, 3.7));
		const name = capture.fields.find(({ key }) => key === 'name')!;
		capture.answer(name, 'Le mien');
		await capture.close();
		expect(await db.drafts.toArray()).toMatchObject([{ properties: { name: 'Le mien' } }]);
	});

	it('offers the last answers on a usual form, and writes over none', async () => {
		const habit = { concept: 'things/hut', place: [3.7, 43.8] as [number, number] };
		await rememberHabits(db, owner, { ...habit, answers: { state: 'gone' } });
		const capture = openCapture();
		await capture.open({});
		capture.chooseConcept('things/hut');
		await capture.again.remember();
		expect(capture.again.offer).toEqual({ state: 'gone' });
		capture.again.takeOver();
		expect(capture.draft?.properties).toEqual({ state: 'gone' });
		expect(capture.again.offer).toEqual({});
		await capture.again.beginOf('things/hut');
		expect(capture.draft?.taken_over).toEqual({ state: 'gone' });
	});
});

/** A form with something of a kind placed, on its way to what is asked next. */
async function placed(concept: string, lon: number): Promise<CaptureState> {
	const capture = openCapture();
	await capture.open({});
	if (capture.phase === 'choose') capture.start();
	capture.chooseConcept(concept);
	capture.change({
		geometry: { type: 'Point', coordinates: [lon, 43.8] },
		position: { method: 'gps', accuracy_m: 4 }
	});
	return capture;
}
async function onward(capture: CaptureState): Promise<string> {
	capture.next();
	await expect.poll(() => capture.step).not.toBe('place');
	return capture.step;
}

describe('noted already?', () => {
	beforeEach(() => queueRecord(db, record(first, 3.7), context));

	it('asks when something of the kind is near, be it only in the queue', async () => {
		// 0.0001° of longitude are 8 m here.
		const capture = await placed('things/round-hut', 3.7002);
		expect(await onward(capture)).toBe('similar');
		expect(capture.similar.found).toMatchObject([
			{ id: first, title: 'La Combe', source: 'own', wind: 'w' }
		]);
		expect(capture.similar.found[0]?.metres).toBeCloseTo(16, 0);
	});

	it.each([
		['things/well', 3.7, 'of another kind'],
		['things/hut', 3.7006, 'farther than its kind may be']
	])('asks nothing of %s at %d: %s', async (concept, lon) => {
		expect(await onward(await placed(concept, lon))).toBe('fields');
	});

	it('asks somebody who pressed twice before it was known', async () => {
		const capture = await placed('things/round-hut', 3.7002);
		capture.next();
		capture.next();
		await expect.poll(() => capture.step).not.toBe('place');
		expect(capture.step).toBe('similar');
	});

	it('goes on and asks no more once the person said that it is another one', async () => {
		const capture = await placed('things/hut', 3.7);
		await onward(capture);
		capture.similar.dismiss();
		capture.next();
		expect(capture.step).toBe('fields');
		capture.back();
		expect(capture.step).toBe('place');
		expect(await onward(capture)).toBe('fields');
		await capture.flush();
		const later = openCapture();
		await later.open({ draft: capture.draft?.id ?? '' });
		await later.similar.look();
		expect(later.similar.found).toEqual([]);
	});

	it('is looked for at once where a place stays, and after some steps where it follows the person', async () => {
		const capture = await placed('things/hut', 3.7);
		const at = (lon: number) => ({ type: 'Point' as const, coordinates: [lon, 43.8] });
		const due = (lon: number, following: boolean, saved: number | null = null) => {
			capture.change({ geometry: at(lon) });
			return capture.similar.isDue(following, saved === null ? null : at(saved));
		};
		expect(due(3.71, false)).toBe(true);
		// The one just saved, which the person still stands at.
		expect(due(3.71, true, 3.71005)).toBe(false);
		expect(due(3.71, true, 3.7102)).toBe(true);
		await capture.similar.look();
		expect(due(3.71005, true)).toBe(false);
		expect(due(3.7102, true)).toBe(true);
		expect(due(3.71005, false)).toBe(true);
	});

	it('shows the picture of somebody else’s as long as it can be had', async () => {
		const [lon, lat] = [3.75, 43.8];
		const known = {
			id: second,
			concept: 'things/hut',
			title: null,
			geometry: { type: 'Point', coordinates: [lon, lat] },
			photos: [{ id: third, position: 0 }],
			last_seen_at: '2026-05-01'
		};
		const row = { owner: 'public', id: second, record: known, lon, lat, cell: cellOf(lon, lat) };
		await db.replica.put(row as unknown as ReplicaRow);
		const capture = await placed('things/hut', lon);
		await onward(capture);
		expect(capture.similar.found).toMatchObject([{ id: second, source: 'known' }]);
		await expect.poll(() => capture.similar.urls).toEqual({ [second]: `/photos/${third}` });
		capture.similar.lose(second);
		expect(capture.similar.urls).toEqual({});
	});

	it('becomes a visit with the photos that were taken; the place stays that of the record', async () => {
		const capture = await placed('things/hut', 3.7);
		const file = new Blob(['abc']);
		const id = capture.draft!.id;
		await capture.flush();
		await addDraftPhoto(db, capture.draft!, facts(third), { file, thumbnail: null });
		capture.change({ photos: [facts(third)] });
		await onward(capture);
		const visit = await capture.similar.visit(capture.similar.found[0]!);
		expect(await db.visits.toArray()).toMatchObject([
			{ id: visit, record_id: first, properties: { state: 'good' }, photos: [{ id: third }] }
		]);
		expect(await db.photos.get(third)).toMatchObject({
			record_id: first,
			facts: { observation_id: visit }
		});
		expect(await db.files.count()).toBe(1);
		expect(await db.drafts.get(id)).toBeUndefined();
		await capture.close();
		expect(await db.drafts.count()).toBe(0);
	});

	it.each([
		[false, 3.7],
		[true, 3.7001]
	])('becomes a correction, its place too: %s', async (place, lon) => {
		const capture = await placed('things/hut', 3.7001);
		await onward(capture);
		const id = capture.draft!.id;
		expect(await capture.similar.correct(capture.similar.found[0]!, place)).toBe(true);
		expect(capture.draft).toMatchObject({
			id: first,
			geometry: { coordinates: [lon, 43.8] },
			properties: { name: 'La Combe', state: 'good' }
		});
		expect(await db.drafts.get(id)).toBeUndefined();
	});

	it('becomes a draft that was begun and forgotten', async () => {
		await saveDraft(db, record(second, 3.71, { concept: 'things/well', title: null }));
		const capture = await placed('things/well', 3.71);
		await onward(capture);
		expect(capture.similar.found).toMatchObject([{ id: second, source: 'draft' }]);
		await capture.similar.correct(capture.similar.found[0]!, false);
		expect(capture.draft?.id).toBe(second);
	});

	it('changes nothing when what is there belongs to somebody else who has not sent it', async () => {
		const capture = await placed('things/hut', 3.7);
		await onward(capture);
		await db.items.clear();
		await db.operations.toCollection().modify({ owner: 'bru' });
		expect(await capture.similar.visit(capture.similar.found[0]!)).toBeNull();
		expect(capture.similar.failure).toBe('out_of_reach');
		expect(capture.draft?.concept).toBe('things/hut');
	});
});
