import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import { basemapsPath, readBasemaps } from '../lib/backend/basemaps.ts';
import { maxBodyBytes } from '../lib/backend/gate.ts';
import { securityHeaders } from '../lib/backend/headers.ts';
import type { Settings } from '../lib/backend/settings.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Serves the built application.
 *
 * @param symbols drawings of all themes, when some are not in the build
 * @returns the listening server and the address people type
 */
export async function serveBuild(
	settings: Settings,
	symbols: string | null
): Promise<{ server: Server; address: string }> {
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
		const headers = securityHeaders(settings.remote, readBasemaps(), https);
		for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
		if (request.url === '/basemaps.json' && request.method === 'GET') return sendBasemaps(response);
		if (symbols !== null && request.url === '/icons/themes/symbols.json')
			return sendSymbols(response, symbols);
		handler(request, response);
	});
	await new Promise<void>((listening, failed) => {
		server.once('error', failed);
		server.listen(settings.port, settings.host, listening);
	});
	return { server, address: settings.origin ?? addressOf(server, settings.host) };
}

/** The operator's own list of basemaps takes effect without a new build. */
function sendBasemaps(response: ServerResponse): void {
	response.setHeader('content-type', 'application/json');
	response.setHeader('cache-control', 'public, max-age=300');
	response.end(readFileSync(basemapsPath()));
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
