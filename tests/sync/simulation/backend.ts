import type { StoredSession } from '$lib/remote/tokens.ts';

export type BackendKind = 'pglite' | 'postgres';

/** One real server, shared by many seeds one after the other. */
export interface Backend {
	/** What a browser's `fetch` would do from a page of this server. */
	fetch: typeof fetch;
	/** As the owner of the database. */
	sql<Row = Record<string, unknown>>(sql: string, values?: unknown[]): Promise<Row[]>;
	/** The account of an address, made when it is new. */
	account(email: string): Promise<string>;
	/** A new session of an account, made when it is new. Its end is counted by the device's clock (ms since 1970). */
	session(email: string, now: number): Promise<StoredSession>;
	/**
	 * Serves a request whose transaction begins before `meanwhile` and commits after it: whoever pulls in
	 * between must not miss it later.
	 */
	slowly(serve: () => Promise<Response>, meanwhile: () => Promise<void>): Promise<Response>;
	/** Forgets every record and role, so that seeds know nothing of each other. Accounts stay. */
	reset(): Promise<void>;
	close(): Promise<void>;
}
