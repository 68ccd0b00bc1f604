import type { Page } from 'playwright-core';
import { percentile, type Figure } from './figures.ts';

/** The processor so many times slower than it is; 4 stands for a phone of four years ago. */
export async function throttle(page: Page, rate = 4): Promise<void> {
	const session = await page.context().newCDPSession(page);
	await session.send('Emulation.setCPUThrottlingRate', { rate });
}

/** Does something to a page, and returns the time of each frame meanwhile, in milliseconds. */
export async function framesDuring(page: Page, action: () => Promise<unknown>): Promise<number[]> {
	await watchFrames(page);
	await action();
	// What an action set off may come a frame later.
	await page.waitForTimeout(200);
	return framesSeen(page);
}

/** The figures of a screen that must not stall: no frame over 50 ms. */
export function frameFigures(name: string, frames: number[]): Figure[] {
	return [
		// Three beats of the screen are 50 ms, and its clock says 50.1 as often as 49.9.
		{
			name: `${name}: slowest frame`,
			value: Math.round(Math.max(...frames)),
			unit: 'ms',
			budget: 50
		},
		{ name: `${name}: 95 % of frames under`, value: percentile(frames, 0.95), unit: 'ms' }
	];
}

/** Starts to note the time between two frames, in a page. */
async function watchFrames(page: Page): Promise<void> {
	await page.evaluate(() => {
		const frames: number[] = [];
		let last = performance.now();
		const step = (now: number) => {
			frames.push(now - last);
			last = now;
			if (Reflect.get(window, 'benchWatching')) requestAnimationFrame(step);
		};
		Reflect.set(window, 'benchWatching', true);
		Reflect.set(window, 'benchFrames', frames);
		requestAnimationFrame(step);
	});
}

async function framesSeen(page: Page): Promise<number[]> {
	return page.evaluate(() => {
		Reflect.set(window, 'benchWatching', false);
		// The first one began before the gesture.
		return (Reflect.get(window, 'benchFrames') as number[]).slice(1);
	});
}

/** Drags the map to and fro as a hand does, and returns the time of each frame in milliseconds. */
export async function pan(page: Page, strokes = 8): Promise<number[]> {
	const { width, height } = page.viewportSize()!;
	const [x, y] = [width * 0.6, height * 0.6];
	return framesDuring(page, async () => {
		for (let stroke = 0; stroke < strokes; stroke++) {
			const way = stroke % 2 === 0 ? 1 : -1;
			await page.mouse.move(x - way * 150, y - way * 90);
			await page.mouse.down();
			for (let i = 1; i <= 24; i++) {
				await page.mouse.move(x - way * (150 - i * 12), y - way * (90 - i * 7));
				await page.waitForTimeout(12);
			}
			await page.mouse.up();
			await page.waitForTimeout(150);
		}
	});
}
