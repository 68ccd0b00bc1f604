import { readFile } from 'node:fs/promises';
import { describe, expect } from 'vitest';
import { test } from '../support/scenario.ts';
import type { Visit } from '../support/visit.ts';
import { say } from '../support/words.ts';
import { noteObject } from './steps/capture.ts';
import { contribution, openContributions } from './steps/contributions.ts';

const walk = `<?xml version="1.0"?><gpx version="1.1" creator="essai" xmlns="http://www.topografix.com/GPX/1/1">
<wpt lat="43.9116" lon="4.4131"><name>Capitelle du Four</name><desc>Voûte tombée</desc><sym>Flag</sym></wpt>
<wpt lat="43.9120" lon="4.4140"><name>Capitelle basse</name></wpt>
<trk><name>Muret</name><trkseg><trkpt lat="43.91" lon="4.41"/><trkpt lat="43.911" lon="4.411"/></trkseg></trk></gpx>`;

async function give(visit: Visit, name: string, text: string): Promise<void> {
	const input = visit.page.locator('main input[type="file"]');
	await input.setInputFiles({
		name,
		mimeType: 'application/octet-stream',
		buffer: Buffer.from(text)
	});
}

async function chooseHut(visit: Visit): Promise<void> {
	const { page } = visit;
	await page.getByRole('button', { name: /^Patrimoine/ }).click();
	await page.getByRole('searchbox', { name: say('exchange_concept_search') }).fill('capitelle');
	await page.getByRole('main').locator('li button').first().click();
}

async function download(visit: Visit, button: string): Promise<string> {
	const waiting = visit.page.waitForEvent('download');
	await visit.page.getByRole('button', { name: say(button) }).click();
	return readFile((await (await waiting).path())!, 'utf8');
}

describe('files of other software', () => {
	for (const screen of ['phone', 'desktop'] as const) {
		test(`become drafts without a network, and can be taken back, on a ${screen}`, async ({
			open
		}) => {
			const visit = await open(screen);
			const { page } = visit;
			await visit.goto('/importer');
			await visit.installed();
			await visit.offline(true);
			await give(visit, 'balade.gpx', walk);
			await page.getByText('2 points, 1 ligne').waitFor();
			expect(await visit.accessibilityFaults()).toEqual([]);
			await chooseHut(visit);
			await page.getByText(say('exchange_other_kind', { count: 1 })).waitFor();
			await visit.screenshot(`exchange/preview-${screen}`);
			expect(await visit.accessibilityFaults()).toEqual([]);
			await page.getByRole('button', { name: say('exchange_make', { count: 2 }) }).click();
			await page.getByText(say('exchange_done', { count: 2 })).waitFor();
			await visit.screenshot(`exchange/done-${screen}`);
			expect(await visit.accessibilityFaults()).toEqual([]);
			await openContributions(visit);
			await contribution(visit, 'Capitelle du Four').waitFor();
			await contribution(visit, 'Capitelle basse').waitFor();

			await visit.goto('/importer');
			await give(visit, 'balade.gpx', walk);
			await chooseHut(visit);
			await page.getByRole('button', { name: say('exchange_make', { count: 2 }) }).click();
			await page.getByText(say('exchange_done_none')).waitFor();
			await page.getByText(say('exchange_known', { count: 2 })).waitFor();
		});
	}

	test('can be taken back at once', async ({ openOnce: open }) => {
		const visit = await open('phone');
		const { page } = visit;
		await visit.goto('/importer');
		await give(visit, 'balade.gpx', walk);
		await chooseHut(visit);
		await page.getByRole('button', { name: say('exchange_make', { count: 2 }) }).click();
		await page.getByRole('button', { name: say('exchange_undo') }).click();
		await page.getByText(say('exchange_undone', { count: 2 })).waitFor();
		await openContributions(visit);
		await page.getByText(say('contributions_empty')).waitFor();
	});

	test('are refused in plain words, and the next one is read', async ({ openOnce: open }) => {
		const visit = await open('phone');
		const { page } = visit;
		await visit.goto('/importer');
		const bombs =
			'<?xml version="1.0"?><!DOCTYPE gpx [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><gpx><wpt lat="1" lon="1"><name>&b;</name></wpt></gpx>';
		const odd: [string, string, string][] = [
			['bombe.gpx', bombs, 'exchange_error_entities'],
			['coupe.gpx', walk.slice(0, 300), 'exchange_error_syntax'],
			['photo.jpg', '\u0089PNG', 'exchange_error_format'],
			['vide.gpx', '', 'exchange_error_empty'],
			['page.gpx', '<html><body>Bienvenue</body></html>', 'exchange_error_format']
		];
		for (const [name, text, message] of odd) {
			await give(visit, name, text);
			await page.getByText(say(message)).waitFor();
		}
		expect(await visit.accessibilityFaults()).toEqual([]);
		await visit.screenshot('exchange/refused-phone');
		const crs = { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::2154' } };
		const feature = {
			type: 'Feature',
			properties: { name: 'Borne' },
			geometry: { type: 'Point', coordinates: [813_500, 6_310_500] }
		};
		await give(visit, 'l93.geojson', JSON.stringify({ ...feature, crs }));
		await page.getByText(say('exchange_converted', { code: 2154 })).waitFor();
	});

	test('of a million points leave the page alive, and say what was made of them', async ({
		openOnce: open
	}) => {
		const visit = await open('desktop');
		const { page } = visit;
		await visit.goto('/importer');
		await page.locator('main input[type="file"]').waitFor({ state: 'attached' });
		await page.evaluate(() => {
			const rows = ['<gpx><trk><name>Tour</name><trkseg>'];
			for (let i = 0; i < 1_000_000; i++)
				rows.push(
					`<trkpt lat="${(43 + i / 1e6).toFixed(6)}" lon="${(4 + Math.sin(i / 5e3) / 100).toFixed(6)}"/>`
				);
			rows.push('</trkseg></trk></gpx>');
			const files = new DataTransfer();
			files.items.add(new File([rows.join('')], 'million.gpx'));
			const input = document.querySelector<HTMLInputElement>('main input[type="file"]')!;
			input.files = files.files;
			input.dispatchEvent(new Event('change', { bubbles: true }));
		});
		await page.getByText(say('exchange_reading', { name: 'million.gpx' })).waitFor();
		await page.getByText(/à \d+ m près/).waitFor({ timeout: 120_000 });
		await page.getByText('1 ligne').waitFor();
	});
});

describe('one’s own records', () => {
	test('leave as GPX and GeoJSON before they are sent, and come back whole on another phone', async ({
		open
	}) => {
		const visit = await open('phone');
		await visit.goto('/noter');
		await visit.installed();
		await visit.offline(true);
		await noteObject(visit, { words: 'puits', title: 'Puits & margelle' });
		await openContributions(visit);
		const gpx = await download(visit, 'exchange_out_gpx');
		expect(gpx).toMatch(/<wpt lat="43[.]9\d*" lon="4[.]4\d*">.*<name>Puits &amp; margelle<\/name>/);
		const geojson = await download(visit, 'exchange_out_geojson');
		const { features } = JSON.parse(geojson) as {
			features: { properties: Record<string, unknown> }[];
		};
		expect(features).toHaveLength(1);
		expect(features[0]!.properties).toMatchObject({ name: 'Puits & margelle', state: 'waiting' });
		await visit.page
			.getByRole('heading', { name: say('exchange_out_title') })
			.scrollIntoViewIfNeeded();
		await visit.screenshot('exchange/out-phone');
		expect(await visit.accessibilityFaults()).toEqual([]);

		const other = await open('phone');
		await other.goto('/importer');
		// It says itself what it is.
		await give(other, 'capitelle.geojson', geojson);
		await other.page.getByRole('button', { name: say('exchange_make_one') }).click();
		await other.page.getByText(say('exchange_done_one')).waitFor();
		await openContributions(other);
		await contribution(other, 'Puits & margelle').getByText(/puits/i).first().waitFor();
	});
});
