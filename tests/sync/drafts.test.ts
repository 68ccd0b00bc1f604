import { describe, expect, test } from 'vitest';
import { adoptAnonymous } from '$lib/store/accounts.ts';
import { deleteDraft, listDrafts, readDraft, saveDraft } from '$lib/store/drafts.ts';
import { StoreError } from '$lib/store/errors.ts';
import { listItems, readItem } from '$lib/store/items.ts';
import { queueRecord } from '$lib/store/outbox.ts';
import { addDraftPhoto, readPhotoFile, removeDraftPhoto } from '$lib/store/photos.ts';
import { anonymous } from '$lib/store/types.ts';
import { context, newDisk, openOn, picture, wall } from './support/device.ts';

describe('a draft', () => {
	test('is back after a restart, with its photos', async () => {
		const disk = newDisk();
		const before = openOn(disk);
		const draft = wall(anonymous, { step: 'fields' });
		const { facts, file } = await picture('a');
		await saveDraft(before, draft);
		await addDraftPhoto(before, draft, facts, { file, thumbnail: null });
		before.close();

		const after = openOn(disk);
		expect(await readDraft(after, anonymous, draft.id)).toEqual({ ...draft, photos: [facts] });
		const kept = await readPhotoFile(after, facts.id);
		expect(await kept?.text()).toBe('picture a');
	});

	test('keeps photos added while an older autosave is on its way (fault-25)', async () => {
		const db = openOn(newDisk());
		const draft = wall(anonymous);
		const first = await picture('a', 0);
		const second = await picture('b', 1);
		await saveDraft(db, draft);
		await Promise.all([
			addDraftPhoto(db, draft, first.facts, { file: first.file, thumbnail: null }),
			addDraftPhoto(db, draft, second.facts, { file: second.file, thumbnail: null }),
			saveDraft(db, { ...draft, step: 'photos', photos: [] })
		]);
		const stored = await readDraft(db, anonymous, draft.id);
		expect(stored?.step).toBe('photos');
		expect(stored?.photos.map(({ id }) => id)).toEqual([first.facts.id, second.facts.id]);
	});

	test('thrown away takes the files that only it had', async () => {
		const db = openOn(newDisk());
		const draft = wall(anonymous);
		const { facts, file } = await picture('a');
		await addDraftPhoto(db, draft, facts, { file, thumbnail: null });
		await deleteDraft(db, draft.id);
		expect(await listDrafts(db, anonymous)).toEqual([]);
		expect(await db.files.count()).toBe(0);
		expect(await db.photos.count()).toBe(0);
	});

	test('loses a photo the person took out', async () => {
		const db = openOn(newDisk());
		const draft = wall(anonymous);
		const { facts, file } = await picture('a');
		await addDraftPhoto(db, draft, facts, { file, thumbnail: null });
		await removeDraftPhoto(db, draft.id, facts.id);
		expect((await readDraft(db, anonymous, draft.id))?.photos).toEqual([]);
		expect(await db.files.count()).toBe(0);
	});

	test('is not queued while something essential is missing, and stays', async () => {
		const db = openOn(newDisk());
		const draft = wall(anonymous, { geometry: null, concept: null });
		await saveDraft(db, draft);
		const attempt = queueRecord(db, draft, context);
		await expect(attempt).rejects.toBeInstanceOf(StoreError);
		await attempt.catch((error: StoreError) =>
			expect(error.problems).toEqual([
				{ code: 'required', field: 'concept' },
				{ code: 'geometry_missing', field: 'geometry' }
			])
		);
		expect(await readDraft(db, anonymous, draft.id)).toBeDefined();
		expect(await db.operations.count()).toBe(0);
	});
});

describe('the queue', () => {
	test('takes a draft and its photos in one transaction', async () => {
		const db = openOn(newDisk());
		const draft = wall(anonymous);
		const { facts, file } = await picture('a');
		await addDraftPhoto(db, draft, facts, { file, thumbnail: null });
		await queueRecord(db, draft, context);

		expect(await listDrafts(db, anonymous)).toEqual([]);
		const [create, photo] = await db.operations.orderBy('seq').toArray();
		expect(create?.op).toMatchObject({
			kind: 'create',
			record_id: draft.id,
			base_version: null,
			changes: {
				concept: { old: null, new: 'stones/wall' },
				'properties.name': { old: null, new: 'Mur du Coulet' }
			},
			schema_version: 1
		});
		expect(create?.op.device_time).toMatch(/^2026-05-01T\d\d:00:00[+-]\d\d:\d\d$/);
		expect(photo?.op).toMatchObject({ kind: 'add_photo', photo: facts });
		expect(await readItem(db, anonymous, draft.id)).toMatchObject({
			state: 'waiting',
			title: 'Mur du Coulet',
			photos: { total: 1, received: 0 }
		});
	});

	test('leaves the draft alone when the transaction fails half-way', async () => {
		const db = openOn(newDisk());
		const draft = wall(anonymous);
		await saveDraft(db, draft);
		db.items.hook('creating', () => {
			throw new DOMException('full', 'QuotaExceededError');
		});
		await expect(queueRecord(db, draft, context)).rejects.toThrow();
		expect(await readDraft(db, anonymous, draft.id)).toEqual(draft);
		expect(await db.operations.count()).toBe(0);
	});

	test('belongs to the first account that signs in, and to no other', async () => {
		const db = openOn(newDisk());
		const queued = wall(anonymous);
		const open = wall(anonymous);
		await queueRecord(db, queued, context);
		await saveDraft(db, open);
		expect(await adoptAnonymous(db, 'ana')).toBe(2);

		// A form that was open during the sign-in still says "anonymous".
		await saveDraft(db, { ...open, step: 'photos' });
		const ids = (await listItems(db, 'ana')).map((item) => item.record_id).sort();
		expect(ids).toEqual([queued.id, open.id].sort());
		expect(await listItems(db, 'bob')).toEqual([]);
		expect(await listItems(db, anonymous)).toEqual([]);
		expect(await readDraft(db, 'bob', open.id)).toBeUndefined();
		expect(await adoptAnonymous(db, 'bob')).toBe(0);
	});
});
