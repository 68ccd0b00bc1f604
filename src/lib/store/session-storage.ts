import { readMeta, writeMeta } from './meta.ts';
import type { CapitelleDatabase } from './database.ts';

/** What the authentication client asks of a place to keep the session. */
export interface SessionStorage {
	getItem(key: string): Promise<string | null>;
	setItem(key: string, value: string): Promise<void>;
	removeItem(key: string): Promise<void>;
}

/**
 * Keeps the session in the local database rather than in localStorage, which a service worker cannot
 * read: the queue must be able to leave when every tab is closed.
 */
export function sessionStorage(db: CapitelleDatabase): SessionStorage {
	return {
		getItem: async (key) => (await readMeta<string>(db, `session:${key}`)) ?? null,
		setItem: (key, value) => writeMeta(db, `session:${key}`, value),
		removeItem: (key) => writeMeta(db, `session:${key}`, undefined)
	};
}
