/** Bytes used and allowed for this site on the device, or null where the browser does not say. */
export interface StorageRoom {
	usedBytes: number;
	quotaBytes: number;
}

/** Asks the browser what room is left; never throws. */
export async function storageRoom(): Promise<StorageRoom | null> {
	try {
		const estimate = await navigator.storage.estimate();
		if (estimate.quota === undefined || estimate.usage === undefined) return null;
		return { usedBytes: estimate.usage, quotaBytes: estimate.quota };
	} catch {
		return null;
	}
}

/**
 * Asks the browser never to evict what is stored (Storage Standard §4.2). Answers false when it
 * refuses or cannot promise; the person should then send soon, but nothing is lost yet.
 */
export async function keepStorage(): Promise<boolean> {
	try {
		if (await navigator.storage.persisted()) return true;
		return await navigator.storage.persist();
	} catch {
		return false;
	}
}
