import { describe, expect } from 'vitest';
import { frozen, covered, rotate } from '../support/interruption.ts';
import { test } from '../support/scenario.ts';
import { Fingers, spotOf, untilStill } from '../support/touch.ts';
import type { Visit } from '../support/visit.ts';
import { say } from '../support/words.ts';
import {
	answerRequired,
	atStep,
	chooseTheme,
	findConcept,
	next,
	save,
	startNoting,
	useGps
} from './steps/capture.ts';
import { openContributions } from './steps/contributions.ts';
import { storedDraft } from './steps/draft.ts';

const name = 'Capitelle du coup de fil';
const field = (visit: Visit) => visit.page.getByRole('textbox', { name: 'Nom', exact: true });

async function upToPlace(visit: Visit): Promise<void> {
	await startNoting(visit);
	await chooseTheme(visit, 'Patrimoine');
	await findConcept(visit, 'capitelle');
}

async function upToFields(visit: Visit): Promise<void> {
	await upToPlace(visit);
	await useGps(visit);
	await next(visit, 'fields');
	await answerRequired(visit);
}

describe('a phone that is turned', () => {
	test('at any step keeps the step, what is typed and where the finger was', async ({
		openOnce: open
	}) => {
		const visit = await open('phone');
		await upToPlace(visit);
		await useGps(visit);
		const geometry = async () => (await storedDraft(visit))?.geometry ?? null;
		await expect.poll(geometry).not.toBeNull();
		const placed = await geometry();
		await rotate(visit);
		await atStep(visit, 'place');
		expect(await visit.accessibilityFaults()).toEqual([]);
		await visit.screenshot('interruptions/place-landscape');
		expect(await geometry()).toEqual(placed);
		await next(visit, 'fields');
		await answerRequired(visit);
		await field(visit).pressSequentially(name.slice(0, 10));
		await rotate(visit);
		await field(visit).pressSequentially(name.slice(10));
		expect(await field(visit).inputValue()).toBe(name);
		await rotate(visit);
		expect(await field(visit).evaluate((one) => one === document.activeElement)).toBe(true);
		await visit.screenshot('interruptions/fields-landscape');
		await next(visit, 'photos');
		await next(visit, 'summary');
		await rotate(visit);
		await save(visit);
	});
});

describe('a call that comes in', () => {
	test('in the middle of a word: the word is there afterwards, and goes on', async ({
		openOnce: open
	}) => {
		const visit = await open('phone');
		await upToFields(visit);
		await field(visit).pressSequentially('Capitelle du');
		await frozen(visit, () => Promise.resolve());
		await field(visit).pressSequentially(' coup de fil');
		expect(await field(visit).inputValue()).toBe(name);
	});

	test('and takes the memory of the page: everything was written when it was covered', async ({
		openOnce: open
	}) => {
		const visit = await open('phone');
		await upToFields(visit);
		await field(visit).fill(name);
		await covered(visit, async () => {
			await expect.poll(async () => (await storedDraft(visit))?.properties['nom']).toBe(name);
		});
		await visit.kill();
		await openContributions(visit);
		await visit.page.getByRole('button', { name: say('contributions_resume') }).click();
		await atStep(visit, 'fields');
		expect(await field(visit).inputValue()).toBe(name);
	});
});

describe('fingers on the map of a place', () => {
	test('that look around or are taken away place nothing; one that taps does', async ({
		openOnce: open
	}) => {
		const visit = await open('phone', { permissions: [] });
		await upToPlace(visit);
		const map = visit.page.locator('.leaflet-container').first();
		await visit.page.locator('img.leaflet-tile-loaded').first().waitFor();
		await map.scrollIntoViewIfNeeded();
		const fingers = await Fingers.on(visit);
		const middle = await spotOf(map);
		await fingers.drag(middle, { x: middle.x - 60, y: middle.y + 30 });
		await untilStill(visit);
		// The page went on to show the button under the map: the map is not where it was.
		await fingers.pinch(await spotOf(map), 40, 160);
		await untilStill(visit);
		await fingers.down(await spotOf(map));
		await fingers.cancel();
		expect(await visit.page.locator('.editor-pin').count()).toBe(0);
		expect((await storedDraft(visit))?.geometry ?? null).toBeNull();
		await fingers.tap(await spotOf(map, 0.4, 0.6));
		await expect.poll(async () => (await storedDraft(visit))?.geometry?.type).toBe('Point');
	});
});
