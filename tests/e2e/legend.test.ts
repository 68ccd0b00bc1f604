import { describe, expect } from 'vitest';
import type { Screen } from '../support/browser.ts';
import { test } from '../support/scenario.ts';
import { say } from '../support/words.ts';

describe('the legend of the map', () => {
	test.for<Screen>(['phone', 'desktop'])(
		'tells the symbols there are, filters by one, and gives the focus back, %s',
		async (screen, { openOnce: open }) => {
			const visit = await open(screen);
			const { page } = visit;
			await visit.goto('/');
			await page.locator('canvas').first().waitFor();
			const button = page.getByRole('button', { name: say('public_legend'), exact: true });
			await button.click();
			const legend = page.getByRole('region', { name: say('public_legend') });
			const water = legend.getByRole('link', { name: /^Patrimoine lié à l’eau/ });
			await water.waitFor();
			expect(await visit.accessibilityFaults()).toEqual([]);
			await page.keyboard.press('Escape');
			await legend.waitFor({ state: 'detached' });
			await expect
				.poll(() => button.evaluate((element) => element === document.activeElement))
				.toBe(true);
			await button.click();
			await water.click();
			await expect
				.poll(() => new URL(page.url()).searchParams.get('concept'))
				.toBe('patrimoine/eau');
		}
	);

	test('goes with the data: a style whose every symbol is there', async ({ server }) => {
		const style = await fetch(`${server.url}/api/styles/heritage.sld`);
		expect(style.status).toBe(200);
		const text = await style.text();
		const symbols = [...text.matchAll(/xlink:href="([^"]+)"/g)].map(([, href]) => href!);
		expect(symbols.length).toBeGreaterThan(37);
		for (const symbol of symbols) {
			const answer = await fetch(symbol);
			expect(answer.status, symbol).toBe(200);
			// The coloured shape, its two halos, and the drawing.
			expect((await answer.text()).match(/<path /g), symbol).toHaveLength(4);
		}
		const data = await fetch(`${server.url}/api/records.geojson?theme=heritage&limit=50`);
		const { features } = (await data.json()) as {
			features: { geometry: { type: string }; properties: Record<string, string> }[];
		};
		for (const { geometry, properties } of features) {
			const color = geometry.type.endsWith('Point')
				? properties['marker-color']
				: properties['stroke'];
			expect(color).toMatch(/^#[0-9a-f]{6}$/);
		}
	});
});
