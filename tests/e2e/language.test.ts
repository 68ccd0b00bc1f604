import { describe, expect } from 'vitest';
import { test } from '../support/scenario.ts';
import { say } from '../support/words.ts';
import { atStep, chooseTheme, startNoting } from './steps/capture.ts';

describe('the language', () => {
	test('changes in place, without a reload, and is remembered', async ({ openOnce: open }) => {
		const visit = await open('phone');
		const { page } = visit;
		await startNoting(visit);
		await chooseTheme(visit, 'Patrimoine');
		await page.evaluate(() => Reflect.set(window, 'stillHere', true));

		await page
			.getByRole('button', { name: 'Occitan' })

			.click();
		const heading = page.getByRole('heading', {
			level: 1,
			name: say('capture_step_concept', {}, 'oc')
		});
		await heading.waitFor();
		expect(await page.evaluate(() => Reflect.get(window, 'stillHere') as unknown)).toBe(true);
		expect(await page.locator('html').getAttribute('lang')).toBe('oc');
		const box = page.getByRole('searchbox', { name: say('capture_concept_search', {}, 'oc') });
		await box.fill('muralha');
		await page
			.getByRole('main')
			.locator('li button .label', { hasText: 'muralha de pèira seca' })
			.first()
			.waitFor();

		// The server speaks it too, from the first byte of the next visit.
		const answer = await page.reload();
		expect(await answer?.text()).toContain('<html lang="oc"');
		await page
			.getByRole('link', { name: say('common_nav_map', {}, 'oc') })
			.first()
			.waitFor();
	});

	test('is the browser’s at first', async ({ openOnce: open }) => {
		const visit = await open('desktop', { locale: 'en-GB' });
		await visit.goto('/noter');
		expect(await visit.page.locator('html').getAttribute('lang')).toBe('en');
		await visit.page
			.getByRole('heading', { level: 1, name: say('capture_step_theme', {}, 'en') })
			.waitFor();
	});

	test('of the screen does not change what was typed', async ({ openOnce: open }) => {
		const visit = await open('phone');
		const { page } = visit;
		await startNoting(visit);
		await chooseTheme(visit, 'Patrimoine');
		const french = page.getByRole('searchbox', { name: say('capture_concept_search') });
		await french.fill('cazèla de l’ubac');
		await page
			.getByRole('button', { name: 'English' })

			.click();
		const english = page.getByRole('searchbox', { name: say('capture_concept_search', {}, 'en') });
		expect(await english.inputValue()).toBe('cazèla de l’ubac');
		await page
			.getByRole('button', { name: 'Français' })

			.click();
		await atStep(visit, 'concept');
	});
});
