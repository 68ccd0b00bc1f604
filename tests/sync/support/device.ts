import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import type { DraftPhoto, Draft, QueueContext } from '$lib/store/types.ts';
import { openDatabase, type CapitelleDatabase } from '$lib/store/database.ts';
import { emptyDraft } from '$lib/store/corrections.ts';
import { newId } from '$lib/domain/ids.ts';
import { inProcess } from '$lib/sync/exclusive.ts';
import type { SyncPorts, SyncRemote } from '$lib/sync/ports.ts';

/** A device's disk: databases opened on it share what was written, as tabs and restarts do. */
export type Disk = IDBFactory;

export function newDisk(): Disk {
	return new IDBFactory();
}

export function openOn(disk: Disk): CapitelleDatabase {
	return openDatabase({ indexedDB: disk, IDBKeyRange });
}

export const context: QueueContext = {
	device_id: 'device-1',
	app_version: 'test',
	now: new Date('2026-05-01T10:00:00Z')
};

/** A draft with everything a record needs. */
export function wall(owner: string, changes: Partial<Draft> = {}): Draft {
	return {
		...emptyDraft(newId(), owner, context.now),
		theme: 'stones',
		concept: 'stones/wall',
		geometry: { type: 'Point', coordinates: [3.7, 43.8] },
		position: { method: 'gps', accuracy_m: 4 },
		sensitivity: 'public',
		properties: { name: 'Mur du Coulet', height: { value: 1.5, estimated: true } },
		title: 'Mur du Coulet',
		...changes
	};
}

/** Facts and files of a small photo; the same `seed` gives the same file. */
export async function picture(
	seed: string,
	position = 0
): Promise<{ facts: DraftPhoto; file: Blob }> {
	const bytes = Uint8Array.from(`${seed.startsWith('\u00ff') ? '' : 'picture '}${seed}`, (c) =>
		c.charCodeAt(0)
	);
	const hash = await crypto.subtle.digest('SHA-256', bytes);
	const sha256 = [...new Uint8Array(hash)].map((b) => b.toString(16).padStart(2, '0')).join('');
	const facts: DraftPhoto = {
		id: newId(),
		sha256,
		bytes: bytes.length,
		mime: 'image/jpeg',
		width: 4,
		height: 3,
		caption: null,
		taken_at: null,
		heading: null,
		licence: 'cc-by-sa-4.0',
		position
	};
	return { facts, file: new Blob([bytes], { type: 'image/jpeg' }) };
}

/** The sync of one device against a server, with a clock that only moves when told. */
export function syncOf(
	db: CapitelleDatabase,
	remote: SyncRemote,
	exclusive: SyncPorts['exclusive'] = inProcess()
): SyncPorts & { clock: { now: number } } {
	const clock = { now: Date.UTC(2026, 4, 1) };
	return { db, remote, exclusive, now: () => clock.now, random: () => 0.5, clock };
}

/** A photo whose first bytes say JPEG, which is what the server looks at. */
export async function jpeg(seed: string, position = 0): Promise<{ facts: DraftPhoto; file: Blob }> {
	return picture(`\u00ff\u00d8\u00ff${seed}`, position);
}
