import { describe, expect, test } from 'vitest';
import type { Account } from '$lib/domain/account.ts';
import type { FullRecord } from '$lib/domain/record.ts';
import { saveAccount } from '$lib/store/accounts.ts';
import { leaveDevice } from '$lib/store/departure.ts';
import { saveDraft } from '$lib/store/drafts.ts';
import { readFindable, type FindableRecord } from '$lib/store/findable.ts';
import { keepPlace, keptPlaces } from '$lib/store/kept-places.ts';
import { queueRecord } from '$lib/store/outbox.ts';
import { anonymous } from '$lib/store/types.ts';
import { drain } from '$lib/sync/drain.ts';
import { pull } from '$lib/sync/pull.ts';
import { context, newDisk, openOn, syncOf, wall } from './support/device.ts';
import { FakeServer } from './support/fake-server.ts';

const ana = 'ana';

async function found(db: ReturnType<typeof openOn>, owner: string): Promise<FindableRecord[]> {
	const all: FindableRecord[] = [];
	await readFindable(db, owner, (record) => all.push(record));
	return all;
}

describe('what can be found on a device', () => {
	test('is what was received, what waits and what is only begun, with where it is', async () => {
		const db = openOn(newDisk());
		const server = new FakeServer();
		const sync = syncOf(
			db,
			server.as(() => ana)
		);
		const received = wall(ana);
		await queueRecord(db, received, context);
		await drain(sync, ana);
		await pull(sync, { owner: ana, theme: null, bbox: null });
		const waiting = wall(ana);
		await queueRecord(db, waiting, context);
		const begun = wall(ana);
		await saveDraft(db, begun);
		await saveDraft(db, wall(ana, { geometry: null }));
		const all = await found(db, ana);
		const whose = new Map(all.map((record) => [record.id, record.whose]));
		expect(whose).toEqual(
			new Map([
				[received.id, 'mine'],
				[waiting.id, 'mine'],
				[begun.id, 'draft']
			])
		);
		expect(all.every(({ lon, lat }) => Number.isFinite(lon) && Number.isFinite(lat))).toBe(true);
	});

	test('is nobody else’s', async () => {
		const db = openOn(newDisk());
		await queueRecord(db, wall(ana), context);
		await saveDraft(db, wall(ana));
		const secret = { id: 'x', properties: {}, theme: 't', concept: 'c' } as unknown as FullRecord;
		await db.replica.put({
			...{ owner: ana, id: 'x', record: secret, access: 'full', theme: 't' },
			...{ lon: 4, lat: 43, cell: 1, updated_at: '2026-01-01T00:00:00Z' }
		});
		expect(await found(db, anonymous)).toEqual([]);
		expect((await found(db, ana)).map(({ id }) => id)).toContain('x');
	});
});

describe('places that somebody went to', () => {
	test('stay for them, last first and each once, and go when they leave', async () => {
		const db = openOn(newDisk());
		const account = { id: ana, email: 'ana@exemple.fr' } as Account;
		await saveAccount(db, account);
		const at = (label: string) => ({ label, lon: 4, lat: 43.9 });
		for (const label of ['Four', 'Combe', 'Four']) await keepPlace(db, ana, at(label));
		expect((await keptPlaces(db, ana)).map(({ label }) => label)).toEqual(['Four', 'Combe']);
		expect(await keptPlaces(db, anonymous)).toEqual([]);
		for (let i = 0; i < 60; i++) await keepPlace(db, ana, at(`${i}`));
		expect(await keptPlaces(db, ana)).toHaveLength(50);
		await leaveDevice(db);
		expect(await keptPlaces(db, ana)).toEqual([]);
	});
});
