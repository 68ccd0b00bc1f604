import { describe, expect } from 'vitest';
import { phonePhoto } from '../support/jpeg.ts';
import { test } from '../support/scenario.ts';
import type { Visit } from '../support/visit.ts';
import { say } from '../support/words.ts';
import { signIn } from './steps/account.ts';
import { openContributions } from './steps/contributions.ts';
import { startOuting } from './steps/outings.ts';
import { share } from './steps/sharing.ts';

const exif = { lat: 43.9121, lon: 4.4138, heading: 1, takenAt: '2026:05:14 10:32:00', secret: 'X' };
const gift = { name: 'IMG_1.jpg', type: 'image/jpeg', data: phonePhoto(exif, 640, 480) };
const seen = (visit: Visit) =>
	visit.page.getByRole('link', { name: 'Voir cette photo', exact: true });

describe('what no server ever has', () => {
	test('is found again after it was left, and goes to another phone in the rescue file', async ({
		server,
		open
	}) => {
		const visit = await open('phone');
		const { page } = visit;
		await visit.goto('/noter');
		await visit.installed();
		await startOuting(visit, 'Murs de Poulx', 'Ana, Bru');
		await share(visit, [gift]);
		await page.getByRole('button', { name: 'Noter avec cette photo' }).waitFor();
		await visit.kill();
		await openContributions(visit);
		await seen(visit).waitFor();
		expect(await visit.accessibilityFaults()).toEqual([]);
		await visit.screenshot('kept-here/contributions-phone');
		await seen(visit).click();
		await visit.page.getByRole('button', { name: 'Noter avec cette photo' }).waitFor();

		await openContributions(visit);
		const download = visit.page.waitForEvent('download');
		await visit.page.getByRole('button', { name: say('contributions_rescue_save') }).click();
		const file = await (await download).path();
		const other = await open('desktop');
		await signIn(other, server, 'gardat@exemple.test');
		await openContributions(other);
		expect(await seen(other).count()).toBe(0);
		await other.page.getByLabel(say('contributions_rescue_restore')).setInputFiles(file);
		await seen(other).waitFor();
		await other.screenshot('kept-here/contributions-desktop');
		await other.goto('/sorties');
		await other.page.getByText('Murs de Poulx').first().waitFor();
	});

	test('is not there for the next person on the same tablet: a shared photo, a place gone to, where the map was', async ({
		server,
		open
	}) => {
		const visit = await open('desktop');
		const { page } = visit;
		await visit.goto('/');
		await visit.installed();
		await signIn(visit, server, 'tauleta@exemple.test');
		await share(visit, [gift]);
		await page.getByRole('button', { name: 'Noter avec cette photo' }).waitFor();
		await page.evaluate(() =>
			sessionStorage.setItem('capitelle.view', '{"lon":4.4138,"lat":43.9121,"zoom":17}')
		);
		await visit.goto('/compte');
		await page.getByRole('button', { name: say('account_sign_out') }).click();
		await page.waitForURL((url) => url.pathname === '/');
		await visit.hydrated();
		const looked = await page.evaluate(() => sessionStorage.getItem('capitelle.view'));
		expect(looked ?? '').not.toContain('4.41');
		await openContributions(visit);
		await page.getByText(say('contributions_empty')).waitFor();
		expect(await seen(visit).count()).toBe(0);
		await visit.goto('/partager');
		await page.getByText(say('sharing_none')).waitFor();
	});
});
