import { describe, expect } from 'vitest';
import { test } from '../support/scenario.ts';
import type { TestServer } from '../support/server.ts';
import type { Visit } from '../support/visit.ts';
import { say } from '../support/words.ts';
import { demo, signIn } from './steps/account.ts';

/** The title of what is on screen. */
const article = (visit: Visit) =>
	visit.page.getByRole('article').getByRole('heading', { level: 2 });
/** A word that only these records hold: what others left in the queue, or look at, is not among them. */
const word = 'Matinal';

/** Puts so many new records into the queue, one after the other, and takes them away after the test. */
async function queued(
	server: TestServer,
	count: number,
	done: (after: () => Promise<void>) => void
) {
	const name = `${word} ${Math.random().toString(36).slice(2, 8)}`;
	const rows = await server.sql<{ id: string }>(
		`insert into public.records (id, theme, concept, geometry, position, properties, sensitivity, observed_at,
			author_id, commune_insee, licence, flags)
		select gen_random_uuid(), theme, concept, geometry, position, jsonb_build_object('nom', $1 || ' ' || n),
			sensitivity, observed_at, author_id, commune_insee, licence, '[]'
		from (select * from public.records where theme = 'heritage' and status = 'published' order by id limit 1) r,
			generate_series(1, $2::int) n returning id`,
		[name, count]
	);
	const ids = rows.map(({ id }) => id);
	done(async () => {
		await server.sql('update public.records set deleted_at = now() where id = any ($1)', [ids]);
	});
	return {
		name,
		waiting: async () => {
			const [row] = await server.sql<{ n: number }>(
				'select count(*)::int as n from public.review_items where item_id = any ($1)',
				[ids]
			);
			return row?.n ?? 0;
		}
	};
}

/** The desk, with nothing in its queue but what a word finds. */
async function openDesk(visit: Visit, server: TestServer, text: string): Promise<void> {
	await signIn(visit, server, demo.administrator);
	await visit.goto('/moderation');
	const { page } = visit;
	await page.getByRole('searchbox', { name: say('desk_search') }).fill(text);
	await page.keyboard.press('Enter');
	await page
		.getByRole('region', { name: say('desk_queue') })
		.getByRole('listitem')
		.filter({ hasText: text })
		.first()
		.waitFor();
	await page.getByRole('button', { name: say('desk_filter_text_part', { text }) }).waitFor();
	await page.getByRole('heading', { level: 1 }).focus();
}

/** Presses a key, and waits until another item than this one is on screen. */
async function onward(visit: Visit, key: string): Promise<void> {
	const before = new URL(visit.page.url()).searchParams.get('fiche');
	await visit.page.keyboard.press(key);
	await visit.page.waitForURL((url) => url.searchParams.get('fiche') !== before);
}

describe('a Monday morning at the desk', () => {
	test('twenty items are decided by keyboard alone, and the last one taken back', async ({
		server,
		openOnce: open,
		onTestFinished
	}) => {
		const { name, waiting } = await queued(server, 21, onTestFinished);
		const visit = await open('desktop');
		const { page } = visit;
		await openDesk(visit, server, name);
		await onward(visit, 'j');
		await article(visit).waitFor();
		for (let decided = 0; decided < 19; decided++) {
			// Every third one is sent back with a reason.
			if (decided % 3 === 2) {
				await page.keyboard.press('d');
				const dialog = page.getByRole('dialog');
				await dialog.getByRole('textbox', { name: say('desk_reason') }).waitFor();
				await page.keyboard.type('Le lieu semble décalé.');
				const from = new URL(page.url()).searchParams.get('fiche');
				await page.keyboard.press('Control+Enter');
				await page.waitForURL((url) => url.searchParams.get('fiche') !== from);
			} else await onward(visit, 'a');
		}
		expect(await waiting()).toBe(2);
		const last = await article(visit).innerText();
		await onward(visit, 'a');
		// Ten seconds is what there is to think better of it.
		await onward(visit, 'z');
		const undone = say('desk_undone', { title: last });
		await page.getByRole('status').filter({ hasText: undone }).waitFor();
		expect(await article(visit).innerText()).toBe(last);
		expect(await waiting()).toBe(2);

		await page.keyboard.press('?');
		const help = page.getByRole('dialog', { name: say('desk_keys') });
		await help.getByText(say('desk_keys_undo')).waitFor();
		expect(await visit.accessibilityFaults()).toEqual([]);
		await help.getByRole('checkbox', { name: say('desk_keys_on') }).uncheck();
		await page.keyboard.press('Escape');
		await help.waitFor({ state: 'hidden' });
		// Switched off, a letter decides nothing.
		await page.keyboard.press('a');
		await page.keyboard.press('/');
		const search = page.getByRole('searchbox', { name: say('desk_search') });
		expect(await search.evaluate((box) => box === document.activeElement)).toBe(false);
		// The queue is read again: a decision asked for before would be known by then.
		const [answer] = await Promise.all([
			page.waitForResponse(/\/rpc\/review_queue/),
			page.getByRole('button', { name: say('desk_refresh') }).click()
		]);
		await answer.finished();
		expect(await article(visit).innerText()).toBe(last);
		expect(await waiting()).toBe(2);
	}, 300_000);

	test('several items are decided at once after a look at what changes, and all taken back', async ({
		server,
		openOnce: open,
		onTestFinished
	}) => {
		const { name, waiting } = await queued(server, 3, onTestFinished);
		const visit = await open('phone');
		const { page } = visit;
		await openDesk(visit, server, name);
		const boxes = page.getByRole('region', { name: say('desk_queue') }).getByRole('checkbox');
		await boxes.nth(0).check();
		await boxes.nth(2).check();
		const together = page.getByRole('group', { name: say('desk_batch') });
		await together.getByText('2 éléments choisis').waitFor();
		expect(await visit.accessibilityFaults()).toEqual([]);
		await together.getByRole('button', { name: say('desk_accept') }).click();

		const dialog = page.getByRole('dialog');
		await dialog.getByText('2 éléments vont être traités').waitFor();
		expect(await visit.accessibilityFaults()).toEqual([]);
		expect(await waiting()).toBe(3);
		await dialog.getByRole('button', { name: 'Décider pour les 2' }).click();
		await dialog.getByText('2 éléments traités').waitFor();
		expect(await waiting()).toBe(1);

		await dialog.getByRole('button', { name: say('desk_batch_revert') }).click();
		await dialog.getByText('2 décisions annulées').waitFor();
		expect(await waiting()).toBe(3);
	});
});
