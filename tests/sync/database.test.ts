import { IDBKeyRange } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import { openDatabase } from '$lib/store/database.ts';
import { isStorageFull } from '$lib/store/errors.ts';
import { readItem } from '$lib/store/items.ts';
import { watch } from '$lib/store/live.ts';
import { deviceId } from '$lib/store/meta.ts';
import { queueRecord } from '$lib/store/outbox.ts';
import { readVocabulary, saveVocabulary } from '$lib/store/vocabulary.ts';
import { context, newDisk, openOn, wall } from './support/device.ts';

const ana = 'ana';

test('a connection that dies under the page is opened again, and the save succeeds (fault-01)', async () => {
	const db = openOn(newDisk());
	const draft = wall(ana);
	await db.open();
	db.backendDB().close();
	await queueRecord(db, draft, context);
	expect((await readItem(db, ana, draft.id))?.state).toBe('waiting');
});

test('a connection lost in the middle of a transaction: the whole is done again (fault-01)', async () => {
	const db = openOn(newDisk());
	const draft = wall(ana);
	const transaction = db.transaction.bind(db) as (...args: unknown[]) => Promise<unknown>;
	let lost = 0;
	Object.defineProperty(db, 'transaction', {
		value: (...args: unknown[]) => {
			if (lost++ > 0) return transaction(...args);
			const message = 'Connection to Indexed Database server lost. Refresh the page to try again';
			return Promise.reject(new DOMException(message, 'UnknownError'));
		}
	});
	await queueRecord(db, draft, context);
	expect(lost).toBe(2);
	expect(await db.operations.count()).toBe(1);
});

test('a full device is told apart from other failures, however deep it is wrapped', () => {
	const full = new DOMException('full', 'QuotaExceededError');
	expect(isStorageFull(Object.assign(new Error('x'), { name: 'AbortError', inner: full }))).toBe(
		true
	);
	expect(isStorageFull(new DOMException('x', 'AbortError'))).toBe(false);
});

test('an older tab still saves after a newer version took over, and is told (fault-15)', async () => {
	const disk = newDisk();
	let outdated = 0;
	const older = openDatabase({ indexedDB: disk, IDBKeyRange, onOutdated: () => outdated++ });
	await queueRecord(older, wall(ana), context);

	const newer = openOn(disk);
	newer.version(99).stores({ extra: 'id' });
	await newer.open();
	expect(outdated).toBe(1);
	expect(await newer.operations.count()).toBe(1);

	await queueRecord(older, wall(ana), context);
	expect(await newer.operations.count()).toBe(2);
});

test('an upgrade that is interrupted leaves everything as it was (fault-15)', async () => {
	const disk = newDisk();
	const first = openOn(disk);
	await queueRecord(first, wall(ana), context);
	first.close();
	const broken = openOn(disk);
	broken
		.version(99)
		.stores({ operations: '++seq, &op_id, record_id, owner, [owner+seq], state' })
		.upgrade(async (transaction) => {
			await transaction.table('operations').clear();
			throw new Error('killed');
		});
	await expect(broken.open()).rejects.toThrow();
	broken.close();
	const again = openOn(disk);
	expect(await again.operations.count()).toBe(1);
});

test('a device is named once, even by two tabs that start together', async () => {
	const disk = newDisk();
	const names = await Promise.all([openOn(disk), openOn(disk)].map((db) => deviceId(db)));
	expect(names[0]).toBe(names[1]);
	expect(await deviceId(openOn(disk))).toBe(names[0]);
});

test('a list follows what another tab writes', async () => {
	const disk = newDisk();
	const [shown, other] = [openOn(disk), openOn(disk)];
	const seen: number[] = [];
	let arrived = () => {};
	const two = new Promise<void>((resolve) => (arrived = resolve));
	const stop = watch(
		() => shown.items.count(),
		(count) => {
			seen.push(count);
			if (seen.length === 1) void queueRecord(other, wall(ana), context);
			if (count === 1) arrived();
		},
		(error) => {
			throw error;
		}
	);
	await two;
	stop();
	expect(seen.at(-1)).toBe(1);
});

test('the vocabulary is kept whole, in place of the one before', async () => {
	const db = openOn(newDisk());
	expect(await readVocabulary(db)).toBeUndefined();
	const nothing = { themes: [], schemes: [], concepts: [], collections: [], fields: [] };
	await saveVocabulary(db, { etag: 'a', ...nothing });
	await saveVocabulary(db, { etag: 'b', ...nothing });
	expect((await readVocabulary(db))?.etag).toBe('b');
});
