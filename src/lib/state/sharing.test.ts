import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { indexVocabulary } from '$lib/domain/vocabulary/graph';
import { openDatabase, type CapitelleDatabase } from '$lib/store/database';
import { listDrafts } from '$lib/store/drafts';
import { dropIncoming, keepIncoming, listIncoming } from '$lib/store/incoming';
import { photoTools } from '../../../tests/support/photo-tools';
import { aConcept, aScheme, aTheme } from '../../../tests/support/vocabulary-parts';
import { MAX_PHOTOS } from './capture-photos.svelte';
import { CaptureState } from './capture.svelte';
import { SharingState } from './sharing.svelte';

const owner = 'anonymous';
const index = indexVocabulary({
	etag: '1',
	themes: [aTheme('t', { scheme: 'things' })],
	schemes: [aScheme('things')],
	concepts: [aConcept('things/hut')],
	collections: [],
	fields: []
});
const prepare = async (file: Blob) => {
	const bytes = await file.arrayBuffer();
	const sha256 = new TextDecoder().decode(bytes).padEnd(64, '-');
	const photo = { bytes, thumbnail: bytes, sha256, width: 4, height: 3 };
	return { ok: true, photo: { ...photo, takenAt: null, heading: null, place: null } } as const;
};

let db: CapitelleDatabase;

const capture = async () =>
	new CaptureState({
		db,
		owner: () => owner,
		vocabulary: () => index,
		queueContext: async () => ({ device_id: 'd', app_version: '1', now: new Date() }),
		findRecord: async () => null,
		linkable: async () => [],
		journal: null,
		photoTools: photoTools(prepare),
		photoAddress: async () => null,
		watchPosition: () => () => undefined,
		followWalk: () => () => undefined,
		holdWalk: async () => () => undefined,
		watchCompass: () => () => undefined,
		mayLocate: async () => false,
		lastPlace: async () => null,
		wake: () => undefined,
		saved: () => undefined
	});

beforeEach(() => {
	db = openDatabase({ name: `sharing-${Math.random()}` });
});
afterEach(() => db.close());

describe('photos shared from elsewhere', () => {
	it('that are too many for a record wait for the next one', async () => {
		const files = Array.from(
			{ length: MAX_PHOTOS + 2 },
			(_, at) => new File([`photo ${at}`], `${at}.jpg`, { type: 'image/jpeg' })
		);
		await keepIncoming(db, files, new Date());
		const sharing = new SharingState({
			list: () => listIncoming(db),
			drop: (ids) => dropIncoming(db, ids),
			drafts: () => listDrafts(db, owner),
			capture
		});
		await sharing.load();
		const into = await sharing.putInto(null);
		const [draft] = await listDrafts(db, owner);
		expect([draft?.id, draft?.photos.length]).toEqual([into, MAX_PHOTOS]);
		expect(sharing.refused).toHaveLength(2);
		expect(sharing.files.map(({ name }) => name)).toEqual(['12.jpg', '13.jpg']);
		await sharing.putInto(null);
		expect(await listDrafts(db, owner)).toHaveLength(2);
		expect(sharing.files).toEqual([]);
	});
});
