import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

export interface SlowLinkOptions {
	/** Bytes per second of the whole link, each way: everything under way shares them. */
	bytesPerS: number;
	/** Whether this request is lost: on its way there, or its answer on the way back. */
	loses: (path: string) => 'request' | 'answer' | null;
	/** What is at the other end. */
	serve: (request: Request) => Promise<Response>;
}

/** What went through, to compare with what had to. */
interface Traffic {
	/** Bytes of files that left the device, whole or in part, by path. */
	uploaded: Map<string, number>;
	/** Files lost on their way there, or whose answer was. */
	lost: { requests: number; answers: number };
	/** Most files under way at once. */
	together: number;
}

/** A rural network between a device and a server: thin, shared, and it drops what it likes half-way. */
export interface SlowLink {
	/** `http://127.0.0.1:…` */
	url: string;
	traffic: Traffic;
	close(): Promise<void>;
}

/** One queue for all that moves: two transfers at once get half the link each, as on a phone. */
class Pipe {
	readonly #bytesPerS: number;
	#freeAt = 0;

	constructor(bytesPerS: number) {
		this.#bytesPerS = bytesPerS;
	}

	carry(bytes: number): Promise<void> {
		const now = performance.now();
		this.#freeAt = Math.max(now, this.#freeAt) + (bytes / this.#bytesPerS) * 1000;
		return pause(this.#freeAt - now);
	}
}

const packet = 4_096;
const isUpload = (path: string) => path.startsWith('/storage/v1/object/photos/');

/** Starts it on a free port of this machine. */
export async function startSlowLink(options: SlowLinkOptions): Promise<SlowLink> {
	const traffic: Traffic = {
		uploaded: new Map(),
		lost: { requests: 0, answers: 0 },
		together: 0
	};
	let uploads = 0;
	const up = new Pipe(options.bytesPerS);
	const down = new Pipe(options.bytesPerS);

	/** Reads what the device sends at the pace of the link; null when it is lost half-way. */
	async function receive(request: IncomingMessage, path: string, lost: boolean) {
		const half = Number(request.headers['content-length'] ?? 0) / 2;
		const parts: Buffer[] = [];
		let read = 0;
		for await (const chunk of request) {
			const bytes = chunk as Buffer;
			for (let at = 0; at < bytes.length; at += packet) {
				await up.carry(Math.min(packet, bytes.length - at));
			}
			parts.push(bytes);
			read += bytes.length;
			if (isUpload(path)) {
				traffic.uploaded.set(path, (traffic.uploaded.get(path) ?? 0) + bytes.length);
			}
			if (lost && read >= half) return null;
		}
		return lost ? null : Buffer.concat(parts);
	}

	async function pass(request: IncomingMessage, response: ServerResponse) {
		// A request read half-way no longer knows its connection.
		const { socket } = request;
		const path = request.url ?? '/';
		const loses = options.loses(path);
		const body = await receive(request, path, loses === 'request');
		if (!body) {
			if (isUpload(path)) traffic.lost.requests += 1;
			socket.destroy();
			return;
		}
		const headers = new Headers();
		for (const [name, value] of Object.entries(request.headers)) {
			if (typeof value === 'string' && name !== 'connection') headers.set(name, value);
		}
		const { method = 'GET' } = request;
		const sent = method === 'GET' || method === 'HEAD' ? null : new Uint8Array(body);
		const address = new URL(path, `http://${request.headers.host ?? ''}`);
		const answer = await options.serve(new Request(address, { method, headers, body: sent }));
		if (loses === 'answer') {
			if (isUpload(path)) traffic.lost.answers += 1;
			socket.destroy();
			return;
		}
		const bytes = Buffer.from(await answer.arrayBuffer());
		await down.carry(bytes.length);
		response.writeHead(answer.status, Object.fromEntries(answer.headers));
		response.end(bytes);
	}

	const server = createServer((request, response) => {
		const upload = isUpload(request.url ?? '');
		if (upload) traffic.together = Math.max(traffic.together, ++uploads);
		const { socket } = request;
		void pass(request, response)
			.catch(() => socket.destroy())
			.finally(() => {
				if (upload) uploads -= 1;
			});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	if (!address || typeof address === 'string') throw new Error('no port');
	return {
		url: `http://127.0.0.1:${address.port}`,
		traffic,
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		}
	};
}
