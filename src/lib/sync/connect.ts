import type { Connection } from '$lib/domain/connection.ts';
import { Remote } from '$lib/remote/client.ts';
import { pullChanges, pushOperations } from '$lib/remote/operations.ts';
import { confirmPhoto, uploadPhoto } from '$lib/remote/photos.ts';
import type { SendFile } from '$lib/remote/ports.ts';
import { suggestWord, wordDecisions } from '$lib/remote/suggestions.ts';
import type { CapitelleDatabase } from '$lib/store/database.ts';
import { sessionStorage } from '$lib/store/session-storage.ts';
import { exclusiveBy, type Locks } from './exclusive.ts';
import type { PhotoProgress, SyncPorts, SyncRemote } from './ports.ts';

/** What the page, the service worker or a test lends. */
export interface Surroundings {
	fetch: typeof fetch;
	/** Web Locks, when there are. */
	locks: Locks | undefined;
	now: () => number;
	random: () => number;
	/** Sends a file and tells how far it is; absent where nothing can. */
	sendFile?: SendFile;
	/** False when the device itself says that there is no network; absent where nobody says. */
	online?: () => boolean;
	/** Absent: nobody says by what the device is connected. */
	connection?: () => Connection;
	/** Drops what is kept to be shown of records that are public no more; absent where nothing is. */
	forgetRecords?: (record_ids: readonly string[]) => Promise<void>;
	photoProgress?: (progress: PhotoProgress) => void;
}

/** The server's functions that the sync needs, bound to one connection. */
function syncRemote(remote: Remote): SyncRemote {
	return {
		push: (operations, account_id) => pushOperations(remote, operations, account_id),
		pull: (request) => pullChanges(remote, request),
		uploadPhoto: (file, path, account_id, progress) =>
			uploadPhoto(remote, file, path, account_id, progress),
		confirmPhoto: (photo_id, account_id) => confirmPhoto(remote, photo_id, account_id),
		suggestWord: (proposal, account_id) => suggestWord(remote, proposal, account_id),
		wordDecisions: (account_id) => wordDecisions(remote, account_id)
	};
}

/** The same connection of local database and server for the page and for the service worker. */
export function connect(
	db: CapitelleDatabase,
	around: Surroundings
): { remote: Remote; sync: SyncPorts } {
	const exclusive = exclusiveBy(around.locks);
	const remote = new Remote({
		fetch: around.fetch,
		sendFile: around.sendFile,
		storage: sessionStorage(db),
		exclusive,
		now: around.now
	});
	const { now, random, online, connection, forgetRecords, photoProgress } = around;
	const sync = { db, remote: syncRemote(remote), exclusive, now, random };
	return { remote, sync: { ...sync, online, connection, forgetRecords, photoProgress } };
}
