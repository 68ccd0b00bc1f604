import type { Locator } from 'playwright-core';
import type { Visit } from '../../support/visit.ts';
import { say } from '../../support/words.ts';

/** Opens a new, empty form. */
export async function startNoting(visit: Visit): Promise<void> {
	await visit.goto('/noter');
	await atStep(visit, 'theme');
}

/** Steps of the form, by the heading each one shows. */
export type Step = 'theme' | 'concept' | 'place' | 'fields' | 'photos' | 'summary' | 'similar';

const heading = (step: Step) =>
	step === 'similar' ? say('flow_step_similar') : say(`capture_step_${step}`);

/** Waits until a step of the form is shown. */
export async function atStep(visit: Visit, step: Step): Promise<void> {
	await visit.page.getByRole('heading', { level: 1, name: heading(step) }).waitFor();
}

/** Picks a theme by the beginning of its name. */
export async function chooseTheme(visit: Visit, name: string): Promise<void> {
	await visit.page.getByRole('main').getByRole('button', { name }).first().click();
	await atStep(visit, 'concept');
}

/** Types what a person calls the thing, and takes the first answer, whose label it returns. */
export async function findConcept(visit: Visit, words: string): Promise<string> {
	const box = visit.page.getByRole('searchbox', { name: say('capture_concept_search') });
	await box.fill(words);
	const first = visit.page.getByRole('main').locator('li button .label').first();
	await first.waitFor();
	// What was shown before the last letter is still there for a moment.
	let label = '';
	for (let now = await first.innerText(); now !== label; now = await first.innerText()) {
		label = now;
		await visit.page.waitForTimeout(300);
	}
	await box.press('Enter');
	await atStep(visit, 'place');
	return label;
}

/**
 * Waits for the device's position to be taken over, and holds it. It is allowed, so the form asks for it by itself a
 * moment after the step is shown: until then the same button says to start, which is not to be pressed.
 */
export async function useGps(visit: Visit): Promise<void> {
	await visit.page.getByRole('button', { name: say('capture_gps_hold') }).click();
}

/** Places the record by typed coordinates, as a keyboard or a screen reader does. */
export async function typeCoordinates(visit: Visit, text: string): Promise<void> {
	const { page } = visit;
	await page.getByText(say('capture_coordinates'), { exact: true }).click();
	const one = page.getByLabel(say('capture_coordinates_label'));
	const many = page.getByLabel(say('capture_coordinates_label_many'));
	await one.or(many).first().fill(text);
	await page.getByRole('button', { name: say('capture_coordinates_place'), exact: true }).click();
}

/** Goes on to the step that follows. Of what others noted close by, it is none. */
export async function next(visit: Visit, step: Step): Promise<void> {
	const { page } = visit;
	await page.getByRole('button', { name: say('capture_next'), exact: true }).click();
	const asked = page.getByRole('heading', { level: 1, name: heading('similar') });
	const wanted = page.getByRole('heading', { level: 1, name: heading(step) });
	await asked.or(wanted).first().waitFor();
	if (step !== 'similar' && (await asked.isVisible()))
		await page.getByRole('button', { name: say('flow_similar_other') }).click();
	await atStep(visit, step);
}

/** Picks a picture as from the phone's gallery, and waits until it is kept. */
export async function addPhoto(visit: Visit, name: string, buffer: Buffer): Promise<void> {
	const photos = visit.page.getByRole('main').locator('figure img');
	const before = await photos.count();
	await pickFile(visit, name, buffer);
	await photos.nth(before).waitFor();
}

/** Gives a file to the gallery button, whatever comes of it. */
export async function pickFile(visit: Visit, name: string, buffer: Buffer): Promise<void> {
	const input = visit.page.getByLabel(say('capture_photo_pick'));
	await input.setInputFiles({ name, mimeType: 'image/jpeg', buffer });
}

/** Saves from the summary; *Enregistré sur ce téléphone* is on the screen afterwards. */
export async function save(visit: Visit): Promise<void> {
	await visit.page.getByRole('button', { name: say('common_save'), exact: true }).click();
	await saved(visit).waitFor();
}

/** What says that the record is safe on this device. */
export function saved(visit: Visit): Locator {
	return visit.page.getByRole('heading', { level: 1, name: say('capture_saved_title') });
}

/** Answers whatever the form says is required, as somebody in a hurry would. */
export async function answerRequired(visit: Visit): Promise<void> {
	const required = visit.page
		.getByRole('main')
		.locator('.field')
		.filter({ has: visit.page.locator('.mark', { hasText: say('common_required') }) });
	for (let i = 0; i < (await required.count()); i++) await answer(required.nth(i));
}

/** Gives one field an answer it can accept. */
async function answer(field: Locator): Promise<void> {
	const list = field.getByRole('combobox').first();
	const choice = field.getByRole('radio').first();
	const text = field.getByRole('textbox').first();
	const number = field.locator('input[inputmode="decimal"], input[inputmode="numeric"]').first();
	if (await number.isVisible()) await number.fill('12');
	else if (await text.isVisible()) await text.fill('Noté pour l’essai');
	else if (await choice.isVisible()) await choice.check();
	else await list.selectOption({ index: 1 });
}

/** A whole new record of the heritage theme where the phone stands, up to its safe copy. */
export async function noteObject(
	visit: Visit,
	facts: { words: string; title: string; photo?: Buffer }
): Promise<void> {
	await startNoting(visit);
	await chooseTheme(visit, 'Patrimoine');
	await findConcept(visit, facts.words);
	await useGps(visit);
	await next(visit, 'fields');
	await answerRequired(visit);
	await visit.page.getByRole('textbox', { name: 'Nom', exact: true }).fill(facts.title);
	await next(visit, 'photos');
	if (facts.photo) await addPhoto(visit, 'photo.jpg', facts.photo);
	await next(visit, 'summary');
	await save(visit);
}
