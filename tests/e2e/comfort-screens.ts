import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { BrowserContextOptions } from 'playwright-core';

import { launchBrowser, visit } from '../support/browser.ts';
import { picture } from '../support/jpeg.ts';
import { startServer } from '../support/server.ts';
import { startTiles } from '../support/tiles.ts';
import type { Visit } from '../support/visit.ts';
import { say } from '../support/words.ts';
import {
	addPhoto,
	answerRequired,
	chooseTheme,
	findConcept,
	next,
	save,
	startNoting,
	useGps
} from './steps/capture.ts';

/*
 * node tests/e2e/comfort-screens.ts [--width 360] [--look sun]: every screen of a capture at each width and in
 * each look into test-results/comfort, for people to look at. What goes past the side of the screen is told.
 */

const folder = join(import.meta.dirname, '../../test-results/comfort');

/** Widths with their heights, in pixels. */
const sizes: Record<string, number> = {
	'320': 640,
	'360': 740,
	'740': 360,
	'768': 1024,
	'1280': 800
};
/** What is kept of « Réglages » for each look. */
const looks: Record<string, Record<string, string>> = {
	light: { scheme: 'light' },
	dark: { scheme: 'dark' },
	sun: { contrast: 'sun' },
	large: { text: '200' },
	left: { hand: 'left' }
};

function screenOf(width: string): BrowserContextOptions {
	const narrow = Number(width) < 760;
	return {
		viewport: { width: Number(width), height: sizes[width]! },
		deviceScaleFactor: 1,
		isMobile: narrow,
		hasTouch: narrow
	};
}

async function shoot(one: Visit, name: string): Promise<void> {
	await one.page.waitForLoadState('networkidle');
	await one.page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
	const wide = await one.page.evaluate(() => {
		const { scrollWidth, clientWidth } = document.documentElement;
		return scrollWidth - clientWidth;
	});
	if (wide > 0) console.log(`${name}: ${wide} px past the side`);
}

async function firstSteps(one: Visit, shot: (name: string) => Promise<void>): Promise<void> {
	await one.goto('/aide');
	await one.page.getByRole('button', { name: say('help_again') }).click();
	for (const at of [1, 2, 3]) {
		await one.page.getByText(say('help_first_count', { at, of: 3 })).waitFor();
		await shot(`0-first-${at}`);
		const go = at < 3 ? say('help_first_next') : say('help_first_begin');
		await one.page.getByRole('button', { name: go }).click();
	}
	await shot('9-help');
	await one.goto('/reglages');
	await shot('9-settings');
}

async function capture(one: Visit, shot: (name: string) => Promise<void>): Promise<void> {
	const { page } = one;
	await startNoting(one);
	await shot('1-theme');
	await chooseTheme(one, 'Patrimoine');
	await shot('2-concept');
	await page.getByRole('searchbox').fill('mur');
	await page.getByRole('main').locator('li button').first().waitFor();
	await shot('2-concept-search');
	await findConcept(one, 'puits');
	await shot('3-place-careful');
	await page.getByRole('button', { name: say('help_understood') }).click();
	await useGps(one);
	await page.waitForTimeout(800);
	await shot('3-place');
	await page.getByRole('button', { name: say('help_open') }).click();
	await page.getByRole('dialog').waitFor();
	await shot('3-place-help');
	await page
		.getByRole('dialog')
		.getByRole('button', { name: say('help_understood') })
		.click();
	await next(one, 'fields');
	await shot('4-fields');
	await answerRequired(one);
	await next(one, 'photos');
	await addPhoto(one, 'puits.jpg', picture());
	await shot('5-photos');
	await next(one, 'summary');
	await shot('6-summary');
	await save(one);
	await shot('7-saved');
	await one.goto('/contributions');
	await page.getByRole('article').first().waitFor();
	await shot('8-contributions');
}

const { values } = parseArgs({ options: { width: { type: 'string' }, look: { type: 'string' } } });
const tiles = await startTiles();
const server = await startServer({ demo: true, environment: tiles.environment });
const browser = await launchBrowser();
if (!values.width && !values.look) await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
for (const width of values.width ? [values.width] : Object.keys(sizes)) {
	for (const look of values.look ? [values.look] : Object.keys(looks)) {
		const one = await visit(browser, server.url, 'phone', screenOf(width));
		await one.context.addInitScript((kept) => {
			if (location.protocol.startsWith('http')) localStorage.setItem('capitelle.comfort', kept);
		}, JSON.stringify(looks[look]));
		const shot = (name: string) => shoot(one, `${width}-${look}-${name}`);
		try {
			await firstSteps(one, shot);
			await capture(one, shot);
		} catch (error) {
			await shot('stopped');
			console.error(width, look, error, one.complaints);
		}
		await one.end();
	}
}
await browser.close();
await server.stop();
await tiles.stop();
