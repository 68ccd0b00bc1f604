import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tileImage } from './tile-image.ts';

/** How every tile is answered: as it should, with a status, with a page of HTML, or by cutting the line. */
export type TileAnswer = 'tile' | 403 | 404 | 429 | 503 | 'page' | 'nothing';

export interface TileServer {
	/** Setting that makes a server offer these basemaps instead of the public ones. */
	environment: { CAPITELLE_BASEMAPS: string };
	/** Paths asked for so far: `/plan/12/2088/1500.png`. */
	asked: string[];
	/** While true every tile answers 503, as when a map service is down. */
	down: boolean;
	/** What every tile gets while the service is up; back to `tile` at the end of a test. */
	answer: TileAnswer;
	/** What every tile gets instead of all that; null at the end of a test. */
	instead: (() => { status: number; headers?: Record<string, string>; body?: string }) | null;
	stop(): Promise<void>;
}

/** Two basemaps of a made-up country, one that may be taken along and one that may not, on loopback: tests never reach for a public map service. */
export async function startTiles(): Promise<TileServer> {
	const asked: string[] = [];
	const known = new Map<string, Buffer>();
	const server = createServer((request, response) => {
		const path = request.url ?? '/';
		asked.push(path);
		const [, zoom, column, row] = /^\/\w+\/(\d+)\/(\d+)\/(\d+)[.]png$/.exec(path) ?? [];
		const instead = zoom === undefined ? undefined : tiles.instead?.();
		if (instead) {
			response.writeHead(instead.status, {
				'access-control-allow-origin': '*',
				...instead.headers
			});
			response.end(instead.body);
			return;
		}
		const usual = tiles.down ? 503 : tiles.answer;
		const answer = zoom === undefined ? 404 : usual;
		if (answer !== 'tile') {
			refuse(response, answer);
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
		answer: 'tile',
		instead: null,
		async stop() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
			await rm(folder, { recursive: true, force: true });
		}
	};
	return tiles;
}

/** As services do: readable by any page, and a busy one says when to come back. */
function refuse(response: ServerResponse, answer: Exclude<TileAnswer, 'tile'>): void {
	if (answer === 'nothing') {
		response.destroy();
		return;
	}
	const open = {
		'access-control-allow-origin': '*',
		'access-control-expose-headers': 'retry-after'
	};
	if (answer === 'page') {
		const page = '<!doctype html><title>Accueil</title><p>Connectez-vous.</p>';
		response.writeHead(200, { ...open, 'content-type': 'text/html' }).end(page);
		return;
	}
	const wait = answer === 429 ? { 'retry-after': '1' } : {};
	response.writeHead(answer, { ...open, ...wait }).end();
}

function basemaps(origin: string) {
	const offline = { maxZoom: 18, maxTiles: 3000, perSecond: 50, parallel: 6, tileBytes: 40_000 };
	const basemap = (id: string, name: string) => ({
		id,
		name: { fr: name, oc: name, en: name },
		...(id === 'plan' ? { offline } : {}),
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
