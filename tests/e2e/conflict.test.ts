import { describe, expect } from 'vitest';
import type { Screen } from '../support/browser.ts';
import { test } from '../support/scenario.ts';
import type { TestServer } from '../support/server.ts';
import type { Visit } from '../support/visit.ts';
import { say } from '../support/words.ts';
import { demo, signIn } from './steps/account.ts';
import { noteObject } from './steps/capture.ts';
import { correct, keepChoice, openChoice, openCorrection } from './steps/conflict.ts';
import { contribution, openContributions, says } from './steps/contributions.ts';

interface Row {
	id: string;
	version: number;
	deleted: boolean;
	nom: string;
	lon: number;
}

const find = `select id, version, deleted_at is not null as deleted, properties->>'nom' as nom,
	st_x(geometry) as lon from public.records where id = $1`;

/** A new record of this person's that the server has. */
async function received(visit: Visit, server: TestServer, title: string): Promise<string> {
	await noteObject(visit, { words: 'capitelle', title });
	await openContributions(visit);
	await says(contribution(visit, title), say('contributions_state_received'));
	const [row] = await server.sql<{ id: string }>(
		"select id from public.records where properties->>'nom' = $1",
		[title]
	);
	return row!.id;
}

/** Waits until the server's record is as it should be. */
async function onServer(server: TestServer, id: string, wanted: Partial<Row>): Promise<void> {
	const read = async () => (await server.sql<Row>(find, [id]))[0];
	await expect.poll(read, { timeout: 20_000 }).toMatchObject(wanted);
}

/** Picks one side of a question by its keyboard: radio buttons answer to arrows. */
async function pickByKeys(visit: Visit, label: string, side: 'mine' | 'theirs'): Promise<void> {
	const group = visit.page.getByRole('group', { name: label });
	const mine = group.getByRole('radio', { name: say('conflict_mine') });
	await mine.focus();
	await visit.page.keyboard.press('Space');
	if (side === 'theirs') await visit.page.keyboard.press('ArrowDown');
	expect(await group.getByRole('radio', { checked: true }).getAttribute('value')).toBe(side);
}

describe('a record changed by two people', () => {
	test.for<Screen>(['phone', 'desktop'])(
		'is chosen answer by answer, on the map for the place, %s',
		async (screen, { server, open, openOnce }) => {
			const title = `Cabane disputée ${screen}`;
			const author = await open(screen);
			await signIn(author, server, `disputa-${screen}@exemple.test`);
			const id = await received(author, server, title);
			await author.installed();
			await openCorrection(author, id);
			await author.offline(true);

			const moderator = await openOnce('desktop');
			await signIn(moderator, server, demo.moderatorGarrigues);
			await openCorrection(moderator, id);
			await correct(moderator, { name: `${title}, dite la Haute`, place: '43.9120, 4.4140' });
			await onServer(server, id, { version: 2 });

			await correct(author, { name: `${title}, dite la Ronde`, place: '43.9110, 4.4120' });
			await author.offline(false);
			await openChoice(author, title);
			const { page } = author;
			await page.getByText(`${title}, dite la Ronde`, { exact: true }).last().waitFor();
			await page.getByText(`${title}, dite la Haute`, { exact: true }).waitFor();
			// Who and when, and how far apart, for who sees no map.
			await page.getByText(/l’un de l’autre/).waitFor();
			await author.screenshot(`conflict/fields-${screen}`);
			const maps = page.getByRole('application');
			// A map is loaded when it comes near.
			await page.getByText(say('conflict_map_other')).scrollIntoViewIfNeeded();
			await maps.nth(1).waitFor();
			expect(await maps.count()).toBe(2);
			expect(await author.accessibilityFaults()).toEqual([]);
			await author.screenshot(`conflict/place-${screen}`);

			await page.getByRole('button', { name: say('conflict_save') }).click();
			await page.getByRole('alert').waitFor();
			expect(await author.accessibilityFaults()).toEqual([]);
			await pickByKeys(author, 'Nom', 'mine');
			await pickByKeys(author, say('problems_attribute_geometry'), 'theirs');
			await keepChoice(author);
			// A second thought, at once: the choice leaves by itself some seconds later. Then a third.
			await page.getByRole('button', { name: say('conflict_undo') }).click();
			await page.getByRole('heading', { level: 1, name: say('conflict_title') }).waitFor();
			await onServer(server, id, { version: 2 });
			await keepChoice(author);
			expect(await author.accessibilityFaults()).toEqual([]);
			await author.screenshot(`conflict/saved-${screen}`);
			await page.getByRole('button', { name: say('common_nav_mine') }).click();
			await onServer(server, id, { version: 3, nom: `${title}, dite la Ronde`, lon: 4.414 });
			await says(contribution(author, title), say('contributions_state_received'));
		}
	);
});

describe('a record deleted on one device and corrected on the other (fault-10)', () => {
	test('is brought back with the correction, or left deleted, as chosen', async ({
		server,
		open,
		openOnce
	}) => {
		const title = 'Cabane supprimée';
		const email = 'suprimida@exemple.test';
		const phone = await open('phone');
		await signIn(phone, server, email);
		const id = await received(phone, server, title);
		await openCorrection(phone, id);
		await phone.offline(true);

		const tablet = await openOnce('desktop');
		await signIn(tablet, server, email);
		await remove(tablet, title);
		await onServer(server, id, { deleted: true });

		await correct(phone, { name: `${title} trop vite` });
		await phone.offline(false);
		await openChoice(phone, title);
		await phone.page.getByText(`${title} trop vite`, { exact: true }).last().waitFor();
		expect(await phone.accessibilityFaults()).toEqual([]);
		await phone.screenshot('conflict/their-deletion');
		await phone.page.getByRole('radio', { name: say('conflict_give_up') }).check();
		await keepChoice(phone);
		await phone.page.getByRole('button', { name: say('common_nav_mine') }).click();

		// Gone from the list, it can still be taken back.
		const undo = phone.page.getByRole('button', { name: say('conflict_undo') });
		await undo.waitFor();
		expect(await contribution(phone, title).count()).toBe(0);
		expect(await phone.accessibilityFaults()).toEqual([]);
		await phone.screenshot('conflict/taken-back');
		await undo.click();
		await undo.waitFor({ state: 'detached' });
		await openChoice(phone, title);
		await phone.page.getByRole('radio', { name: say('conflict_restore') }).check();
		await keepChoice(phone);
		await onServer(server, id, { deleted: false, nom: `${title} trop vite` });
	});

	test('is not deleted unseen when it was changed meanwhile', async ({
		server,
		open,
		openOnce
	}) => {
		const title = 'Cabane retouchée';
		const email = 'retocada@exemple.test';
		const phone = await open('phone');
		await signIn(phone, server, email);
		const id = await received(phone, server, title);
		await phone.offline(true);
		await remove(phone, title);

		const tablet = await openOnce('desktop');
		await signIn(tablet, server, email);
		await openCorrection(tablet, id);
		await correct(tablet, { name: `${title} et consolidée` });
		await onServer(server, id, { version: 2 });

		await phone.offline(false);
		await openChoice(phone, title);
		await phone.page.getByText(`${title} et consolidée`, { exact: true }).last().waitFor();
		await phone.page.getByText(say('conflict_yourself')).waitFor();
		expect(await phone.accessibilityFaults()).toEqual([]);
		await phone.screenshot('conflict/my-deletion');
		await phone.page.getByRole('radio', { name: say('conflict_keep') }).check();
		await keepChoice(phone);
		await phone.page.getByRole('button', { name: say('common_nav_mine') }).click();
		await says(contribution(phone, `${title} et consolidée`), say('contributions_state_received'));
		await onServer(server, id, { version: 2, deleted: false });
	});
});

/** Asks for a record of one's own to be deleted, from the list. */
async function remove(visit: Visit, title: string): Promise<void> {
	const { page } = visit;
	if (!page.url().endsWith('/contributions')) await openContributions(visit);
	const card = contribution(visit, title);
	await card.getByRole('button', { name: say('contributions_delete') }).click();
	const dialog = page.getByRole('dialog');
	await dialog.getByRole('button', { name: say('contributions_delete') }).click();
	await dialog.waitFor({ state: 'hidden' });
}
