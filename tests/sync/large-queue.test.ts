import { expect, test } from 'vitest';
import { RemoteError } from '$lib/remote/errors.ts';
import { queueRecord } from '$lib/store/outbox.ts';
import { drain } from '$lib/sync/drain.ts';
import { context, newDisk, openOn, syncOf, wall } from './support/device.ts';
import { FakeServer, type Fault } from './support/fake-server.ts';

const ana = 'ana';

test.each(['before', 'after'] as const)(
	'a queue of several batches goes on where the network failed, %s the server had the second one',
	async (moment) => {
		const db = openOn(newDisk());
		const server = new FakeServer();
		for (let i = 0; i < 450; i++) await queueRecord(db, wall(ana), context);
		let pushes = 0;
		const cut: Fault = (call, at) => {
			if (call !== 'push' || at !== moment) return;
			if (++pushes === 2) throw new RemoteError('offline');
		};
		const sync = syncOf(
			db,
			server.as(() => ana, cut)
		);
		// The answers to the first batch are kept, and the third one, made ready meanwhile, is given back.
		expect(await drain(sync, ana)).toMatchObject({ stop: 'offline', accepted: 200 });
		expect(await db.items.where({ owner: ana, state: 'received' }).count()).toBe(200);
		expect(await db.items.where({ owner: ana, state: 'waiting' }).count()).toBe(250);

		expect(await drain(sync, ana)).toMatchObject({ stop: null, accepted: 250, next_at: null });
		expect(await db.operations.count()).toBe(0);
		expect(server.records.size).toBe(450);
		expect([...server.carriedOut.values()].every((times) => times === 1)).toBe(true);
	}
);
