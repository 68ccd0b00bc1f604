/** Calls when the network is back; returns the way to stop. */
export function onNetworkBack(call: () => void): () => void {
	addEventListener('online', call);
	return () => removeEventListener('online', call);
}

/** Calls when the page is shown again (unlocked phone, tab chosen); returns the way to stop. */
export function onPageShown(call: () => void): () => void {
	const changed = () => {
		if (document.visibilityState === 'visible') call();
	};
	document.addEventListener('visibilitychange', changed);
	return () => document.removeEventListener('visibilitychange', changed);
}
