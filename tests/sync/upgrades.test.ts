import { IDBKeyRange } from 'fake-indexeddb';
import type { Dexie } from 'dexie';
import { describe, expect, test } from 'vitest';
import { openDatabase, type CapitelleDatabase } from '$lib/store/database.ts';
import { listDrafts, saveDraft } from '$lib/store/drafts.ts';
import { listItems, readItem } from '$lib/store/items.ts';
import { queueRecord } from '$lib/store/outbox.ts';
import { currentOuting } from '$lib/store/outings.ts';
import { listSuggestions } from '$lib/store/suggestions.ts';
import { readTrace } from '$lib/store/traces.ts';
import { readVisit } from '$lib/store/visits.ts';
import { drain } from '$lib/sync/drain.ts';
import { context, newDisk, openOn, syncOf, wall, type Disk } from './support/device.ts';
import { draftId, outingId, owner, recordId, visitId, wordId } from './support/earlier-rows.ts';
import { earlierVersions, fillEarlier, openEarlier } from './support/earlier-versions.ts';
import { FakeServer } from './support/fake-server.ts';

/** A phone that was last used with an earlier version of the app. */
async function phoneOf(version: number): Promise<Disk> {
	const disk = newDisk();
	const db = openEarlier(disk, version);
	await fillEarlier(db, version);
	db.close();
	return disk;
}

/** Everything the person had is there, and leaves when it can. */
async function expectEverything(db: CapitelleDatabase, version: number): Promise<void> {
	expect((await listDrafts(db, owner)).map(({ id, title }) => [id, title])).toContainEqual([
		draftId,
		'Mur commencé'
	]);
	if (version >= 2) {
		expect((await listSuggestions(db, owner)).map(({ id }) => id)).toEqual([wordId]);
	}
	if (version >= 3) {
		expect((await readVisit(db, owner, visitId))?.note).toBe('Un pan est tombé');
	}
	if (version >= 4) {
		const [walked] = await readTrace(db, { id: draftId, owner });
		expect(walked?.points).toHaveLength(2);
	}
	if (version >= 5) {
		expect(await currentOuting(db, owner)).toMatchObject({ id: outingId, record_ids: [recordId] });
	}
	expect(await readItem(db, owner, recordId)).toMatchObject({
		title: 'Mur du Coulet',
		state: 'waiting',
		photos: { total: 1, received: 0 }
	});
	const server = new FakeServer();
	const sync = syncOf(
		db,
		server.as(() => owner)
	);
	await drain(sync, owner);
	expect(await readItem(db, owner, recordId)).toMatchObject({
		state: 'received',
		photos: { total: 1, received: 1 }
	});
	expect([...server.carriedOut.values()]).toEqual([1, 1]);
	expect(server.words.size).toBe(version >= 2 ? 1 : 0);
}

/** Makes the page die when the upgrade has made so many of its tables. */
function dyingAt(disk: Disk, made: number): { factory: IDBFactory; died: () => boolean } {
	let died = false;
	const open = (name: string, version?: number) => {
		const request = disk.open(name, version);
		request.addEventListener('upgradeneeded', () => {
			const { result: db, transaction } = request;
			const create = db.createObjectStore.bind(db);
			let count = 0;
			const dying: typeof create = (...args) => {
				const store = create(...args);
				if (++count === made) {
					died = true;
					transaction!.abort();
				}
				return store;
			};
			Object.defineProperty(db, 'createObjectStore', { value: dying });
		});
		return request;
	};
	const factory = new Proxy(disk, {
		get: (target, key) => {
			if (key === 'open') return open;
			const value: unknown = Reflect.get(target, key);
			return typeof value === 'function' ? (value.bind(target) as unknown) : value;
		}
	});
	return { factory, died: () => died };
}

describe('the local database of an earlier version (fault-15)', () => {
	test('is known, for every one there was', async () => {
		const now = openOn(newDisk());
		await now.open();
		expect(earlierVersions).toEqual(Array.from({ length: now.verno - 1 }, (_, i) => i + 1));
	});

	describe.each(earlierVersions)('version %i', (version) => {
		test('is brought to this one with everything in it, and what waited leaves', async () => {
			const db = openOn(await phoneOf(version));
			await expectEverything(db, version);
			// What is new can be used at once.
			for (const table of db.tables) await table.count();
		});

		test('is whole when the page dies in the middle of that, at each step', async () => {
			let steps = 0;
			for (let made = 1; made < 20; made++) {
				const disk = await phoneOf(version);
				const { factory, died } = dyingAt(disk, made);
				const killed = openDatabase({ indexedDB: factory, IDBKeyRange });
				await killed.open().catch(() => undefined);
				killed.close();
				if (!died()) break;
				steps++;
				// The older app is whole, and so is the newer one at the next start.
				const older = openEarlier(disk, version);
				expect(await older.table('operations').count()).toBe(2);
				older.close();
				await expectEverything(openOn(disk), version);
			}
			expect(steps).toBeGreaterThan(0);
		});

		test('goes on being written by an older tab; the newer one has what it writes', async () => {
			const disk = await phoneOf(version);
			const older = openEarlier(disk, version);
			await older.open();
			const newer = openOn(disk);
			await newer.open();
			await typeInOlderTab(older);
			expect((await listDrafts(newer, owner)).map(({ title }) => title).sort()).toEqual([
				'Mur commencé',
				'Mur de l’ancien onglet'
			]);
			await expectEverything(newer, version);
		});

		test('held by a tab that does not let go: the newer one says so, waits, and loses nothing', async () => {
			const disk = await phoneOf(version);
			const frozen = await holdOpen(disk);
			let blocked = 0;
			const newer = openDatabase({ indexedDB: disk, IDBKeyRange, onBlocked: () => blocked++ });
			const opening = newer.open();
			await expect.poll(() => blocked).toBe(1);
			frozen.close();
			await opening;
			await expectEverything(newer, version);
		});
	});
});

/** An older app saves as it always did, whatever the database has become. */
async function typeInOlderTab(older: Dexie): Promise<void> {
	const [draft] = (await older.table('drafts').toArray()) as { id: string }[];
	const id = draft!.id.replace(/.$/, 'f');
	await older.table('drafts').put({ ...draft, id, title: 'Mur de l’ancien onglet' });
}

/** A connection of a tab that is frozen: it hears nothing. */
function holdOpen(disk: Disk): Promise<IDBDatabase> {
	return new Promise((resolve, reject) => {
		const request = disk.open('capitelle');
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(new Error('cannot be opened', { cause: request.error }));
	});
}

test('an older page opens what a newer one made, and saves there (fault-15)', async () => {
	const disk = newDisk();
	const newer = openOn(disk);
	newer.version(99).stores({ later: 'id' });
	await newer.open();
	newer.close();
	const older = openOn(disk);
	await saveDraft(older, wall(owner));
	await queueRecord(older, wall(owner), context);
	expect(await listDrafts(older, owner)).toHaveLength(1);
	expect(await listItems(older, owner)).toHaveLength(2);
	older.close();
	const again = openOn(disk);
	expect(await again.operations.count()).toBe(1);
});
