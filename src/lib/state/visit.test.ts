import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PhotoResult } from '$lib/device/photo';
import { indexVocabulary } from '$lib/domain/vocabulary/graph';
import { openDatabase, type CapitelleDatabase } from '$lib/store/database';
import type { LinkableQuery } from '$lib/store/linkable';
import type { DraftBase } from '$lib/store/types';
import { newVisit, saveVisit } from '$lib/store/visits';
import { photoTools } from '../../../tests/support/photo-tools';
import { aConcept, aScheme, aTheme } from '../../../tests/support/vocabulary-parts';
import { VisitState } from './visit.svelte';

const index = indexVocabulary({
	etag: '1',
	themes: [aTheme('t', { scheme: 'things' })],
	schemes: [aScheme('things')],
	concepts: [aConcept('things/hut')],
	collections: [],
	fields: []
});
const base: DraftBase = {
	version: 1,
	record: {
		theme: 't',
		concept: 'things/hut',
		geometry: { type: 'Point', coordinates: [3.7, 43.8] },
		position: { method: 'gps', accuracy_m: 4 },
		sensitivity: 'public',
		properties: {},
		observed_at: '2026-05-01T10:00:00+02:00',
		photos: []
	}
};
const prepared: PhotoResult = {
	ok: true,
	photo: {
		bytes: new Uint8Array([1, 2, 3]).buffer,
		thumbnail: new Uint8Array([1]).buffer,
		sha256: 'aa',
		width: 4,
		height: 3,
		takenAt: null,
		heading: null,
		place: null
	}
};

let db: CapitelleDatabase;
/** Lets the photo being prepared be ready. */
let ready: (result: PhotoResult) => void;
let asked: LinkableQuery[];

async function openVisit(): Promise<VisitState> {
	const visit = new VisitState({
		db,
		owner: () => 'ana',
		vocabulary: () => index,
		queueContext: async () => ({ device_id: 'd', app_version: '1', now: new Date() }),
		findRecord: async () => base,
		linkable: async (query) => {
			asked.push(query);
			return [];
		},
		journal: null,
		photoTools: photoTools(() => new Promise((resolve) => (ready = resolve))),
		photoAddress: async () => null,
		saved: () => undefined
	});
	await visit.open({ record: 'r' });
	return visit;
}

beforeEach(() => {
	db = openDatabase({ name: `visit-${Math.random()}` });
	asked = [];
});
afterEach(() => db.close());

describe('the form of a visit', () => {
	it('does not close on a photo that is being prepared', async () => {
		const visit = await openVisit();
		const adding = visit.photos.add([new File(['x'], 'x.jpg')]);
		expect(await visit.save()).toBe(false);
		expect(visit.phase).toBe('form');
		ready(prepared);
		await adding;
		expect(await visit.save()).toBe(true);
		const kinds = (await db.operations.toArray()).map(({ op }) => op.kind);
		expect(kinds).toEqual(['add_observation', 'add_photo']);
		expect(await db.photos.toArray()).toMatchObject([{ state: 'queued' }]);
	});

	it('offers records to link to around the one that is visited, which is not one of them', async () => {
		const visit = await openVisit();
		await visit.linkable('t');
		expect(asked).toEqual([{ theme: 't', place: [3.7, 43.8], except: 'r' }]);
	});
});

describe('a record that another account has unsent work on here (fault-13)', () => {
	it('is not written about, and the person is told', async () => {
		const theirs = newVisit('v', 'bru', 'r', { base, title: null }, {}, new Date());
		await saveVisit(db, theirs);
		const visit = await openVisit();
		expect([visit.phase, visit.draft]).toEqual(['held', null]);
		expect(await db.visits.toArray()).toEqual([theirs]);
	});
});
