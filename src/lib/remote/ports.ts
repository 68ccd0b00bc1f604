import type { KeyValue } from './config.ts';

/** Runs one piece of work at a time per name, over all tabs and the service worker. */
export type Exclusive = <T>(name: string, work: () => Promise<T>) => Promise<T>;

export interface RemotePorts {
	fetch: typeof fetch;
	/** Keeps the session and the last configuration; readable by the service worker too. */
	storage: KeyValue;
	exclusive: Exclusive;
	/** ms since 1970. */
	now: () => number;
}
