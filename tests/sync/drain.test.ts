import { describe, expect, test } from 'vitest';
import type { Problem } from '$lib/domain/problem.ts';
import { RemoteError } from '$lib/remote/errors.ts';
import { listItems, readItem } from '$lib/store/items.ts';
import { draftOfItem } from '$lib/store/corrections.ts';
import { queueDeletion, queueRecord } from '$lib/store/outbox.ts';
import { removeItem, resend } from '$lib/store/parked.ts';
import { addDraftPhoto, readPhotoFile, readThumbnail } from '$lib/store/photos.ts';
import { operationsToSend } from '$lib/store/sending.ts';
import { drain } from '$lib/sync/drain.ts';
import { inProcess } from '$lib/sync/exclusive.ts';
import type { CapitelleDatabase } from '$lib/store/database.ts';
import { context, newDisk, openOn, picture, syncOf, wall } from './support/device.ts';
import { FakeServer, type Fault } from './support/fake-server.ts';

const ana = 'ana';

/** Fails the first time something happens, then lets everything through. */
function once(call: string, moment: string, error: RemoteError): Fault {
	let done = false;
	return (c, m) => {
		if (done || c !== call || m !== moment) return;
		done = true;
		throw error;
	};
}

async function queueWall(db: CapitelleDatabase, changes = {}, pictures: string[] = []) {
	const draft = wall(ana, changes);
	for (const [position, seed] of pictures.entries()) {
		const { facts, file } = await picture(seed, position);
		await addDraftPhoto(db, draft, facts, { file, thumbnail: file });
		draft.photos.push(facts);
	}
	await queueRecord(db, draft, context);
	return draft;
}

const refusal: Problem = { code: 'concept_not_usable', field: 'concept' };

describe('sending', () => {
	test('gives the receipt of a record and of each photo only when the server has confirmed both', async () => {
		const db = openOn(newDisk());
		const server = new FakeServer();
		const states: string[] = [];
		const draft = await queueWall(db, {}, ['a', 'b']);
		const look: Fault = async (call, moment) => {
			if (moment === 'after') {
				const item = await readItem(db, ana, draft.id);
				states.push(`${call} ${item?.state} ${item?.photos.received}/${item?.photos.total}`);
			}
		};
		const sync = syncOf(
			db,
			server.as(() => ana, look)
		);
		expect(await drain(sync, ana)).toEqual({
			stop: null,
			accepted: 3,
			parked: 0,
			photos: 2,
			next_at: null
		});

		expect(states[0]).toBe('push sending 0/2');
		expect(states.slice(1).every((state) => state.includes(' waiting '))).toBe(true);
		expect(await readItem(db, ana, draft.id)).toMatchObject({
			state: 'received',
			status: 'submitted',
			photos: { total: 2, received: 2 }
		});
		expect(server.objects.size).toBe(2);
		// The files went with the receipts; the small pictures stay for the list.
		expect(await db.files.count()).toBe(0);
		expect(await readThumbnail(db, draft.photos[0]!.id)).not.toBeNull();
	});

	test('makes no duplicate and gives the right receipt when the reply was lost after the commit', async () => {
		const db = openOn(newDisk());
		const server = new FakeServer();
		const draft = await queueWall(db);
		const sync = syncOf(
			db,
			server.as(() => ana, once('push', 'after', new RemoteError('offline')))
		);
		expect((await drain(sync, ana)).stop).toBe('offline');
		expect((await readItem(db, ana, draft.id))?.state).toBe('waiting');

		expect((await drain(sync, ana)).accepted).toBe(1);
		expect((await readItem(db, ana, draft.id))?.state).toBe('received');
		expect([...server.carriedOut.values()]).toEqual([1]);
	});

	test('keeps the refusal when the reply that carried it was lost', async () => {
		const db = openOn(newDisk());
		const server = new FakeServer();
		server.refusedConcepts.set('stones/wall', refusal);
		const draft = await queueWall(db);
		const sync = syncOf(
			db,
			server.as(() => ana, once('push', 'after', new RemoteError('timeout')))
		);
		await drain(sync, ana);
		sync.clock.now += 60_000;
		await drain(sync, ana);
		expect(await readItem(db, ana, draft.id)).toMatchObject({
			state: 'parked',
			problems: [refusal]
		});
	});

	test('is done once by two tabs that drain at the same time (fault-14)', async () => {
		const disk = newDisk();
		const [one, two] = [openOn(disk), openOn(disk)];
		const server = new FakeServer();
		let underWay = 0;
		let together = 0;
		const watch: Fault = async (_call, moment) => {
			underWay += moment === 'before' ? 1 : -1;
			together = Math.max(together, underWay);
			await new Promise((resolve) => setTimeout(resolve, 1));
		};
		for (let i = 0; i < 60; i++) await queueWall(one);
		const shared = inProcess();
		const tabs = [one, two].map((db) =>
			drain(
				syncOf(
					db,
					server.as(() => ana, watch),
					shared
				),
				ana
			)
		);
		const [first, second] = await Promise.all(tabs);
		expect(first!.accepted + second!.accepted).toBe(60);
		expect(together).toBe(1);
		expect(server.records.size).toBe(60);
	});

	test('does not go in another account’s name', async () => {
		const db = openOn(newDisk());
		const server = new FakeServer();
		const draft = await queueWall(db);
		const sync = syncOf(
			db,
			server.as(() => 'bob')
		);
		expect((await drain(sync, ana)).stop).toBe('sign_in_needed');
		expect(server.records.size).toBe(0);
		expect((await readItem(db, ana, draft.id))?.state).toBe('waiting');
		expect(await listItems(db, 'bob')).toEqual([]);
	});

	test('stops without altering anything when the session is over, and goes on after signing in', async () => {
		const db = openOn(newDisk());
		const server = new FakeServer();
		await queueWall(db, {}, ['a']);
		let session: string | null = null;
		const sync = syncOf(
			db,
			server.as(() => session)
		);
		const before = (await operationsToSend(db, ana, sync.now(), { operations: 9, bytes: 9e9 })).map(
			({ op }) => op
		);
		expect((await drain(sync, ana)).stop).toBe('sign_in_needed');
		const after = await db.operations.orderBy('seq').toArray();
		expect(after.map(({ op }) => op)).toEqual(before);
		session = ana;
		expect((await drain(sync, ana)).stop).toBeNull();
		expect((await listItems(db, ana))[0]?.state).toBe('received');
	});
});

describe('failures', () => {
	test('one poisoned record neither blocks nor hides the others, and can be corrected', async () => {
		const db = openOn(newDisk());
		const server = new FakeServer();
		server.refusedConcepts.set('stones/old', refusal);
		await queueWall(db);
		const bad = await queueWall(db, { concept: 'stones/old' }, ['a']);
		await queueWall(db);
		const sync = syncOf(
			db,
			server.as(() => ana)
		);
		const result = await drain(sync, ana);
		expect(result).toMatchObject({ stop: null, next_at: null });
		expect(server.records.size).toBe(2);
		expect(await readItem(db, ana, bad.id)).toMatchObject({ state: 'parked', problems: [refusal] });

		const draft = await draftOfItem(db, ana, bad.id, context);
		expect(draft?.photos).toHaveLength(1);
		await queueRecord(db, { ...draft!, concept: 'stones/wall' }, context);
		await drain(sync, ana);
		expect(await readItem(db, ana, bad.id)).toMatchObject({
			state: 'received',
			photos: { total: 1, received: 1 }
		});
	});

	test('a poisoned record can be sent again as it is, or removed with its photos', async () => {
		const db = openOn(newDisk());
		const server = new FakeServer();
		server.refusedConcepts.set('stones/old', refusal);
		const kept = await queueWall(db, { concept: 'stones/old' });
		const thrown = await queueWall(db, { concept: 'stones/old' }, ['a']);
		const sync = syncOf(
			db,
			server.as(() => ana)
		);
		await drain(sync, ana);
		server.refusedConcepts.clear();
		await resend(db, ana, kept.id);
		await removeItem(db, ana, thrown.id, context);
		await drain(sync, ana);
		const items = await listItems(db, ana);
		expect(items.map(({ record_id, state }) => [record_id, state])).toEqual([
			[kept.id, 'received']
		]);
		expect(await db.files.count()).toBe(0);
	});

	test('a record that breaks the server waits longer each time while the others go', async () => {
		const db = openOn(newDisk());
		const server = new FakeServer();
		const good = server.as(() => ana);
		const poison = await queueWall(db);
		for (let i = 0; i < 7; i++) await queueWall(db);
		const sync = syncOf(db, {
			...good,
			push: async (operations, as) => {
				if (operations.some(({ record_id }) => record_id === poison.id)) {
					throw new RemoteError('server', { status: 500 });
				}
				return good.push(operations, as);
			}
		});
		const first = await drain(sync, ana);
		expect(server.records.size).toBe(7);
		expect(first.stop).toBeNull();
		sync.clock.now = first.next_at!;
		const second = await drain(sync, ana);
		expect(second.next_at! - sync.clock.now).toBeGreaterThan(first.next_at! - Date.UTC(2026, 4, 1));
		expect((await readItem(db, ana, poison.id))?.state).toBe('waiting');
	});

	test('a server that is down is left in peace after a few tries', async () => {
		const db = openOn(newDisk());
		let calls = 0;
		for (let i = 0; i < 40; i++) await queueWall(db);
		const sync = syncOf(db, {
			...new FakeServer().as(() => ana),
			push: () => {
				calls++;
				throw new RemoteError('server', { status: 503 });
			}
		});
		expect((await drain(sync, ana)).stop).toBe('server_down');
		expect(calls).toBeLessThan(12);
		expect((await listItems(db, ana)).every(({ state }) => state === 'waiting')).toBe(true);
	});

	test('a request to wait is obeyed by every drain of the device', async () => {
		const db = openOn(newDisk());
		const server = new FakeServer();
		await queueWall(db);
		const busy = once('push', 'before', new RemoteError('rate_limited', { retryAfterS: 120 }));
		const sync = syncOf(
			db,
			server.as(() => ana, busy)
		);
		const start = sync.clock.now;
		expect(await drain(sync, ana)).toMatchObject({
			stop: 'rate_limited',
			next_at: start + 120_000
		});
		sync.clock.now = start + 60_000;
		expect((await drain(sync, ana)).stop).toBe('rate_limited');
		expect(server.records.size).toBe(0);
		sync.clock.now = start + 121_000;
		expect((await drain(sync, ana)).accepted).toBe(1);
	});

	test('a batch too large for a proxy goes in smaller ones; a record too large for any is set aside', async () => {
		const db = openOn(newDisk());
		const server = new FakeServer();
		const good = server.as(() => ana);
		const huge = await queueWall(db, { properties: { name: 'x'.repeat(5_000) } });
		for (let i = 0; i < 9; i++) await queueWall(db);
		const sync = syncOf(db, {
			...good,
			push: async (operations, as) => {
				if (JSON.stringify(operations).length < 4_000) return good.push(operations, as);
				const problems: Problem[] = [{ code: 'batch_too_large', field: null }];
				throw new RemoteError('refused', { status: 413, problems });
			}
		});
		await drain(sync, ana);
		expect(server.records.size).toBe(9);
		expect(await readItem(db, ana, huge.id)).toMatchObject({
			state: 'parked',
			problems: [{ code: 'batch_too_large' }]
		});
	});

	test('a record is received while its photo is not (fault-06): said so, and the photo goes later alone', async () => {
		const db = openOn(newDisk());
		const server = new FakeServer();
		const draft = await queueWall(db, {}, ['a', 'b']);
		const flaky = once('upload', 'before', new RemoteError('server', { status: 500 }));
		const sync = syncOf(
			db,
			server.as(() => ana, flaky)
		);
		const result = await drain(sync, ana);
		expect(await readItem(db, ana, draft.id)).toMatchObject({
			state: 'waiting',
			status: 'submitted',
			photos: { total: 2, received: 1 }
		});
		expect(await readPhotoFile(db, draft.photos[0]!.id)).not.toBeNull();
		const carried = server.carriedOut.size;
		sync.clock.now = result.next_at!;
		await drain(sync, ana);
		expect(server.carriedOut.size).toBe(carried);
		expect((await readItem(db, ana, draft.id))?.state).toBe('received');
	});

	test.each([
		['upload', 'after'],
		['confirm', 'before'],
		['confirm', 'after']
	] as const)('a photo whose reply was lost (%s, %s) is not sent twice', async (call, moment) => {
		const db = openOn(newDisk());
		const server = new FakeServer();
		const draft = await queueWall(db, {}, ['a']);
		let uploads = 0;
		const fault = once(call, moment, new RemoteError('offline'));
		const sync = syncOf(
			db,
			server.as(
				() => ana,
				(c, m) => {
					if (c === 'upload' && m === 'before') uploads++;
					return fault(c, m);
				}
			)
		);
		// One lost reply is a bad link, not the end of it: the same run asks, and learns that it arrived.
		expect(await drain(sync, ana)).toMatchObject({ stop: null, photos: 1 });
		expect(uploads).toBe(1);
		expect((await readItem(db, ana, draft.id))?.state).toBe('received');
	});
});

describe('changes while waiting', () => {
	test('a record edited before it left goes once, with its last content', async () => {
		const db = openOn(newDisk());
		const server = new FakeServer();
		const draft = await queueWall(db, {}, ['a']);
		const again = await draftOfItem(db, ana, draft.id, context);
		const { facts, file } = await picture('b', 1);
		await addDraftPhoto(db, again!, facts, { file, thumbnail: null });
		await queueRecord(
			db,
			{ ...again!, photos: [facts], properties: { name: 'Autre nom' } },
			context
		);
		expect((await db.operations.toArray()).map(({ op }) => op.kind)).toEqual([
			'create',
			'add_photo',
			'add_photo'
		]);
		await drain(
			syncOf(
				db,
				server.as(() => ana)
			),
			ana
		);
		const { record } = server.records.get(draft.id)!;
		expect(record.properties).toEqual({ name: 'Autre nom' });
		expect(record.photos).toHaveLength(2);
		expect(record.version).toBe(1);
	});

	test('a record edited while it is in flight is followed by a correction, never rewritten', async () => {
		const db = openOn(newDisk());
		const server = new FakeServer();
		const draft = await queueWall(db);
		const [sent] = await db.operations.toArray();
		let edited = false;
		const edit: Fault = async (call, moment) => {
			if (call !== 'push' || moment !== 'after' || edited) return;
			edited = true;
			const open = await draftOfItem(db, ana, draft.id, context);
			await queueRecord(db, { ...open!, properties: { name: 'Nom corrigé' } }, context);
			expect((await db.operations.toArray()).map(({ op }) => op.kind)).toEqual([
				'create',
				'update'
			]);
		};
		const sync = syncOf(
			db,
			server.as(() => ana, edit)
		);
		await drain(sync, ana);
		expect(server.answers.get(sent!.op_id)?.result).toBe('applied');
		expect(server.records.get(draft.id)?.record.properties).toEqual({ name: 'Nom corrigé' });
		expect([...server.answers.values()].map(({ result }) => result)).toEqual([
			'applied',
			'applied'
		]);
		expect((await readItem(db, ana, draft.id))?.state).toBe('received');
	});

	test('an edit after a lost reply is disputed by nobody', async () => {
		const db = openOn(newDisk());
		const server = new FakeServer();
		const draft = await queueWall(db);
		const sync = syncOf(
			db,
			server.as(() => ana, once('push', 'after', new RemoteError('offline')))
		);
		await drain(sync, ana);
		const open = await draftOfItem(db, ana, draft.id, context);
		await queueRecord(db, { ...open!, concept: 'stones/hut' }, context);
		await drain(sync, ana);
		expect(server.records.get(draft.id)?.record.concept).toBe('stones/hut');
		expect((await readItem(db, ana, draft.id))?.state).toBe('received');
	});

	test('a record deleted before it left simply goes; one the server has is deleted there', async () => {
		const db = openOn(newDisk());
		const server = new FakeServer();
		const sync = syncOf(
			db,
			server.as(() => ana)
		);
		const local = await queueWall(db, {}, ['a']);
		await queueDeletion(db, ana, local.id, context);
		expect(await db.operations.count()).toBe(0);
		expect(await db.files.count()).toBe(0);

		const known = await queueWall(db);
		await drain(sync, ana);
		await queueDeletion(db, ana, known.id, context);
		expect(await readItem(db, ana, known.id)).toMatchObject({ state: 'waiting', deleting: true });
		await drain(sync, ana);
		expect(server.records.get(known.id)?.deleted).toBe(true);
		expect(await listItems(db, ana)).toEqual([]);
	});

	test('a photo taken away after it was sent is removed there', async () => {
		const db = openOn(newDisk());
		const server = new FakeServer();
		const sync = syncOf(
			db,
			server.as(() => ana)
		);
		const draft = await queueWall(db, {}, ['a', 'b']);
		await drain(sync, ana);
		const open = await draftOfItem(db, ana, draft.id, context);
		await queueRecord(db, { ...open!, photos: open!.photos.slice(1) }, context);
		await drain(sync, ana);
		const kept = server.records.get(draft.id)!.record.photos.map(({ id }) => id);
		expect(kept).toEqual([draft.photos[1]!.id]);
		expect(await readItem(db, ana, draft.id)).toMatchObject({
			state: 'received',
			photos: { total: 1, received: 1 }
		});
	});
});
