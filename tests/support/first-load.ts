import type { Request } from 'playwright-core';
import type { Visit } from './visit.ts';

/** One file as it came over the wire. */
export interface Received {
	path: string;
	kind: 'script' | 'style' | 'font' | 'document' | 'other';
	/** Bytes of the body, compressed as the server sent it. */
	bytes: number;
	encoding: string;
	/** Asked for by the service worker in the background, not by the page. */
	background: boolean;
	text: string;
}

const kinds: Record<string, Received['kind']> = {
	script: 'script',
	stylesheet: 'style',
	font: 'font',
	document: 'document'
};

/**
 * Opens `path` in an empty browser and notes what arrives until the network is quiet, before anyone
 * touches the page. Only what comes from the app's own origin: tiles are not the app.
 */
export async function firstLoad(visit: Visit, path: string): Promise<Received[]> {
	const finished: Request[] = [];
	visit.context.on('requestfinished', (request) => finished.push(request));
	await visit.page.goto(new URL(path, visit.origin).href, { waitUntil: 'networkidle' });
	await visit.hydrated();
	await visit.page.waitForLoadState('networkidle');
	const own = finished.filter((request) => request.url().startsWith(visit.origin));
	return Promise.all(own.map((request) => received(request)));
}

async function received(request: Request): Promise<Received> {
	const response = await request.response();
	const { responseBodySize } = await request.sizes();
	const kind = kinds[request.resourceType()] ?? 'other';
	const text = kind === 'script' || kind === 'style' ? await body(request) : '';
	const url = new URL(request.url());
	return {
		path: url.pathname,
		kind,
		bytes: responseBodySize,
		encoding: response?.headers()['content-encoding'] ?? 'none',
		background: request.serviceWorker() !== null || url.pathname === '/service-worker.js',
		text
	};
}

/** A body may be gone from the browser's memory when the page has moved on. */
async function body(request: Request): Promise<string> {
	const response = await request.response();
	return response ? response.text() : '';
}

/**
 * Opens `path` in an empty browser and waits until the service worker has all that it keeps for later.
 * @returns bytes of what it fetched, as they came over the wire
 */
export async function keptForLater(visit: Visit, path: string): Promise<number> {
	const files = new Map<string, number>();
	visit.context.on('requestfinished', async (request) => {
		if (request.serviceWorker() === null || !request.url().startsWith(visit.origin)) return;
		const { responseBodySize } = await request.sizes().catch(() => ({ responseBodySize: 0 }));
		files.set(request.url(), responseBodySize);
	});
	await visit.goto(path);
	await visit.installed();
	await visit.page.waitForLoadState('networkidle');
	return [...files.values()].reduce((sum, bytes) => sum + bytes, 0);
}

/** Bytes of one kind that the page itself waited for. */
export function total(files: Received[], kind: Received['kind']): number {
	const own = files.filter((file) => file.kind === kind && !file.background);
	return own.reduce((sum, file) => sum + file.bytes, 0);
}
