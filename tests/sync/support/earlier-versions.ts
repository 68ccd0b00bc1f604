import { IDBKeyRange } from 'fake-indexeddb';
import { Dexie } from 'dexie';
import {
	draftStored,
	outingStored,
	recordQueued,
	traceStored,
	visitStored,
	wordStored
} from './earlier-rows.ts';
import type { Disk } from './device.ts';

/**
 * What each version of the app declared and wrote, word for word as it was: the code of today must be able to
 * change without these. Every version that was ever on a phone stays here.
 */
const tables: Record<number, Record<string, string>> = {
	1: {
		drafts: 'id, owner',
		operations: '++seq, &op_id, record_id, owner, [owner+seq]',
		items: 'record_id, owner, [owner+state]',
		photos: 'id, record_id, owner, [owner+state]',
		files: 'id',
		replica: '[owner+id], id, cell, [owner+updated_at]',
		meta: 'key',
		vocabulary: 'key'
	},
	2: { suggestions: 'id, owner' },
	3: { visits: 'id, owner, record_id' },
	4: { traces: '[owner+record_id+no], owner, record_id' },
	5: { outings: 'id, owner', packs: 'id', incoming: 'id' }
};

/** The versions before the one of today. */
export const earlierVersions = Object.keys(tables).map(Number);

/** An app of an earlier version, opened on a disk. */
export function openEarlier(disk: Disk, version: number): Dexie {
	const db = new Dexie('capitelle', { indexedDB: disk, IDBKeyRange });
	for (const one of earlierVersions.filter((each) => each <= version)) {
		db.version(one).stores(tables[one]!);
	}
	return db;
}

/** Writes what a person of that version left: a draft, and a record with a photo that waits to be sent. */
export async function fillEarlier(db: Dexie, version: number): Promise<void> {
	const since = [wordStored, visitStored, traceStored, outingStored].slice(0, version - 1);
	const all = Object.assign({ ...draftStored, ...recordQueued }, ...since) as Record<
		string,
		object[]
	>;
	await db.transaction('rw', db.tables, async () => {
		for (const [table, values] of Object.entries(all)) await db.table(table).bulkAdd(values);
	});
}
