import { describe, expect } from 'vitest';
import type { Screen } from '../support/browser.ts';
import { test } from '../support/scenario.ts';
import type { Visit } from '../support/visit.ts';
import { say } from '../support/words.ts';
import { atShortScreen } from './steps/again.ts';
import {
	answerRequired,
	chooseTheme,
	findConcept,
	next,
	noteObject,
	startNoting,
	useGps
} from './steps/capture.ts';
import { choose, colours, pastTheSide, sun, wearing } from './steps/comfort.ts';
import { openContributions } from './steps/contributions.ts';
import { openSummary, startOuting } from './steps/outings.ts';
import { passAgain } from './steps/visits.ts';

const screens: Screen[] = ['phone', 'desktop'];

/** Contrast of the letters of the page on their ground, as WCAG 2 reckons it. */
async function contrast(visit: Visit): Promise<number> {
	const light = ([r, g, b]: number[]) => {
		const [x, y, z] = [r!, g!, b!].map((part) =>
			part <= 10.31 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4
		);
		return 0.2126 * x! + 0.7152 * y! + 0.0722 * z!;
	};
	const [ink, paper] = (await colours(visit)).map(light).sort((a, b) => b - a);
	return (ink! + 0.05) / (paper! + 0.05);
}

/** Whether a finger in its middle touches it, and nothing in front of it. */
function isUncovered(element: Element): boolean {
	const { left, top, width, height } = element.getBoundingClientRect();
	const hit = document.elementFromPoint(left + width / 2, top + height / 2);
	return hit !== null && element.contains(hit);
}

describe('settings', () => {
	test.for(screens)(
		'have no fault, %s, in the light and in the sun',
		async (screen, { openOnce: open }) => {
			const visit = await open(screen);
			await visit.goto('/reglages');
			expect(await visit.accessibilityFaults()).toEqual([]);
			await sun(visit).check();
			expect(await contrast(visit)).toBe(21);
			expect(await visit.accessibilityFaults()).toEqual([]);
		}
	);

	test('are worn by every page before it is painted, after a reload and without network', async ({
		open
	}) => {
		const visit = await open('phone');
		await visit.goto('/reglages');
		await visit.installed();
		await sun(visit).check();
		await choose(visit, 'comfort_hand', 'comfort_hand_left');
		const chosen = { contrast: 'sun', hand: 'left' };
		expect(await wearing(visit)).toEqual(chosen);

		// Without the app's own script: what is worn then was there before anything was drawn.
		await visit.context.route(/_app\/immutable\/entry\/(start|app)\./, (route) => route.abort());
		visit.expectComplaint(/ERR_FAILED/);
		for (const path of ['/', '/charte', '/a-propos']) {
			await visit.page.goto(new URL(path, visit.origin).href);
			expect(await wearing(visit), path).toEqual(chosen);
		}
		await visit.context.unroute(/_app\/immutable\/entry\/(start|app)\./);

		await visit.offline(true);
		await visit.goto('/reglages');
		expect(await wearing(visit)).toEqual(chosen);
		expect(await sun(visit).isChecked()).toBe(true);
		await sun(visit).uncheck();
		expect(await wearing(visit)).toEqual({ hand: 'left' });
	});

	test('leave the step one is at to be seen in the sun', async ({ openOnce: open }) => {
		const visit = await open('phone');
		await visit.goto('/reglages');
		await sun(visit).check();
		await startNoting(visit);
		const current = visit.page.locator('[aria-current="step"]');
		const [mark, ground] = await current.evaluate((step) => [
			getComputedStyle(step.querySelector('svg')!).color,
			getComputedStyle(step).backgroundColor
		]);
		expect([mark, ground]).toEqual(['rgb(255, 255, 255)', 'rgb(0, 53, 39)']);
	});

	test('are one tap away where the sun is: in the menu', async ({ openOnce: open }) => {
		const visit = await open('phone');
		await visit.goto('/');
		await visit.page.getByRole('button', { name: say('common_nav_more') }).click();
		await visit.page.getByRole('button', { name: say('comfort_sun') }).click();
		expect(await wearing(visit)).toEqual({ contrast: 'sun' });
	});

	test('choose the dark or the light against the device', async ({ openOnce: open }) => {
		const visit = await open('phone', { colorScheme: 'dark' });
		await visit.goto('/reglages');
		const [, dark] = await colours(visit);
		await choose(visit, 'comfort_scheme', 'comfort_scheme_light');
		const [, light] = await colours(visit);
		expect(Math.max(...dark!)).toBeLessThan(60);
		expect(Math.min(...light!)).toBeGreaterThan(200);
		await choose(visit, 'comfort_scheme', 'comfort_scheme_dark');
		expect((await colours(visit))[1]).toEqual(dark);
	});

	test('let nothing move that the device would let move', async ({ openOnce: open }) => {
		const visit = await open('phone');
		await visit.goto('/reglages');
		await choose(visit, 'comfort_motion', 'comfort_motion_less');
		const longest = await visit.page.evaluate(() =>
			Math.max(
				...[...document.querySelectorAll('*')].map((one) =>
					parseFloat(getComputedStyle(one).transitionDuration)
				)
			)
		);
		expect(longest).toBeLessThan(0.001);
	});
});

describe('the hand that holds the phone', () => {
	test('has the main button and the controls of the map under its thumb', async ({
		openOnce: open
	}) => {
		const visit = await open('phone');
		await visit.goto('/reglages');
		await choose(visit, 'comfort_hand', 'comfort_hand_left');
		await startNoting(visit);
		await chooseTheme(visit, 'Patrimoine');
		await findConcept(visit, 'capitelle');
		const on = visit.page.getByRole('button', { name: say('capture_next'), exact: true });
		const back = visit.page.getByRole('button', { name: say('common_back'), exact: true });
		const zoom = visit.page.locator('.leaflet-control-zoom');
		const [a, b, c] = await Promise.all([on, back, zoom].map((one) => one.boundingBox()));
		expect(a!.x).toBeLessThan(b!.x);
		expect(c!.x + c!.width).toBeLessThan(180);
		await visit.goto('/');
		expect((await zoom.boundingBox())!.x).toBeLessThan(180);
		// Nothing lies over them: the legend and what finds a place are on the other side.
		for (const one of await visit.page.locator('.leaflet-control-zoom a').all()) {
			expect(await one.evaluate(isUncovered)).toBe(true);
		}
		await visit.page.getByRole('button', { name: say('find_open') }).click();
		await visit.page.getByRole('combobox', { name: say('find_label') }).fill('Poulx');
		await visit.page.getByRole('option', { name: /^Poulx/ }).waitFor();
		expect(await pastTheSide(visit)).toEqual([]);
	});
});

describe('a whole capture', () => {
	test.for<[string, number, number, string]>([
		['letters twice as large', 360, 740, '200'],
		['a narrow phone', 320, 568, '100'],
		['a narrow phone and letters twice as large', 320, 568, '200'],
		['a phone held sideways', 740, 360, '100'],
		['a phone held sideways and large letters', 740, 360, '150']
	])('loses nothing with %s', async ([, width, height, text], { openOnce: open }) => {
		const visit = await open('phone', { viewport: { width, height } });
		const { page } = visit;
		await visit.goto('/reglages');
		await choose(visit, 'comfort_text', 'comfort_text_size', { size: text });
		const fits = async (where: string) => expect(await pastTheSide(visit), where).toEqual([]);
		await fits('settings');
		await startNoting(visit);
		await fits('theme');
		await chooseTheme(visit, 'Patrimoine');
		await fits('concept');
		await page.getByRole('searchbox').fill('mur');
		await page.getByRole('main').locator('li button').first().waitFor();
		await fits('concept search');
		await findConcept(visit, 'puits');
		await fits('careful');
		await useGps(visit);
		await fits('place');
		await next(visit, 'fields');
		await fits('fields');
		await answerRequired(visit);
		await next(visit, 'photos');
		await fits('photos');
		await next(visit, 'summary');
		await fits('summary');
		await page.getByRole('button', { name: say('common_save'), exact: true }).click();
		await page.getByRole('heading', { name: say('capture_saved_title') }).waitFor();
		await fits('saved');
	});
});

describe('every other screen', () => {
	test('loses nothing on a narrow phone with letters twice as large', async ({
		openOnce: open,
		server
	}) => {
		const visit = await open('phone', { viewport: { width: 320, height: 640 } });
		const { page } = visit;
		await visit.goto('/reglages');
		await choose(visit, 'comfort_text', 'comfort_text_size', { size: '200' });
		const fits = async (where: string) => expect(await pastTheSide(visit), where).toEqual([]);
		const [row] = await server.sql<{ id: string }>(
			`select id from public.published_records where theme = 'heritage' and not blurred limit 1`
		);
		const paths = ['/', `/fiche/${row?.id}`, '/charte', '/a-propos', '/vocabulaire', '/aide'];
		for (const path of [...paths, '/emporter', '/importer', '/partager', '/connexion']) {
			await visit.goto(path);
			await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' });
			await fits(path);
		}
		await page.getByRole('button', { name: say('common_nav_more') }).click();
		await fits('menu');
		await passAgain(visit, row!.id);
		await fits('visit');
		await startOuting(visit, 'Murs de Poulx', 'Maria, Joan');
		await fits('outings');
		await openSummary(visit);
		await fits('summary of an outing');
		await noteObject(visit, { words: 'puits', title: 'Puits de la Combe' });
		await page.getByRole('button', { name: say('flow_again') }).click();
		await atShortScreen(visit);
		await fits('another one');
		await openContributions(visit);
		await page.getByText(say('contributions_sign_in_and_send')).waitFor();
		await fits('contributions');
		await startNoting(visit);
		await chooseTheme(visit, 'Patrimoine');
		await findConcept(visit, 'capitelle');
		await page.getByRole('button', { name: say('position_see_start') }).click();
		await page.getByRole('slider').first().waitFor();
		await fits('seen from afar');
	});
});

describe('dictation and large fingers', () => {
	test('words that arrive as a keyboard of the phone says them are taken as they are', async ({
		openOnce: open
	}) => {
		const visit = await open('phone');
		const { page } = visit;
		await startNoting(visit);
		await chooseTheme(visit, 'Patrimoine');
		// Dictation starts with a capital and ends with a stop; no key is ever pressed.
		await page.getByRole('searchbox', { name: say('capture_concept_search') }).focus();
		await page.keyboard.insertText('Capitelle.');
		const first = page.getByRole('main').locator('li button .label').first();
		await expect.poll(() => first.innerText()).toMatch(/capitelle/i);
		await first.click();
		await useGps(visit);
		await next(visit, 'fields');
		const name = page.getByRole('textbox', { name: 'Nom', exact: true });
		await name.focus();
		await page.keyboard.insertText('La capitelle ');
		await page.keyboard.insertText('de la Combe ');
		expect(await name.inputValue()).toBe('La capitelle de la Combe ');
		const long = page.locator('textarea').first();
		const said = 'Un mur à moitié tombé, avec un cerisier dedans. '.repeat(30);
		await long.focus();
		await page.keyboard.insertText(said);
		expect(await long.inputValue()).toBe(said);
		expect(await page.evaluate(() => document.documentElement.lang)).toBe('fr');
	});
});
