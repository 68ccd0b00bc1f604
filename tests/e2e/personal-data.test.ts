import { readFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import { describe, expect } from 'vitest';
import { picture } from '../support/jpeg.ts';
import { test } from '../support/scenario.ts';
import type { Visit } from '../support/visit.ts';
import { say } from '../support/words.ts';
import { demo, signIn, signInOnScreen } from './steps/account.ts';
import { noteObject } from './steps/capture.ts';
import { contribution, openContributions, says } from './steps/contributions.ts';

const email = 'partante@donnees.test';
const sent = 'Puits de la partante';
const unsent = 'Four jamais parti';

/** Nothing that is queued leaves from here on; the rest of the network works. */
async function holdQueue(visit: Visit, held: boolean): Promise<void> {
	const pushes = '**/rest/v1/rpc/push_operations';
	if (held) await visit.context.route(pushes, (route) => route.abort());
	else await visit.context.unroute(pushes);
}

/** What the download holds, by name. */
async function download(visit: Visit): Promise<Record<string, string>> {
	const [file] = await Promise.all([
		visit.page.waitForEvent('download'),
		visit.page.getByRole('button', { name: say('privacy_export_do') }).click()
	]);
	const files = unzipSync(await readFile(await file.path()));
	return Object.fromEntries(
		Object.entries(files).map(([name, bytes]) => [name, new TextDecoder().decode(bytes)])
	);
}

describe('one’s own data', () => {
	test('are taken along, then the account is deleted; what was not sent stays and leaves later', async ({
		server,
		openOnce: open
	}) => {
		const phone = await open('phone');
		const { page } = phone;
		phone.expectComplaint(/ERR_FAILED/);
		phone.expectComplaint(/status of 40[0139]/);
		await signInOnScreen(phone, server, email);
		await noteObject(phone, { words: 'puits', title: sent, photo: picture() });
		await openContributions(phone);
		await says(contribution(phone, sent), say('contributions_state_received'));
		await holdQueue(phone, true);
		await noteObject(phone, { words: 'four', title: unsent });

		await phone.goto('/compte');
		await page.getByRole('link', { name: say('privacy_open') }).click();
		await page.getByRole('heading', { name: say('privacy_export_title') }).waitFor();
		expect(await phone.accessibilityFaults()).toEqual([]);
		await phone.screenshot('donnees-360');
		const files = await download(phone);
		expect(files['records.json']).toContain(sent);
		expect(files['compte.json']).toContain(email);
		expect(Object.keys(files).filter((name) => name.startsWith('photos/'))).toHaveLength(1);
		await page.getByText(say('privacy_kind_data_exported')).first().waitFor();

		await page.getByRole('button', { name: say('privacy_delete_start') }).click();
		await page.getByText(say('privacy_delete_unsent', { count: '1' })).waitFor();
		await page.getByRole('radio', { name: say('privacy_delete_remove') }).check();
		expect(await phone.accessibilityFaults()).toEqual([]);
		await phone.screenshot('donnees-suppression-360');
		const address = page.getByLabel(say('privacy_delete_type'));
		await address.fill('autre@donnees.test');
		await page.getByRole('button', { name: say('privacy_delete_do') }).click();
		await page.getByText(say('privacy_problem_confirmation')).waitFor();
		await address.fill(email);
		await page.getByRole('button', { name: say('privacy_delete_do') }).click();
		await page.getByRole('heading', { name: say('privacy_deleted_title') }).waitFor();
		const left = await server.sql(
			`select from auth.users where email = $1 union all select from public.records where properties::text like '%' || $2 || '%'`,
			[email, sent]
		);
		expect(left).toEqual([]);

		// Whoever takes the phone next sees nothing of it.
		await openContributions(phone);
		await expect.poll(() => page.innerText('main')).not.toContain(unsent);
		expect(await page.innerText('main')).not.toContain(sent);
		// The same address again: the day’s work is not lost.
		await holdQueue(phone, false);
		await signInOnScreen(phone, server, email);
		await openContributions(phone);
		await says(contribution(phone, unsent), say('contributions_state_received'));
		expect(await page.innerText('main')).not.toContain(sent);
	});

	test('a blocked account is told why, answers, and sends once an administrator lifted it', async ({
		server,
		openOnce: open
	}) => {
		const [phone, desk] = [await open('phone'), await open('desktop')];
		const title = 'Fontaine en attente';
		await signIn(phone, server, 'suspendu@donnees.test');
		await signIn(desk, server, demo.administrator);
		await desk.goto('/administration/acces');
		await desk.page.getByLabel(say('privacy_measure_email')).fill('suspendu@donnees.test');
		await desk.page.getByRole('button', { name: say('privacy_measure_find') }).click();
		await desk.page.getByLabel(say('privacy_measure_reason')).fill('Publicité sur 40 fiches.');
		await desk.page.getByRole('button', { name: say('privacy_measure_all') }).click();
		await desk.page.getByText(say('privacy_measure_preview', { total: 0 })).waitFor();
		expect(await desk.accessibilityFaults()).toEqual([]);
		await desk.screenshot('acces-mesures-1280');
		await desk.page
			.getByRole('button', { name: say('privacy_measure_block'), exact: true })
			.click();
		await desk.page.getByText(say('privacy_measure_blocked')).waitFor();

		await noteObject(phone, { words: 'fontaine', title });
		await openContributions(phone);
		await says(contribution(phone, title), say('contributions_state_waiting'));
		await phone.page.getByRole('link', { name: say('privacy_phase_why') }).click();
		await phone.page.getByText('Publicité sur 40 fiches.').waitFor();
		await phone.page.getByLabel(say('privacy_appeal_label')).fill('C’était ma commune.');
		await phone.page.getByRole('button', { name: say('privacy_appeal_send') }).click();
		await phone.page.getByText('« C’était ma commune. »').waitFor();
		expect(await phone.accessibilityFaults()).toEqual([]);

		await desk.goto('/administration/acces');
		const block = desk.page.getByRole('article').filter({ hasText: 'C’était ma commune.' });
		await block.getByLabel(say('privacy_access_answer')).fill('Bien reçu.');
		expect(await desk.accessibilityFaults()).toEqual([]);
		await desk.screenshot('acces-1280');
		await block.getByRole('button', { name: say('privacy_access_lift') }).click();
		await block
			.getByRole('button', { name: say('privacy_access_lift') })
			.waitFor({ state: 'hidden' });

		await openContributions(phone);
		await says(contribution(phone, title), say('contributions_state_received'));
	});

	test('anybody reports a photo, without an account, in one tap', async ({
		server,
		openOnce: open
	}) => {
		const [shown] = await server.sql<{ record_id: string; id: string }>(
			'select record_id, id from public.published_photos order by id limit 1'
		);
		const stranger = await open('phone');
		const { page } = stranger;
		await stranger.goto(`/fiche/${shown!.record_id}`);
		await page
			.getByRole('link', { name: say('privacy_report_photo_link') })
			.first()
			.click();
		await page.getByRole('button', { name: say('privacy_report_person') }).waitFor();
		expect(await stranger.accessibilityFaults()).toEqual([]);
		await stranger.screenshot('signaler-360');
		await page.getByRole('button', { name: say('privacy_report_person') }).click();
		await page.getByText(say('privacy_report_sent')).waitFor();
		const items = await server.sql<{ item_id: string; flags: string[] }>(
			`select item_id, flags from public.review_items where kind = 'report' and record_id = $1`,
			[shown!.record_id]
		);
		expect(items).toMatchObject([{ flags: ['person'] }]);
		// Others count what waits on this server.
		await server.sql(`delete from public.review_items where item_id = $1`, [items[0]!.item_id]);
		await stranger.goto('/confidentialite');
		expect(await stranger.accessibilityFaults()).toEqual([]);
	});
});
