import { describe, expect } from 'vitest';
import { test } from '../support/scenario.ts';
import type { Visit } from '../support/visit.ts';
import { say } from '../support/words.ts';
import { atStep, saved } from './steps/capture.ts';

/** Presses Tab until the focus is on something with this name, as a person without a mouse does. */
async function tabTo(visit: Visit, name: string | RegExp, most = 60): Promise<void> {
	const fits = (text: string) => (typeof name === 'string' ? text.includes(name) : name.test(text));
	const passed: string[] = [];
	for (let i = 0; i < most; i++) {
		await visit.page.keyboard.press('Tab');
		const focused = await nameOfFocus(visit);
		if (fits(focused)) return;
		passed.push(focused);
	}
	throw new Error(`Tab never reached ${String(name)}; it passed:\n${passed.join('\n')}`);
}

/** What a screen reader would say of the focused element, near enough. */
function nameOfFocus(visit: Visit): Promise<string> {
	return visit.page.evaluate(() => {
		const element = document.activeElement as HTMLElement | null;
		// The body's text is the whole page: it is no name.
		if (!element || element === document.body) return '';
		const labels = (element as HTMLInputElement).labels;
		const label = labels && labels.length > 0 ? labels[0]!.innerText : '';
		return [element.getAttribute('aria-label'), label, element.innerText].filter(Boolean).join(' ');
	});
}

/** Whether the focus can be seen: an outline at least 2 px wide. */
function focusShows(visit: Visit): Promise<boolean> {
	return visit.page.evaluate(() => {
		const style = getComputedStyle(document.activeElement ?? document.body);
		return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
	});
}

describe('with the keyboard alone', () => {
	test('a record is noted from the first page to its safe copy', async ({ openOnce: open }) => {
		const visit = await open('desktop');
		const { page } = visit;
		const { keyboard } = page;
		await visit.goto('/');

		await keyboard.press('Tab');
		expect(await nameOfFocus(visit)).toContain(say('common_skip'));
		await tabTo(visit, say('common_nav_capture'));
		expect(await focusShows(visit)).toBe(true);
		await keyboard.press('Enter');
		await atStep(visit, 'theme');

		await tabTo(visit, 'Patrimoine');
		expect(await focusShows(visit)).toBe(true);
		await keyboard.press('Enter');
		await atStep(visit, 'concept');

		await tabTo(visit, say('capture_concept_search'));
		await keyboard.type('capitelle');
		await page.getByRole('main').locator('li button').first().waitFor();
		await keyboard.press('ArrowDown');
		await keyboard.press('Enter');
		await atStep(visit, 'place');

		await tabTo(visit, say('capture_coordinates'));
		await keyboard.press('Enter');
		await tabTo(visit, say('capture_coordinates_label'));
		// What the device measured is there already.
		await keyboard.press('ControlOrMeta+a');
		await keyboard.type('43.9112 4.4133');
		await keyboard.press('Enter');
		await page
			.getByText(/43,91120\sN\s4,41330\sE/)
			.first()
			.waitFor();
		await tabTo(visit, say('capture_next'));
		await keyboard.press('Enter');
		await atStep(visit, 'fields');

		await tabTo(visit, 'Bon état');
		await keyboard.press('Space');
		await tabTo(visit, 'Accès libre');
		await keyboard.press('ArrowRight');
		await tabTo(visit, say('capture_next'), 120);
		await keyboard.press('Enter');
		await atStep(visit, 'photos');
		await tabTo(visit, say('capture_next'));
		await keyboard.press('Enter');
		await atStep(visit, 'summary');
		await tabTo(visit, say('common_save'));
		expect(await focusShows(visit)).toBe(true);
		await keyboard.press('Enter');
		await saved(visit).waitFor();
	});
});
