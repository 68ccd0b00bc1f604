import { describe, expect, test } from 'vitest';
import { newId } from '$lib/domain/ids.ts';
import type { PublicRecord } from '$lib/domain/record.ts';
import type { CapitelleDatabase } from '$lib/store/database.ts';
import { readDraft, saveDraft } from '$lib/store/drafts.ts';
import { isStorageFull } from '$lib/store/errors.ts';
import type { PackRow } from '$lib/store/field-rows.ts';
import { changePack, listPacks, recordsOfArea, removePack, savePack } from '$lib/store/packs.ts';
import { applyPull, readPullStart } from '$lib/store/replica.ts';
import { dropFarRecords, keepRoomFor } from '$lib/store/room.ts';
import { anonymous } from '$lib/store/types.ts';
import { newDisk, openOn, wall } from './support/device.ts';
import { limitRoom } from './support/full-disk.ts';

const everything = { owner: anonymous, theme: null, bbox: null };
const poulx: PackRow['area']['bbox'] = [4.38, 43.89, 4.45, 43.94];

function published(lon: number, lat: number, photos: PublicRecord['photos'] = []): PublicRecord {
	const { theme, concept, properties } = wall('ana');
	const at = '2026-05-01T10:00:00Z';
	return {
		id: newId(),
		theme: theme!,
		concept: concept!,
		geometry: { type: 'Point', coordinates: [lon, lat] },
		properties,
		version: 1,
		title: 'Mur',
		observed_at: at,
		published_at: at,
		updated_at: at,
		position: { method: 'gps', accuracy_m: 4 },
		commune: null,
		author_name: null,
		licence: 'cc-by-sa-4.0',
		photos,
		blurred: false,
		last_seen_at: at
	};
}

function pack(bbox: PackRow['area']['bbox']): PackRow {
	return {
		id: newId(),
		name: 'Poulx',
		area: { bbox, shape: null },
		basemap: 'plan',
		min_zoom: 8,
		max_zoom: 16,
		state: 'ready',
		stop: null,
		refresh: false,
		tiles: { total: 10, done: 10, missing: 0 },
		tile_bytes: 1,
		data_bytes: 1,
		records: 0,
		thumbnails: 0,
		made_at: '2026-05-01T10:00:00Z',
		updated_at: '2026-05-01T10:05:00Z'
	};
}

async function deviceWith(...records: PublicRecord[]): Promise<CapitelleDatabase> {
	return fill(openOn(newDisk()), ...records);
}

async function fill(db: CapitelleDatabase, ...records: PublicRecord[]) {
	const answers = records.map((record) => ({ access: 'public' as const, record }));
	await applyPull(db, everything, { records: answers, gone: [], cursor: '1', more: false });
	return db;
}

const copies = async (db: CapitelleDatabase) =>
	(await db.replica.toArray()).map(({ id }) => id).sort();

describe('an area taken along', () => {
	test('brings the public records in it, with one photo of each', async () => {
		const photo = { id: newId(), position: 0, bytes: 7 } as PublicRecord['photos'][number];
		const second = { ...photo, id: newId(), position: 1 };
		const inside = published(4.41, 43.91, [second, photo]);
		const db = await deviceWith(inside, published(2.3, 48.8));
		expect(await recordsOfArea(db, poulx)).toEqual({
			ids: [inside.id],
			photos: [photo.id],
			photoBytes: 7
		});
	});

	test('keeps its records when what is far goes for want of room', async () => {
		const [inside, far] = [published(4.41, 43.91), published(2.3, 48.8)];
		const db = await deviceWith(inside, far);
		await savePack(db, pack(poulx));
		expect(await dropFarRecords(db)).toBe(true);
		expect(await copies(db)).toEqual([inside.id]);
		// What the next answer brings is held to the same.
		const [more, away] = [published(4.42, 43.92), published(2.4, 48.7)];
		const records = [more, away].map((record) => ({ access: 'public' as const, record }));
		await applyPull(db, everything, { records, gone: [], cursor: '2', more: false });
		expect(await copies(db)).toEqual([inside.id, more.id].sort());
		// In the area too, what changed is as it is now, and what was withdrawn goes.
		const changed = { ...more, version: 2, title: 'Mur relevé' };
		const now = [{ access: 'public' as const, record: changed }];
		await applyPull(db, everything, { records: now, gone: [inside.id], cursor: '3', more: false });
		expect(await db.replica.toArray()).toMatchObject([{ record: { title: 'Mur relevé' } }]);
	});

	test('taken along after what is far went is fetched all the same, and stays', async () => {
		const [inside, far] = [published(4.41, 43.91), published(2.3, 48.8)];
		const db = await deviceWith(inside, far);
		await dropFarRecords(db);
		expect(await copies(db)).toEqual([]);
		await savePack(db, pack(poulx));
		expect((await readPullStart(db, everything)).stored).toBeUndefined();
		await fill(db, inside, far);
		expect(await copies(db)).toEqual([inside.id]);
	});

	test('keeps to what an earlier version noted of where the device works', async () => {
		const db = await deviceWith();
		await db.meta.put({ key: 'kept_area', value: [2, 48, 3, 49] });
		await savePack(db, pack(poulx));
		const [inside, near, far] = [published(4.41, 43.91), published(2.3, 48.8), published(-1.5, 47)];
		await fill(db, inside, near, far);
		expect(await copies(db)).toEqual([inside.id, near.id].sort());
	});

	test('is given up last, one at a time, and before anything of the person’s', async () => {
		const db = openOn(newDisk());
		const room = limitRoom(db);
		await fill(db, published(2.3, 48.8));
		const dropped: string[] = [];
		const areas = ['first', 'second', 'third'];
		const dropCache = () => Promise.resolve(dropped.push('tiles') > 0);
		const dropArea = () => {
			const next = areas.shift();
			if (next) dropped.push(next);
			if (next === 'second') room.left = 100_000;
			return Promise.resolve(next !== undefined);
		};
		keepRoomFor(db, [dropCache], dropArea);
		room.left = 10;
		room.perCopy = 0;
		const draft = wall('ana');
		await saveDraft(db, draft);
		expect(dropped).toEqual(['tiles', 'first', 'second']);
		expect(await copies(db)).toEqual([]);
		expect(await readDraft(db, 'ana', draft.id)).toBeDefined();

		room.left = 10;
		const failure = await saveDraft(db, wall('ana')).then(
			() => null,
			(error: unknown) => error
		);
		expect(isStorageFull(failure)).toBe(true);
		expect(areas).toEqual([]);
		expect(await readDraft(db, 'ana', draft.id)).toBeDefined();
	});

	test('is noted newest first, and stays away once deleted', async () => {
		const db = openOn(newDisk());
		const older = pack(poulx);
		const newer = { ...pack(poulx), made_at: '2026-06-01T10:00:00Z' };
		await savePack(db, older);
		await savePack(db, newer);
		expect((await listPacks(db)).map(({ id }) => id)).toEqual([newer.id, older.id]);
		await removePack(db, newer.id);
		// A download that did not hear of it yet.
		await changePack(db, newer.id, { tile_bytes: 5 });
		expect((await listPacks(db)).map(({ id }) => id)).toEqual([older.id]);
	});
});
