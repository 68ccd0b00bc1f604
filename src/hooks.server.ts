import { building } from '$app/environment';
import { anonymousApi } from '$lib/backend/access';
import { readBasemaps } from '$lib/backend/basemaps';
import { securityHeaders } from '$lib/backend/headers';
import { dataAddress, isNegotiated } from '$lib/backend/public/negotiation';
import { startBackend } from '$lib/backend/running';
import { paraglideMiddleware } from '$lib/i18n/paraglide/server';
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit';

/** Ready means ready: the embedded database is open before the first request is taken. */
export const init: ServerInit = async () => {
	if (!building) await startBackend(process.env);
};

export const handle: Handle = async ({ event, resolve }) => {
	if (building) return page(event, resolve);
	const running = await startBackend(process.env);
	event.locals.api = anonymousApi(running);
	const { backend, settings } = running;
	const answered =
		backend.kind === 'embedded' && /^\/(rest|auth|storage)\/v1\//.test(event.url.pathname)
			? ((await running.oidc?.answer(
					event.request,
					settings.origin ?? event.url.origin,
					event.getClientAddress()
				)) ?? (await backend.client.fetch(event.request, event.getClientAddress())))
			: (seeData(event.request, event.url) ?? (await page(event, resolve)));
	const headers = securityHeaders(settings, readBasemaps(), event.url.protocol === 'https:');
	// A response passed on from elsewhere has headers that cannot be changed.
	const response = new Response(answered.body, answered);
	// One address has a page per language: a cache in between must not mix them up.
	if (response.headers.get('content-type')?.startsWith('text/html')) {
		response.headers.append('vary', 'accept-language, cookie');
	}
	if (isNegotiated(event.url.pathname)) response.headers.append('vary', 'accept');
	for (const [name, value] of Object.entries(headers)) {
		if (name === 'content-security-policy') response.headers.append(name, value);
		else response.headers.set(name, value);
	}
	return response;
};

/** Nobody is told more than that it failed; who looks after the service reads where, and what was said. */
export const handleError: HandleServerError = async ({ error, event, status, message }) => {
	if (status >= 500) {
		process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
		const { backend } = await startBackend(process.env);
		if (!building && backend.kind === 'embedded')
			backend.client.failed(event.request.method, event.route.id ?? '?', error);
	}
	return { message };
};

/** Sends a machine that asks for data about a concept to the document that holds it. */
function seeData({ method, headers }: Request, url: URL): Response | null {
	if (method !== 'GET' && method !== 'HEAD') return null;
	const location = dataAddress(url.pathname, headers.get('accept'));
	if (location === null) return null;
	return new Response(null, {
		status: 303,
		headers: {
			location,
			'cache-control': 'public, max-age=300',
			'access-control-allow-origin': '*'
		}
	});
}

/** A page or an endpoint of the application, in the language of the person asking. */
const page: (
	...args: [Parameters<Handle>[0]['event'], Parameters<Handle>[0]['resolve']]
) => Promise<Response> = (event, resolve) =>
	paraglideMiddleware(event.request, ({ request, locale }) => {
		event.request = request;
		return resolve(event, {
			transformPageChunk: ({ html }) => html.replace('%lang%', locale),
			// Pages tell JSON from a proxy's error page by it, in the browser as on the server.
			filterSerializedResponseHeaders: (name) => name === 'content-type'
		});
	});
