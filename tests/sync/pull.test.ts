import { describe, expect, test } from 'vitest';
import type { PullAnswer } from '$lib/domain/operation.ts';
import type { FullRecord, PublicRecord } from '$lib/domain/record.ts';
import { newId } from '$lib/domain/ids.ts';
import { RemoteError } from '$lib/remote/errors.ts';
import { draftOfItem } from '$lib/store/corrections.ts';
import { listItems, readItem } from '$lib/store/items.ts';
import { queueRecord } from '$lib/store/outbox.ts';
import { resend } from '$lib/store/parked.ts';
import { applyPull, inBounds, readCursor, readRecord } from '$lib/store/replica.ts';
import { drain } from '$lib/sync/drain.ts';
import { pull } from '$lib/sync/pull.ts';
import { context, newDisk, openOn, syncOf, wall } from './support/device.ts';
import { FakeServer } from './support/fake-server.ts';
import { killAt } from './support/kill.ts';

const ana = 'ana';
const scope = { owner: ana, theme: null, bbox: null };

function published(lon: number, lat: number, changes: Partial<PublicRecord> = {}): PublicRecord {
	return {
		id: newId(),
		theme: 'stones',
		concept: 'stones/wall',
		title: null,
		geometry: { type: 'Point', coordinates: [lon, lat] },
		blurred: false,
		position: { method: 'map', accuracy_m: null },
		properties: {},
		commune: null,
		author_name: null,
		licence: 'lov2',
		photos: [],
		version: 1,
		observed_at: '2026-01-01T10:00:00+01:00',
		last_seen_at: '2026-01-01T10:00:00+01:00',
		published_at: '2026-01-02T10:00:00Z',
		updated_at: '2026-01-02T10:00:00Z',
		...changes
	};
}

function answer(records: PublicRecord[], cursor: string, changes: Partial<PullAnswer> = {}) {
	const pulled = records.map((record) => ({ access: 'public' as const, record }));
	return { cursor, more: false, gone: [], records: pulled, ...changes };
}

describe('the replica', () => {
	test('finds records by box and theme, on both sides of a cell’s edge', async () => {
		const db = openOn(newDisk());
		const near = published(3.6999, 43.7999);
		const beside = published(3.7001, 43.8001, { theme: 'streams' });
		const far = published(4.5, 43.8);
		await applyPull(db, scope, answer([near, beside, far], 'c1'));
		const ids = async (bbox: [number, number, number, number], theme: string | null = null) =>
			(await inBounds(db, { owner: ana, bbox, theme })).map(({ id }) => id).sort();
		expect(await ids([3.69, 43.79, 3.71, 43.81])).toEqual([near.id, beside.id].sort());
		expect(await ids([3.69, 43.79, 3.71, 43.81], 'streams')).toEqual([beside.id]);
		expect(await ids([-180, -90, 180, 90])).toHaveLength(3);
		expect(await ids([3.7, 43.8, 3.75, 43.85])).toEqual([beside.id]);
	});

	test('shows another account neither the full form nor the unpublished record', async () => {
		const db = openOn(newDisk());
		const server = new FakeServer();
		const draft = wall(ana);
		await queueRecord(db, draft, context);
		const sync = syncOf(
			db,
			server.as(() => ana)
		);
		await drain(sync, ana);
		await pull(sync, scope);
		expect((await readRecord(db, ana, draft.id))?.access).toBe('full');
		expect(await readRecord(db, 'bob', draft.id)).toBeUndefined();
		expect(await inBounds(db, { owner: 'bob', bbox: [-180, -90, 180, 90] })).toEqual([]);
	});

	test('forgets what is gone, and the public copy of what is no longer published', async () => {
		const db = openOn(newDisk());
		const gone = published(3.7, 43.8);
		const archived = published(3.8, 43.8);
		await applyPull(db, scope, answer([gone, archived], 'c1'));
		const full = { ...archived, status: 'archived', author_id: 'eve' } as unknown as FullRecord;
		const records: PullAnswer['records'] = [{ access: 'full', record: full }];
		await applyPull(db, scope, answer([], 'c2', { gone: [gone.id], records }));
		expect(await readRecord(db, ana, gone.id)).toBeUndefined();
		expect((await readRecord(db, ana, archived.id))?.access).toBe('full');
		expect(await readRecord(db, 'bob', archived.id)).toBeUndefined();
		// A moderator's copy of someone's record is not a contribution of theirs.
		expect(await listItems(db, ana)).toEqual([]);
	});
});

describe('pulling', () => {
	async function busyServer(count: number) {
		const server = new FakeServer();
		const other = openOn(newDisk());
		for (let i = 0; i < count; i++) await queueRecord(other, wall(ana), context);
		await drain(
			syncOf(
				other,
				server.as(() => ana)
			),
			ana
		);
		server.pageSize = 7;
		return server;
	}

	test('goes on page by page from where it stopped', async () => {
		const server = await busyServer(30);
		const db = openOn(newDisk());
		const sync = syncOf(
			db,
			server.as(() => ana)
		);
		expect(await pull(sync, scope, 2)).toMatchObject({ complete: false, changes: 14 });
		expect(await pull(sync, scope)).toMatchObject({ complete: true, changes: 16 });
		expect(await db.replica.count()).toBe(30);
		expect((await listItems(db, ana)).every(({ state }) => state === 'received')).toBe(true);
		expect(await pull(sync, scope)).toMatchObject({ complete: true, changes: 0 });
	});

	test.each(['before', 'after'] as const)(
		'killed %s any transaction: no row is skipped, and the cursor never runs ahead of the rows',
		async (moment) => {
			const server = await busyServer(20);
			for (let n = 1; n < 20; n++) {
				const disk = newDisk();
				const first = openOn(disk);
				const kill = killAt(first, n, moment);
				await pull(
					syncOf(
						first,
						server.as(() => ana)
					),
					scope
				).catch(() => undefined);
				first.close();
				const second = openOn(disk);
				const cursor = Number((await readCursor(second, scope)) ?? 0);
				expect(await second.replica.count()).toBe(cursor);
				await pull(
					syncOf(
						second,
						server.as(() => ana)
					),
					scope
				);
				expect(await second.replica.count()).toBe(20);
				if (!kill.reached()) return;
			}
			throw new Error('never ends');
		}
	);

	test('says what is gone before it is noted as told, and goes on when that could not be heard', async () => {
		const db = openOn(newDisk());
		const told: { ids: readonly string[]; cursor: string | null }[] = [];
		const remote = {
			...new FakeServer().as(() => ana),
			pull: async () => answer([], '1', { gone: ['withdrawn'] })
		};
		const sync = {
			...syncOf(db, remote),
			async forgetRecords(ids: readonly string[]) {
				told.push({ ids, cursor: await readCursor(db, scope) });
				throw new Error('no caches');
			}
		};
		expect(await pull(sync, scope)).toMatchObject({ error: null, changes: 1 });
		expect(told).toEqual([{ ids: ['withdrawn'], cursor: null }]);
		expect(await readCursor(db, scope)).toBe('1');
	});

	test('says why it could not, and keeps what it has', async () => {
		const db = openOn(newDisk());
		const server = await busyServer(3);
		const good = syncOf(
			db,
			server.as(() => ana)
		);
		await pull(good, scope);
		const cut = syncOf(
			db,
			server.as(
				() => ana,
				() => {
					throw new RemoteError('not_json');
				}
			)
		);
		const result = await pull(cut, scope);
		expect(result.error?.kind).toBe('not_json');
		expect(await db.replica.count()).toBe(3);
	});

	test('brings the moderator’s words, and a correction sends the record back', async () => {
		const db = openOn(newDisk());
		const server = new FakeServer();
		const sync = syncOf(
			db,
			server.as(() => ana)
		);
		const draft = wall(ana);
		await queueRecord(db, draft, context);
		await drain(sync, ana);
		server.moderate(draft.id, 'changes_requested', 'Photo floue');
		await pull(sync, scope);
		expect(await readItem(db, ana, draft.id)).toMatchObject({
			state: 'received',
			status: 'changes_requested',
			reason: 'Photo floue'
		});
		const open = await draftOfItem(db, ana, draft.id, context);
		await queueRecord(db, { ...open!, properties: { name: 'Mieux' } }, context);
		await drain(sync, ana);
		expect(await readItem(db, ana, draft.id)).toMatchObject({ status: 'submitted', reason: null });
	});

	test('keeps what waits here on top of what changed elsewhere', async () => {
		const server = new FakeServer();
		const [phone, tablet] = [openOn(newDisk()), openOn(newDisk())];
		const on = (db: typeof phone) =>
			syncOf(
				db,
				server.as(() => ana)
			);
		const draft = wall(ana);
		await queueRecord(phone, draft, context);
		await drain(on(phone), ana);
		await pull(on(tablet), scope);
		await pull(on(phone), scope);

		const mine = await draftOfItem(phone, ana, draft.id, context);
		await queueRecord(phone, { ...mine!, concept: 'stones/hut' }, context);
		const theirs = await draftOfItem(tablet, ana, draft.id, context);
		await queueRecord(tablet, { ...theirs!, properties: { name: 'Vu de la tablette' } }, context);
		await drain(on(tablet), ana);
		await pull(on(phone), scope);
		const open = await draftOfItem(phone, ana, draft.id, context);
		expect(open).toMatchObject({
			concept: 'stones/hut',
			properties: { name: 'Vu de la tablette' }
		});
		expect(await drain(on(phone), ana)).toMatchObject({ parked: 0, accepted: 1 });
		expect(server.records.get(draft.id)?.record).toMatchObject({
			concept: 'stones/hut',
			properties: { name: 'Vu de la tablette' }
		});
	});

	test('a dispute is set aside with both sides, and sending again lets the person win', async () => {
		const server = new FakeServer();
		const [phone, tablet] = [openOn(newDisk()), openOn(newDisk())];
		const on = (db: typeof phone) =>
			syncOf(
				db,
				server.as(() => ana)
			);
		const draft = wall(ana);
		await queueRecord(phone, draft, context);
		await drain(on(phone), ana);
		await pull(on(tablet), scope);
		const edit = async (db: typeof phone, name: string) => {
			const open = await draftOfItem(db, ana, draft.id, context);
			await queueRecord(db, { ...open!, properties: { name } }, context);
			return drain(on(db), ana);
		};
		await edit(tablet, 'Tablette');
		expect(await edit(phone, 'Téléphone')).toMatchObject({ parked: 1 });
		const item = await readItem(phone, ana, draft.id);
		expect(item).toMatchObject({ state: 'parked', disputed: ['properties.name'] });
		expect(item?.server?.properties['name']).toBe('Tablette');

		await resend(phone, ana, draft.id);
		await drain(on(phone), ana);
		expect(server.records.get(draft.id)?.record.properties['name']).toBe('Téléphone');
		expect((await readItem(phone, ana, draft.id))?.state).toBe('received');
	});
});
