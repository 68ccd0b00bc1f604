import { describe, expect, onTestFinished } from 'vitest';
import { test } from '../support/scenario.ts';
import type { TileAnswer } from '../support/tiles.ts';
import { say } from '../support/words.ts';
import { area, chooseCommune, chooseDetail, openAreas, take, untilReady } from './steps/areas.ts';
import { chooseTheme, findConcept, next, startNoting, useGps } from './steps/capture.ts';

/** What the browser says of each; a page of HTML is no error to it. */
const complaints =
	/Failed to load resource: (the server responded with a status of|net::ERR_(EMPTY_RESPONSE|FAILED))/;
const troubles: TileAnswer[] = [403, 404, 429, 503, 'page', 'nothing'];

describe('a map service that answers anything but maps', () => {
	test.for(troubles)(
		'%s: said, and the record is placed all the same',
		async (answer, { open, tiles }) => {
			const visit = await open('phone');
			visit.expectComplaint(complaints);
			tiles.answer = answer;
			try {
				await startNoting(visit);
				await visit.installed();
				await chooseTheme(visit, 'Patrimoine');
				await findConcept(visit, 'fontaine');
				await useGps(visit);
				await visit.page.getByText(say('capture_basemap_unavailable')).waitFor();
				expect(await visit.accessibilityFaults()).toEqual([]);
				await next(visit, 'fields');
			} finally {
				tiles.answer = 'tile';
			}
			// What came instead of a map was not kept for one.
			await visit.page.getByRole('button', { name: say('common_back'), exact: true }).click();
			await visit.page.locator('img.leaflet-tile-loaded').first().waitFor();
			await visit.page.reload();
			await visit.hydrated();
			await visit.page.locator('img.leaflet-tile-loaded').first().waitFor();
			expect(await visit.page.getByText(say('capture_basemap_unavailable')).isVisible()).toBe(
				false
			);
		}
	);

	test('nothing at all, to an area being taken along: said, kept, and gone on with', async ({
		open,
		tiles
	}) => {
		const visit = await open('phone');
		visit.expectComplaint(complaints);
		onTestFinished(() => void (tiles.answer = 'tile'));
		await openAreas(visit);
		await visit.installed();
		await chooseCommune(visit, 'poulx', 'Poulx');
		await chooseDetail(visit, 14);
		tiles.answer = 'nothing';
		await take(visit);
		const card = area(visit, 'Poulx');
		await card.getByText(say('areas_stop_offline')).waitFor({ timeout: 60_000 });
		await card.getByText(/^[1-9]\d* fiches/).waitFor();
		expect(await visit.accessibilityFaults()).toEqual([]);
		await visit.screenshot('bad-input/area-nothing');
		tiles.answer = 'tile';
		await card.getByRole('button', { name: say('areas_resume') }).click();
		await untilReady(visit, 'Poulx');
	});
});
