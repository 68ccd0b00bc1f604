import { describe, expect } from 'vitest';
import { test } from '../support/scenario.ts';
import { say } from '../support/words.ts';
import { demo, signIn, signInOnScreen } from './steps/account.ts';
import { noteObject } from './steps/capture.ts';
import { contribution, openContributions, says } from './steps/contributions.ts';

const newcomer = 'charte@exemple.test';
/** How a sentence with a count begins. */
const start = (key: string) => new RegExp(`^${say(key, { count: '' }).split(':')[0]!.trim()}`);

describe('the charter and the rules', () => {
	test('the charter is put off, a queue waits, and leaves by itself once it is accepted', async ({
		server,
		openOnce: open
	}) => {
		const visit = await open('phone');
		const { page } = visit;
		await noteObject(visit, { words: 'caselle', title: 'Cabane de la charte' });
		await signInOnScreen(visit, server, newcomer, { charter: 'later' });
		await openContributions(visit);
		const accept = page.getByRole('button', { name: say('policies_charter_read_and_send') });
		await accept.waitFor();
		const card = contribution(visit, 'Cabane de la charte');
		await says(card, say('contributions_state_waiting'));
		const received = () =>
			server.sql(
				`select r.status from public.records r join auth.users u on u.id = r.author_id where u.email = $1`,
				[newcomer]
			);
		expect(await received()).toEqual([]);
		expect(await visit.accessibilityFaults()).toEqual([]);

		await accept.click();
		const box = page.getByRole('checkbox', { name: /charte/ });
		await box.waitFor();
		expect(await visit.accessibilityFaults()).toEqual([]);
		await page.getByRole('radio', { name: say('account_name_none') }).check();
		await box.check();
		await page.getByRole('button', { name: say('account_continue') }).click();
		await says(card, say('contributions_state_received'));
		expect(await received()).toEqual([{ status: 'submitted' }]);
		expect(
			await server.sql(
				`select a.version = private.current_charter() as current from public.charter_acceptances a
				join auth.users u on u.id = a.user_id where u.email = $1`,
				[newcomer]
			)
		).toEqual([{ current: true }]);
	});

	test('a rule is made after a look at whom it touches, and taken away again', async ({
		server,
		openOnce: open
	}) => {
		const visit = await open('desktop');
		const { page } = visit;
		await signIn(visit, server, demo.administrator);
		await visit.goto('/administration/regles');
		await page.getByRole('button', { name: say('policies_add') }).click();
		await page.getByLabel(say('policies_theme')).selectOption({ index: 1 });
		await page.getByLabel(say('policies_territory')).selectOption({ index: 1 });
		await page.getByLabel(say('policies_new'), { exact: true }).selectOption('everyone');
		await page.getByRole('button', { name: say('policies_look') }).click();
		await page.getByText(start('policies_preview_gained')).waitFor();
		await page.getByText(say('policies_preview_anyone')).waitFor();
		// Another setting, another answer: what was foretold is gone.
		await page.getByLabel(say('policies_new'), { exact: true }).selectOption('nobody');
		await page.getByText(say('policies_preview_anyone')).waitFor({ state: 'hidden' });
		await page.getByRole('button', { name: say('policies_look') }).click();
		await page.getByText(start('policies_preview_lost')).waitFor();
		expect(await visit.accessibilityFaults()).toEqual([]);
		await page.getByLabel(say('policies_reason')).fill('Deux regards valent mieux qu’un.');
		await page.getByRole('button', { name: say('policies_apply') }).click();
		await page.getByText(say('policies_saved')).waitFor();
		await page.getByText('Deux regards valent mieux qu’un.').waitFor();
		expect(await visit.accessibilityFaults()).toEqual([]);

		const card = page.getByRole('region').filter({ hasText: say('policies_level_nobody') });
		await card.getByRole('button', { name: say('policies_remove') }).click();
		await page.getByRole('button', { name: say('policies_look') }).click();
		await page.getByText(start('policies_preview_gained')).waitFor();
		await page.getByRole('button', { name: say('policies_apply_removal') }).click();
		await page.getByText(say('policies_saved')).waitFor();
		await card.waitFor({ state: 'hidden' });
	});
});
