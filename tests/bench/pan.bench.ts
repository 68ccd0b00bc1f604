import type { Page } from 'playwright-core';
import { launchBrowser, screens } from '../support/browser.ts';
import { startServer } from '../support/server.ts';
import { startTiles } from '../support/tiles.ts';
import { servePage } from './bundle.ts';
import { percentile, type Report } from './figures.ts';
import { pan, throttle } from './frames.ts';
import { places, pointsFile } from './points.ts';

const count = 10_000;

/** Frames while the public map of `count` records is dragged. */
async function panApp(page: Page, url: string): Promise<number[]> {
	const known = (await (await fetch(`${url}/api/points.json`)).json()) as { concepts: string[] };
	await page.route('**/api/points.json*', (route) =>
		route.fulfill({ contentType: 'application/json', body: pointsFile(count, known.concepts) })
	);
	await page.goto(url, { waitUntil: 'networkidle' });
	await page.waitForFunction(() => document.documentElement.dataset['ready'] === 'true');
	await page.waitForTimeout(2000);
	await throttle(page);
	return pan(page);
}

async function panPlainLeaflet(page: Page): Promise<number[]> {
	const served = await servePage('plain-leaflet.ts');
	try {
		await page.goto(served.url);
		await page.waitForFunction(() => 'bench' in window);
		await page.evaluate(
			(points) =>
				(Reflect.get(window, 'bench') as { show(points: [number, number][]): void }).show(points),
			places(count)
		);
		await page.waitForTimeout(1000);
		await throttle(page);
		return await pan(page);
	} finally {
		await served.close();
	}
}

/** Whether the map follows the finger, on a slow phone with many records. */
export async function run(): Promise<Report> {
	const tiles = await startTiles();
	const server = await startServer({ demo: true, environment: tiles.environment });
	const browser = await launchBrowser();
	try {
		const options = { ...screens.desktop, serviceWorkers: 'block' as const };
		const app = await panApp(await (await browser.newContext(options)).newPage(), server.url);
		const plain = await panPlainLeaflet(await (await browser.newContext(options)).newPage());
		const worst = Math.max(...app);
		return {
			title: 'Panning the public map',
			setting: `${count} records, 1280 × 800, CPU 4× slower, ${app.length} frames`,
			figures: [
				{ name: 'slowest frame', value: worst, unit: 'ms', budget: 50 },
				{ name: '95 % of frames under', value: percentile(app, 0.95), unit: 'ms' },
				{ name: 'frames over 50 ms', value: app.filter((ms) => ms > 50).length, unit: 'frames' },
				{ name: 'one canvas marker for each: slowest', value: Math.max(...plain), unit: 'ms' },
				{ name: 'one canvas marker for each: 95 %', value: percentile(plain, 0.95), unit: 'ms' }
			],
			ratios: [{ name: 'slowest, one marker for each ÷ this', value: Math.max(...plain) / worst }]
		};
	} finally {
		await browser.close();
		await server.stop();
		await tiles.stop();
	}
}
