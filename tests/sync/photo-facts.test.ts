import { describe, expect, test } from 'vitest';
import { restoreRescue, saveRescue } from '$lib/state/rescue-file.ts';
import { adoptAnonymous, saveAccount } from '$lib/store/accounts.ts';
import { draftOfItem } from '$lib/store/corrections.ts';
import type { CapitelleDatabase } from '$lib/store/database.ts';
import { leaveDevice } from '$lib/store/departure.ts';
import { readDraft, saveDraft } from '$lib/store/drafts.ts';
import { dropIncoming, incomingMost, keepIncoming, listIncoming } from '$lib/store/incoming.ts';
import { queueRecord } from '$lib/store/outbox.ts';
import { photoChoices, savePhotoChoices } from '$lib/store/photo-choices.ts';
import {
	addDraftPhoto,
	readPhotoFile,
	readThumbnail,
	replaceDraftPhoto
} from '$lib/store/photos.ts';
import { anonymous } from '$lib/store/types.ts';
import { context, newDisk, openOn, picture, wall } from './support/device.ts';

const handed = (name: string) => new File([new Uint8Array(3)], name, { type: 'image/jpeg' });

describe('what is said of a photo', () => {
	test('is there when the record is opened again before it left: caption, order, scale and credit', async () => {
		const db = openOn(newDisk());
		const draft = wall(anonymous);
		const [a, b] = [await picture('a', 0), await picture('b', 1)];
		for (const { facts, file } of [a, b])
			await addDraftPhoto(db, draft, facts, { file, thumbnail: null });
		const said = { caption: 'Le pied du mur', scale: 'metre' as const, credit: 'Joan Peire' };
		const photos = [
			{ ...b.facts, position: 0 },
			{ ...a.facts, ...said, position: 1 }
		];
		await queueRecord(db, { ...draft, photos }, context);
		const again = await draftOfItem(db, anonymous, draft.id, context);
		expect(again?.photos.map(({ id }) => id)).toEqual([b.facts.id, a.facts.id]);
		expect(again?.photos[1]).toMatchObject(said);
		// Saved once more without a change, it says the same.
		await queueRecord(db, again!, context);
		const sent = (await db.operations.orderBy('seq').toArray()).map(({ op }) => op.photo);
		expect(sent.filter(Boolean)).toMatchObject([{ id: b.facts.id }, { id: a.facts.id, ...said }]);
	});
});

describe('a picture put in the place of another', () => {
	test('takes its place in the draft, and of the former nothing is left on the device', async () => {
		const db = openOn(newDisk());
		const draft = wall(anonymous);
		const [first, clear, blurred] = [
			await picture('first', 0),
			await picture('face', 1),
			await picture('blurred', 1)
		];
		for (const { facts, file } of [first, clear])
			await addDraftPhoto(db, draft, facts, { file, thumbnail: file });
		const files = { file: blurred.file, thumbnail: blurred.file };
		expect(await replaceDraftPhoto(db, draft, clear.facts.id, blurred.facts, files)).toBe(true);
		const stored = await readDraft(db, anonymous, draft.id);
		expect(stored?.photos.map(({ id }) => id)).toEqual([first.facts.id, blurred.facts.id]);
		expect(await readPhotoFile(db, clear.facts.id)).toBeNull();
		expect(await readThumbnail(db, clear.facts.id)).toBeNull();
		expect(await db.files.count()).toBe(2);
		// A save that was under way with the former in its list does not bring it back.
		await saveDraft(db, { ...draft, photos: [first.facts, clear.facts] });
		expect((await readDraft(db, anonymous, draft.id))?.photos.map(({ id }) => id)).toEqual([
			first.facts.id,
			blurred.facts.id
		]);
		await queueRecord(db, stored!, context);
		const sent = (await db.operations.toArray()).flatMap(({ op }) =>
			op.photo ? [op.photo.id] : []
		);
		expect(sent).toEqual([first.facts.id, blurred.facts.id]);
	});

	test('of a record that waits takes the former out of the queue when it is saved', async () => {
		const db = openOn(newDisk());
		const draft = wall(anonymous);
		const [clear, blurred] = [await picture('face'), await picture('blurred')];
		await addDraftPhoto(db, draft, clear.facts, { file: clear.file, thumbnail: null });
		await queueRecord(db, draft, context);
		const again = (await draftOfItem(db, anonymous, draft.id, context))!;
		const files = { file: blurred.file, thumbnail: null };
		await replaceDraftPhoto(db, again, clear.facts.id, blurred.facts, files);
		await queueRecord(db, (await readDraft(db, anonymous, draft.id))!, context);
		expect((await db.files.toArray()).map(({ id }) => id)).toEqual([blurred.facts.id]);
		const sent = (await db.operations.toArray()).flatMap(({ op }) =>
			op.photo ? [op.photo.id] : []
		);
		expect(sent).toEqual([blurred.facts.id]);
	});

	test('that was taken out meanwhile is not kept', async () => {
		const db = openOn(newDisk());
		const draft = wall(anonymous);
		await saveDraft(db, draft);
		const { facts, file } = await picture('late');
		const files = { file, thumbnail: null };
		expect(await replaceDraftPhoto(db, draft, 'gone', facts, files)).toBe(false);
		expect(await db.files.count()).toBe(0);
	});
});

describe('how photos are kept and given', () => {
	const mine = { weight: 'light', licence: 'lov2', credit: 'Ana Marti' } as const;

	test('is the usual until it is chosen, goes with a first sign-in, and is shown to nobody after', async () => {
		const db = openOn(newDisk());
		expect(await photoChoices(db, anonymous)).toEqual({
			weight: 'usual',
			licence: 'cc-by-sa-4.0',
			credit: null
		});
		await savePhotoChoices(db, anonymous, mine);
		await adoptAnonymous(db, 'ana');
		expect(await photoChoices(db, 'ana')).toEqual(mine);
		expect((await photoChoices(db, anonymous)).credit).toBeNull();
		await db.meta.put({ key: 'account', value: { id: 'ana', email: 'ana@exemple.test' } });
		await leaveDevice(db);
		expect((await photoChoices(db, 'ana')).credit).toBeNull();
	});

	test('reads what another version wrote as far as it makes sense', async () => {
		const db = openOn(newDisk());
		const stored = { weight: 'enormous', licence: 'mine', credit: '  Ana\n Marti ' };
		await db.meta.put({ key: 'photo_choices:ana', value: stored });
		expect(await photoChoices(db, 'ana')).toEqual({
			weight: 'usual',
			licence: 'cc-by-sa-4.0',
			credit: 'Ana Marti'
		});
	});
});

describe('files another app handed over', () => {
	test('wait in their order until they are in a draft, no more than a record can take', async () => {
		const db = openOn(newDisk());
		expect(await keepIncoming(db, [handed('1'), handed('2')], new Date())).toBe(0);
		const many = Array.from({ length: incomingMost }, (_, i) => handed(`more ${i}`));
		expect(await keepIncoming(db, many, new Date())).toBe(2);
		const waiting = await listIncoming(db);
		expect(waiting).toHaveLength(incomingMost);
		expect(waiting.slice(0, 3).map(({ name }) => name)).toEqual(['1', '2', 'more 0']);
		await dropIncoming(db, [waiting[0]!.id]);
		expect((await listIncoming(db))[0]?.name).toBe('2');
	});

	test('are not there any more for the next person on this device', async () => {
		const db = openOn(newDisk());
		await keepIncoming(db, [handed('1')], new Date());
		await leaveDevice(db);
		expect(await listIncoming(db)).toEqual([]);
	});

	test('are in the rescue file, and wait on the other phone for the same person only', async () => {
		const from = openOn(newDisk());
		await keepIncoming(from, [handed('1'), handed('2')], new Date());
		const place = (db: CapitelleDatabase, owner: string) => ({ db, owner, now: context.now });
		const { file, unreadable } = await saveRescue(place(from, 'ana'), '');
		expect(unreadable).toBe(0);
		const to = openOn(newDisk());
		expect(await restoreRescue(place(to, 'ana'), file)).toMatchObject({
			restored: 2,
			leftShared: 0
		});
		expect(await restoreRescue(place(to, 'ana'), file)).toMatchObject({ restored: 0 });
		expect(await listIncoming(to)).toEqual(await listIncoming(from));
		const others = openOn(newDisk());
		expect(await restoreRescue(place(others, 'bru'), file)).toMatchObject({
			restored: 0,
			leftShared: 2
		});
		expect(await listIncoming(others)).toEqual([]);
	});

	test('nor for who takes over from somebody whose session was over', async () => {
		const db = openOn(newDisk());
		const account = (name: string) =>
			({ id: name, email: `${name}@exemple.test` }) as Parameters<typeof saveAccount>[1];
		await keepIncoming(db, [handed('before anybody signed in')], new Date());
		await saveAccount(db, account('ana'));
		await saveAccount(db, account('ana'));
		// The same person, whose account was deleted and made again.
		await saveAccount(db, { ...account('ana'), id: 'ana-again' });
		expect(await listIncoming(db)).toHaveLength(1);
		await saveAccount(db, account('bru'));
		expect(await listIncoming(db)).toEqual([]);
	});
});
