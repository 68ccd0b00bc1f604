import { expect, test } from 'vitest';
import { newId } from '$lib/domain/ids.ts';
import type { Operation, OperationAnswer } from '$lib/domain/operation.ts';
import type { Problem } from '$lib/domain/problem.ts';
import { RemoteError } from '$lib/remote/errors.ts';
import { listItems } from '$lib/store/items.ts';
import { queueDeletion, queueRecord } from '$lib/store/outbox.ts';
import { listSuggestions, queueSuggestion } from '$lib/store/suggestions.ts';
import { drain } from '$lib/sync/drain.ts';
import type { SyncRemote } from '$lib/sync/ports.ts';
import { context, newDisk, openOn, syncOf, wall } from './support/device.ts';
import { FakeServer } from './support/fake-server.ts';

const ana = 'ana';
const charter: Problem = { code: 'charter_required', field: null, params: { version: '2' } };

/** A server that takes nothing new until the charter is accepted; what takes back goes through. */
function strict(server: FakeServer, accepted: () => boolean, problem = charter): SyncRemote {
	const remote = server.as(() => ana);
	const held = (op: Operation): OperationAnswer => ({
		op_id: op.op_id,
		result: 'refused',
		version: null,
		status: null,
		proposal: false,
		problems: [problem],
		disputed: [],
		server: null
	});
	return {
		...remote,
		push: async (operations, account) => {
			if (accepted()) return remote.push(operations, account);
			const taken = operations.filter(({ kind }) => kind === 'delete');
			const answers = taken.length > 0 ? await remote.push(taken, account) : [];
			return operations.map((op) => answers.find(({ op_id }) => op_id === op.op_id) ?? held(op));
		},
		suggestWord: (proposal, account) => {
			if (accepted()) return remote.suggestWord(proposal, account);
			return Promise.reject(new RemoteError('refused', { status: 403, problems: [problem] }));
		}
	};
}

const stateOf = async (db: Parameters<typeof listItems>[0]) =>
	(await listItems(db, ana)).map(({ state }) => state);

test('a queue waits for the charter as it was, and leaves by itself once it is accepted', async () => {
	const db = openOn(newDisk());
	const server = new FakeServer();
	let accepted = false;
	const sync = syncOf(
		db,
		strict(server, () => accepted)
	);
	for (let i = 0; i < 3; i++) await queueRecord(db, wall(ana), context);
	const before = await db.operations.orderBy('seq').toArray();

	expect(await drain(sync, ana)).toMatchObject({ stop: 'charter_needed', accepted: 0, parked: 0 });
	expect(await db.operations.orderBy('seq').toArray()).toEqual(before);
	expect(await stateOf(db)).toEqual(['waiting', 'waiting', 'waiting']);
	// Nothing left: what is not wanted any more is simply given up.
	await queueDeletion(db, ana, before[0]!.record_id, context);
	expect(await stateOf(db)).toEqual(['waiting', 'waiting']);

	accepted = true;
	expect(await drain(sync, ana)).toMatchObject({ stop: null, accepted: 2, parked: 0 });
	expect(await stateOf(db)).toEqual(['received', 'received']);
	expect(server.records.size).toBe(2);
});

test('what is taken back leaves without the charter, beside what waits for it', async () => {
	const db = openOn(newDisk());
	const server = new FakeServer();
	let accepted = true;
	const sync = syncOf(
		db,
		strict(server, () => accepted)
	);
	const former = wall(ana);
	await queueRecord(db, former, context);
	await drain(sync, ana);
	accepted = false;
	await queueRecord(db, wall(ana), context);
	await queueDeletion(db, ana, former.id, context);
	expect(await drain(sync, ana)).toMatchObject({ stop: 'charter_needed', accepted: 1, parked: 0 });
	expect(server.records.get(former.id)?.deleted).toBe(true);
	expect(await stateOf(db)).toEqual(['waiting']);
});

test('a missing word waits for the charter too, and is not refused', async () => {
	const db = openOn(newDisk());
	const server = new FakeServer();
	let accepted = false;
	const sync = syncOf(
		db,
		strict(server, () => accepted)
	);
	const word = {
		id: newId(),
		theme: 'stones',
		concept: 'stones/hut',
		kind: 'label' as const,
		text: 'cabanòta',
		lang: 'oc' as const,
		note: '',
		recordId: null
	};
	await queueSuggestion(db, ana, word, new Date('2026-05-01T10:00:00Z'));
	expect((await drain(sync, ana)).stop).toBe('charter_needed');
	expect((await listSuggestions(db, ana))[0]).toMatchObject({ state: 'queued', problems: [] });
	accepted = true;
	expect((await drain(sync, ana)).stop).toBeNull();
	expect(server.words.size).toBe(1);
});

test('the queue of a blocked account waits in the same way, and leaves once the block is lifted', async () => {
	const db = openOn(newDisk());
	const server = new FakeServer();
	let isLifted = false;
	const blocked: Problem = {
		code: 'account_blocked',
		field: null,
		params: { reason: 'Publicité.' }
	};
	const sync = syncOf(
		db,
		strict(server, () => isLifted, blocked)
	);
	await queueRecord(db, wall(ana), context);
	expect(await drain(sync, ana)).toMatchObject({ stop: 'account_blocked', parked: 0 });
	expect(await stateOf(db)).toEqual(['waiting']);
	isLifted = true;
	expect(await drain(sync, ana)).toMatchObject({ stop: null, accepted: 1 });
	expect(await stateOf(db)).toEqual(['received']);
});
