import type { Connection } from '$lib/domain/connection.ts';

/** The part of the Network Information API used here; absent from most browsers. */
interface NetworkInformation extends EventTarget {
	readonly type?: string;
}

function information(): NetworkInformation | undefined {
	return (navigator as { connection?: NetworkInformation }).connection;
}

/** Reads it now; works in a service worker too. A wire counts as Wi-Fi. */
export function connection(): Connection {
	switch (information()?.type) {
		case 'wifi':
		case 'ethernet':
			return 'wifi';
		case 'cellular':
		case 'wimax':
		case 'bluetooth':
			return 'mobile';
		default:
			return 'unknown';
	}
}

/** Whether there may be a network: false only when the browser itself says there is none. Works in a service worker too. */
function mayBeOnline(): boolean {
	return navigator.onLine !== false;
}

/** What the device says of its network, to lend to the sync. */
export const ownNetwork = { online: mayBeOnline, connection };

/** Calls when the device changes from one network to another, where the browser tells; returns the way to stop. */
export function onConnectionChange(call: () => void): () => void {
	const known = information();
	known?.addEventListener('change', call);
	return () => known?.removeEventListener('change', call);
}
