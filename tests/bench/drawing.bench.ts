import type { Page } from 'playwright-core';
import { launchBrowser, screens, visit as begin } from '../support/browser.ts';
import { startServer } from '../support/server.ts';
import { startTiles } from '../support/tiles.ts';
import { keptShape, pasteCoordinates, showMap, startDrawing, told } from '../e2e/steps/drawing.ts';
import { say } from '../support/words.ts';
import { servePage } from './bundle.ts';
import type { Report } from './figures.ts';
import { frameFigures, framesDuring, throttle } from './frames.ts';

const count = 5000;

/** A spiral: at any scale some of it is dense and some of it is not. */
const places = Array.from({ length: count }, (_, i): [number, number] => {
	const away = 0.0005 + i * 2e-7;
	return [4.4131 + away * Math.cos(i / 40), 43.9116 + away * Math.sin(i / 40)];
});

interface Box {
	x: number;
	y: number;
	width: number;
	height: number;
}

/** The place of the map farthest from every handle: a finger there moves the map and nothing else. */
async function freeSpot(page: Page, map: Box, handles: string) {
	const taken = await page.locator(handles).evaluateAll((all) =>
		all.map((one) => {
			const { left, top, width, height } = one.getBoundingClientRect();
			return { x: left + width / 2, y: top + height / 2 };
		})
	);
	const far = (spot: { x: number; y: number }) =>
		Math.min(...taken.map(({ x, y }) => Math.hypot(x - spot.x, y - spot.y)));
	// Away from the buttons along its edges, and with room for the strokes.
	const [left, top] = [map.x + 100, map.y + 70];
	const spots = Array.from({ length: 400 }, (_, i) => ({
		x: left + ((i % 20) / 20) * (map.width - 160),
		y: top + (Math.floor(i / 20) / 20) * (map.height - 140)
	}));
	return spots.reduce((best, spot) => (far(spot) > far(best) ? spot : best));
}

/** A finger goes to and fro from a place, as a hand does. */
async function shake(page: Page, from: { x: number; y: number }, strokes: number): Promise<void> {
	const session = await page.context().newCDPSession(page);
	const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', far: number) => {
		const spot = { x: from.x - far * 3, y: from.y - far * 2, id: 0 };
		const touchPoints = type === 'touchEnd' ? [] : [spot];
		return session.send('Input.dispatchTouchEvent', { type, touchPoints });
	};
	const there = Array.from({ length: 20 }, (_, i) => i + 1);
	for (let stroke = 0; stroke < strokes; stroke++) {
		await touch('touchStart', 0);
		for (const far of [...there, ...there.toReversed()]) {
			await touch('touchMove', far);
			await page.waitForTimeout(14);
		}
		await touch('touchEnd', 0);
		await page.waitForTimeout(300);
	}
	await session.detach();
}

/** Where the map has been moved to, as Leaflet carries its layers. */
const standing = (page: Page) =>
	page.locator('.leaflet-map-pane').evaluate((pane: HTMLElement) => pane.style.transform);

/** Moves a vertex, then the map. */
async function gestures(page: Page, handle: Box, map: Box, handles: string) {
	const middle = (box: Box) => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
	const before = await standing(page);
	const edit = await framesDuring(page, () => shake(page, middle(handle), 4));
	if ((await standing(page)) !== before) throw new Error('the map moved instead of the vertex');
	const spot = await freeSpot(page, map, handles);
	const pan = await framesDuring(page, () => shake(page, spot, 4));
	if ((await standing(page)) === before) throw new Error('a vertex moved instead of the map');
	return { edit, pan };
}

async function ours(page: Page, add: () => Promise<void>) {
	await add();
	await page.waitForTimeout(1500);
	await throttle(page);
	const handle = page.locator('.editor-vertex:not(.editor-between)').nth(2);
	const map = (await page.locator('.editor-map').boundingBox())!;
	return gestures(page, (await handle.boundingBox())!, map, '.editor-vertex');
}

async function plain(page: Page) {
	const served = await servePage('plain-drawing.ts');
	try {
		await page.goto(served.url);
		await page.waitForFunction(() => 'bench' in window);
		await page.evaluate(
			(line) =>
				(Reflect.get(window, 'bench') as { show(line: [number, number][]): void }).show(line),
			places
		);
		await page.waitForTimeout(1500);
		await throttle(page);
		const handle = page.locator('.leaflet-editing-icon').last();
		const map = (await page.locator('#map').boundingBox())!;
		return await gestures(page, (await handle.boundingBox())!, map, '.leaflet-editing-icon');
	} finally {
		await served.close();
	}
}

/** Whether a line of thousands of vertices follows the finger on a slow phone. */
export async function run(): Promise<Report> {
	const tiles = await startTiles();
	const server = await startServer({ demo: true, environment: tiles.environment });
	const browser = await launchBrowser();
	try {
		const visit = await begin(browser, server.url, 'phone', { serviceWorkers: 'block' });
		await startDrawing(visit, 'mur de soutènement', 'line');
		const app = await ours(visit.page, async () => {
			const rows = places.map(([lon, lat]) => `${lat.toFixed(6)} ${lon.toFixed(6)}`);
			await pasteCoordinates(visit, rows.join('\n'));
			await keptShape(visit, (shape) => shape?.coordinates.length === count);
			await told(visit, say('drawing_crowded')).waitFor();
			await showMap(visit);
		});
		const page = await (await browser.newContext(screens.phone)).newPage();
		const other = await plain(page);
		return {
			title: 'Editing a line of thousands of vertices',
			setting: `${count} vertices, 360 × 740, CPU 4× slower`,
			figures: [
				...frameFigures('moving a vertex', app.edit),
				...frameFigures('moving the map', app.pan),
				{
					name: 'leaflet-draw alone, a vertex: slowest',
					value: Math.max(...other.edit),
					unit: 'ms'
				},
				{ name: 'leaflet-draw alone, the map: slowest', value: Math.max(...other.pan), unit: 'ms' }
			],
			ratios: [
				{
					name: 'slowest while moving a vertex, leaflet-draw alone ÷ this',
					value: Math.max(...other.edit) / Math.max(...app.edit)
				}
			]
		};
	} finally {
		await browser.close();
		await server.stop();
		await tiles.stop();
	}
}
