import type { Running } from './running.ts';

/** Answers a path of the data interface: `/rest/v1/…`, `/storage/v1/…`, or shorter, `/published_records?…`. */
export type ApiFetch = (path: string, init?: RequestInit) => Promise<Response>;

/** A server-side answer must not keep a visitor waiting longer than this. */
const timeoutMs = 20_000;

/**
 * Reads as anybody (`anon`), for pages and public interfaces rendered here. Embedded: straight to
 * the worker, without a network. Otherwise over HTTP to the Supabase project.
 */
export function anonymousApi({ backend, settings }: Running): ApiFetch {
	const base = backend.kind === 'remote' ? backend.url : `http://${settings.host}:${settings.port}`;
	return (path, init = {}) => {
		const url = `${base}${/^\/(rest|auth|storage)\/v1\//.test(path) ? '' : '/rest/v1'}${path}`;
		const headers = new Headers(init.headers);
		headers.set('apikey', backend.publishableKey);
		const request = new Request(url, { signal: AbortSignal.timeout(timeoutMs), ...init, headers });
		return backend.kind === 'remote' ? fetch(request) : backend.client.fetch(request, 'server');
	};
}
