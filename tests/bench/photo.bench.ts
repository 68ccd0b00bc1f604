import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openBlur, pictures } from '../e2e/steps/photo-handling.ts';
import { upToPhotos } from '../e2e/steps/photos.ts';
import { launchBrowser, visit } from '../support/browser.ts';
import { phonePhoto } from '../support/jpeg.ts';
import { startServer } from '../support/server.ts';
import { say } from '../support/words.ts';
import { percentile, type Report } from './figures.ts';
import { frameFigures, framesDuring, throttle } from './frames.ts';

const exif = { lat: 43.9, lon: 4.4, heading: 10, takenAt: '2026:05:14 10:32:00', secret: 'X' };
const photos = 3;

/** What the form does with a photo, as a page does it that has no worker. */
async function onThePage(page: Page, path: string): Promise<number[]> {
	await page.evaluate(() => {
		const input = document.createElement('input');
		Object.assign(input, { type: 'file', id: 'bench-file' });
		document.body.append(input);
	});
	await page.locator('#bench-file').setInputFiles(path);
	return framesDuring(page, () =>
		page.evaluate(async () => {
			const input = document.querySelector<HTMLInputElement>('#bench-file')!;
			const bitmap = await createImageBitmap(input.files![0]!);
			for (const edge of [2048, 320]) {
				const canvas = document.createElement('canvas');
				canvas.width = edge;
				canvas.height = Math.round((edge * bitmap.height) / bitmap.width);
				const context = canvas.getContext('2d')!;
				context.imageSmoothingQuality = 'high';
				context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
				const blob = await new Promise<Blob | null>((done) =>
					canvas.toBlob(done, 'image/jpeg', 0.82)
				);
				await crypto.subtle.digest('SHA-256', await blob!.arrayBuffer());
			}
			input.remove();
		})
	);
}

async function rub(page: Page): Promise<void> {
	const box = (await page.getByRole('application').boundingBox())!;
	await page.mouse.move(box.x + box.width * 0.2, box.y + box.height * 0.5);
	await page.mouse.down();
	for (let step = 1; step <= 40; step++) {
		await page.mouse.move(box.x + box.width * (0.2 + step * 0.015), box.y + box.height * 0.5);
		await page.waitForTimeout(12);
	}
	await page.mouse.up();
}

/** A photo of 12 megapixels enters the form while somebody watches the screen. */
export async function run(): Promise<Report> {
	const server = await startServer({ demo: true });
	const folder = await mkdtemp(join(tmpdir(), 'capitelle-bench-'));
	const browser = await launchBrowser();
	try {
		const paths: string[] = [];
		for (let i = 0; i < photos + 1; i++) {
			const path = join(folder, `${i}.jpg`);
			// One row more each: the same photo twice would be taken once.
			await writeFile(path, phonePhoto(exif, 4000, 3000 + i));
			paths.push(path);
		}
		const person = await visit(browser, server.url, 'phone');
		const { page } = person;
		await upToPhotos(person, 'Douze mégapixels');
		const add = async (at: number) => {
			await page.getByLabel(say('capture_photo_pick')).setInputFiles(paths[at]!);
			await pictures(person).nth(at).waitFor();
		};
		// The code that prepares photos comes with the first.
		await add(0);
		await throttle(page);
		const frames: number[] = [];
		const times: number[] = [];
		for (let at = 1; at <= photos; at++) {
			const start = performance.now();
			frames.push(...(await framesDuring(page, () => add(at))));
			times.push(performance.now() - start);
		}
		const alternative = await onThePage(page, paths[0]!);
		await openBlur(person, 1);
		const drawing = await framesDuring(page, () => rub(page));
		const slowest = Math.max(...frames);
		await person.end();
		return {
			title: 'A photo of 12 megapixels enters the form',
			setting: `${photos} photos of 4000 × 3000, CPU 4× slower, 360 × 740; beside the same work on the page itself`,
			figures: [
				...frameFigures('compressing', frames),
				{ name: 'until it is kept and shown (median)', value: percentile(times, 0.5), unit: 'ms' },
				{ name: 'on the page itself: slowest frame', value: Math.max(...alternative), unit: 'ms' },
				...frameFigures('blurring with a finger', drawing)
			],
			ratios: [
				{ name: 'slowest frame, page itself ÷ ours', value: Math.max(...alternative) / slowest }
			]
		};
	} finally {
		await browser.close();
		await server.stop();
		await rm(folder, { recursive: true, force: true });
	}
}
