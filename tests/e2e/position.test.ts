import { describe, expect } from 'vitest';
import { pointAt } from '../support/compass.ts';
import { jitter, jump, SimulatedGps, stay } from '../support/gps.ts';
import { test } from '../support/scenario.ts';
import { Fingers, spotOf } from '../support/touch.ts';
import type { Visit } from '../support/visit.ts';
import { say } from '../support/words.ts';
import {
	answerRequired,
	chooseTheme,
	findConcept,
	next,
	save,
	startNoting
} from './steps/capture.ts';
import { storedDraft } from './steps/draft.ts';
import { press } from './steps/trace.ts';

const here = { north: 0, east: 0 };
const degreeM = 111_195;
/** What a browser calls the compass. */
const orientation = ['accelerometer', 'gyroscope', 'magnetometer'];

/** A new fountain, at the step of its place, on a device that says what the test says. */
async function upToPlace(visit: Visit): Promise<SimulatedGps> {
	const gps = await SimulatedGps.install(visit);
	await startNoting(visit);
	await chooseTheme(visit, 'Patrimoine');
	await findConcept(visit, 'fontaine');
	return gps;
}

/** Whether a finger that comes down on it touches it, and no bar in front of it. */
function isUncovered(element: Element): boolean {
	const { left, top, width, height } = element.getBoundingClientRect();
	return [0.1, 0.9].every((share) => {
		const hit = document.elementFromPoint(left + width / 2, top + height * share);
		return hit !== null && element.contains(hit);
	});
}

async function goOn(visit: Visit): Promise<void> {
	await next(visit, 'fields');
	await answerRequired(visit);
	await next(visit, 'photos');
	await next(visit, 'summary');
	await save(visit);
}

/** Metres east and north of where tracks begin at which the record stands, as the phone has stored it. */
async function standsAt(visit: Visit): Promise<{ east: number; north: number }> {
	const draft = await storedDraft(visit);
	const [lon = NaN, lat = NaN] = (draft?.geometry?.coordinates ?? []) as number[];
	const shrink = Math.cos((43.9116 * Math.PI) / 180);
	return { east: (lon - 4.4131) * degreeM * shrink, north: (lat - 43.9116) * degreeM };
}

async function position(visit: Visit): Promise<Record<string, unknown> | null> {
	return ((await storedDraft(visit))?.position ?? null) as Record<string, unknown> | null;
}

describe('a position that is kept', () => {
	test('says how good it was, by a ring and in words, and says it again after a reload', async ({
		openOnce: open
	}) => {
		const visit = await open('phone');
		const gps = await upToPlace(visit);
		await gps.give({ ...here, accuracyM: 12 });
		await press(visit, 'capture_gps_hold');
		const told = async () => {
			await visit.page.locator('.editor-fix-ring').waitFor();
			await visit.page.getByText('±\u00a012\u00a0m').first().waitFor();
			await visit.page
				.getByRole('status')
				.filter({ hasText: /Précision\s*bonne$/ })
				.waitFor();
		};
		await told();
		expect(await visit.accessibilityFaults()).toEqual([]);
		await visit.screenshot('position/kept-phone');
		await visit.page.reload();
		await visit.hydrated();
		await told();
	});
});

describe('a position refined by standing still', () => {
	test('is the mean of what the phone says, without what jumped', async ({ openOnce: open }) => {
		const visit = await open('phone');
		const gps = await upToPlace(visit);
		await gps.give({ ...here, accuracyM: 18 });
		await press(visit, 'position_average_start');
		await gps.play(jump(jitter(stay(here, 24, { accuracyM: 9 }), 4), 8, 10_000, 2));
		await visit.page
			.getByText(/Ne bougez pas\s: 22 positions/)
			.first()
			.waitFor();
		expect(await visit.accessibilityFaults()).toEqual([]);
		await visit.screenshot('position/averaging-phone');
		await press(visit, 'position_average_stop');
		await visit.page.getByText(/Moyenne de 22 positions/).waitFor();
		await visit.page.getByText(/Moyenne du GPS, à \d/).waitFor();
		await expect
			.poll(() => position(visit))
			.toMatchObject({ method: 'averaged', samples: 22, accuracy_m: expect.any(Number) });
		const { east, north } = await standsAt(visit);
		expect(Math.hypot(east, north)).toBeLessThan(2);
		expect(await visit.accessibilityFaults()).toEqual([]);
		await visit.screenshot('position/averaged-phone');
		expect(await gps.watches()).toBe(0);
		await goOn(visit);
	});

	test('keeps what it had when the permission is taken back meanwhile', async ({
		openOnce: open
	}) => {
		const visit = await open('phone');
		const gps = await upToPlace(visit);
		await gps.give(here);
		await press(visit, 'position_average_start');
		await gps.play(jitter(stay(here, 6), 2));
		await gps.fail('denied');
		await visit.page.getByText(say('capture_gps_denied')).waitFor();
		await visit.page.getByText(/Moyenne de 6 positions/).waitFor();
		await goOn(visit);
	});

	test('says that a phone which repeats itself gains nothing by it', async ({ openOnce: open }) => {
		const visit = await open('phone');
		const gps = await upToPlace(visit);
		await gps.give(here);
		await press(visit, 'position_average_start');
		await gps.play(stay(here, 10));
		await visit.page.getByText(say('position_average_same')).waitFor();
		await expect.poll(() => position(visit)).toMatchObject({ method: 'gps' });
	});
});

describe('a place under the cross', () => {
	test('is placed by moving the map with one thumb and pressing with the other', async ({
		openOnce: open
	}) => {
		const visit = await open('phone');
		const gps = await upToPlace(visit);
		await gps.give(here);
		await press(visit, 'capture_gps_hold');
		const map = visit.page.getByRole('application', { name: say('capture_map') });
		await map.scrollIntoViewIfNeeded();
		const from = await spotOf(map, 0.7, 0.3);
		const fingers = await Fingers.on(visit);
		await fingers.drag(from, { x: from.x, y: from.y + 60 });
		await visit.page.getByText(say('position_aim')).waitFor();
		// Where the cross is, in figures that move with it.
		await visit.page
			.getByText(/43,91\d{3}\sN\s4,41\d{3}\sE/)
			.first()
			.waitFor();
		const place = visit.page.getByRole('button', { name: say('capture_map_place'), exact: true });
		expect(await place.evaluate(isUncovered)).toBe(true);
		const box = await place.boundingBox();
		expect(box?.height).toBeGreaterThanOrEqual(56);
		expect(box?.width).toBeGreaterThan(280);
		expect(await visit.accessibilityFaults()).toEqual([]);
		await visit.screenshot('position/cross-phone');
		await place.click();
		await expect.poll(() => position(visit)).toEqual({ method: 'map', accuracy_m: null });
		const { north } = await standsAt(visit);
		expect(north).toBeGreaterThan(10);
		expect(north).toBeLessThan(120);
		await visit.page.getByRole('button', { name: say('capture_map_undo'), exact: true }).click();
		await expect.poll(() => position(visit)).toMatchObject({ method: 'gps', accuracy_m: 5 });
	});
});

describe('a thing seen over there', () => {
	test('is placed by the compass and by steps, and again after a reload', async ({
		openOnce: open
	}) => {
		const visit = await open('phone', { permissions: ['geolocation', ...orientation] });
		const gps = await upToPlace(visit);
		await gps.give(here);
		await press(visit, 'position_see_start');
		const { page } = visit;
		await page.getByText(say('position_see_from', { accuracy: '5\u00a0m' })).waitFor();
		await page.getByRole('button', { name: say('position_see_aim'), exact: true }).click();
		const stop = await pointAt(visit, 90);
		await page.getByText('90°, vers l’est').first().waitFor();
		expect(await visit.accessibilityFaults()).toEqual([]);
		await visit.screenshot('position/aiming-phone');
		await page.getByRole('button', { name: say('position_see_keep'), exact: true }).click();
		await stop();
		await page.getByRole('button', { name: say('position_see_steps'), exact: true }).click();
		await page.getByLabel(say('position_see_distance'), { exact: true }).first().fill('100');
		await page.getByText(/Vu de loin \(70 m, vers l’est\)/).waitFor();
		await expect
			.poll(() => position(visit))
			.toEqual({ method: 'sighted', accuracy_m: 14.9, bearing: 90, distance_m: 70 });
		const { east, north } = await standsAt(visit);
		expect(east).toBeCloseTo(70, 0);
		expect(north).toBeCloseTo(0, 0);
		expect(await visit.accessibilityFaults()).toEqual([]);
		await visit.screenshot('position/sighted-phone');

		// On another day, elsewhere: it is still seen from where it was seen.
		await visit.goto('/noter');
		await page
			.getByRole('button', { name: /Continuer|Reprendre/ })
			.first()
			.click();
		await page.getByText(say('position_see_from_before')).waitFor();
		const turn = page.getByRole('slider', { name: /^Direction/ });
		await turn.focus();
		await turn.press('ArrowLeft');
		await expect.poll(() => position(visit)).toMatchObject({ bearing: 89, distance_m: 70 });
		expect((await standsAt(visit)).north).toBeCloseTo(70 * Math.sin(Math.PI / 180), 0);
		await goOn(visit);
	});

	test('is aimed by hand when the compass is refused', async ({ openOnce: open }) => {
		const visit = await open('phone');
		const gps = await upToPlace(visit);
		await gps.give(here);
		await press(visit, 'position_see_start');
		const { page } = visit;
		await page.getByRole('button', { name: say('position_see_aim'), exact: true }).click();
		await page.getByText(say('position_compass_denied')).waitFor();
		await page.getByRole('slider', { name: /^Direction/ }).fill('180');
		await page.getByLabel(say('position_see_distance'), { exact: true }).first().fill('250');
		await expect.poll(async () => (await standsAt(visit)).north).toBeCloseTo(-250, 0);
		await goOn(visit);
	});

	test('is aimed by hand, with the keyboard alone, where there is no compass', async ({
		openOnce: open
	}) => {
		const visit = await open('desktop', { permissions: ['geolocation', ...orientation] });
		const gps = await upToPlace(visit);
		await gps.give(here);
		const { page } = visit;
		await press(visit, 'position_see_start');
		await page.getByRole('button', { name: say('position_see_aim'), exact: true }).press('Enter');
		await page.getByText(say('position_compass_none')).waitFor();
		const turn = page.getByRole('slider', { name: /^Direction/ });
		await turn.press('PageUp');
		const away = page.getByRole('slider', { name: say('position_see_distance_slide') });
		await away.press('ArrowRight');
		await expect.poll(() => position(visit)).toMatchObject({ method: 'sighted', distance_m: 6 });
		expect(await visit.accessibilityFaults()).toEqual([]);
		await visit.screenshot('position/sighted-desktop');
		await page.getByRole('button', { name: say('position_see_stop'), exact: true }).click();
		await expect.poll(() => position(visit)).toMatchObject({ method: 'gps' });
	});
});
