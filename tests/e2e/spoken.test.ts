import { describe, expect } from 'vitest';
import { jitter, SimulatedGps, stay } from '../support/gps.ts';
import { test } from '../support/scenario.ts';
import type { Visit } from '../support/visit.ts';
import { say } from '../support/words.ts';
import {
	addPhoto,
	answerRequired,
	chooseTheme,
	findConcept,
	next,
	save,
	startNoting
} from './steps/capture.ts';
import { picture } from '../support/jpeg.ts';

/** Writes down what a screen reader is given to say by itself, from the next page on. */
async function listen(visit: Visit): Promise<() => Promise<string[]>> {
	await visit.context.addInitScript(() => {
		const said: string[] = [];
		const last = new WeakMap<Element, string>();
		Reflect.set(window, 'capitelleSaid', said);
		const hear = (node: Node) => {
			const element = node instanceof Element ? node : node.parentElement;
			const region = element?.closest<HTMLElement>(
				'[role=status], [role=alert], [aria-live=polite]'
			);
			if (!region) return;
			const text = (region.textContent ?? '').replace(/\s+/gu, ' ').trim();
			if (text === '' || last.get(region) === text) return;
			last.set(region, text);
			said.push(text);
		};
		new MutationObserver((changes) => {
			for (const { target, addedNodes } of changes) [target, ...addedNodes].forEach(hear);
		}).observe(document, { subtree: true, childList: true, characterData: true });
	});
	return () => visit.page.evaluate(() => Reflect.get(window, 'capitelleSaid') as string[]);
}

/** What cannot be named by who does not see it: reached by Tab, and without a name. */
function nameless(visit: Visit): Promise<string[]> {
	return visit.page.locator('main').evaluate((main) =>
		[...main.querySelectorAll<HTMLElement>('button, a[href], input, select, textarea, summary')]
			.filter((one) => one.checkVisibility({ visibilityProperty: true }) && one.tabIndex >= 0)
			.filter((one) => {
				const labels = [...((one as HTMLInputElement).labels ?? [])].map(
					(label) => label.innerText
				);
				const by = (one.getAttribute('aria-labelledby') ?? '').split(' ');
				const named = by.map((id) => document.getElementById(id)?.innerText ?? '');
				const all = [one.getAttribute('aria-label'), one.innerText, one.title, ...labels, ...named];
				return !all.some((text) => text?.trim());
			})
			.map((one) => one.outerHTML.slice(0, 120))
	);
}

describe('who listens to the screen', () => {
	test('is told how good the position is when that changes, and not each second', async ({
		openOnce: open
	}) => {
		const visit = await open('phone');
		const heard = await listen(visit);
		const gps = await SimulatedGps.install(visit);
		await startNoting(visit);
		await chooseTheme(visit, 'Patrimoine');
		await findConcept(visit, 'fontaine');
		const second = stay({ north: 0, east: 0 }, 32, { accuracyM: 4 });
		const trembling = jitter(second, 2).map((one, i) => ({ ...one, accuracyM: 3 + (i % 5) }));
		await gps.play(trembling, { paceMs: 100 });
		await visit.page
			.getByText(/±\s\d\sm/u)
			.first()
			.waitFor();
		const good = say('capture_accuracy_good');
		const figures = (said: string[]) => said.filter((text) => /\d\s?m|\d,\d/u.test(text));
		expect((await heard()).filter((text) => text.includes(good))).toHaveLength(1);
		expect(figures(await heard())).toEqual([]);

		// Held: where it stands is said, once.
		await visit.page.getByRole('button', { name: say('capture_gps_hold') }).click();
		await expect.poll(async () => figures(await heard()).length, { timeout: 15_000 }).toBe(1);
		expect(figures(await heard())[0]).toMatch(/43,911\d\d N 4,41\d\d\d E/u);
	});

	test('finds a name on all that can be reached, and the title of each step first', async ({
		openOnce: open
	}) => {
		const visit = await open('phone');
		const { page } = visit;
		const check = async (step: string) => {
			expect(await nameless(visit), step).toEqual([]);
			await expect
				.poll(() => page.evaluate(() => document.activeElement?.tagName), { message: step })
				.toBe('H1');
		};
		await startNoting(visit);
		expect(await nameless(visit), 'theme').toEqual([]);
		await chooseTheme(visit, 'Patrimoine');
		await check('concept');
		await findConcept(visit, 'puits');
		await check('place');
		await page.getByRole('button', { name: say('help_understood') }).click();
		await page.getByRole('button', { name: say('capture_gps_hold') }).click();
		await next(visit, 'fields');
		await check('fields');
		await answerRequired(visit);
		await next(visit, 'photos');
		await check('photos');
		await addPhoto(visit, 'puits.jpg', picture());
		expect(await nameless(visit), 'a photo').toEqual([]);
		await next(visit, 'summary');
		await check('summary');
		await save(visit);
		expect(await nameless(visit), 'saved').toEqual([]);
	});
});
