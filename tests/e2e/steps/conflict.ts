import type { Visit } from '../../support/visit.ts';
import { say } from '../../support/words.ts';
import { atStep, next, save, typeCoordinates } from './capture.ts';
import { contribution, openContributions, says } from './contributions.ts';

/** What a person corrects of a record. */
export interface Correction {
	name: string;
	/** Latitude and longitude, as typed. */
	place?: string;
}

/** Opens the form on a record that exists, at its place. */
export async function openCorrection(visit: Visit, id: string): Promise<void> {
	await visit.goto(`/noter?corriger=${id}`);
	const steps = visit.page.getByRole('navigation', { name: say('capture_steps') });
	await steps.getByRole('button', { name: say('capture_step_place') }).click();
	await atStep(visit, 'place');
}

/** From the place to the safe copy. */
export async function correct(visit: Visit, { name, place }: Correction): Promise<void> {
	if (place) await typeCoordinates(visit, place);
	await next(visit, 'fields');
	await visit.page.getByRole('textbox', { name: 'Nom', exact: true }).fill(name);
	await next(visit, 'photos');
	await next(visit, 'summary');
	await save(visit);
}

/** From the list of contributions to the choice, once the server said that there is one. */
export async function openChoice(visit: Visit, name: string): Promise<void> {
	await openContributions(visit);
	const card = contribution(visit, name);
	await says(card, say('contributions_state_to_review'));
	await card.getByRole('button', { name: say('conflict_open') }).click();
	await visit.page.getByRole('heading', { level: 1, name: say('conflict_title') }).waitFor();
}

/** Keeps what was chosen; the person reads that it is safe on this phone. */
export async function keepChoice(visit: Visit): Promise<void> {
	await visit.page.getByRole('button', { name: say('conflict_save') }).click();
	await visit.page.getByRole('heading', { level: 1, name: say('conflict_saved_title') }).waitFor();
}
