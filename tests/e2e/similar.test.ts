import { describe, expect } from 'vitest';
import { picture } from '../support/jpeg.ts';
import { test } from '../support/scenario.ts';
import type { Visit } from '../support/visit.ts';
import { say } from '../support/words.ts';
import { atShortScreen, standAt } from './steps/again.ts';
import {
	addPhoto,
	answerRequired,
	atStep,
	chooseTheme,
	findConcept,
	next,
	noteObject,
	save,
	saved,
	startNoting,
	typeCoordinates,
	useGps
} from './steps/capture.ts';
import { contribution, openContributions, says } from './steps/contributions.ts';

const known = 'Capitelle de la Combe';

/** Has noted a capitelle without network, and comes by again a few steps from it. */
async function comesBack(visit: Visit, words: string): Promise<void> {
	await visit.goto('/noter');
	await visit.installed();
	await visit.offline(true);
	// Away from what the demo and the other tests have noted.
	await standAt(visit, 3000, 3000);
	await noteObject(visit, { words: 'capitelle', title: known, photo: picture() });
	await standAt(visit, 3006, 3006);
	await startNoting(visit);
	await chooseTheme(visit, 'Patrimoine');
	await findConcept(visit, words);
	await useGps(visit);
}

/** Recognises what is there, and says what to do. */
async function thisOne(visit: Visit, way: string): Promise<void> {
	const { page } = visit;
	await page.getByRole('button', { name: `${say('flow_similar_this')} : ${known}` }).click();
	const dialog = page.getByRole('dialog', { name: known });
	await dialog.waitFor();
	expect(await visit.accessibilityFaults()).toEqual([]);
	await dialog.getByRole('button', { name: say(way) }).click();
}

describe('what is noted already', () => {
	test('is recognised before it is described twice, and becomes a visit with the photo just taken', async ({
		open
	}) => {
		const visit = await open('phone');
		await comesBack(visit, 'gariotte');
		const { page } = visit;
		// The photo was taken first: it is of what is there.
		const steps = page.getByRole('navigation', { name: say('capture_steps') });
		await steps.getByRole('button', { name: say('capture_step_photos') }).click();
		await addPhoto(visit, 'aujourdhui.jpg', picture(900, 700));
		await steps.getByRole('button', { name: say('capture_step_place') }).click();
		await next(visit, 'similar');
		const card = page.getByRole('listitem').filter({ hasText: known });
		await card.getByText(/à 8\sm au sud-ouest/u).waitFor();
		await card.locator('img').waitFor();
		expect(await visit.accessibilityFaults()).toEqual([]);
		await visit.screenshot('similar/phone');

		await thisOne(visit, 'visits_again');
		await page.getByRole('heading', { level: 1, name: say('visits_again') }).waitFor();
		await page.getByRole('main').locator('figure img').first().waitFor();
		await visit.screenshot('similar/visit-phone');
		await save(visit);
		await openContributions(visit);
		await says(contribution(visit, known), say('visits_state_waiting'));
		// No draft is left of what it was not.
		expect(await page.getByRole('article').count()).toBe(1);
	});

	test('is corrected where it stands, or is another one after all', async ({ open }) => {
		const visit = await open('desktop');
		await comesBack(visit, 'capitelle');
		const { page } = visit;
		await next(visit, 'similar');
		expect(await visit.accessibilityFaults()).toEqual([]);
		await visit.screenshot('similar/desktop');
		await thisOne(visit, 'flow_similar_correct');
		await atStep(visit, 'summary');
		await page.getByText(say('capture_correct_title')).waitFor();
		await page.getByText(known).first().waitFor();

		// The correction stays begun, and is offered first.
		await visit.goto('/noter');
		await page.getByRole('button', { name: say('capture_start_new') }).click();
		await atStep(visit, 'theme');
		await chooseTheme(visit, 'Patrimoine');
		await findConcept(visit, 'capitelle');
		await useGps(visit);
		await next(visit, 'similar');
		await page.getByRole('button', { name: say('flow_similar_other') }).click();
		await atStep(visit, 'fields');
		await page.getByRole('button', { name: say('common_back'), exact: true }).click();
		await atStep(visit, 'place');
		await page.getByRole('button', { name: say('capture_next'), exact: true }).click();
		await atStep(visit, 'fields');
	});

	test('is told on the short screen too, and to who goes to the end by the bar of the steps', async ({
		open
	}) => {
		const visit = await open('phone');
		const { page } = visit;
		const told = page.getByRole('button', { name: say('flow_again_look') });
		await visit.goto('/noter');
		await visit.installed();
		await visit.offline(true);
		await startNoting(visit);
		await chooseTheme(visit, 'Patrimoine');
		await findConcept(visit, 'muret');
		await typeCoordinates(visit, '43.8700 4.3600\n43.8702 4.3600');
		await next(visit, 'fields');
		await answerRequired(visit);
		await next(visit, 'photos');
		await next(visit, 'summary');
		expect(await told.count()).toBe(0);
		await save(visit);

		// The same wall once more, by its two ends; the device goes on following the person.
		await visit.context.setGeolocation({ latitude: 43.87, longitude: 4.36001, accuracy: 4 });
		await page.getByRole('button', { name: say('flow_again'), exact: true }).click();
		await atShortScreen(visit);
		await page.getByRole('button', { name: say('flow_again_line_begin') }).click();
		await page.getByRole('button', { name: say('flow_again_line_end'), exact: true }).waitFor();
		expect(await told.count()).toBe(0);
		await visit.context.setGeolocation({ latitude: 43.8702, longitude: 4.36001, accuracy: 4 });
		await page.getByRole('button', { name: say('flow_again_line_end') }).click();
		await told.waitFor();
		expect(await visit.accessibilityFaults()).toEqual([]);
		await visit.screenshot('similar/again-phone');
		await told.click();
		await atStep(visit, 'similar');
		await page.getByRole('button', { name: say('flow_similar_other') }).click();
		await atShortScreen(visit);
		await page.getByRole('button', { name: say('flow_again_save_end') }).click();
		await saved(visit).waitFor();

		await startNoting(visit);
		await chooseTheme(visit, 'Patrimoine');
		await findConcept(visit, 'muret');
		await typeCoordinates(visit, '43.8700 4.3600\n43.8702 4.3600');
		const steps = page.getByRole('navigation', { name: say('capture_steps') });
		await steps.getByRole('button', { name: say('capture_step_summary') }).click();
		await atStep(visit, 'summary');
		await told.waitFor();
		expect(await visit.accessibilityFaults()).toEqual([]);
		await visit.screenshot('similar/summary-phone');
	});
});
