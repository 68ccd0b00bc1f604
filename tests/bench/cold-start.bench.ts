import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchProfile } from '../support/browser.ts';
import { startServer } from '../support/server.ts';
import { startTiles } from '../support/tiles.ts';
import { say } from '../support/words.ts';
import { percentile, type Report } from './figures.ts';

/** A screen to start on, and what it shows once a person can use it; both run in the page. */
interface Start {
	path: string;
	note: () => void;
}

/** The map answers and shows records. */
const map: Start = {
	path: '/',
	// Not a method: a page reads what it is given as an expression.
	note: () => {
		const drawn = (canvas: HTMLCanvasElement) => {
			const { width, height } = canvas;
			if (width === 0 || height === 0) return false;
			const pixels = canvas.getContext('2d')!.getImageData(0, 0, width, height).data;
			for (let i = 3; i < pixels.length; i += 4 * 97) if (pixels[i] !== 0) return true;
			return false;
		};
		const look = () => {
			const ready = document.documentElement?.dataset['ready'] === 'true';
			const shown = document.querySelector('.leaflet-container');
			const canvases = [...(shown?.querySelectorAll('canvas') ?? [])];
			if (ready && canvases.some(drawn)) Reflect.set(window, 'benchUsable', performance.now());
			else requestAnimationFrame(look);
		};
		requestAnimationFrame(look);
	}
};

/** The capture offers its themes, and a tap on one of them would be heard. */
const capture: Start = {
	path: '/noter',
	// Not a method: a page reads what it is given as an expression.
	note: () => {
		const look = () => {
			const ready = document.documentElement?.dataset['ready'] === 'true';
			const choices = document.querySelectorAll('main form button:not([disabled])');
			if (ready && choices.length > 1) Reflect.set(window, 'benchUsable', performance.now());
			else requestAnimationFrame(look);
		};
		requestAnimationFrame(look);
	}
};

async function usableAt(page: Page): Promise<number> {
	await page.waitForFunction(() => 'benchUsable' in window, null, { timeout: 30_000 });
	return page.evaluate(() => Reflect.get(window, 'benchUsable') as number);
}

async function install(folder: string, url: string): Promise<void> {
	const context = await launchProfile(folder, 'phone');
	const page = context.pages()[0]!;
	await page.goto(url, { waitUntil: 'networkidle' });
	await page.evaluate(() => navigator.serviceWorker.ready);
	// A second visit, as people make: the worker now serves it and keeps its tiles.
	await page.goto(url, { waitUntil: 'networkidle' });
	// What is shown once, the first time, was seen then.
	await page.evaluate(() => localStorage.setItem('capitelle.first-run', 'seen'));
	await page.goto(`${url}${capture.path}`, { waitUntil: 'networkidle' });
	await page.waitForTimeout(1000);
	await context.close();
}

async function coldStart(
	folder: string,
	url: string,
	start: Start,
	offline = true
): Promise<number> {
	const context = await launchProfile(folder, 'phone');
	await context.setOffline(offline);
	await context.addInitScript(start.note);
	const page = context.pages()[0]!;
	const session = await context.newCDPSession(page);
	await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
	await page.goto(`${url}${start.path}`, { waitUntil: 'commit' });
	const at = await usableAt(page);
	if (start === capture) await leaveAnswers(page);
	await context.close();
	return at;
}

/** The figure says nothing unless what was shown does answer; leaving begins no draft to be asked about. */
async function leaveAnswers(page: Page): Promise<void> {
	await page.getByRole('button', { name: say('capture_leave') }).click();
	await page.waitForURL((url) => url.pathname !== capture.path, { timeout: 5000 });
}

/** From the tap on the icon to a usable map, the browser itself started anew. */
export async function run(): Promise<Report> {
	const tiles = await startTiles();
	const server = await startServer({ demo: true, environment: tiles.environment });
	const folder = await mkdtemp(join(tmpdir(), 'capitelle-bench-'));
	try {
		await install(folder, server.url);
		const offline: number[] = [];
		const noting: number[] = [];
		for (let i = 0; i < 5; i++) {
			offline.push(await coldStart(folder, server.url, map));
			noting.push(await coldStart(folder, server.url, capture));
		}
		const online: number[] = [];
		for (let i = 0; i < 3; i++) {
			const empty = await mkdtemp(join(tmpdir(), 'capitelle-bench-'));
			online.push(await coldStart(empty, server.url, map, false));
			await rm(empty, { recursive: true, force: true });
		}
		const median = percentile(offline, 0.5);
		return {
			title: 'Cold start of the installed app in airplane mode',
			setting: 'browser started anew, network off, CPU 4× slower, 360 × 740; median of 5',
			figures: [
				{ name: 'to a usable map', value: median, unit: 'ms', budget: 1500 },
				{ name: 'slowest of 5', value: Math.max(...offline), unit: 'ms' },
				{
					name: 'to a usable capture screen',
					value: percentile(noting, 0.5),
					unit: 'ms',
					budget: 1500
				},
				{ name: 'capture screen, slowest of 5', value: Math.max(...noting), unit: 'ms' },
				{
					name: 'first visit with network, nothing kept',
					value: percentile(online, 0.5),
					unit: 'ms'
				}
			],
			ratios: [{ name: 'first visit ÷ installed', value: percentile(online, 0.5) / median }]
		};
	} finally {
		await rm(folder, { recursive: true, force: true });
		await server.stop();
		await tiles.stop();
	}
}
