import { describe, expect, test } from 'vitest';
import { newId } from '$lib/domain/ids.ts';
import { RemoteError } from '$lib/remote/errors.ts';
import { listChoices, undoChoice } from '$lib/store/choices.ts';
import { draftOfItem } from '$lib/store/corrections.ts';
import type { CapitelleDatabase } from '$lib/store/database.ts';
import { readDispute } from '$lib/store/dispute.ts';
import { readItem } from '$lib/store/items.ts';
import { queueRecord } from '$lib/store/outbox.ts';
import { removeItem } from '$lib/store/parked.ts';
import { addDraftPhoto } from '$lib/store/photos.ts';
import { resolveDispute } from '$lib/store/resolution.ts';
import { baseOfItem, newVisit, queueVisit, removeVisit } from '$lib/store/visits.ts';
import { drain } from '$lib/sync/drain.ts';
import { pull } from '$lib/sync/pull.ts';
import { context, newDisk, openOn, picture, syncOf, wall } from './support/device.ts';
import { FakeServer, type Fault } from './support/fake-server.ts';

const ana = 'ana';
const scope = { owner: ana, theme: null, bbox: null };
const old = { name: 'Cabane F' };
const mistaken = { name: 'Cabane F mal corrigée' };

/** A phone with a server, whose network is as the test says. */
function phone() {
	const db = openOn(newDisk());
	const server = new FakeServer();
	const network = { online: true, fault: (() => {}) as Fault };
	const remote = server.as(
		() => ana,
		(call, moment) => network.fault(call, moment)
	);
	const sync = { ...syncOf(db, remote), online: () => network.online };
	const send = () => drain(sync, ana);
	return {
		db,
		server,
		network,
		send,
		fetch: () => pull(sync, scope),
		/** One round whose request fails there. */
		async fail(moment: 'before' | 'after', error = new RemoteError('offline')) {
			network.fault = (call, at) => {
				if (call === 'push' && at === moment) throw error;
			};
			await send();
			network.fault = () => {};
		}
	};
}

async function note(db: CapitelleDatabase, pictures: string[] = []) {
	const draft = wall(ana, { properties: old });
	for (const [position, seed] of pictures.entries()) {
		const { facts, file } = await picture(seed, position);
		await addDraftPhoto(db, draft, facts, { file, thumbnail: file });
		draft.photos.push(facts);
	}
	await queueRecord(db, draft, context);
	return draft.id;
}

async function correct(db: CapitelleDatabase, id: string, properties = mistaken, photo?: string) {
	const draft = (await draftOfItem(db, ana, id, context))!;
	const photos = [...draft.photos];
	if (photo) {
		const { facts, file } = await picture(photo, photos.length);
		await addDraftPhoto(db, draft, facts, { file, thumbnail: null });
		photos.push(facts);
	}
	await queueRecord(db, { ...draft, properties, photos }, context);
}

async function visit(db: CapitelleDatabase, id: string) {
	const about = (await baseOfItem(db, ana, id))!;
	const made = newVisit(newId(), ana, id, about, {}, context.now);
	await queueVisit(db, { ...made, note: 'debout' }, context);
	return made.id;
}

/** A record that the server has, a device without network, and what was changed there meanwhile. */
async function received() {
	const device = phone();
	const id = await note(device.db);
	await device.send();
	const shown = async () => (await readItem(device.db, ana, id))?.properties;
	const served = () => device.server.records.get(id)!.record;
	return { ...device, id, shown, served };
}

async function isEmpty(db: CapitelleDatabase) {
	const tables = [db.items, db.operations, db.photos, db.files];
	expect(await Promise.all(tables.map((table) => table.count()))).toEqual([0, 0, 0, 0]);
}

describe('while the device says that there is no network, what is given up never reaches the server', () => {
	test('a new record with its photo', async () => {
		const { db, server, network, send } = phone();
		network.online = false;
		const id = await note(db, ['a']);
		expect(await send()).toMatchObject({ stop: 'offline', accepted: 0 });
		await removeItem(db, ana, id, context);
		network.online = true;
		await send();
		expect(server.carriedOut.size).toBe(0);
		await isEmpty(db);
	});

	test('a correction', async () => {
		const { db, network, send, id, shown, served } = await received();
		network.online = false;
		await correct(db, id);
		await send();
		await removeItem(db, ana, id, context);
		expect(await shown()).toEqual(old);
		network.online = true;
		await send();
		expect(served()).toMatchObject({ version: 1, properties: old });
	});

	test('a visit', async () => {
		const { db, network, send, id, served } = await received();
		network.online = false;
		const visited = await visit(db, id);
		await send();
		await removeVisit(db, ana, visited);
		network.online = true;
		await send();
		expect(served().observations).toEqual([]);
	});

	test('a choice', async () => {
		const { db, server, network, send, id, served } = await received();
		await correct(db, id);
		server.edit(id, { 'properties.name': 'La leur' }, 'Bru');
		await send();
		const { version } = (await readDispute(db, ana, id))!;
		network.online = false;
		const picks = { 'properties.name': 'mine' as const };
		await resolveDispute(db, ana, id, { version, picks }, context);
		await send();
		expect(await listChoices(db, ana, context.now)).toHaveLength(1);
		expect(await undoChoice(db, ana, id)).toBe(true);
		network.online = true;
		await send();
		expect(served().properties).toEqual({ name: 'La leur' });
		expect((await readDispute(db, ana, id))?.fields).toMatchObject([{ path: 'properties.name' }]);
	});

	test('nor does what is behind when the network goes in the middle of a round', async () => {
		const { db, server, network, send } = phone();
		network.fault = (call, moment) => {
			if (call === 'push' && moment === 'after') network.online = false;
		};
		for (let i = 0; i < 220; i++) await note(db);
		expect(await send()).toMatchObject({ stop: 'offline' });
		expect(server.records.size).toBe(200);
		const left = await db.operations.toArray();
		expect(left.map(({ state }) => state)).toEqual(Array.from({ length: 20 }, () => 'queued'));
	});
});

describe('a request that failed', () => {
	const states = async (db: CapitelleDatabase) =>
		(await db.operations.toArray()).map(({ state, in_flight }) => [state, in_flight]);

	test('before anything of it left leaves what it would have carried as it was', async () => {
		const { db, server, send, fail } = phone();
		const id = await note(db);
		await fail('before', new RemoteError('offline', { neverLeft: true }));
		expect(await states(db)).toEqual([['queued', false]]);
		await removeItem(db, ana, id, context);
		await send();
		expect(server.carriedOut.size).toBe(0);
		await isEmpty(db);
	});

	test('without an answer is held to have arrived, whatever fails later', async () => {
		const { db, fail } = phone();
		await note(db);
		await fail('after');
		await fail('before', new RemoteError('offline', { neverLeft: true }));
		expect(await states(db)).toEqual([['sent', false]]);
	});
});

describe.each(['before', 'after'] as const)(
	'given up after an attempt cut %s it arrived',
	(cut) => {
		test('a new record is created, then deleted', async () => {
			const { db, server, send, fail } = phone();
			const id = await note(db, ['a']);
			await fail(cut);
			await removeItem(db, ana, id, context);
			expect(await readItem(db, ana, id)).toMatchObject({ deleting: true });
			expect(await db.files.count()).toBe(0);
			await send();
			expect(server.records.get(id)?.deleted).toBe(true);
			await isEmpty(db);
		});

		test('a new record that the server refuses simply goes', async () => {
			const { db, server, send, fail } = phone();
			server.refusedConcepts.set('stones/wall', { code: 'concept_not_usable', field: 'concept' });
			const id = await note(db, ['a']);
			await fail(cut);
			await removeItem(db, ana, id, context);
			await send();
			expect(server.records.size).toBe(0);
			await isEmpty(db);
		});

		test('a correction is followed by its contrary, and the list never says otherwise', async () => {
			const { db, send, fail, fetch, id, shown, served } = await received();
			await correct(db, id);
			await fail(cut);
			await removeItem(db, ana, id, context);
			expect(await shown()).toEqual(old);
			await fetch();
			expect(await shown()).toEqual(old);
			await send();
			expect(await shown()).toEqual(old);
			expect(served().properties).toEqual(old);
			expect(await readItem(db, ana, id)).toMatchObject({ state: 'received' });
		});

		test('a correction with one behind it goes too, also when given up twice or after a pull', async () => {
			const { db, send, fail, fetch, id, shown, served } = await received();
			await correct(db, id);
			await fail(cut);
			await correct(db, id, { name: 'Encore autre' });
			await fetch();
			await removeItem(db, ana, id, context);
			await removeItem(db, ana, id, context);
			expect(await shown()).toEqual(old);
			await send();
			expect(served().properties).toEqual(old);
			expect(await db.operations.count()).toBe(0);
		});

		test('a correction that can be made again', async () => {
			const { db, send, fail, id, shown, served } = await received();
			await correct(db, id);
			await fail(cut);
			await removeItem(db, ana, id, context);
			await correct(db, id, { name: 'La bonne' });
			expect(await shown()).toEqual({ name: 'La bonne' });
			await send();
			expect(served().properties).toEqual({ name: 'La bonne' });
		});

		test('a photo added by a correction is taken away', async () => {
			const { db, send, fail, id, served } = await received();
			await correct(db, id, mistaken, 'a');
			await fail(cut);
			await removeItem(db, ana, id, context);
			await send();
			expect(served()).toMatchObject({ properties: old, photos: [] });
			const photos = { total: 0, received: 0 };
			expect(await readItem(db, ana, id)).toMatchObject({ state: 'received', photos });
			expect(await db.files.count()).toBe(0);
		});

		test('a correction leaves the visit that waits, and what the visit saw', async () => {
			const { db, send, fail, id, served } = await received();
			await correct(db, id);
			await visit(db, id);
			await fail(cut);
			await removeItem(db, ana, id, context);
			await send();
			expect(served()).toMatchObject({ properties: old, observations: [{ note: 'debout' }] });
		});

		test('a visit says that it is under way, and stays', async () => {
			const { db, send, fail, id, served } = await received();
			const visited = await visit(db, id);
			await fail(cut);
			const problems = [{ code: 'already_leaving', field: null }];
			await expect(removeVisit(db, ana, visited)).rejects.toMatchObject({ problems });
			expect((await readItem(db, ana, id))?.visits).toMatchObject([{ id: visited }]);
			await send();
			expect(served().observations).toMatchObject([{ id: visited }]);
		});
	}
);

describe('a correction given up before it arrived', () => {
	test('is not asked about when somebody else changed the same', async () => {
		const { db, server, send, fail, id, shown } = await received();
		await correct(db, id);
		await fail('before');
		await removeItem(db, ana, id, context);
		server.edit(id, { 'properties.name': 'La leur' }, 'Bru');
		await send();
		expect(await shown()).toEqual({ name: 'La leur' });
		expect(await readItem(db, ana, id)).toMatchObject({ state: 'received' });
		expect(await db.operations.count()).toBe(0);
	});

	test('is not shown as refused', async () => {
		const { db, server, send, fail, id, shown } = await received();
		server.refusedConcepts.set('stones/hut', { code: 'concept_not_usable', field: 'concept' });
		const draft = (await draftOfItem(db, ana, id, context))!;
		await queueRecord(db, { ...draft, concept: 'stones/hut', properties: mistaken }, context);
		await fail('before');
		await removeItem(db, ana, id, context);
		await send();
		expect(await shown()).toEqual(old);
		expect(await readItem(db, ana, id)).toMatchObject({
			state: 'received',
			concept: 'stones/wall'
		});
		expect(await db.operations.count()).toBe(0);
	});
});
