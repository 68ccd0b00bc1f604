/**
 * What the browser believes of the network. `true` only means that an interface is up (a captive
 * portal answers too): it may start an attempt, never prove a delivery.
 */
export function isOnline(): boolean {
	return globalThis.navigator?.onLine ?? true;
}

/** Calls back at each change; returns the way to stop. */
export function onNetworkChange(listener: (online: boolean) => void): () => void {
	const up = () => listener(true);
	const down = () => listener(false);
	addEventListener('online', up);
	addEventListener('offline', down);
	return () => {
		removeEventListener('online', up);
		removeEventListener('offline', down);
	};
}

/** True when the person or the network asks to spare data (Save-Data). */
export function sparesData(): boolean {
	const connection = (globalThis.navigator as { connection?: { saveData?: boolean } } | undefined)
		?.connection;
	return connection?.saveData === true;
}
