import { expect, test } from 'vitest';
import { newId } from '$lib/domain/ids.ts';
import type { CommentPhoto } from '$lib/domain/talk.ts';
import { RemoteError } from '$lib/remote/errors.ts';
import { restoreRescue, saveRescue } from '$lib/state/rescue-file.ts';
import { saveAccount } from '$lib/store/accounts.ts';
import { leaveDevice } from '$lib/store/departure.ts';
import { queueRecord } from '$lib/store/outbox.ts';
import { readPhotoFile, readRecordThumbnail } from '$lib/store/photos.ts';
import {
	listTalk,
	queueComment,
	readTalkDraft,
	saveTalkDraft,
	takeBackTalk
} from '$lib/store/talk.ts';
import {
	addTalkPhoto,
	refusalOfTalkPhoto,
	removeTalkPhoto,
	resendTalkPhoto
} from '$lib/store/talk-photos.ts';
import { drain } from '$lib/sync/drain.ts';
import { context, newDisk, openOn, picture, syncOf, wall } from './support/device.ts';
import { FakeServer, type Fault } from './support/fake-server.ts';

const ana = 'ana';

/** A device with a record that waits, and what is being written about it with a photo. */
async function device(fault?: Fault) {
	const server = new FakeServer();
	const db = openOn(newDisk());
	const draft = wall(ana);
	await queueRecord(db, draft, context);
	const sync = syncOf(
		db,
		server.as(() => ana, fault)
	);
	const record = draft.id;
	const { facts, file } = await picture('clé');
	const { id, sha256, bytes, mime, width, height } = facts;
	const photo: CommentPhoto = { id, sha256, bytes, mime, width, height };
	const words = { body: 'Voyez la clé', visibility: 'participants' as const };
	const written = { ...words, mentions: [], closes: false, photos: [photo] };
	await addTalkPhoto(db, ana, record, written, photo, { file, thumbnail: file });
	return {
		db,
		server,
		sync,
		record,
		photo,
		written,
		say: () => queueComment(db, ana, record, { ...written, id: newId() }, [], context),
		state: async () => (await db.photos.get(photo.id))?.state,
		arrived: () => (server.talk.get(record) ?? []).flatMap(({ photos = [] }) => photos)
	};
}

test('a photo of a comment made offline leaves after it, and its file goes once it is there', async () => {
	let cut = true;
	const { db, sync, record, photo, say, state, arrived, server } = await device(() => {
		if (cut) throw new RemoteError('offline');
	});
	expect(await readTalkDraft(db, ana, record)).toMatchObject({ photos: [photo] });
	await say();
	expect((await drain(sync, ana)).stop).toBe('offline');
	expect([await state(), (await readPhotoFile(db, photo.id))?.size]).toEqual([
		'queued',
		photo.bytes
	]);
	cut = false;
	expect(await drain(sync, ana)).toMatchObject({ stop: null, photos: 1 });
	expect(arrived()).toMatchObject([{ id: photo.id, received: true }]);
	expect([...server.objects.keys()]).toEqual([`${photo.id}/${photo.sha256}.jpg`]);
	expect([await state(), await readPhotoFile(db, photo.id)]).toEqual(['received', null]);
	expect(await db.files.count()).toBe(0);
	// It is the comment's: the record has no photo by it.
	expect(await readRecordThumbnail(db, record)).toBeNull();
	expect(server.records.get(record)?.record.photos).toEqual([]);
});

test('a file whose sending broke off is sent by another round, its comment said once', async () => {
	let broken = true;
	const { db, sync, say, state, arrived, record } = await device((call) => {
		if (broken && call === 'upload') throw new RemoteError('timeout');
	});
	await say();
	const { next_at } = await drain(sync, ana);
	expect(await state()).toBe('announced');
	expect(next_at).not.toBeNull();
	broken = false;
	sync.clock.now = next_at!;
	await drain(sync, ana);
	expect(arrived()).toMatchObject([{ received: true }]);
	expect(await listTalk(db, ana, record)).toHaveLength(1);
});

test('a photo follows its comment: taken back, taken out, refused', async () => {
	const { db, server, sync, record, photo, written, say, state } = await device();
	await say();
	const [row] = await listTalk(db, ana, record);
	await takeBackTalk(db, ana, row!.id);
	expect([await state(), await readTalkDraft(db, ana, record)]).toEqual(['draft', written]);
	server.refusedComments.set(written.body, { code: 'mention_not_allowed', field: null });
	await say();
	await drain(sync, ana);
	expect(await state()).toBe('queued');
	expect(server.objects.size).toBe(0);
	const [parked] = await listTalk(db, ana, record);
	await takeBackTalk(db, ana, parked!.id);
	await removeTalkPhoto(db, photo.id);
	expect([await db.photos.count(), await db.files.count()]).toEqual([0, 0]);
});

test('a photo travels in the rescue file, with its comment or after it', async () => {
	for (const isSaid of [false, true]) {
		const { db, server, sync, photo, say, arrived } = await device((call) => {
			if (call === 'upload') throw new RemoteError('timeout');
		});
		await say();
		if (isSaid) await drain(sync, ana);
		const place = { db, owner: ana, now: context.now };
		const { file } = await saveRescue(place, 'readme');
		const other = openOn(newDisk());
		const there = { ...place, db: other };
		expect(await restoreRescue(there, file)).toMatchObject({ damaged: 0, missingPhotos: 0 });
		expect((await readPhotoFile(other, photo.id))?.size).toBe(photo.bytes);
		await other.photos.update(photo.id, { next_at: 0 });
		const good = server.as(() => ana);
		await drain(syncOf(other, good), ana);
		expect(arrived()).toMatchObject([{ id: photo.id, received: true }]);
	}
});

test('signing out takes what the server has of it off the device, and nothing else', async () => {
	const { db, sync, say, state, photo } = await device();
	await saveAccount(db, { id: ana, email: 'ana@test.example' } as never);
	await say();
	await leaveDevice(db);
	expect([await state(), (await readPhotoFile(db, photo.id))?.size]).toEqual([
		'queued',
		photo.bytes
	]);
	await saveAccount(db, { id: ana, email: 'ana@test.example' } as never);
	await drain(sync, ana);
	expect(await state()).toBe('received');
	await leaveDevice(db);
	expect([await db.photos.count(), await db.files.count()]).toEqual([0, 0]);
});

test('what is being written travels in the rescue file with its photo, and never over what is there', async () => {
	const { db, record, written, photo } = await device();
	const place = { db, owner: ana, now: context.now };
	const { file } = await saveRescue(place, 'readme');
	const other = openOn(newDisk());
	const there = { ...place, db: other };
	expect(await restoreRescue(there, file)).toMatchObject({ damaged: 0, missingPhotos: 0 });
	expect(await readTalkDraft(other, ana, record)).toEqual(written);
	expect((await readPhotoFile(other, photo.id))?.size).toBe(photo.bytes);
	await saveTalkDraft(other, ana, record, { ...written, body: 'Autre chose' });
	await restoreRescue(there, file);
	expect(await readTalkDraft(other, ana, record)).toMatchObject({ body: 'Autre chose' });
});

test('what is taken back while something else is written joins it, for the fewer readers, and nothing is lost', async () => {
	const { db, record, photo, say, state } = await device();
	await say();
	const other = { body: 'Et le toit', mentions: [], closes: false };
	await saveTalkDraft(db, ana, record, { ...other, visibility: 'public' });
	const [row] = await listTalk(db, ana, record);
	await takeBackTalk(db, ana, row!.id);
	expect(await readTalkDraft(db, ana, record)).toMatchObject({
		body: 'Et le toit\n\nVoyez la clé',
		visibility: 'participants',
		photos: [photo]
	});
	expect(await state()).toBe('draft');
});

test('a photo taken out in another window is announced by nobody', async () => {
	const { db, sync, photo, say, arrived, server, record } = await device();
	await removeTalkPhoto(db, photo.id);
	await say();
	await drain(sync, ana);
	expect([arrived(), server.talk.get(record)?.length]).toEqual([[], 1]);
});

test('a file that the server refuses stays here with the reason, and leaves when asked', async () => {
	let refused = true;
	const { db, sync, photo, say, state, arrived } = await device((call) => {
		const problems = [{ code: 'bad_format' as const, field: 'photo.bytes' }];
		if (refused && call === 'upload') throw new RemoteError('refused', { status: 403, problems });
	});
	await say();
	await drain(sync, ana);
	expect(await refusalOfTalkPhoto(db, photo.id)).toMatchObject([{ code: 'bad_format' }]);
	expect((await readPhotoFile(db, photo.id))?.size).toBe(photo.bytes);
	refused = false;
	await resendTalkPhoto(db, photo.id);
	await drain(sync, ana);
	expect([await state(), await refusalOfTalkPhoto(db, photo.id)]).toEqual(['received', null]);
	expect(arrived()).toMatchObject([{ received: true }]);
});
