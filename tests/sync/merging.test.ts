import { describe, expect, test } from 'vitest';
import { RemoteError, errorOf } from '$lib/remote/errors.ts';
import { draftOfItem } from '$lib/store/corrections.ts';
import type { CapitelleDatabase } from '$lib/store/database.ts';
import { readItem } from '$lib/store/items.ts';
import { queueRecord } from '$lib/store/outbox.ts';
import { addDraftPhoto, removeDraftPhoto } from '$lib/store/photos.ts';
import type { Draft, QueueContext } from '$lib/store/types.ts';
import { drain } from '$lib/sync/drain.ts';
import { pull } from '$lib/sync/pull.ts';
import { context, jpeg, newDisk, openOn, syncOf, wall } from './support/device.ts';
import { FakeServer, type Fault } from './support/fake-server.ts';

const ana = 'ana';
const moderator = 'Jean Peyrot';

/** One of a person's phones. */
class Phone {
	readonly db: CapitelleDatabase = openOn(newDisk());
	readonly #context: QueueContext;
	readonly #sync;
	fault: Fault = () => {};

	constructor(server: FakeServer, device_id: string) {
		this.#context = { ...context, device_id };
		const remote = server.as(
			() => ana,
			(call, moment) => this.fault(call, moment)
		);
		this.#sync = syncOf(this.db, remote);
	}

	send = () => drain(this.#sync, ana);
	fetch = () => pull(this.#sync, { owner: ana, theme: null, bbox: null });
	/** Sends whenever something is due, until nothing waits. */
	async later(at: number | null): Promise<void> {
		while (at !== null) {
			this.#sync.clock.now = at;
			({ next_at: at } = await this.send());
		}
	}
	item = (id: string) => readItem(this.db, ana, id);

	async open(id: string): Promise<Draft> {
		return (await draftOfItem(this.db, ana, id, this.#context))!;
	}

	save(draft: Draft, properties: Draft['properties'] = {}): Promise<void> {
		const changed = { ...draft, properties: { ...draft.properties, ...properties } };
		return queueRecord(this.db, changed, this.#context);
	}

	async correct(id: string, properties: Draft['properties']): Promise<void> {
		await this.save(await this.open(id), properties);
	}

	/** The next replies of one kind are lost on their way, after the server did what was asked. */
	lose(what: 'push', times: number): void {
		let left = times;
		this.fault = (call, moment) => {
			if (call !== what || moment !== 'after' || left === 0) return;
			left -= 1;
			throw new RemoteError('timeout');
		};
	}
}

async function received(properties: Draft['properties'] = { name: 'Mur' }) {
	const server = new FakeServer();
	const phone = new Phone(server, 'phone');
	const draft = wall(ana, { properties });
	await phone.save(draft);
	await phone.send();
	const { id } = draft;
	return { server, phone, id, record: () => server.records.get(id)!.record };
}

describe('what was changed elsewhere is never undone unseen', () => {
	test('after a merge: the next correction is made on what the merge made', async () => {
		const { server, phone, id, record } = await received();
		server.edit(id, { 'properties.note': 'vu' }, moderator);
		await phone.correct(id, { height: 2 });
		await phone.send();
		expect((await phone.item(id))?.properties).toEqual({ name: 'Mur', note: 'vu', height: 2 });
		await phone.correct(id, { name: 'Mur du Coulet' });
		await phone.send();
		expect(record().properties).toEqual({ name: 'Mur du Coulet', note: 'vu', height: 2 });
	});

	test('by a correction saved behind a photo that went meanwhile', async () => {
		const { server, phone, id, record } = await received();
		const draft = await phone.open(id);
		const { facts, file } = await jpeg('un');
		await addDraftPhoto(phone.db, draft, facts, { file, thumbnail: null });
		await phone.save({ ...draft, photos: [facts] });
		server.edit(id, { 'properties.name': 'Mur de Jean' }, moderator);
		await phone.send();
		await phone.correct(id, { name: 'Mur d’Ana' });
		await phone.send();
		expect(record().properties['name']).toBe('Mur de Jean');
		expect(await phone.item(id)).toMatchObject({
			state: 'parked',
			disputed: ['properties.name'],
			server: { properties: { name: 'Mur de Jean' } }
		});
	});

	test('by a correction that waits, changed again after a pull (fault-08)', async () => {
		const { server, phone, id, record } = await received();
		await phone.correct(id, { name: 'Mur d’Ana' });
		server.edit(id, { 'properties.name': 'Mur de Jean', 'properties.note': 'vu' }, moderator);
		await phone.fetch();
		expect((await phone.item(id))?.properties).toEqual({ name: 'Mur d’Ana', note: 'vu' });
		await phone.correct(id, { height: 3 });
		await phone.send();
		expect(record().properties).toEqual({ name: 'Mur de Jean', note: 'vu' });
		expect(await phone.item(id)).toMatchObject({ state: 'parked', disputed: ['properties.name'] });
	});

	test('by a form opened before the first answer and saved after others went on (fault-08)', async () => {
		const server = new FakeServer();
		const phone = new Phone(server, 'phone');
		const draft = wall(ana, { properties: { name: 'Mur', note: 'à voir' } });
		await phone.save(draft);
		const open = await phone.open(draft.id);
		await phone.send();
		server.edit(draft.id, { 'properties.note': 'vu' }, moderator);
		await phone.fetch();
		await phone.save(open, { height: 2 });
		await phone.send();
		const { properties } = server.records.get(draft.id)!.record;
		expect(properties).toEqual({ name: 'Mur', note: 'vu', height: 2 });
		expect((await phone.item(draft.id))?.state).toBe('received');
	});

	test('by the same person’s other phone', async () => {
		const { server, phone, id, record } = await received();
		const tablet = new Phone(server, 'tablet');
		await tablet.fetch();
		await tablet.correct(id, { note: 'de la tablette' });
		await tablet.send();
		await phone.correct(id, { height: 2 });
		await phone.send();
		expect((await phone.item(id))?.properties).toMatchObject({ note: 'de la tablette' });
		await tablet.correct(id, { name: 'Mur de la tablette' });
		await phone.correct(id, { name: 'Mur du téléphone' });
		await tablet.send();
		await phone.send();
		expect(record().properties['name']).toBe('Mur de la tablette');
		expect(await phone.item(id)).toMatchObject({ state: 'parked', disputed: ['properties.name'] });
	});
});

describe('nobody disputes with themselves', () => {
	test('who saves a form opened while an earlier correction left and was answered', async () => {
		const { phone, id, record } = await received();
		await phone.correct(id, { name: 'Un' });
		const open = await phone.open(id);
		await phone.send();
		await phone.save(open, { name: 'Deux' });
		await phone.send();
		expect(record().properties['name']).toBe('Deux');
		expect((await phone.item(id))?.state).toBe('received');
	});

	test('nor whose replies were lost in between (fault-05)', async () => {
		const { phone, id, record, server } = await received();
		phone.lose('push', 1);
		await phone.correct(id, { name: 'Un' });
		const { next_at } = await phone.send();
		await phone.correct(id, { name: 'Deux' });
		await phone.later(next_at);
		expect(record()).toMatchObject({ version: 3, properties: { name: 'Deux' } });
		expect((await phone.item(id))?.state).toBe('received');
		expect([...server.carriedOut.values()].every((times) => times === 1)).toBe(true);
	});
});

describe('lists', () => {
	test('changed on both sides are shown and kept together', async () => {
		const { server, phone, id, record } = await received({ made_of: ['brick', 'mud'] });
		await phone.correct(id, { made_of: ['brick', 'stone'] });
		server.edit(id, { 'properties.made_of': ['brick', 'mud', 'lime'] }, moderator);
		await phone.fetch();
		const both = { made_of: ['brick', 'lime', 'stone'] };
		expect((await phone.item(id))?.properties).toEqual(both);
		await phone.send();
		expect(record().properties).toEqual(both);
		expect(await phone.item(id)).toMatchObject({ state: 'received', properties: both });
	});
});

describe('late replies', () => {
	test('undo nothing that a pull has told since (fault-05, fault-24)', async () => {
		const { server, phone, id } = await received();
		phone.lose('push', 1);
		await phone.correct(id, { note: 'vu' });
		const { next_at } = await phone.send();
		server.moderate(id, 'published', null);
		await phone.fetch();
		await phone.later(next_at);
		expect(await phone.item(id)).toMatchObject({ state: 'received', status: 'published' });
	});

	test('a photo taken out of a form that was open while it left is taken out of the record', async () => {
		const { phone, id, record } = await received();
		const draft = await phone.open(id);
		const { facts, file } = await jpeg('floue');
		await addDraftPhoto(phone.db, draft, facts, { file, thumbnail: null });
		await phone.save({ ...draft, photos: [facts] });
		const open = await phone.open(id);
		await phone.send();
		expect(record().photos).toHaveLength(1);
		await removeDraftPhoto(phone.db, open.id, facts.id);
		await phone.save({ ...open, photos: [] });
		await phone.send();
		expect(record().photos).toEqual([]);
		expect((await phone.item(id))?.state).toBe('received');
	});
});

test('a deadlock on the server reaches nobody: the same operations go again (fault-18)', async () => {
	const { phone, id, record } = await received();
	let deadlocks = 0;
	phone.fault = (call, moment) => {
		if (call !== 'push' || moment !== 'before' || deadlocks === 2) return;
		deadlocks += 1;
		throw errorOf(500, { code: '40P01', message: 'deadlock detected' }, null);
	};
	await phone.correct(id, { note: 'vu' });
	const { next_at } = await phone.send();
	expect(await phone.item(id)).toMatchObject({ state: 'waiting', problems: [] });
	expect(next_at).not.toBeNull();
	await phone.later(next_at);
	expect(record().properties['note']).toBe('vu');
	expect((await phone.item(id))?.state).toBe('received');
});
