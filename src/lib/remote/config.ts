import { RemoteError } from './errors.ts';

/** Where the API is and how to knock: what `/config.json` says. */
export interface RemoteConfig {
	/** Root of the API, without trailing slash. */
	url: string;
	publishableKey: string;
	/** Whether the server unpacks what it is sent. */
	unpacks: boolean;
	/** What a push service is asked with to wake this device; null: this server wakes none. */
	pushKey: string | null;
}

/** Small asynchronous storage, shared by pages and service worker. */
export interface KeyValue {
	getItem(key: string): Promise<string | null>;
	setItem(key: string, value: string): Promise<void>;
	removeItem(key: string): Promise<void>;
	/** Puts `next` (null: nothing) in the place of `now`, unless something else is there by then. */
	replaceItem(key: string, now: string, next: string | null): Promise<boolean>;
}

const key = 'config';
const timeoutMs = 5_000;

function parse(value: unknown): RemoteConfig | null {
	if (typeof value !== 'object' || value === null) return null;
	const said = value as Record<string, unknown>;
	const { supabaseUrl: url, publishableKey, unpacks, pushKey } = said;
	if (typeof url !== 'string' || typeof publishableKey !== 'string') return null;
	return {
		url: url.replace(/\/+$/, ''),
		publishableKey,
		unpacks: unpacks === true,
		pushKey: typeof pushKey === 'string' ? pushKey : null
	};
}

async function cached(storage: KeyValue): Promise<RemoteConfig | null> {
	try {
		return parse(JSON.parse((await storage.getItem(key)) ?? 'null'));
	} catch {
		return null;
	}
}

/**
 * The configuration: from the network when it answers soon, else as it was the last time.
 * @throws RemoteError `offline` when it was never read on this device.
 */
export async function loadConfig(fetcher: typeof fetch, storage: KeyValue): Promise<RemoteConfig> {
	try {
		const response = await fetcher('/config.json', {
			signal: AbortSignal.timeout(timeoutMs),
			cache: 'no-cache'
		});
		const said: unknown = response.ok ? await response.json() : null;
		const config = parse(said);
		if (config) {
			await storage.setItem(key, JSON.stringify(said));
			return config;
		}
	} catch {
		// Offline, or a page that is not ours: what was read last time holds.
	}
	const last = await cached(storage);
	if (last) return last;
	throw new RemoteError('offline');
}
