import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, screens } from '../support/browser.ts';
import { startServer } from '../support/server.ts';
import { tileImage } from '../support/tile-image.ts';
import type { Report } from './figures.ts';
import { frameFigures, framesDuring, throttle } from './frames.ts';

/** As many as a commune of 30 km² has down to its walls. */
const count = 2000;
const perSecond = 50;

/** A map service of one tile, so that the service is not what is measured. */
async function startService() {
	const image = tileImage(14, 8392, 5970);
	const server = createServer((_, response) => {
		response.writeHead(200, { 'content-type': 'image/png', 'access-control-allow-origin': '*' });
		response.end(image);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	const url = `http://127.0.0.1:${port}/{z}/{x}/{y}.png`;
	const folder = await mkdtemp(join(tmpdir(), 'capitelle-bench-'));
	const file = join(folder, 'basemaps.json');
	const offline = { maxZoom: 18, maxTiles: 6000, perSecond, parallel: 6, tileBytes: image.length };
	const layers = [{ url, maxNativeZoom: 19, attribution: 'Essai' }];
	const basemap = { id: 'plan', name: { fr: 'Plan' }, offline, layers };
	await writeFile(file, JSON.stringify({ initial: 'plan', basemaps: [basemap] }));
	return {
		url,
		bytes: image.length,
		environment: { CAPITELLE_BASEMAPS: file },
		async stop() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
			await rm(folder, { recursive: true, force: true });
		}
	};
}

async function newPage(browser: Browser): Promise<Page> {
	const context = await browser.newContext(screens.phone);
	return context.newPage();
}

interface Taken {
	frames: number[];
	tiles: number;
	seconds: number;
}

/** The app: a commune down to its walls, watched on its screen while it comes. */
async function takeCommune(page: Page, url: string): Promise<Taken> {
	await page.goto(`${url}/emporter`);
	await page.waitForFunction(() => document.documentElement.dataset['ready'] === 'true');
	await page.getByRole('searchbox').fill('poulx');
	await page.getByRole('button', { name: 'Poulx' }).click();
	await page.locator('input[name=area-detail][value="18"]').check();
	await page.waitForTimeout(1000);
	await page.getByRole('button', { name: 'Emporter', exact: true }).click();
	const bar = page.locator('progress');
	await page.waitForFunction(() => (document.querySelector('progress')?.value ?? 0) > 10);
	await throttle(page);
	const start = Date.now();
	const from = await bar.evaluate((one: HTMLProgressElement) => one.value);
	const frames = await framesDuring(page, () =>
		page.waitForFunction(
			(last) => (document.querySelector('progress')?.value ?? Infinity) >= last,
			from + count,
			{ timeout: 180_000 }
		)
	);
	return { frames, tiles: count, seconds: (Date.now() - start) / 1000 };
}

/** The usual way: the page itself asks for tiles and writes them down, as fast as they come. */
async function takeInPage(page: Page, url: string, tileUrl: string): Promise<Taken> {
	await page.goto(`${url}/emporter`);
	await page.waitForFunction(() => document.documentElement.dataset['ready'] === 'true');
	await throttle(page);
	const start = Date.now();
	const frames = await framesDuring(page, () =>
		page.evaluate(
			async ([address, most]) => {
				const cache = await caches.open('plain');
				let next = 0;
				const worker = async () => {
					while (next < most) {
						const url = address
							.replace('{z}', '18')
							.replace('{x}', String(next++))
							.replace('{y}', '1');
						await cache.put(url, await fetch(url));
					}
				};
				// As many as a browser opens to one place.
				await Promise.all(Array.from({ length: 6 }, worker));
			},
			[tileUrl, count] as const
		)
	);
	return { frames, tiles: count, seconds: (Date.now() - start) / 1000 };
}

/** Whether the page stalls while an area comes. */
export async function run(): Promise<Report> {
	const service = await startService();
	const server = await startServer({ demo: true, environment: service.environment });
	const browser = await launchBrowser();
	try {
		const app = await takeCommune(await newPage(browser), server.url);
		const plain = await takeInPage(await newPage(browser), server.url, service.url);
		const worst = Math.max(...app.frames);
		return {
			title: 'Taking an area along',
			setting: `${count} tiles of ${Math.round(service.bytes / 1000)} kB at most ${perSecond} a second, 360 × 740, CPU 4× slower, ${app.frames.length} frames`,
			figures: [
				...frameFigures('while it comes', app.frames),
				{
					name: 'frames over 50 ms',
					value: app.frames.filter((ms) => ms > 50).length,
					unit: 'frames'
				},
				{ name: 'tiles a second', value: app.tiles / app.seconds, unit: 'tiles/s' },
				{
					name: 'all at once in the page: slowest frame',
					value: Math.max(...plain.frames),
					unit: 'ms'
				},
				{
					name: 'all at once in the page: tiles a second',
					value: plain.tiles / plain.seconds,
					unit: 'tiles/s'
				}
			],
			ratios: [
				{ name: 'slowest frame, in the page ÷ this', value: Math.max(...plain.frames) / worst }
			]
		};
	} finally {
		await browser.close();
		await server.stop();
		await service.stop();
	}
}
