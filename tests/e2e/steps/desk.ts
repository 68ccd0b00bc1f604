import type { Locator } from 'playwright-core';
import type { Visit } from '../../support/visit.ts';
import { say } from '../../support/words.ts';

/** Opens the new record that has this id, wherever it is in the moderator's queue. Returns its title. */
export async function openRecord(visit: Visit, id: string): Promise<string> {
	await openLink(visit, (links) => links.and(visit.page.locator(`[href*="${id}"]`)));
	const heading = visit.page.getByRole('article').getByRole('heading', { level: 2 });
	return heading.innerText();
}

/** Opens the item of the moderator's queue that has this title; the article shows it afterwards. */
export async function openItem(visit: Visit, title: string): Promise<Locator> {
	await openLink(visit, (links) => links.filter({ hasText: title }));
	const item = visit.page.getByRole('article');
	await item.getByRole('heading', { level: 2, name: title }).waitFor();
	return item;
}

async function openLink(visit: Visit, pick: (links: Locator) => Locator): Promise<void> {
	await visit.goto('/moderation');
	const { page } = visit;
	const links = page.getByRole('region', { name: say('desk_queue') }).getByRole('link');
	const link = pick(links);
	const more = page.getByRole('button', { name: say('desk_more') });
	await links.first().waitFor();
	// The queue comes in pages, oldest first.
	while (!(await link.first().isVisible()) && (await more.isVisible())) {
		const shown = await links.count();
		await more.click();
		await links.nth(shown).waitFor();
	}
	await link.first().click();
}

/** Accepts the item that is open. */
export async function accept(visit: Visit, title: string): Promise<void> {
	await visit.page.getByRole('button', { name: say('desk_accept') }).click();
	await visit.page.getByText(say('desk_done_accept', { title })).first().waitFor();
}

/** Sends the open item back to its author with a reason. */
export async function requestChange(visit: Visit, title: string, reason: string): Promise<void> {
	const { page } = visit;
	await page.getByRole('button', { name: say('desk_request') }).click();
	const dialog = page.getByRole('dialog');
	await dialog.getByRole('textbox', { name: say('desk_reason') }).fill(reason);
	await dialog.getByRole('button', { name: say('desk_reason_send_request') }).click();
	await page.getByText(say('desk_done_request_changes', { title })).first().waitFor();
}
