import { write, type CapitelleDatabase } from './database.ts';
import { readMeta, writeMeta } from './meta.ts';

/** What the authentication client asks of a place to keep the session. */
export interface SessionStorage {
	getItem(key: string): Promise<string | null>;
	setItem(key: string, value: string): Promise<void>;
	removeItem(key: string): Promise<void>;
	/** Puts `next` (null: nothing) in the place of `now`, unless something else is there by then. */
	replaceItem(key: string, now: string, next: string | null): Promise<boolean>;
}

/** Where the authentication client keeps who is signed in. */
const sessionKey = 'session';

const row = (key: string) => `session:${key}`;

/**
 * Keeps the session in the local database rather than in localStorage, which a service worker cannot
 * read: the queue must be able to leave when every tab is closed.
 */
export function sessionStorage(db: CapitelleDatabase): SessionStorage {
	return {
		getItem: async (key) => (await readMeta<string>(db, row(key))) ?? null,
		setItem: (key, value) => writeMeta(db, row(key), value),
		removeItem: (key) => writeMeta(db, row(key), undefined),
		replaceItem: (key, now, next) =>
			write(db, [db.meta], async () => {
				if ((await db.meta.get(row(key)))?.value !== now) return false;
				if (next === null) await db.meta.delete(row(key));
				else await db.meta.put({ key: row(key), value: next });
				return true;
			})
	};
}

/** Takes the session off the device; call it inside a transaction over `meta`. */
export async function forgetSession(db: CapitelleDatabase): Promise<void> {
	await db.meta.delete(row(sessionKey));
}
