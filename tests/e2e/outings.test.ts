import { describe, expect } from 'vitest';
import { test } from '../support/scenario.ts';
import { say } from '../support/words.ts';
import { signIn } from './steps/account.ts';
import { atShortScreen, standAt } from './steps/again.ts';
import { chooseTheme, findConcept, noteObject, saved, startNoting } from './steps/capture.ts';
import { openSummary, startOuting } from './steps/outings.ts';

describe('an outing', () => {
	test('groups a morning, is renamed, ended, copied and printed, and is there after a restart without network', async ({
		open
	}) => {
		const visit = await open('desktop', {
			permissions: ['geolocation', 'clipboard-read', 'clipboard-write']
		});
		const { page } = visit;
		await visit.goto('/noter');
		await visit.installed();
		await visit.offline(true);
		await startOuting(visit, '', 'Ana, Bru et Pèire');
		await page.getByText('Sortie du').first().waitFor();
		expect(await visit.accessibilityFaults()).toEqual([]);
		await visit.screenshot('outings/list-desktop');

		await standAt(visit, -2000, 3000);
		await noteObject(visit, { words: 'lavogne', title: 'Lavogne du Causse' });
		await standAt(visit, -2000, 3400);
		await page.getByRole('button', { name: say('flow_again'), exact: true }).click();
		await atShortScreen(visit);
		await page.getByText(say('flow_again_placed')).waitFor();
		expect(await visit.accessibilityFaults()).toEqual([]);
		await visit.screenshot('outings/again-desktop');
		await page.getByRole('button', { name: say('flow_again_save_end') }).click();
		await saved(visit).waitFor();

		await openSummary(visit);
		await page.getByText('Avec Ana, Bru et Pèire').waitFor();
		await page.getByText('2 fiches').waitFor();
		await page.getByRole('img', { name: say('outings_map') }).waitFor();
		expect(await visit.accessibilityFaults()).toEqual([]);
		await page.getByRole('button', { name: say('outings_edit'), exact: true }).click();
		await page.getByLabel(say('outings_name'), { exact: true }).fill('Lavognes du Causse');
		await page.getByRole('button', { name: say('common_save'), exact: true }).click();
		await page.getByRole('heading', { level: 1, name: 'Lavognes du Causse' }).waitFor();
		await page.getByRole('button', { name: say('outings_end') }).click();
		await page.getByRole('button', { name: say('outings_resume') }).waitFor();

		// Its sheet refuses to open on this computer: it is copied, without any place.
		await page.evaluate(() => {
			const share = () => Promise.reject(new DOMException('', 'NotAllowedError'));
			Object.defineProperty(navigator, 'share', { value: share });
		});
		await page.getByRole('button', { name: say('outings_share') }).click();
		await page.getByText(say('outings_copied')).waitFor();
		const text = await page.evaluate(() => navigator.clipboard.readText());
		expect(text).toContain('Lavognes du Causse');
		expect(text).toMatch(/lavogne\s:\s2/iu);
		expect(text).not.toMatch(/\d+[.,]\d{3}/u);

		await page.emulateMedia({ media: 'print' });
		expect(await page.getByRole('button', { name: say('outings_print') }).isVisible()).toBe(false);
		await page.getByText('Lavogne du Causse').waitFor();
		await visit.screenshot('outings/print');
		await page.emulateMedia({ media: 'screen' });
		await visit.screenshot('outings/summary-desktop');

		await visit.kill();
		await visit.goto('/sorties');
		await visit.page.getByText('Lavognes du Causse').click();
		await visit.page.getByText('2 fiches').waitFor();
		await visit.page.getByRole('button', { name: say('outings_delete'), exact: true }).click();
		await visit.page
			.getByRole('dialog')
			.getByRole('button', { name: say('outings_delete'), exact: true })
			.click();
		await visit.page.getByText(say('outings_none')).waitFor();
		await visit.goto('/contributions');
		await visit.page.getByRole('article').nth(1).waitFor();
	});

	test('that was forgotten says so the next day, and shows what came of it when it is ended', async ({
		openOnce: open
	}) => {
		const visit = await open('phone');
		const { page } = visit;
		// At noon: an hour at which neither a test that takes a while nor a clock put back is another day.
		const noon = new Date().setHours(12, 0, 0, 0);
		await page.clock.setSystemTime(noon);
		await startOuting(visit, 'Oubliée', '');
		await startNoting(visit);
		await page.getByRole('link', { name: 'Oubliée' }).waitFor();
		expect(await page.getByText(/^Commencée le/u).count()).toBe(0);
		await page.clock.setSystemTime(noon + 24 * 3600_000);
		await startNoting(visit);
		await page.getByText(/^Commencée le/u).waitFor();
		expect(await visit.accessibilityFaults()).toEqual([]);
		await visit.screenshot('outings/forgotten-capture-phone');
		await visit.goto('/sorties');
		await page.getByText(/ce que vous notez y entre encore/u).waitFor();
		expect(await visit.accessibilityFaults()).toEqual([]);
		await visit.screenshot('outings/forgotten-phone');
		await page.getByRole('button', { name: say('outings_end') }).click();
		await page.getByRole('heading', { level: 1, name: 'Oubliée' }).waitFor();
		await page.getByRole('button', { name: say('outings_share') }).waitFor();
	});

	test('and what one person keeps at hand are not shown to the next on the same tablet', async ({
		server,
		openOnce: open
	}) => {
		const visit = await open('phone');
		const { page } = visit;
		// Twice, and the second time on the screen: an account of its own always gets a code at once.
		const email = 'sortida@exemple.test';
		await signIn(visit, server, email);
		await startOuting(visit, 'Sortie secrète', '');
		await startNoting(visit);
		await chooseTheme(visit, 'Patrimoine');
		await findConcept(visit, 'lavogne');
		await page.getByRole('button', { name: say('common_back'), exact: true }).click();
		await page
			.getByRole('button', { name: /^Garder dans les favoris/u })
			.first()
			.click();
		await page.getByRole('heading', { name: say('flow_favourites') }).waitFor();
		await page.getByText('Sortie secrète').waitFor();
		await visit.screenshot('outings/favourites-phone');
		expect(await visit.accessibilityFaults()).toEqual([]);

		await visit.goto('/compte');
		await page.getByRole('button', { name: say('account_sign_out') }).click();
		await page.waitForURL((url) => url.pathname === '/');
		await visit.goto('/sorties');
		await page.getByText(say('outings_none')).waitFor();
		expect(await page.getByText('Sortie secrète').count()).toBe(0);
		await visit.goto('/noter');
		await page.getByRole('heading', { level: 1 }).waitFor();
		expect(await page.getByText('Sortie secrète').count()).toBe(0);
		expect(await page.getByRole('heading', { name: say('flow_favourites') }).count()).toBe(0);

		await signIn(visit, server, email);
		await visit.goto('/sorties');
		await page.getByText('Sortie secrète').waitFor();
	});
});
