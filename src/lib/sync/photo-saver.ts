import { photosOnWifiOnly } from '$lib/store/photo-saver.ts';
import type { SyncPorts } from './ports.ts';

/**
 * Whether photos wait for Wi-Fi: the person wants it so, and this is not Wi-Fi, or nobody says what it is.
 * Where the browser never tells, the person is asked each time instead of being charged once by mistake.
 */
export async function photosHeld({ db, connection }: SyncPorts): Promise<boolean> {
	return connection?.() !== 'wifi' && (await photosOnWifiOnly(db));
}
