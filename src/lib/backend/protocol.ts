import type { Seed } from './boot.ts';
import type { MailSettings } from './settings.ts';
import type { Secrets } from './secrets.ts';

/** Everything the worker is told at its start. */
export interface WorkerOptions {
	dataFolder: string;
	supabaseFolder: string;
	secrets: Secrets;
	/** Address of the application, written into sessions. */
	siteUrl: string;
	mail: MailSettings | null;
	demo: boolean;
	/** Base of the addresses given to concepts when they are seeded; null: the project's. */
	uriBase?: string | null;
	/** Rows of the operator's own themes. */
	seeds?: readonly Seed[];
}

export interface Versions {
	postgres: string;
	postgis: string;
	/** Last migration applied. */
	schema: string;
}

/** One request, taken apart so that it can cross to the worker; `body` is transferred, not copied. */
export interface PlainRequest {
	method: string;
	url: string;
	headers: [string, string][];
	body: ArrayBuffer | null;
}

export interface PlainResponse {
	status: number;
	headers: [string, string][];
	body: ArrayBuffer | null;
}

/** What the main thread asks; each question has one answer of the same `id`. */
export type Question =
	| { id: number; ask: 'fetch'; request: PlainRequest }
	| { id: number; ask: 'health' }
	| { id: number; ask: 'sql'; sql: string; values: unknown[] }
	| { id: number; ask: 'stop' };

export type Answer = { id: number; value: unknown } | { id: number; error: string };

/** What the worker tells unasked. */
export type Notice =
	| { tell: 'progress'; step: string }
	| { tell: 'ready'; versions: Versions; firstStart: boolean }
	| { tell: 'failed'; message: string }
	| { tell: 'code'; email: string; code: string };
