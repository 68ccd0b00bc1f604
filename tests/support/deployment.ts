import { createHash } from 'node:crypto';
import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';

/** What came from a browser. */
export interface Asked {
	method: string;
	path: string;
	body: Buffer;
}

/** What goes back; null cuts the line without a word. */
export type Answer = {
	status: number;
	headers: Record<string, string | string[] | undefined>;
	body: Buffer;
} | null;

/** Stands between the browser and the server: passes on, changes, delays or loses. */
export type Between = (asked: Asked, pass: () => Promise<Answer>) => Promise<Answer>;

/**
 * The app as it is deployed: an address that stays while the version behind it changes. The second version is
 * the same build under other names, so that none of its files is one of the first.
 */
export interface Deployment {
	url: string;
	version: 1 | 2;
	between: Between;
	stop(): Promise<void>;
}

const pass: Between = (_asked, pass) => pass();

/** Puts an address in front of a running server. */
export async function startDeployment(origin: string): Promise<Deployment> {
	const { version } = (await (await fetch(`${origin}/_app/version.json`)).json()) as {
		version: string;
	};
	const server = createServer((request, response) => {
		void answer(request, response).catch(() => response.destroy());
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	const deployment: Deployment = {
		url: `http://127.0.0.1:${port}`,
		version: 1,
		between: pass,
		async stop() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		}
	};

	async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const asked = await readWhole(request);
		// What is asked of one version is answered by it, however long the answer takes.
		const of = deployment.version;
		const found = await deployment.between(asked, () => upstream(request, asked, of));
		if (found === null) return void response.destroy();
		response.writeHead(found.status, found.headers).end(found.body);
	}

	async function upstream(
		{ headers }: IncomingMessage,
		{ method, path, body }: Asked,
		of: 1 | 2
	): Promise<Answer> {
		const other = of === 1 ? /_app\/immutable\/v2\// : /_app\/immutable\/(?!v2\/)/;
		if (other.test(path)) return page(404, 'not of this version');
		const real = path.replace('/_app/immutable/v2/', '/_app/immutable/');
		const found = await forward(origin, { method, path: real, body }, headers);
		if (of === 1 || !isText(found)) return found;
		const { link } = found.headers;
		const named = link === undefined ? {} : { link: renamed(String(link), version) };
		const own = { ...found.headers, ...named };
		return {
			...found,
			headers: own,
			body: Buffer.from(renamed(found.body.toString(), version))
		};
	}

	return deployment;
}

/** What a device sent, unpacked. */
export function sentJson({ body }: Asked): unknown {
	const packed = body[0] === 0x1f && body[1] === 0x8b;
	return JSON.parse((packed ? gunzipSync(body) : body).toString());
}

/** A page of HTML where something else was expected, as captive portals and proxies answer. */
export function page(status: number, text: string): NonNullable<Answer> {
	const body = Buffer.from(`<!doctype html><title>${text}</title><p>${text}</p>`);
	return { status, headers: { 'content-type': 'text/html' }, body };
}

async function readWhole(request: IncomingMessage): Promise<Asked> {
	const parts: Buffer[] = [];
	for await (const part of request) parts.push(part as Buffer);
	const { method = 'GET', url: path = '/' } = request;
	return { method, path, body: Buffer.concat(parts) };
}

/** Uncompressed, and without the marks by which a browser would keep what it has. */
function forward(
	origin: string,
	{ method, path, body }: Asked,
	headers: IncomingMessage['headers']
): Promise<NonNullable<Answer>> {
	const sent = { ...headers, 'accept-encoding': 'identity' };
	for (const name of ['if-none-match', 'if-modified-since', 'connection']) {
		Reflect.deleteProperty(sent, name);
	}
	return new Promise((resolve, reject) => {
		const request = ask(new URL(path, origin), { method, headers: sent }, (response) => {
			void readWhole(response).then(({ body: answered }) => {
				const kept: Record<string, string | string[] | undefined> = { ...response.headers };
				const own = ['etag', 'last-modified', 'content-length', 'transfer-encoding', 'connection'];
				for (const name of own) Reflect.deleteProperty(kept, name);
				// Only what the app itself keeps counts: a browser's own cache may be emptied at any time.
				if (path.includes('/immutable/')) kept['cache-control'] = 'no-store';
				resolve({ status: response.statusCode ?? 502, headers: kept, body: answered });
			}, reject);
		});
		request.on('error', reject);
		request.end(body);
	});
}

function isText({ headers }: NonNullable<Answer>): boolean {
	return /^text\/|javascript|json/.test(String(headers['content-type'] ?? ''));
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('base64');

/** The same text in the second version; the policy of a page made beforehand names its script by hash. */
function renamed(text: string, version: string): string {
	const named = (part: string) =>
		part
			.replace(/_app\/immutable\/(?=(entry|chunks|nodes|assets|workers)\/)/g, '_app/immutable/v2/')
			.replaceAll(version, `${version}2`);
	let result = named(text);
	for (const [, script = ''] of text.matchAll(/<script>([\s\S]*?)<\/script>/g)) {
		result = result.replaceAll(hashOf(script), hashOf(named(script)));
	}
	return result;
}
