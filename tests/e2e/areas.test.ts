import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished } from 'vitest';
import { launchProfile } from '../support/browser.ts';
import { test } from '../support/scenario.ts';
import { Visit } from '../support/visit.ts';
import { say } from '../support/words.ts';
import {
	area,
	chooseCommune,
	chooseDetail,
	openAreas,
	take,
	tilesShown,
	untilReady
} from './steps/areas.ts';
import { showMap, tapMap } from './steps/drawing.ts';

/** A slow machine draws and enlarges what it keeps. */
const patience = { timeout: 30_000 };

/** Where maps look first: the middle of Poulx, at a level of the public map. */
const lookAtPoulx = (zoom: number) =>
	`sessionStorage.setItem('capitelle.view', '{"lon":4.4131,"lat":43.9116,"zoom":${zoom}}')`;

const inPoulx = `select r.id, r.title, (select count(*)::int from public.published_observations o where o.record_id = r.id) as visits,
	jsonb_array_length(r.photos) as photos
	from public.published_records r where r.commune->>'nom' = 'Poulx' and not r.blurred and r.title is not null
	order by jsonb_array_length(r.photos) desc, 3 desc limit 1`;

describe('an area taken along', () => {
	test('opens and draws with the network off, on the first start after a restart', async ({
		server,
		tiles
	}) => {
		const [row] = await server.sql<{ id: string; title: string; visits: number; photos: number }>(
			inPoulx
		);
		expect(row?.photos).toBeGreaterThan(0);
		const folder = await mkdtemp(join(tmpdir(), 'capitelle-area-'));
		onTestFinished(() => rm(folder, { recursive: true, force: true }));

		const before = await Visit.begin(await launchProfile(folder, 'phone'), server.url);
		await openAreas(before);
		await before.installed();
		await chooseCommune(before, 'poul', 'Poulx');
		await chooseDetail(before, 14);
		await before.page.getByText(/^environ \d/).waitFor();
		await before.page.getByText(say('areas_levels', { first: 8, last: 14 })).waitFor();
		await before.page.getByText(/de place sur ce téléphone/).waitFor();
		await before.page.getByText(say('areas_basemap_refused', { name: 'Photos' })).waitFor();
		expect(await before.accessibilityFaults()).toEqual([]);
		await before.screenshot('areas/choose-phone');
		await take(before);
		await untilReady(before, 'Poulx');
		expect(await before.accessibilityFaults()).toEqual([]);
		await before.screenshot('areas/ready-phone');
		expect(before.complaints).toEqual([]);
		await before.end();

		// The phone is off, then on again, where there is no network.
		tiles.asked.length = 0;
		const context = await launchProfile(folder, 'phone', 'nothing');
		await context.setOffline(true);
		await context.addInitScript(lookAtPoulx(14));
		const after = await Visit.begin(context, server.url);
		after.expectComplaint(/net::ERR_NAME_NOT_RESOLVED/);
		await after.offline(true);
		await after.goto('/');
		await expect.poll(async () => (await tilesShown(after)).shown, patience).toBeGreaterThan(3);
		await expect.poll(() => tilesShown(after), patience).toMatchObject({ broken: 0 });
		await after.screenshot('areas/offline-map');

		// Nearer than what was taken, the map is enlarged rather than blank.
		await context.addInitScript(lookAtPoulx(18));
		await after.page.reload();
		await after.hydrated();
		await expect.poll(async () => (await tilesShown(after)).shown, patience).toBeGreaterThan(3);
		await expect.poll(() => tilesShown(after), patience).toMatchObject({ broken: 0 });
		await after.screenshot('areas/offline-nearer');

		// The page of a record with its picture and what others saw there, never opened before.
		await after.goto(`/fiche/${row!.id}`);
		await after.page.getByRole('heading', { level: 1, name: row!.title }).waitFor();
		const picture = after.page.getByRole('main').locator('figure img').first();
		await expect
			.poll(
				() => picture.evaluate((img: HTMLImageElement) => img.complete && img.naturalWidth),
				patience
			)
			.toBeGreaterThan(100);
		if (row!.visits > 1) await after.page.getByText(say('visits_timeline')).first().waitFor();
		await after.screenshot('areas/offline-record');

		await openAreas(after);
		await area(after, 'Poulx').getByText(say('areas_state_ready')).waitFor();
		expect(tiles.asked).toEqual([]);
		expect(after.complaints).toEqual([]);
		await after.end();
	});

	test('goes on where it was after a pause, and by itself after the page died', async ({
		open,
		tiles
	}) => {
		const visit = await open('desktop');
		await openAreas(visit);
		await visit.installed();
		await chooseCommune(visit, 'Poulx', 'Poulx');
		await chooseDetail(visit, 16);
		expect(await visit.accessibilityFaults()).toEqual([]);
		await visit.screenshot('areas/choose-desktop');
		tiles.asked.length = 0;
		await take(visit);
		const card = () => area(visit, 'Poulx');
		const done = () =>
			card()
				.getByRole('progressbar')
				.evaluate((bar: HTMLProgressElement) => bar.value);
		await expect.poll(done, { timeout: 30_000 }).toBeGreaterThan(15);
		await card()
			.getByRole('button', { name: say('areas_pause') })
			.click();
		await card().getByText(say('areas_state_paused')).waitFor();
		await visit.screenshot('areas/paused-desktop');
		expect(await visit.accessibilityFaults()).toEqual([]);

		await visit.page.reload();
		await visit.hydrated();
		await card().getByText(say('areas_state_paused')).waitFor();
		const paused = await done();
		expect(paused).toBeGreaterThan(15);
		await card()
			.getByRole('button', { name: say('areas_resume') })
			.click();
		await expect.poll(done, { timeout: 30_000 }).toBeGreaterThan(paused + 15);
		await visit.kill();
		// On another screen it goes on all the same.
		await visit.goto('/contributions');
		const then = tiles.asked.length;
		await expect.poll(() => tiles.asked.length, { timeout: 30_000 }).toBeGreaterThan(then + 5);
		await openAreas(visit);
		await untilReady(visit, 'Poulx');
		// At most what was under way when it was cut, twice.
		const counts = new Map<string, number>();
		for (const path of tiles.asked.filter((one) => one.startsWith('/plan/16/')))
			counts.set(path, (counts.get(path) ?? 0) + 1);
		const twice = [...counts.values()].filter((count) => count > 1).length;
		expect(twice).toBeLessThan(20);
	});

	test('is what the map shows, or what is drawn on it', async ({ open }) => {
		const visit = await open('phone');
		await visit.context.grantPermissions(['geolocation']);
		await openAreas(visit);
		await visit.page.getByLabel(say('areas_way_view')).check();
		await visit.page.getByText(say('areas_too_large')).waitFor();
		expect(await visit.page.getByRole('button', { name: say('areas_take') }).isDisabled()).toBe(
			true
		);
		await visit.page.getByLabel(say('areas_way_commune')).check();
		const search = visit.page.getByRole('searchbox', { name: say('areas_commune') });
		await search.fill('poulx');
		// The key of the keyboard chooses, and takes nothing along yet.
		await search.press('Enter');
		await visit.page
			.getByText(say('areas_commune_taken', { name: 'Poulx' }))
			.waitFor({ state: 'attached' });
		await search.press('Enter');
		await visit.page.getByText(/^[1-9]\d* fiches, [1-9]\d* photos$/).waitFor();
		expect(await visit.page.getByRole('article').count()).toBe(0);
		await visit.page.getByLabel(say('areas_way_view')).check();
		await chooseDetail(visit, 14);
		await visit.page.getByText(/^environ \d/).waitFor();
		await visit.screenshot('areas/view-phone');

		await visit.page.getByLabel(say('areas_way_drawn')).check();
		await visit.page.getByText(say('areas_nothing_yet')).waitFor();
		await showMap(visit);
		await tapMap(visit, [-60, -70], [60, -70], [0, 70]);
		await visit.page.getByRole('button', { name: say('capture_map_finish') }).click();
		await visit.page.getByText(/^environ \d/).waitFor();
		expect(await visit.accessibilityFaults()).toEqual([]);
		await visit.screenshot('areas/drawn-phone');
		await visit.page.getByLabel(say('areas_name')).fill('Le vallon');
		await take(visit);
		await untilReady(visit, 'Le vallon');

		await area(visit, 'Le vallon')
			.getByRole('button', { name: say('areas_remove') })
			.click();
		await visit.screenshot('areas/remove-phone');
		await visit.page
			.getByRole('dialog')
			.getByRole('button', { name: say('areas_remove') })
			.click();
		await visit.page.getByText(say('areas_none')).waitFor();
		// The line goes first, then what was kept for it.
		const kept = async () =>
			(await visit.page.evaluate(() => caches.keys())).filter((name) =>
				name.startsWith('capitelle-pack-')
			);
		await expect.poll(kept).toEqual([]);
	});
});

describe('a map service that gives no map', () => {
	const answers = [
		['refuses', 403, {}, 'areas_stop_refused'],
		[
			'asks to come back in an hour',
			429,
			{ 'retry-after': '3600', 'access-control-expose-headers': 'retry-after' },
			'areas_stop_busy'
		],
		['answers the page of a Wi-Fi', 200, { 'content-type': 'text/html' }, 'areas_stop_odd'],
		['has nothing there', 404, {}, 'areas_stop_refused']
	] as const;

	test.for(answers)(
		'%s, says so, and the rest is kept',
		async ([, status, headers, reason], { open, tiles }) => {
			const visit = await open('phone');
			visit.expectComplaint(/status of (403|404|429)/);
			await openAreas(visit);
			await visit.installed();
			await chooseCommune(visit, 'poulx', 'Poulx');
			await chooseDetail(visit, 14);
			tiles.instead = () => ({ status, headers, body: status === 200 ? '<html>' : '' });
			onTestFinished(() => void (tiles.instead = null));
			await take(visit);
			const card = area(visit, 'Poulx');
			await card.getByText(say(reason)).waitFor({ timeout: 30_000 });
			await card.getByText(/^[1-9]\d* fiches/).waitFor();
			if (status === 403) {
				expect(await visit.accessibilityFaults()).toEqual([]);
				await visit.screenshot('areas/stopped-phone');
			}
			tiles.instead = null;
			await card.getByRole('button', { name: say('areas_resume') }).click();
			await untilReady(visit, 'Poulx');
		}
	);
});
