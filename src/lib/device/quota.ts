/** What this browser says of the room it gives, in bytes; null where it does not say. */
export interface StorageFacts {
	usage: number | null;
	quota: number | null;
	/** It promised never to evict what is stored. */
	persisted: boolean | null;
}

/** Reads how much room there is. Never throws: what a browser will not tell is null. */
export async function storageFacts(): Promise<StorageFacts> {
	const [estimate, persisted] = await Promise.all([
		ask(() => navigator.storage.estimate()),
		ask(() => navigator.storage.persisted())
	]);
	return { usage: estimate?.usage ?? null, quota: estimate?.quota ?? null, persisted };
}

/**
 * Asks the browser never to evict what is stored (Storage Standard §4.2); some put the question to the
 * person. Answers false when it refuses, null when it knows no such promise.
 */
export function keepStorage(): Promise<boolean | null> {
	return ask(
		async () => (await navigator.storage.persisted()) || (await navigator.storage.persist())
	);
}

/** Outside secure contexts, and in old browsers, there is nobody to ask. */
async function ask<T>(question: () => Promise<T>): Promise<T | null> {
	try {
		return await question();
	} catch {
		return null;
	}
}
