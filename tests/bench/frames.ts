import type { Page } from 'playwright-core';

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
	await watchFrames(page);
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
	return framesSeen(page);
}
