import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeEach, expect, test } from 'vitest';
import type { Notice } from '$lib/domain/notices.ts';
import { openDatabase, type CapitelleDatabase } from './database.ts';
import { keepNotices, listNotices, markRead, unsentReads } from './notices.ts';

const notice = (id: string, at: string, read_at: string | null = null): Notice => ({
	id,
	kind: 'published',
	at,
	read_at,
	facts: {}
});
const first = notice('a', '2026-11-20T10:00:00Z');
const second = notice('b', '2026-11-21T10:00:00Z');
const now = new Date('2026-11-22T10:00:00Z');

let db: CapitelleDatabase;
beforeEach(() => {
	db = openDatabase({ indexedDB: new IDBFactory(), IDBKeyRange });
});

const read = async () => (await listNotices(db, 'me')).map(({ id, read_at }) => [id, read_at]);

test('what was told is kept for its reader alone, newest first', async () => {
	await keepNotices(db, 'me', [first, second], []);
	await keepNotices(db, 'she', [notice('c', '2026-11-22T09:00:00Z')], []);
	expect((await listNotices(db, 'me')).map(({ id }) => id)).toEqual(['b', 'a']);
});

test('read without network stays read, and waits to be sent, once', async () => {
	await keepNotices(db, 'me', [first, second], []);
	await markRead(db, 'me', ['a', 'nothing'], now);
	await markRead(db, 'me', ['a'], new Date('2026-12-01'));
	expect(await unsentReads(db, 'me')).toEqual(['a']);
	// The server did not know yet.
	await keepNotices(db, 'me', [first, second], []);
	expect(await read()).toEqual([
		['b', null],
		['a', now.toISOString()]
	]);
	expect(await unsentReads(db, 'me')).toEqual(['a']);
	await keepNotices(db, 'me', [{ ...first, read_at: '2026-11-22T10:00:05Z' }, second], ['a']);
	expect(await unsentReads(db, 'me')).toEqual([]);
});

test('a mark made while the answer was on its way is not lost', async () => {
	await keepNotices(db, 'me', [first, second], []);
	await markRead(db, 'me', ['a'], now);
	const sent = await unsentReads(db, 'me');
	await markRead(db, 'me', ['b'], now);
	await keepNotices(db, 'me', [first, second], sent);
	expect(await unsentReads(db, 'me')).toEqual(['b']);
});

test('what may not be read any more leaves the device', async () => {
	await keepNotices(db, 'me', [first, second], []);
	await keepNotices(db, 'me', [second], []);
	expect((await listNotices(db, 'me')).map(({ id }) => id)).toEqual(['b']);
});
