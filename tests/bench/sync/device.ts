import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { openDatabase, type CapitelleDatabase } from '../../../src/lib/store/database.ts';
import { emptyDraft } from '../../../src/lib/store/corrections.ts';
import { queueRecord } from '../../../src/lib/store/outbox.ts';
import { sessionStorage } from '../../../src/lib/store/session-storage.ts';
import type { Draft } from '../../../src/lib/store/types.ts';
import { connect } from '../../../src/lib/sync/connect.ts';
import type { SyncPorts } from '../../../src/lib/sync/ports.ts';
import type { Account } from './server.ts';
import type { Sample } from './sample.ts';

/** A phone: the app's own store and sync over an IndexedDB in memory, signed in. */
export interface Device {
	db: CapitelleDatabase;
	sync: SyncPorts;
	owner: string;
}

/** What the app writes on each operation. */
export const stamp = () => ({
	device_id: '01900000-0000-7000-8000-000000000000',
	app_version: '0.1.0',
	form_version: 1,
	now: new Date('2026-05-01T18:00:00Z')
});

export async function openDevice(
	url: string,
	account: Account,
	fetcher: typeof fetch = fetch
): Promise<Device> {
	const db = openDatabase({ indexedDB: new IDBFactory(), IDBKeyRange });
	await sessionStorage(db).setItem('session', JSON.stringify(account.session));
	const { sync } = connect(db, {
		fetch: (input, init) => fetcher(new URL(String(input), url), init),
		locks: undefined,
		now: Date.now,
		random: Math.random
	});
	return { db, sync, owner: account.id };
}

/** What waits on the phone, as a day without network leaves it. */
export function draftOf({ id, ...content }: Sample, owner: string): Draft {
	return {
		...emptyDraft(id, owner, new Date('2026-05-01T09:30:00Z')),
		...content,
		title: String(content.properties['nom'])
	};
}

export async function queue({ db, owner }: Device, samples: Sample[]): Promise<void> {
	for (const sample of samples) await queueRecord(db, draftOf(sample, owner), stamp());
}
