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
