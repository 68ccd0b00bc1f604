import type { Locator } from 'playwright-core';
import { describe, expect } from 'vitest';
import { phonePhoto } from '../support/jpeg.ts';
import { keptRows } from '../support/kept.ts';
import { test } from '../support/scenario.ts';
import type { Visit } from '../support/visit.ts';
import { say } from '../support/words.ts';
import { demo, signIn } from './steps/account.ts';
import { noteObject } from './steps/capture.ts';
import { contribution, openContributions, says } from './steps/contributions.ts';

const title = 'Capitelle de la Parole';
const question = 'Quelle est la hauteur de la porte ?';
const answer = 'Un mètre dix, <b>mesurée</b> hier : https://exemple.test/porte';
const begun = 'Et la toiture est';

async function openTalk(visit: Visit, id: string): Promise<void> {
	await visit.goto(`/fiche/${id}/discussion`);
	await visit.page.getByRole('heading', { level: 1, name: say('talk_title') }).waitFor();
}

async function write(visit: Visit, text: string): Promise<void> {
	const { page } = visit;
	await page.getByRole('textbox', { name: say('talk_body') }).fill(text);
	await page.getByRole('button', { name: say('talk_send') }).click();
	await page.getByRole('article').filter({ hasText: text }).waitFor();
}

const owner = 'Appareil de Jeanne 4471';

/** Attaches a picture, as a phone takes it, to what is being written, and waits until it is kept. */
async function attach({ page }: Visit): Promise<void> {
	const taken = { lat: 43.7, lon: 3.6, heading: 90, takenAt: '2026:05:14 10:32:00', secret: owner };
	const file = { name: 'porte.jpg', mimeType: 'image/jpeg', buffer: phonePhoto(taken) };
	await page.getByLabel(say('capture_photo_pick')).setInputFiles(file);
	await page.getByRole('button', { name: say('talk_photo_remove', { number: 1 }) }).waitFor();
}

/** Whether the device keeps what is being written: it is put away while the typing goes on. */
async function keeps({ page }: Visit, words: string): Promise<boolean> {
	return JSON.stringify(await keptRows(page, 'meta')).includes(words);
}

/** The picture in what was said, once it is really drawn. */
async function drawn(said: Locator): Promise<Locator> {
	const shown = said.getByRole('img', { name: say('talk_photo', { number: 1 }) });
	await shown.waitFor();
	await shown.evaluate((image: HTMLImageElement) => image.decode());
	return shown;
}

/** What is in the file of a picture, as everyone gets it. */
function fileOf(shown: Locator): Promise<string> {
	return shown.evaluate(async (image: HTMLImageElement) =>
		new TextDecoder('latin1').decode(await (await fetch(image.src)).arrayBuffer())
	);
}

async function noFault(visit: Visit, where: string): Promise<void> {
	expect(await visit.accessibilityFaults(), where).toEqual([]);
}

describe('a conversation about a record', () => {
	test('a change request is answered without network from a phone, and nothing of it stays for the next person', async ({
		server,
		open
	}) => {
		const author = await open('phone');
		await author.goto('/');
		await author.installed();
		await signIn(author, server, 'discute@exemple.test');
		await noteObject(author, { words: 'capitelle', title });
		await openContributions(author);
		const card = contribution(author, title);
		await says(card, say('contributions_state_received'));
		const [row] = await server.sql<{ id: string }>(
			"select id from public.records where properties->>'nom' = $1",
			[title]
		);
		const id = row!.id;

		await server.sql(
			`with asked as (update public.records set status = 'changes_requested', reason = 'Voir la discussion'
				where id = $1 returning id)
			insert into public.comments (id, record_id, author_id, visibility, body)
			select gen_random_uuid(), asked.id, u.id, 'participants', $2 from asked, auth.users u where u.email = $3`,
			[id, question, demo.moderatorGarrigues]
		);

		// On the phone, with what it was last told and nothing else.
		await openContributions(author);
		await says(card, say('contributions_state_to_complete'));
		await author.offline(true);
		await card.getByRole('link', { name: say('talk_open') }).click();
		const { page } = author;
		await page.getByText(question).waitFor();
		await page.reload();
		await page.getByText(question).waitFor();
		await attach(author);
		await write(author, answer);
		await page.getByText(say('talk_waiting'), { exact: true }).waitFor();
		await page.getByRole('textbox', { name: say('talk_body') }).fill(begun);
		await author.screenshot('talk/offline');
		await expect.poll(() => keeps(author, begun)).toBe(true);
		await page.reload();
		await drawn(page.getByRole('article').filter({ hasText: answer }));
		// What was begun is read beside what was said, and may come after it.
		await expect
			.poll(() => page.getByRole('textbox', { name: say('talk_body') }).inputValue())
			.toBe(begun);
		await author.offline(false);
		await page.getByText(say('talk_waiting'), { exact: true }).waitFor({ state: 'hidden' });
		await page.getByText(say('talk_photo_coming', { number: 1 })).waitFor({ state: 'hidden' });
		await noFault(author, 'the author’s conversation');

		expect(
			await server.sql(
				`select c.body, p.received_at is not null as received from public.comments c left join public.comment_photos p on p.comment_id = c.id
				where c.record_id = $1 and c.author_id = (select author_id from public.records where id = $1)`,
				[id]
			)
		).toEqual([{ body: answer, received: true }]);

		// The phone goes to somebody else.
		await author.goto('/compte');
		await page.getByRole('button', { name: say('account_sign_out') }).click();
		await page.waitForURL((url) => url.pathname === '/');
		await signIn(author, server, 'suivant@exemple.test');
		author.expectComplaint(/status of 404 .*record_talk/);
		await openTalk(author, id);
		await page.getByText(say('talk_unseen')).waitFor();
		for (const secret of [question, answer, begun])
			expect(await page.content()).not.toContain(secret);
	});

	test('its author reads every version, goes back to one, and takes the record back', async ({
		server,
		open
	}) => {
		const name = 'Four à versions';
		const author = await open('phone');
		await author.goto('/');
		await author.installed();
		await signIn(author, server, 'versions@exemple.test');
		await noteObject(author, { words: 'four', title: name });
		await openContributions(author);
		const card = contribution(author, name);
		await says(card, say('contributions_state_received'));
		const { page } = author;
		const [row] = await server.sql<{ id: string }>(
			"select id from public.records where properties->>'nom' = $1",
			[name]
		);
		const id = row!.id;
		await server.sql(
			`with r as (update public.records set version = 2, geometry = extensions.st_translate(geometry, 0.001, 0)
				where id = $1 returning *)
			insert into public.record_history (record_id, version, kind, actor_id, status, changes)
			select r.id, 2, 'updated', r.author_id, r.status, jsonb_build_object('geometry', jsonb_build_object(
				'old', private.to_geojson(b.geometry), 'new', private.to_geojson(r.geometry)))
			from r join public.records b on b.id = r.id`,
			[id]
		);
		await page.reload();
		await card.getByRole('link', { name: say('talk_history') }).click();
		await page.getByRole('heading', { level: 2, name: say('talk_history_compare') }).waitFor();
		await page.getByText(say('talk_history_map_text')).waitFor();
		await noFault(author, 'the history');
		await author.screenshot('talk/history');
		await page.getByRole('button', { name: say('talk_history_restore', { version: 1 }) }).click();
		await page
			.getByRole('dialog')
			.getByRole('button', { name: say('talk_history_restore', { version: 1 }) })
			.click();
		await page.getByText(say('talk_history_restored')).waitFor();
		expect(await server.sql('select version from public.records where id = $1', [id])).toEqual([
			{ version: 3 }
		]);

		await openTalk(author, id);
		await author.offline(true);
		await page.getByRole('button', { name: say('talk_withdraw') }).click();
		await page.getByRole('textbox', { name: say('talk_withdraw_note') }).fill('Doublon');
		await page
			.getByRole('dialog')
			.getByRole('button', { name: say('talk_withdraw') })
			.click();
		await page.getByText(say('talk_withdraw_waiting')).waitFor();
		await author.screenshot('talk/withdraw');
		await author.offline(false);
		await page.getByText(say('talk_withdraw_waiting')).waitFor({ state: 'hidden' });
		expect(
			await server.sql('select status, reason from public.records where id = $1', [id])
		).toEqual([{ status: 'withdrawn', reason: 'Doublon' }]);
	});

	test('a moderator hides a comment and closes; everyone reads the rest as plain text', async ({
		server,
		openOnce: open
	}) => {
		const [row] = await server.sql<{ id: string }>(
			`select r.id from public.records r join public.territory_communes c on c.insee = r.commune_insee
			where c.territory = 'garrigues' and r.public_geometry is not null and r.sensitivity = 'public' order by r.id desc limit 1`
		);
		const id = row!.id;
		const secret = 'Le numéro de Jean est 06 00 00 00 00';
		await server.sql(
			`insert into public.comments (id, record_id, author_id, visibility, body)
			select gen_random_uuid(), $1, r.author_id, 'public', said
			from public.records r, unnest($2::text[]) as said where r.id = $1`,
			[id, [secret, answer]]
		);
		const moderator = await open('desktop');
		await signIn(moderator, server, demo.moderatorGarrigues);
		await openTalk(moderator, id);
		const { page } = moderator;
		const bad = page.getByRole('article').filter({ hasText: secret });
		await bad.getByRole('button', { name: say('talk_hide') }).click();
		const dialog = page.getByRole('dialog');
		await dialog.getByRole('textbox', { name: say('talk_hide_reason') }).fill('Un numéro');
		await dialog.getByRole('button', { name: say('talk_hide') }).click();
		await bad.getByText(say('talk_hidden'), { exact: true }).waitFor();
		await page.getByRole('radio', { name: say('talk_visibility_public') }).check();
		await page.getByRole('checkbox', { name: say('talk_closes') }).check();
		await attach(moderator);
		await write(moderator, 'Merci, c’est clair.');
		await page.getByText(say('talk_closed_text')).waitFor();
		await page.getByText(say('talk_photo_coming', { number: 1 })).waitFor({ state: 'hidden' });
		await page.getByText(say('talk_waiting'), { exact: true }).waitFor({ state: 'hidden' });
		await noFault(moderator, 'the moderator’s conversation');
		await moderator.screenshot('talk/moderator');

		const reader = await open('phone');
		await openTalk(reader, id);
		const said = reader.page.getByRole('article').filter({ hasText: 'Un mètre dix' });
		await said.waitFor();
		expect(await said.innerText()).toContain('<b>mesurée</b>');
		expect(await said.getByRole('link').getAttribute('rel')).toContain('nofollow');
		const thanks = reader.page.getByRole('article').filter({ hasText: 'Merci, c’est clair.' });
		expect(await fileOf(await drawn(thanks))).not.toContain(owner);
		await reader.page.getByRole('link', { name: say('talk_report') }).waitFor();
		await noFault(reader, 'the conversation as everyone reads it');
		expect(await reader.page.content()).not.toContain(secret);
		await reader.screenshot('talk/reader');
	});
});
