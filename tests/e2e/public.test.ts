import { describe, expect } from 'vitest';
import { test } from '../support/scenario.ts';
import { say } from '../support/words.ts';

interface Row {
	id: string;
	title: string;
}
const published = `select id, title from public.published_records
	where title is not null and not blurred order by published_at desc, id limit 1`;

describe('the public side', () => {
	test('reads without JavaScript: the list, a record, its preview and its downloads', async ({
		server,
		openOnce: open
	}) => {
		const [row] = await server.sql<Row>(published);
		const visit = await open('phone', { javaScriptEnabled: false });
		const { page } = visit;
		await page.goto(server.url);
		await page.getByRole('link', { name: row!.title }).first().waitFor({ state: 'attached' });
		await page.goto(`${server.url}/fiche/${row?.id}`);
		await page.getByRole('heading', { level: 1, name: row!.title }).waitFor();
		await page.getByText(say('public_record_history')).waitFor();
		const property = (name: string) =>
			page.locator(`meta[property="${name}"]`).getAttribute('content');
		expect(await property('og:title')).toBe(row?.title);
		expect(await property('og:url')).toBe(`${server.url}/fiche/${row?.id}`);
	});

	test('is drawn from tiles, and works on a plain ground when no tile comes', async ({
		openOnce: open,
		tiles
	}) => {
		const visit = await open('desktop');
		tiles.asked.length = 0;
		await visit.goto('/');
		await expect.poll(() => tiles.asked.length, { timeout: 15_000 }).toBeGreaterThan(4);
		await visit.page.waitForLoadState('networkidle');

		tiles.down = true;
		try {
			const without = await open('desktop');
			without.expectComplaint(/status of 503/);
			await without.goto('/');
			await without.page
				.getByRole('region', { name: say('common_nav_map') })
				.locator('canvas')
				.first()
				.waitFor();
			await without.page.getByRole('listitem').getByRole('link').first().waitFor();
		} finally {
			tiles.down = false;
		}
	});

	test('filters what is shown and what is downloaded alike', async ({ server, openOnce: open }) => {
		const visit = await open('desktop');
		const { page } = visit;
		await visit.goto('/?theme=rivers');
		const link = page.getByRole('link', { name: say('public_download_geojson') });
		const address = await link.getAttribute('href');
		const answer = await fetch(new URL(address!, server.url));
		const { features } = (await answer.json()) as { features: { properties: { theme: string } }[] };
		const [count] = await server.sql<{ n: number }>(
			`select count(*)::int as n from public.published_records where theme = 'rivers'`
		);
		expect(features).toHaveLength(count!.n);
		expect(new Set(features.map(({ properties }) => properties.theme))).toEqual(
			new Set(['rivers'])
		);
		await page.getByRole('heading', { level: 2, name: new RegExp(`^${count!.n} `) }).waitFor();
	});

	test('shows a record kept by a device that lost its network', async ({ server, open }) => {
		const [row] = await server.sql<Row>(published);
		const visit = await open('phone');
		await visit.goto('/');
		await visit.installed();
		await visit.goto(`/fiche/${row?.id}`);
		await visit.page.getByRole('heading', { level: 1, name: row!.title }).waitFor();
		await visit.offline(true);
		await visit.goto('/noter');
		await visit.page.getByRole('heading', { level: 1, name: say('capture_step_theme') }).waitFor();
	});
});
