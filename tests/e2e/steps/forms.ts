import type { Locator } from 'playwright-core';
import type { Visit } from '../../support/visit.ts';
import { say } from '../../support/words.ts';

/** Opens the editor of a theme's form. */
export async function openForm(visit: Visit, theme: string): Promise<void> {
	await visit.goto('/formulaires');
	await visit.page.getByRole('main').getByRole('link', { name: theme }).click();
	await visit.page.getByRole('heading', { level: 1, name: theme }).waitFor();
	await visit.page.locator('[data-question]').first().waitFor();
}

/** A question in the list, by the beginning of what it asks. */
export function question(visit: Visit, label: string): Locator {
	return visit.page.locator('[data-question]').filter({ hasText: label }).first();
}

/** Adds a question of a kind, named in French. */
export async function addQuestion(visit: Visit, kind: string, label: string): Promise<void> {
	const { page } = visit;
	await page.getByLabel(say('forms_add')).selectOption({ label: say(`forms_kind_${kind}`) });
	const name = page.getByRole('group', { name: say('forms_label') }).first();
	await name.getByLabel(say('forms_lang_fr')).fill(label);
}

/** The phone beside the editor. */
export function phone(visit: Visit): Locator {
	return visit.page.getByRole('region', { name: say('forms_preview'), exact: true });
}

/** Publishes what was edited; returns what the dialog says of the records there are. */
export async function publish(visit: Visit, version: number): Promise<string> {
	const { page } = visit;
	await page.getByRole('button', { name: say('forms_publish'), exact: true }).click();
	const dialog = page.getByRole('dialog', { name: say('forms_publish_title') });
	const effect = await dialog.getByRole('status').filter({ hasText: /fiche/ }).innerText();
	await dialog.getByRole('button', { name: say('forms_publish'), exact: true }).click();
	await dialog.waitFor({ state: 'hidden' });
	await page.getByText(say('forms_published', { version })).waitFor();
	return effect;
}
