import type { RemoteError } from '$lib/remote/errors.ts';
import { readMeta, writeMeta } from '$lib/store/meta.ts';
import type { SyncPorts } from './ports.ts';

const key = 'drain_pause';
const defaultS = 60;
/** A device clock set right by years must not leave a pause of years behind. */
const longestS = 3_600;

/** The server asked everyone to wait: written down, so that other tabs and the service worker obey too. */
export async function pauseDrain(ports: SyncPorts, error: RemoteError): Promise<void> {
	const seconds = Math.min(longestS, error.retryAfterS ?? defaultS);
	await writeMeta(ports.db, key, ports.now() + seconds * 1000);
}

/** When the drain may go on (ms since 1970), or null when it may now. */
export async function pausedUntil(ports: SyncPorts): Promise<number | null> {
	const until = (await readMeta<number>(ports.db, key)) ?? 0;
	const left = until - ports.now();
	return left > 0 && left <= longestS * 1000 ? until : null;
}
