import type { KeyValue } from './config.ts';

/** Runs one piece of work at a time per name, over all tabs and the service worker. */
export type Exclusive = <T>(name: string, work: () => Promise<T>) => Promise<T>;

/** A request that tells how many bytes of its body left so far. */
export type SendFile = (
	url: string,
	init: RequestInit,
	progress: (sent: number) => void
) => Promise<Response>;

export interface RemotePorts {
	fetch: typeof fetch;
	/** For files, where the browser can tell how far one is; else they go by `fetch`. */
	sendFile?: SendFile | undefined;
	/** Keeps the session and the last configuration; readable by the service worker too. */
	storage: KeyValue;
	exclusive: Exclusive;
	/** ms since 1970. */
	now: () => number;
}
