import { describe, expect } from 'vitest';
import { rotate } from '../support/interruption.ts';
import { jitter, SimulatedGps, stay } from '../support/gps.ts';
import { test } from '../support/scenario.ts';
import { Fingers, spotOf, untilStill } from '../support/touch.ts';
import type { Visit } from '../support/visit.ts';
import { say } from '../support/words.ts';
import { chooseTheme, findConcept, startNoting } from './steps/capture.ts';
import { storedDraft } from './steps/draft.ts';
import { press } from './steps/trace.ts';

const here = { north: 0, east: 0 };
const ground = (visit: Visit) => visit.page.getByRole('application', { name: say('capture_map') });
/** What the cross is on, in figures. */
const underCross = (visit: Visit) => visit.page.locator('.editor-measure').innerText();

/** A new fountain, which the phone places where it is. */
async function upToPlace(visit: Visit): Promise<SimulatedGps> {
	const gps = await SimulatedGps.install(visit);
	await startNoting(visit);
	await chooseTheme(visit, 'Patrimoine');
	await findConcept(visit, 'fontaine');
	await gps.give(here);
	await visit.page.locator('.editor-pin').waitFor();
	await visit.page.getByRole('button', { name: say('help_understood') }).click();
	return gps;
}

/** Moves the map by a thumb, until the place of the phone is out of sight. */
async function lookAway(visit: Visit): Promise<void> {
	const fingers = await Fingers.on(visit);
	for (let i = 0; i < 3; i++) {
		await ground(visit).scrollIntoViewIfNeeded();
		// Below the middle: a thing seen over there has its pin to the right of it.
		const from = await spotOf(ground(visit), 0.8, 0.7);
		await fingers.drag(from, { x: from.x - 200, y: from.y });
		await untilStill(visit);
	}
}

/** Metres east of where the phone is at which the record stands, as the phone has stored it. */
async function eastOfHere(visit: Visit): Promise<number> {
	const draft = await storedDraft(visit);
	const [lon = NaN] = (draft?.geometry?.coordinates ?? []) as number[];
	return (lon - 4.4131) * 111_195 * Math.cos((43.9116 * Math.PI) / 180);
}

describe('a map moved by hand while the phone says where it is', () => {
	test('stays where the person looks, turned or not, and takes the place under its cross', async ({
		openOnce: open
	}) => {
		const visit = await open('phone');
		const gps = await upToPlace(visit);
		await lookAway(visit);
		const looked = await underCross(visit);
		await gps.play(jitter(stay(here, 5), 3));
		expect(await underCross(visit)).toBe(looked);
		await rotate(visit);
		await rotate(visit);
		// The map becomes as large as its place a frame after that has.
		await expect.poll(() => underCross(visit)).toBe(looked);
		await press(visit, 'capture_map_place');
		await expect.poll(() => eastOfHere(visit)).toBeGreaterThan(100);
		// Who asks where they are is taken back there.
		await press(visit, 'capture_gps_start');
		await gps.give({ ...here, accuracyM: 4 });
		await expect.poll(() => eastOfHere(visit)).toBeCloseTo(0, 0);
		await visit.page.locator('.editor-pin').click({ trial: true });
	});

	test('is not brought back to who sees a thing far away on it', async ({ openOnce: open }) => {
		const visit = await open('phone');
		const gps = await upToPlace(visit);
		await press(visit, 'position_see_start');
		await visit.page.getByRole('slider', { name: /^Direction/ }).fill('90');
		await visit.page.getByText(say('position_see_distance_missing')).waitFor();
		expect(await visit.accessibilityFaults()).toEqual([]);
		await visit.page.getByLabel(say('position_see_distance'), { exact: true }).first().fill('100');
		await visit.page.getByText(say('position_see_distance_missing')).waitFor({ state: 'hidden' });
		await lookAway(visit);
		const looked = await underCross(visit);
		await gps.play(jitter(stay(here, 5), 3));
		expect(await underCross(visit)).toBe(looked);
		await press(visit, 'capture_map_place');
		await expect
			.poll(async () => (await storedDraft(visit))?.position)
			.toMatchObject({ method: 'sighted', accuracy_m: null });
		expect(await eastOfHere(visit)).toBeGreaterThan(150);
		await visit.screenshot('position/sighted-by-hand-phone');
	});

	test('lets a point go where the finger that holds it lets it go', async ({ openOnce: open }) => {
		const visit = await open('phone');
		const gps = await upToPlace(visit);
		await ground(visit).evaluate((element) => element.scrollIntoView({ block: 'center' }));
		const fingers = await Fingers.on(visit);
		const from = await spotOf(visit.page.locator('.editor-pin'));
		await fingers.down(from);
		for (let i = 1; i <= 8; i++) await fingers.move({ x: from.x + i * 10, y: from.y });
		await gps.play(jitter(stay(here, 3, { accuracyM: 4 }), 1));
		await fingers.up();
		await expect
			.poll(async () => (await storedDraft(visit))?.position)
			.toMatchObject({ method: 'map' });
		expect(await eastOfHere(visit)).toBeGreaterThan(20);
	});
});
