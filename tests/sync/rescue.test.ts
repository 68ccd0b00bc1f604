import { describe, expect, test } from 'vitest';
import { unzipSync, strFromU8, zipSync, strToU8 } from 'fflate';
import { addDraftPhoto } from '$lib/store/photos.ts';
import { saveDraft } from '$lib/store/drafts.ts';
import { queueRecord } from '$lib/store/outbox.ts';
import { adoptAnonymous } from '$lib/store/accounts.ts';
import { listItems } from '$lib/store/items.ts';
import type { CapitelleDatabase } from '$lib/store/database.ts';
import { anonymous } from '$lib/store/types.ts';
import { restoreRescue, saveRescue, type RescueError } from '$lib/state/rescue-file.ts';
import { drain } from '$lib/sync/drain.ts';
import { pull } from '$lib/sync/pull.ts';
import { draftOfItem } from '$lib/store/corrections.ts';
import { context, jpeg, newDisk, openOn, syncOf, wall } from './support/device.ts';
import { FakeServer } from './support/fake-server.ts';

const place = (db: CapitelleDatabase, owner: string) => ({ db, owner, now: context.now });

/** A device with one record waiting, its photo, and one draft. */
async function fullDevice(owner: string) {
	const db = openOn(newDisk());
	const draft = wall(owner);
	const photo = await jpeg('the wall');
	await addDraftPhoto(db, draft, photo.facts, { file: photo.file, thumbnail: null });
	await queueRecord(db, { ...draft, photos: [photo.facts] }, context);
	const unfinished = wall(owner, { geometry: null, title: 'Unfinished' });
	await saveDraft(db, unfinished);
	return { db, record: draft.id, draft: unfinished.id, photo };
}

const codeOf = (work: Promise<unknown>) =>
	work.then(
		() => 'nothing',
		(error: RescueError) => error.code
	);

describe('the rescue file (fault-04)', () => {
	test('brings queue, drafts and photos to another phone, which sends them', async () => {
		const from = await fullDevice('ana');
		const { file, name, unreadable } = await saveRescue(place(from.db, 'ana'), 'what this is');
		expect({ name, unreadable }).toEqual({ name: 'capitelle-2026-05-01.zip', unreadable: 0 });

		const to = openOn(newDisk());
		const restored = await restoreRescue(place(to, 'ana'), file);
		expect(restored).toEqual({
			restored: 2,
			known: 0,
			held: 0,
			others: 0,
			missingPhotos: 0,
			damaged: 0,
			leftShared: 0
		});
		const titles = (await listItems(to, 'ana')).map(({ title, state }) => [title, state]);
		expect(titles).toEqual(
			expect.arrayContaining([
				['Mur du Coulet', 'waiting'],
				['Unfinished', 'draft']
			])
		);

		const server = new FakeServer();
		await drain(
			syncOf(
				to,
				server.as(() => 'ana')
			),
			'ana'
		);
		expect(server.records.get(from.record)?.record.photos).toHaveLength(1);
		expect((await listItems(to, 'ana')).find((item) => item.record_id === from.record)?.state).toBe(
			'received'
		);
	});

	test('is read by any map software, and by people', async () => {
		const { db, record, photo } = await fullDevice('ana');
		const { file } = await saveRescue(place(db, 'ana'), 'what this is');
		const files = unzipSync(new Uint8Array(await file.arrayBuffer()));
		const { features } = JSON.parse(strFromU8(files['releves.geojson']!)) as {
			features: { id: string; properties: Record<string, unknown>; geometry: unknown }[];
		};
		expect(features).toHaveLength(2);
		expect(features.find(({ id }) => id === record)).toMatchObject({
			geometry: { type: 'Point', coordinates: [3.7, 43.8] },
			properties: { name: 'Mur du Coulet', photos: [`photos/${photo.facts.id}.jpg`] }
		});
		expect(files[`photos/${photo.facts.id}.jpg`]?.length).toBe(photo.facts.bytes);
		expect(strFromU8(files['lisez-moi.txt']!)).toBe('what this is');
	});

	test('read twice, or where everything still is, changes nothing', async () => {
		const { db } = await fullDevice('ana');
		const { file } = await saveRescue(place(db, 'ana'), '');
		const before = await db.operations.toArray();
		expect(await restoreRescue(place(db, 'ana'), file)).toMatchObject({ restored: 0, known: 2 });
		expect(await db.operations.toArray()).toEqual(before);
	});

	test('does nothing twice of what this device has sent since, and believes what came later', async () => {
		const { db, record } = await fullDevice('ana');
		const { file } = await saveRescue(place(db, 'ana'), '');
		const server = new FakeServer();
		const sync = syncOf(
			db,
			server.as(() => 'ana')
		);
		await drain(sync, 'ana');
		const correction = await draftOfItem(db, 'ana', record, context);
		await queueRecord(
			db,
			{ ...correction!, properties: { ...correction!.properties, name: 'Mur corrigé' } },
			context
		);
		await drain(sync, 'ana');
		await restoreRescue(place(db, 'ana'), file);
		await drain(sync, 'ana');
		expect([...server.carriedOut.values()].every((times) => times === 1)).toBe(true);
		const item = (await listItems(db, 'ana')).find((one) => one.record_id === record);
		expect(item).toMatchObject({
			state: 'received',
			version: server.records.get(record)!.record.version,
			properties: { name: 'Mur corrigé' }
		});
	});

	test('brings a correction to a phone that has the record already', async () => {
		const { db, record } = await fullDevice('ana');
		const server = new FakeServer();
		const from = syncOf(
			db,
			server.as(() => 'ana')
		);
		await drain(from, 'ana');
		const correction = await draftOfItem(db, 'ana', record, context);
		await queueRecord(
			db,
			{ ...correction!, properties: { ...correction!.properties, name: 'Mur corrigé' } },
			context
		);
		const { file } = await saveRescue(place(db, 'ana'), '');

		const other = openOn(newDisk());
		const to = syncOf(
			other,
			server.as(() => 'ana')
		);
		await pull(to, { owner: 'ana', theme: null, bbox: null });
		expect(await restoreRescue(place(other, 'ana'), file)).toMatchObject({ restored: 2 });
		const waiting = (await listItems(other, 'ana')).find((item) => item.record_id === record);
		expect(waiting).toMatchObject({ state: 'waiting', properties: { name: 'Mur corrigé' } });
		await drain(to, 'ana');
		expect(server.records.get(record)?.record.properties).toMatchObject({ name: 'Mur corrigé' });
	});

	test('of another account stays with that account', async () => {
		const { db } = await fullDevice('ana');
		const { file } = await saveRescue(place(db, 'ana'), '');
		const to = openOn(newDisk());
		expect(await restoreRescue(place(to, 'bru'), file)).toMatchObject({ restored: 2, others: 2 });
		expect(await listItems(to, 'bru')).toEqual([]);
		expect(await listItems(to, 'ana')).toHaveLength(2);
		const server = new FakeServer();
		await drain(
			syncOf(
				to,
				server.as(() => 'bru')
			),
			'bru'
		);
		expect(server.records.size).toBe(0);
	});

	test('made before any account is who reads it', async () => {
		const { db } = await fullDevice(anonymous);
		const { file } = await saveRescue(place(db, anonymous), '');
		const to = openOn(newDisk());
		await restoreRescue(place(to, anonymous), file);
		await adoptAnonymous(to, 'bru');
		expect(await listItems(to, 'bru')).toHaveLength(2);
	});

	test('is made and read although a photo cannot be', async () => {
		const { db, record, photo } = await fullDevice('ana');
		await db.files.delete(photo.facts.id);
		const { file, unreadable } = await saveRescue(place(db, 'ana'), '');
		expect(unreadable).toBe(1);
		const to = openOn(newDisk());
		expect(await restoreRescue(place(to, 'ana'), file)).toMatchObject({
			restored: 2,
			missingPhotos: 1
		});
		const server = new FakeServer();
		await drain(
			syncOf(
				to,
				server.as(() => 'ana')
			),
			'ana'
		);
		expect(server.records.get(record)?.record.properties).toMatchObject({ name: 'Mur du Coulet' });
	});

	test('leaves out a photo whose bytes are not those that were saved, and rows that make no sense', async () => {
		const { db, photo } = await fullDevice('ana');
		const { file } = await saveRescue(place(db, 'ana'), '');
		const files = unzipSync(new Uint8Array(await file.arrayBuffer()));
		files[`photos/${photo.facts.id}.jpg`] = strToU8('another picture');
		const queue = JSON.parse(strFromU8(files['capitelle.json']!)) as {
			rows: { drafts: unknown[]; operations: unknown[] };
		};
		queue.rows.drafts.push({ id: '../x', owner: 'ana' }, null, 'draft');
		files['capitelle.json'] = strToU8(JSON.stringify(queue));
		const to = openOn(newDisk());
		const changed = new Blob([zipSync(files) as Uint8Array<ArrayBuffer>]);
		expect(await restoreRescue(place(to, 'ana'), changed)).toEqual({
			restored: 2,
			known: 0,
			held: 0,
			others: 0,
			missingPhotos: 1,
			damaged: 3,
			leftShared: 0
		});
		expect(await to.photos.count()).toBe(0);
	});

	test('says of any other file that it is none', async () => {
		const to = place(openOn(newDisk()), 'ana');
		const zipOf = (files: Record<string, string>) =>
			new Blob([
				zipSync(
					Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))
				) as Uint8Array<ArrayBuffer>
			]);
		expect(await codeOf(restoreRescue(to, new Blob([])))).toBe('not_a_rescue_file');
		expect(await codeOf(restoreRescue(to, new Blob(['not a zip at all'])))).toBe(
			'not_a_rescue_file'
		);
		expect(await codeOf(restoreRescue(to, zipOf({ 'a.txt': 'a' })))).toBe('not_a_rescue_file');
		expect(await codeOf(restoreRescue(to, zipOf({ 'capitelle.json': '{"format":' })))).toBe(
			'not_a_rescue_file'
		);
		const newer = JSON.stringify({ format: 'capitelle-rescue', version: 2, rows: {} });
		expect(await codeOf(restoreRescue(to, zipOf({ 'capitelle.json': newer })))).toBe(
			'newer_version'
		);
		expect(await to.db.items.count()).toBe(0);
	});
});
