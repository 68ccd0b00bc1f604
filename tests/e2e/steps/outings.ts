import type { Visit } from '../../support/visit.ts';
import { say } from '../../support/words.ts';

/** Begins an outing and stays on the list of outings. */
export async function startOuting(visit: Visit, name: string, people: string): Promise<void> {
	await visit.goto('/sorties');
	const { page } = visit;
	await page.getByLabel(say('outings_name'), { exact: true }).fill(name);
	await page.getByLabel(say('outings_participants'), { exact: true }).fill(people);
	await page.getByRole('button', { name: say('outings_start') }).click();
	await page.getByRole('heading', { name: say('outings_current') }).waitFor();
}

/** Opens the summary of the outing under way. */
export async function openSummary(visit: Visit): Promise<void> {
	await visit.goto('/sorties');
	await visit.page.getByRole('link', { name: say('outings_open') }).click();
	await visit.page.getByRole('heading', { name: say('outings_figures') }).waitFor();
}
