import type { Locator } from 'playwright-core';
import type { Visit } from '../../support/visit.ts';
import { say } from '../../support/words.ts';

/** Opens the screen of areas taken along, and waits until it answers. */
export async function openAreas(visit: Visit): Promise<void> {
	await visit.goto('/emporter');
	await visit.page.getByRole('heading', { level: 1, name: say('areas_title') }).waitFor();
}

/** Chooses a commune by the beginning of its name. */
export async function chooseCommune(visit: Visit, words: string, name: string): Promise<void> {
	const { page } = visit;
	await page.getByLabel(say('areas_way_commune')).check();
	await page.getByRole('searchbox', { name: say('areas_commune') }).fill(words);
	await page.getByRole('button', { name }).click();
	await page.getByText(say('areas_commune_taken', { name })).waitFor({ state: 'attached' });
}

/** Chooses how near one may look: 14, 16 or 18. */
export async function chooseDetail(visit: Visit, zoom: 14 | 16 | 18): Promise<void> {
	await visit.page.getByLabel(say(`areas_detail_${zoom}`)).check();
}

/** Takes along what is chosen. */
export async function take(visit: Visit): Promise<void> {
	await visit.page.getByRole('button', { name: say('areas_take'), exact: true }).click();
}

/** The card of an area. */
export function area(visit: Visit, name: string): Locator {
	return visit.page.getByRole('article', { name });
}

/** Waits until an area is whole. */
export async function untilReady(visit: Visit, name: string): Promise<void> {
	await area(visit, name).getByText(say('areas_state_ready')).waitFor({ timeout: 90_000 });
}

/** How many tiles the map of this page shows, and how many it could not get. */
export async function tilesShown(visit: Visit): Promise<{ shown: number; broken: number }> {
	return visit.page.evaluate(() => {
		const all = [...document.querySelectorAll<HTMLImageElement>('img.leaflet-tile')];
		const done = all.filter((tile) => tile.complete);
		const shown = done.filter((tile) => tile.naturalWidth > 0).length;
		return { shown, broken: done.length - shown };
	});
}
