import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Fix } from '$lib/device/gps';
import type { PhotoResult } from '$lib/device/photo';
import { indexVocabulary } from '$lib/domain/vocabulary/graph';
import type { Concept, Vocabulary } from '$lib/domain/vocabulary/types';
import type { FieldDefinition } from '$lib/domain/fields/types';
import { openDatabase, type CapitelleDatabase } from '$lib/store/database';
import { emptyDraft } from '$lib/store/corrections';
import { saveDraft } from '$lib/store/drafts';
import { listItems } from '$lib/store/items';
import type { DraftBase } from '$lib/store/types';
import { photoTools } from '../../../tests/support/photo-tools';
import { aConcept, aField, aScheme, aTheme } from '../../../tests/support/vocabulary-parts';
import type { CapturePorts } from './capture-ports';
import { CaptureState } from './capture.svelte';

const concept = (notation: string, more: Partial<Concept>) => aConcept(`things/${notation}`, more);

const field = (key: string, more: Partial<FieldDefinition>) => aField(`t/${key}`, more);

const theme = (id: string) => aTheme(id, { scheme: 'things', titleField: 'name' });

const vocabulary: Vocabulary = {
	etag: '1',
	themes: [theme('t')],
	schemes: [aScheme('things')],
	concepts: [
		concept('hut', { sensitivity: 'blurred' }),
		concept('wall', { geometryKinds: ['line', 'point'] })
	],
	collections: [],
	fields: [
		field('name', { kind: 'local_text' }),
		field('height', { kind: 'measure', unit: 'm', max: 10 }),
		field('door', { concept: 'things/hut', required: true }),
		field('lintel', { concept: 'things/hut', showWhen: { field: 'door', in: ['yes'] } })
	]
};
const index = indexVocabulary(vocabulary);
const doorField = index.fields.get('t')?.find(({ key }) => key === 'door') as FieldDefinition;
const heightField = index.fields.get('t')?.find(({ key }) => key === 'height') as FieldDefinition;

let db: CapitelleDatabase;
let emit: (fix: Fix) => void = () => undefined;
let saved = 0;
const devices: CapitelleDatabase[] = [];

function openCapture(over: Partial<CapturePorts> = {}): CaptureState {
	return new CaptureState({
		db,
		owner: () => 'anonymous',
		vocabulary: () => index,
		queueContext: async () => ({ device_id: 'd', app_version: '1', now: new Date() }),
		findRecord: async () => null,
		linkable: async () => [],
		journal: null,
		photoTools: photoTools(),
		photoAddress: async () => null,
		watchPosition: ({ onFix }) => {
			emit = onFix;
			return () => undefined;
		},
		followWalk: () => () => undefined,
		holdWalk: async () => () => undefined,
		watchCompass: () => () => undefined,
		mayLocate: async () => false,
		lastPlace: async () => null,
		wake: () => undefined,
		saved: () => (saved += 1),
		...over
	});
}

const fix = (lon: number, accuracyM: number, at = 1): Fix => ({ lon, lat: 43.8, accuracyM, at });

beforeEach(() => {
	db = openDatabase({ name: `capture-${Math.random()}` });
	devices.push(db);
	saved = 0;
});
afterEach(() => {
	for (const device of devices.splice(0)) device.close();
});

/** A page killed and opened again: what was not written is gone. */
async function reopened(before: CaptureState): Promise<CaptureState> {
	const id = before.draft?.id ?? '';
	await before.flush();
	const after = openCapture();
	await after.open({ draft: id });
	return after;
}

describe('the form', () => {
	it('starts at the concept when there is one theme only, and stores nothing before a choice', async () => {
		const capture = openCapture();
		await capture.open({});
		expect(capture.phase).toBe('form');
		expect(capture.step).toBe('concept');
		await capture.flush();
		expect(await db.drafts.count()).toBe(0);
	});

	it('does not enter a step before what it needs is known', async () => {
		const capture = openCapture();
		await capture.open({});
		capture.go('fields');
		expect(capture.step).toBe('concept');
		capture.chooseConcept('things/hut');
		expect(capture.step).toBe('place');
		capture.next();
		expect(capture.step).toBe('fields');
		capture.back();
		capture.back();
		expect(capture.step).toBe('concept');
	});

	it('is found again at the same step with everything typed, even what cannot be read', async () => {
		let capture = openCapture();
		await capture.open({});
		capture.chooseConcept('things/hut');
		capture.placing.locate();
		emit(fix(3.9, 6.04));
		capture.go('fields');
		capture.answer(heightField, { value: 'two metres', estimated: true });
		capture = await reopened(capture);
		expect(capture.step).toBe('fields');
		expect(capture.draft?.geometry).toEqual({ type: 'Point', coordinates: [3.9, 43.8] });
		expect(capture.draft?.position).toEqual({ method: 'gps', accuracy_m: 6 });
		expect(capture.draft?.properties['height']).toEqual({ value: 'two metres', estimated: true });
		expect(capture.draft?.sensitivity).toBe('blurred');
	});

	it('offers what was begun before, and forgets what is thrown away', async () => {
		const first = openCapture();
		await first.open({});
		first.chooseConcept('things/wall');
		await first.close();
		const second = openCapture();
		await second.open({});
		expect(second.phase).toBe('choose');
		expect(second.others.map(({ concept: chosen }) => chosen)).toEqual(['things/wall']);
		await second.discard(second.others[0]?.id ?? '');
		expect(second.phase).toBe('form');
		expect(await db.drafts.count()).toBe(0);
	});
});

describe('the place', () => {
	it('follows better readings until the person places it by hand', async () => {
		const capture = openCapture();
		await capture.open({});
		capture.chooseConcept('things/hut');
		capture.placing.locate();
		emit(fix(3.9, 40));
		emit(fix(3.9001, 8, 2));
		emit(fix(3.9009, 90, 3));
		expect(capture.draft?.geometry).toEqual({ type: 'Point', coordinates: [3.9001, 43.8] });
		capture.placing.putByHand({ type: 'Point', coordinates: [3.5, 43.5] });
		expect(capture.draft?.position).toEqual({ method: 'map', accuracy_m: null });
	});

	it('gives a shape back when its kind is chosen again', async () => {
		const capture = openCapture();
		await capture.open({});
		capture.chooseConcept('things/wall');
		expect(capture.placing.kind).toBe('line');
		const line = {
			type: 'LineString' as const,
			coordinates: [
				[3, 43],
				[3.1, 43.1]
			]
		};
		capture.placing.putByHand(line);
		capture.placing.chooseKind('point');
		expect(capture.draft?.geometry).toBeNull();
		expect(capture.placing.kind).toBe('point');
		capture.placing.chooseKind('line');
		expect(capture.draft?.geometry).toEqual(line);
	});

	it('drops a shape that another concept cannot have', async () => {
		const capture = openCapture();
		await capture.open({});
		capture.chooseConcept('things/wall');
		capture.placing.putByHand({
			type: 'LineString',
			coordinates: [
				[3, 43],
				[3.1, 43.1]
			]
		});
		capture.chooseConcept('things/hut');
		expect(capture.draft?.geometry).toBeNull();
	});
});

describe('protection', () => {
	it('follows the concept until the person chose, then never falls below it', async () => {
		const capture = openCapture();
		await capture.open({});
		capture.chooseConcept('things/hut');
		expect(capture.draft?.sensitivity).toBe('blurred');
		capture.chooseConcept('things/wall');
		expect(capture.draft?.sensitivity).toBe('public');
		capture.protect('hidden');
		capture.chooseConcept('things/hut');
		expect(capture.draft?.sensitivity).toBe('hidden');
	});
});

describe('saving', () => {
	async function ready(over: Partial<CapturePorts> = {}): Promise<CaptureState> {
		const capture = openCapture(over);
		await capture.open({});
		capture.chooseConcept('things/hut');
		capture.placing.putByHand({ type: 'Point', coordinates: [3.9, 43.8] });
		capture.answer(doorField, 'yes');
		capture.go('summary');
		return capture;
	}

	it('says what is missing, in the order of the form, and queues nothing', async () => {
		const capture = openCapture();
		await capture.open({});
		capture.chooseConcept('things/hut');
		capture.answer(heightField, { value: '12', estimated: false });
		expect(capture.problemOf(doorField)).toBeNull();
		expect(await capture.save()).toBe(false);
		expect(capture.found.map(({ code, field: path }) => [code, path])).toEqual([
			['geometry_missing', 'geometry'],
			['out_of_range', 'properties.height'],
			['required', 'properties.door']
		]);
		expect(capture.problemOf(doorField)?.code).toBe('required');
		expect(await db.items.count()).toBe(0);
		expect(saved).toBe(0);
	});

	it('moves the draft into the queue, once, with readable answers only', async () => {
		const capture = await ready();
		capture.answer(heightField, { value: '2,5', estimated: true });
		expect(await capture.save()).toBe(true);
		expect(capture.phase).toBe('saved');
		expect(await db.drafts.count()).toBe(0);
		const [row] = await db.operations.toArray();
		expect(row?.op.changes['properties.height']?.new).toEqual({ value: 2.5, estimated: true });
		expect(saved).toBe(1);
		const [item] = await listItems(db, 'anonymous');
		expect(item?.state).toBe('waiting');
	});

	it('does not close on a photo that is being prepared', async () => {
		let refuse: (result: PhotoResult) => void = () => undefined;
		const preparePhoto = () => new Promise<PhotoResult>((resolve) => (refuse = resolve));
		const capture = await ready({ photoTools: photoTools(preparePhoto) });
		const adding = capture.photos.add([new File(['x'], 'x.jpg')]);
		expect(await capture.save()).toBe(false);
		expect(capture.phase).toBe('form');
		refuse({ ok: false, problem: { code: 'photo_not_an_image', field: 'photos' } });
		await adding;
		expect(capture.photos.refused).toHaveLength(1);
		expect(await capture.save()).toBe(true);
	});

	it('leaves behind answers to questions that are no longer asked', async () => {
		const capture = await ready();
		const lintel = index.fields.get('t')?.find(({ key }) => key === 'lintel') as FieldDefinition;
		capture.answer(lintel, 'stone');
		capture.answer(doorField, 'no');
		expect(await capture.save()).toBe(true);
		const [row] = await db.operations.toArray();
		expect(Object.keys(row?.op.changes ?? {})).not.toContain('properties.lintel');
	});

	it('keeps the form open with everything in it when the device is full', async () => {
		const capture = await ready();
		await capture.flush();
		db.items.hook('creating', () => {
			throw new DOMException('no room', 'QuotaExceededError');
		});
		expect(await capture.save()).toBe(false);
		expect(capture.failure).toBe('full');
		expect(capture.phase).toBe('form');
		expect(capture.draft?.properties['door']).toBe('yes');
		expect(await db.drafts.count()).toBe(1);
		expect(await db.operations.count()).toBe(0);
	});
});

describe('correcting', () => {
	it('opens a record of someone else with its version as base, and queues only what changed', async () => {
		const content = {
			theme: 't',
			concept: 'things/wall',
			geometry: { type: 'Point' as const, coordinates: [3, 43] },
			position: { method: 'map' as const, accuracy_m: null },
			properties: { height: { value: 2, estimated: false }, unknown_here: 'kept' },
			sensitivity: 'public' as const,
			observed_at: '2026-06-01T10:00:00+02:00'
		};
		const id = '0190f3a0-0000-7000-8000-000000000001';
		const capture = openCapture({
			findRecord: async () => ({ version: 4, record: { ...content, photos: [] } })
		});
		await capture.open({ correct: id });
		expect(capture.step).toBe('summary');
		capture.answer(heightField, { value: '3', estimated: false });
		expect(await capture.save()).toBe(true);
		const [row] = await db.operations.toArray();
		expect(row?.op).toMatchObject({ kind: 'update', record_id: id, base_version: 4 });
		expect(Object.keys(row?.op.changes ?? {})).toEqual(['properties.height']);
	});

	it('writes nothing over what another account has on the record here, and says so (fault-13)', async () => {
		const id = '0190f3a0-0000-7000-8000-000000000003';
		const base = {
			version: 4,
			record: { ...emptyDraft(id, 'ana', new Date()), photos: [] }
		} as unknown as DraftBase;
		await saveDraft(db, { ...emptyDraft(id, 'ana', new Date()), base });
		const capture = openCapture({ owner: () => 'bru', findRecord: async () => base });
		await capture.open({ correct: id });
		expect(capture.phase).toBe('held');
		expect(await db.drafts.toArray()).toMatchObject([{ owner: 'ana' }]);
	});

	it('says so when the record is out of reach', async () => {
		const capture = openCapture();
		await capture.open({ correct: '0190f3a0-0000-7000-8000-000000000002' });
		expect(capture.phase).toBe('not_found');
	});
});
