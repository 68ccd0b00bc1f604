import { connect, createServer, type AddressInfo } from 'node:net';

/** A wire between a client and a server, on which what passes is weighed: headers, bodies and all. */
export interface Wire {
	url: string;
	/** Bytes in both directions since the last call. */
	weigh(): number;
	cut(): Promise<void>;
}

export async function wireTo(url: string): Promise<Wire> {
	const { hostname, port } = new URL(url);
	let bytes = 0;
	const server = createServer((near) => {
		const far = connect(Number(port), hostname);
		for (const [from, to] of [
			[near, far],
			[far, near]
		] as const) {
			from.on('data', (chunk: Buffer) => (bytes += chunk.length));
			from.on('error', () => to.destroy());
			from.pipe(to);
		}
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		weigh() {
			const weight = bytes;
			bytes = 0;
			return weight;
		},
		cut: () => new Promise((resolve) => server.close(() => resolve()))
	};
}
