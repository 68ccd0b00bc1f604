import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tileImage } from './tile-image.ts';

export interface TileServer {
	/** Setting that makes a server offer these basemaps instead of the public ones. */
	environment: { CAPITELLE_BASEMAPS: string };
	/** Paths asked for so far: `/plan/12/2088/1500.png`. */
	asked: string[];
	/** While true every tile answers 503, as when a map service is down. */
	down: boolean;
	stop(): Promise<void>;
}

/** Two basemaps of a made-up country, on loopback: tests never reach for a public map service. */
export async function startTiles(): Promise<TileServer> {
	const asked: string[] = [];
	const known = new Map<string, Buffer>();
	const server = createServer((request, response) => {
		const path = request.url ?? '/';
		asked.push(path);
		const [, zoom, column, row] = /^\/\w+\/(\d+)\/(\d+)\/(\d+)[.]png$/.exec(path) ?? [];
		if (tiles.down || zoom === undefined) {
			response.writeHead(zoom === undefined ? 404 : 503).end();
			return;
		}
		const key = `${zoom}/${column}/${row}`;
		const image = known.get(key) ?? tileImage(Number(zoom), Number(column), Number(row));
		known.set(key, image);
		response.writeHead(200, { 'content-type': 'image/png', 'access-control-allow-origin': '*' });
		response.end(image);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	const folder = await mkdtemp(join(tmpdir(), 'capitelle-tiles-'));
	const file = join(folder, 'basemaps.json');
	await writeFile(file, JSON.stringify(basemaps(`http://127.0.0.1:${port}`)));
	const tiles: TileServer = {
		environment: { CAPITELLE_BASEMAPS: file },
		asked,
		down: false,
		async stop() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
			await rm(folder, { recursive: true, force: true });
		}
	};
	return tiles;
}

function basemaps(origin: string) {
	const basemap = (id: string, name: string) => ({
		id,
		name: { fr: name, oc: name, en: name },
		layers: [
			{
				url: `${origin}/${id}/{z}/{x}/{y}.png`,
				maxNativeZoom: 19,
				attribution: '© Fond d’essai',
				attributionUrl: 'https://example.org/'
			}
		]
	});
	return { initial: 'plan', basemaps: [basemap('plan', 'Plan'), basemap('photos', 'Photos')] };
}
