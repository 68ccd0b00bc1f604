import type { Locator } from 'playwright-core';
import type { Visit } from '../../support/visit.ts';
import { say } from '../../support/words.ts';

/** Opens the list of one's own contributions. */
export async function openContributions(visit: Visit): Promise<void> {
	await visit.goto('/contributions');
	await visit.page.getByRole('heading', { level: 1, name: say('contributions_title') }).waitFor();
}

/** The card of a contribution, by its name. */
export function contribution(visit: Visit, name: string): Locator {
	return visit.page.getByRole('article').filter({ hasText: name });
}

/** Waits until a contribution says something, such as a state; as long as told, in ms, where a network is slow. */
export async function says(card: Locator, text: string | RegExp, timeout = 20_000): Promise<void> {
	await card.getByText(text).first().waitFor({ timeout });
}
