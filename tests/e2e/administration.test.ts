import { readFile } from 'node:fs/promises';
import { describe, expect } from 'vitest';
import { test } from '../support/scenario.ts';
import type { TestServer } from '../support/server.ts';
import type { Visit } from '../support/visit.ts';
import { say } from '../support/words.ts';
import { demo, signIn } from './steps/account.ts';

const heading = (visit: Visit, key: string) =>
	visit.page.getByRole('heading', { level: 1, name: say(`administration_${key}`), exact: true });

async function sound(visit: Visit, where: string): Promise<void> {
	expect(await visit.accessibilityFaults(), where).toEqual([]);
}

/** Ids of the basemaps everyone is offered, in their order. */
async function offered(server: TestServer): Promise<string[]> {
	const file = (await (await fetch(`${server.url}/basemaps.json`)).json()) as {
		basemaps: { id: string }[];
	};
	return file.basemaps.map(({ id }) => id);
}

describe('the administration', () => {
	test('is read and changed at a desk: figures, a territory from a file, basemaps, a sentence', async ({
		openOnce: open,
		server
	}) => {
		const visit = await open('desktop');
		const { page } = visit;
		await signIn(visit, server, demo.administrator);
		await visit.goto('/administration');
		await heading(visit, 'title').waitFor();
		await sound(visit, 'contents');

		await page.getByRole('link', { name: say('administration_statistics') }).click();
		const chart = say('administration_statistics_contributions_chart');
		await page.getByRole('img', { name: new RegExp(`^${chart}`) }).waitFor();
		await sound(visit, 'statistics');
		const [download] = await Promise.all([
			page.waitForEvent('download'),
			page.getByRole('button', { name: say('administration_statistics_csv') }).click()
		]);
		const csv = await readFile(await download.path(), 'utf8');
		// What others left on this server may wait outside every territory: one line more, here as on the screen.
		const waiting = await page
			.getByRole('region', { name: say('administration_statistics_backlog') })
			.getByRole('rowheader')
			.count();
		expect(waiting).toBeGreaterThanOrEqual(2);
		expect(csv.split('\r\n')).toHaveLength(1 + 26 + 1 + 1 + waiting + 1);

		const pages = page.getByRole('navigation', { name: say('administration_nav') });
		await pages.getByRole('link', { name: say('administration_territories') }).click();
		await page.getByRole('button', { name: say('administration_territories_new') }).click();
		const codes = 'insee;nom\n30206;Poulx\nNîmes\n30999;Nulle part\n';
		await page
			.locator('input[type=file]')
			.setInputFiles({ name: 'codes.csv', mimeType: 'text/csv', buffer: Buffer.from(codes) });
		await page
			.getByText(say('administration_territories_fault_line', { place: '3', text: 'Nîmes' }))
			.waitFor();
		await page.getByLabel(say('forms_lang_fr')).fill('Essai de Poulx');
		await page.getByRole('button', { name: say('administration_territories_preview') }).click();
		await page.getByText(/30999/).last().waitFor();
		await sound(visit, 'territory');
		expect(
			await server.sql(`select 1 from public.territories where id = 'essai-de-poulx'`)
		).toEqual([]);
		await page.getByRole('button', { name: say('administration_territories_save') }).click();
		await page
			.getByText(say('administration_territories_saved', { name: 'Essai de Poulx' }))
			.waitFor();
		expect(
			await server.sql(
				`select insee from public.territory_communes where territory = 'essai-de-poulx' order by 1`
			)
		).toEqual([{ insee: '30206' }, { insee: '30999' }]);
		// Others choose among the territories of this server.
		await server.sql(`delete from public.territories where id = 'essai-de-poulx'`);

		await pages.getByRole('link', { name: say('administration_basemaps') }).click();
		const rows = page.getByRole('main').locator('ol > li');
		await rows.first().waitFor();
		const before = await offered(server);
		await rows.last().getByRole('button').first().focus();
		await page.keyboard.press('Enter');
		await rows.first().getByRole('radio').check();
		await rows.last().getByRole('checkbox').uncheck();
		await sound(visit, 'basemaps');
		await page.getByRole('button', { name: say('administration_basemaps_save') }).click();
		await page.getByText(say('administration_basemaps_saved')).waitFor();
		const after = await offered(server);
		await server.sql('delete from public.basemap_settings');
		expect(before.length).toBeGreaterThan(1);
		expect(after).toEqual([...before.slice(0, -2), before.at(-1)]);

		await pages.getByRole('link', { name: say('administration_messages') }).click();
		await page.getByRole('searchbox').fill('semaine');
		await page.getByRole('button', { name: /votre semaine/ }).click();
		const dialog = page.getByRole('dialog');
		const french = dialog.getByLabel(say('administration_messages_in_fr'));
		await french.fill('Votre semaine {jour}');
		await dialog.getByText(say('administration_messages_unknown', { list: '{jour}' })).waitFor();
		await sound(visit, 'a sentence');
		await french.fill('Nouvelles du {date}');
		await dialog.getByRole('button', { name: say('common_save') }).click();
		await dialog.waitFor({ state: 'hidden' });
		await page.getByRole('searchbox').fill('nouvelles du');
		await page.getByRole('button', { name: /Nouvelles du/ }).click();
		await dialog.getByRole('button', { name: say('administration_messages_restore') }).click();
		await dialog.waitFor({ state: 'hidden' });

		await pages.getByRole('link', { name: say('administration_themes') }).click();
		await heading(visit, 'themes').waitFor();
		await sound(visit, 'themes');
		await pages.getByRole('link', { name: say('administration_health') }).click();
		await page.getByRole('heading', { name: say('administration_health_database') }).waitFor();
		await sound(visit, 'health');
	});

	test('shows a moderator, on a phone, the figures of their place and nothing else', async ({
		openOnce: open,
		server
	}) => {
		const visit = await open('phone');
		const { page } = visit;
		await visit.goto('/administration');
		await heading(visit, 'not_signed_in_title').waitFor();
		await signIn(visit, server, demo.moderatorRouergue);
		await visit.goto('/administration');
		await heading(visit, 'title').waitFor();
		expect(await page.getByRole('main').getByRole('listitem').count()).toBe(1);
		await page.getByRole('link', { name: say('administration_statistics') }).click();
		const backlog = page.getByRole('region', { name: say('administration_statistics_backlog') });
		await backlog.getByRole('rowheader', { name: 'Rouergue' }).waitFor();
		expect(await backlog.getByRole('rowheader').count()).toBe(1);
		await sound(visit, 'statistics on a phone');
		await visit.goto('/administration/sante');
		await page.getByText(say('administration_not_here')).waitFor();
	});
});
