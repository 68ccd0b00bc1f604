import { describe, expect } from 'vitest';
import type { Screen } from '../support/browser.ts';
import { test } from '../support/scenario.ts';
import type { Visit } from '../support/visit.ts';
import { say } from '../support/words.ts';
import { demo, signIn } from './steps/account.ts';
import { atStep, chooseTheme, findConcept, next, startNoting, useGps } from './steps/capture.ts';

const screens: Screen[] = ['phone', 'desktop'];
const wells = /Ne vous penchez pas/;
const land = /Terrain privé/;
const stones = /ne déplacez aucune pierre/;

/** Opens the form for the first time on this device. */
async function firstTime(visit: Visit): Promise<void> {
	await visit.context.addInitScript(() => {
		if (!location.protocol.startsWith('http') || sessionStorage.getItem('here')) return;
		localStorage.setItem('capitelle.first-run', 'not yet');
		sessionStorage.setItem('here', 'yes');
	});
	await visit.goto('/noter');
}

const title = (visit: Visit, key: string) =>
	visit.page.getByRole('heading', { level: 1, name: say(key) });

describe('the first steps', () => {
	test.for(screens)(
		'are three pictures before the first form, once, %s',
		async (screen, { openOnce: open }) => {
			const visit = await open(screen);
			const { page } = visit;
			await firstTime(visit);
			for (const [at, key] of [
				'help_first_see_title',
				'help_first_keep_title',
				'help_first_care_title'
			].entries()) {
				await title(visit, key).waitFor();
				expect(await visit.accessibilityFaults(), key).toEqual([]);
				// Who cannot see the picture is told where they are, and starts at the title.
				if (at > 0)
					expect(await title(visit, key).evaluate((one) => one === document.activeElement)).toBe(
						true
					);
				if (at < 2) await page.getByRole('button', { name: say('help_first_next') }).click();
			}
			await page.getByRole('button', { name: say('help_first_begin') }).click();
			await atStep(visit, 'theme');
			await visit.goto('/noter');
			await atStep(visit, 'theme');
		}
	);

	test('are passed over by one tap, and found again in the help', async ({ openOnce: open }) => {
		const visit = await open('phone');
		const { page } = visit;
		await firstTime(visit);
		await page.getByRole('button', { name: say('help_first_skip') }).click();
		await atStep(visit, 'theme');
		await visit.goto('/aide');
		await page.getByRole('button', { name: say('help_again') }).click();
		await title(visit, 'help_first_see_title').waitFor();
		await page.getByRole('button', { name: say('help_first_skip') }).click();
		await title(visit, 'help_title').waitFor();
	});

	test('do not stand before a record that somebody comes for', async ({ openOnce: open }) => {
		const visit = await open('phone');
		await startNoting(visit);
		await chooseTheme(visit, 'Patrimoine');
		await expect.poll(() => new URL(visit.page.url()).search).toMatch(/brouillon=/);
		await visit.page.evaluate(() => localStorage.setItem('capitelle.first-run', 'not yet'));
		await visit.page.reload();
		await atStep(visit, 'concept');
	});
});

describe('help', () => {
	test.for(screens)('is whole without network, %s', async (screen, { open }) => {
		const visit = await open(screen);
		const { page } = visit;
		await visit.goto('/noter');
		await atStep(visit, 'theme');
		await visit.installed();
		await visit.offline(true);
		await visit.goto('/aide');
		await page.getByText(wells).first().waitFor();
		const closed = page.locator('details:not([open]) > summary');
		while ((await closed.count()) > 0) await closed.first().click();
		expect(await visit.accessibilityFaults()).toEqual([]);
		// Each word has a picture beside it: none of them comes from elsewhere.
		expect(await page.getByRole('main').locator('img').count()).toBe(0);
		expect(
			await page.getByRole('main').locator('li svg[viewBox="0 0 240 150"]').count()
		).toBeGreaterThan(10);
	});

	test.for(screens)('is one tap away at each step, %s', async (screen, { openOnce: open }) => {
		const visit = await open(screen);
		const { page } = visit;
		await startNoting(visit);
		const ask = async () => {
			const button = page.getByRole('button', { name: say('help_open') });
			await button.click();
			const dialog = page.getByRole('dialog');
			await dialog.waitFor();
			expect(await visit.accessibilityFaults()).toEqual([]);
			await page.keyboard.press('Escape');
			await dialog.waitFor({ state: 'hidden' });
			// Back to where one was.
			expect(await button.evaluate((one) => one === document.activeElement)).toBe(true);
		};
		await ask();
		await chooseTheme(visit, 'Patrimoine');
		await ask();
		await findConcept(visit, 'capitelle');
		await ask();
		await useGps(visit);
		await next(visit, 'fields');
		await ask();
		await next(visit, 'photos');
		await ask();
		await next(visit, 'summary');
		await ask();
	});
});

describe('what to be careful about', () => {
	test('is said of what stands there, once, and stops nobody', async ({ openOnce: open }) => {
		const visit = await open('phone');
		const { page } = visit;
		const to = async (words: string) => {
			await startNoting(visit);
			await chooseTheme(visit, 'Patrimoine');
			await findConcept(visit, words);
		};
		await to('puits');
		await page.getByText(wells).waitFor();
		expect(await page.getByText(land).count()).toBe(1);
		expect(await page.getByText(stones).count()).toBe(0);
		expect(await visit.accessibilityFaults()).toEqual([]);
		// Gone on without a word: it was read.
		await useGps(visit);
		await next(visit, 'fields');

		await visit.goto('/noter');
		await page.getByRole('button', { name: say('capture_start_new') }).click();
		await atStep(visit, 'theme');
		await chooseTheme(visit, 'Patrimoine');
		await findConcept(visit, 'muraille');
		await page.getByText(stones).waitFor();
		expect(await page.getByText(wells).count()).toBe(0);
		expect(await page.getByText(land).count()).toBe(0);
		await page.getByRole('button', { name: say('help_understood') }).click();
		await page.getByText(stones).waitFor({ state: 'detached' });
		expect(
			await page.getByRole('button', { name: say('capture_next'), exact: true }).isEnabled()
		).toBe(true);
	});

	test('is said again to the next person on this phone', async ({ openOnce: open, server }) => {
		const visit = await open('phone');
		const { page } = visit;
		const seesWells = async () => {
			await startNoting(visit);
			await chooseTheme(visit, 'Patrimoine');
			await findConcept(visit, 'puits');
			await page.getByText(wells).waitFor();
			await page.getByRole('button', { name: say('help_understood') }).click();
		};
		await signIn(visit, server, demo.contributor);
		await seesWells();
		await visit.goto('/compte');
		await page.getByRole('button', { name: say('account_sign_out') }).click();
		// The map is shown once the person has left this phone.
		await page.waitForURL((url) => url.pathname === '/');
		await seesWells();
	});
});
