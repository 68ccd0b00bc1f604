import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import { arrangedBasemaps, readBasemaps } from '../lib/backend/basemaps.ts';
import { maxBodyBytes } from '../lib/backend/gate.ts';
import { securityHeaders } from '../lib/backend/headers.ts';
import type { Running } from '../lib/backend/running.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Serves the built application.
 *
 * @param symbols drawings of all themes, when some are not in the build
 * @returns the listening server and the address people type
 */
export async function serveBuild(
	running: Running,
	symbols: string | null
): Promise<{ server: Server; address: string }> {
	const { settings } = running;
	// Read by the built handler when it is loaded.
	process.env['BODY_SIZE_LIMIT'] = String(maxBodyBytes);
	if (settings.origin) process.env['ORIGIN'] = settings.origin;
	else process.env['PROTOCOL_HEADER'] = 'x-forwarded-proto';
	const { handler } = (await import(pathToFileURL(resolve('build/handler.js')).href)) as {
		handler: Handler;
	};

	const server = createServer((request, response) => {
		const proto = String(request.headers['x-forwarded-proto'] ?? 'http')
			.split(',')[0]
			?.trim();
		request.headers['x-forwarded-proto'] = proto === 'https' ? 'https' : 'http';
		const https = (settings.origin ?? `${request.headers['x-forwarded-proto']}:`).startsWith(
			'https:'
		);
		// Files never reach the application's own hooks; these headers are for them too.
		const headers = securityHeaders(settings, readBasemaps(), https);
		for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
		if (request.method === 'GET' && /^\/basemaps[.]json([?]tous)?$/.test(request.url ?? ''))
			return void sendBasemaps(running, request.url?.endsWith('?tous') ?? false, response);
		if (symbols !== null && request.url === '/icons/themes/symbols.json')
			return sendSymbols(response, symbols);
		if (request.method === 'POST' && /^\/partager([?]|$)/.test(request.url ?? ''))
			return tooEarly(request, response);
		// A mail program presses « unsubscribe » by itself, from nowhere (RFC 8058). The signed link is all that
		// counts there and no session is read, so a form of another site could do no more than the link itself.
		if (request.method === 'POST' && /^\/desabonner\?/.test(request.url ?? '')) {
			const proto = request.headers['x-forwarded-proto'];
			request.headers.origin = settings.origin ?? `${proto}://${request.headers.host}`;
		}
		handler(request, response);
	});
	await new Promise<void>((listening, failed) => {
		server.once('error', failed);
		server.listen(settings.port, settings.host, listening);
	});
	return { server, address: settings.origin ?? addressOf(server, settings.host) };
}

/**
 * Photos shared with the app are taken by its service worker, and never leave the device this way. What comes here
 * came before there was one: it is not read, and the person is told so on the screen they expect.
 */
function tooEarly(request: IncomingMessage, response: ServerResponse): void {
	request.resume();
	response.writeHead(303, { location: '/partager?etat=tot' });
	response.end();
}

/**
 * The operator's own list of basemaps takes effect without a new build, in the order administrators gave it.
 * @param all with those they hide, for who arranges them
 */
async function sendBasemaps(
	running: Running,
	all: boolean,
	response: ServerResponse
): Promise<void> {
	const file = all ? readBasemaps() : await arrangedBasemaps(running);
	response.setHeader('content-type', 'application/json');
	response.setHeader('cache-control', all ? 'no-store' : 'public, max-age=300');
	response.end(JSON.stringify(file));
}

/** The operator's own themes bring their drawings without a new build either. */
export function sendSymbols(response: ServerResponse, symbols: string): void {
	response.setHeader('content-type', 'application/json');
	response.setHeader('cache-control', 'public, max-age=300');
	response.end(symbols);
}

function addressOf(server: Server, host: string): string {
	const { port } = server.address() as AddressInfo;
	return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Stops taking requests, lets those under way finish for a while, then closes. */
export async function closeServer(server: Server): Promise<void> {
	const closed = new Promise((resolve) => server.close(resolve));
	server.closeIdleConnections();
	const hurry = setTimeout(() => server.closeAllConnections(), 8000);
	await closed;
	clearTimeout(hurry);
}
