import { expect } from 'vitest';
import { keptRows } from '../../support/kept.ts';
import type { Visit } from '../../support/visit.ts';
import { say } from '../../support/words.ts';

/** Opens the form of a visit from the page of a published record. */
export async function passAgain(visit: Visit, record: string): Promise<void> {
	await visit.goto(`/fiche/${record}`);
	await visit.page.getByRole('link', { name: say('visits_again') }).click();
	await atVisit(visit);
}

/** Waits until this device has the record itself, as it does a while after the first page of the app. */
export async function untilKnown(visit: Visit, record: string): Promise<void> {
	const isKnown = async () =>
		(await keptRows<{ id: string }>(visit.page, 'replica')).some(({ id }) => id === record);
	await expect.poll(isKnown).toBe(true);
}

/** Waits until the form of a visit is shown. */
export async function atVisit(visit: Visit): Promise<void> {
	await visit.page.getByRole('heading', { level: 1, name: say('visits_again') }).waitFor();
	await visit.page.getByRole('textbox', { name: say('visits_note') }).waitFor();
}

/** Answers a choice of the form by its words. */
export async function chooseAnswer(visit: Visit, question: string, answer: string): Promise<void> {
	const { page } = visit;
	const list = page.getByRole('combobox', { name: question });
	const choice = page.getByRole('group', { name: question }).getByRole('radio', { name: answer });
	await list.or(choice).first().waitFor();
	if (await list.isVisible()) await list.selectOption({ label: answer });
	else await choice.check();
}

/** Writes the words that go with the visit. */
export async function sayWords(visit: Visit, text: string): Promise<void> {
	await visit.page.getByRole('textbox', { name: say('visits_note') }).fill(text);
}
