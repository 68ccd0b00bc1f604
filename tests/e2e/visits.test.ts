import { describe, expect } from 'vitest';
import { picture } from '../support/jpeg.ts';
import { test } from '../support/scenario.ts';
import { say } from '../support/words.ts';
import { demo, signIn } from './steps/account.ts';
import { addPhoto, save } from './steps/capture.ts';
import { contribution, openContributions, says } from './steps/contributions.ts';
import { openRecord } from './steps/desk.ts';
import { openSummary, startOuting } from './steps/outings.ts';
import { atVisit, chooseAnswer, passAgain, sayWords, untilKnown } from './steps/visits.ts';

interface Row {
	id: string;
	version: number;
	name: string;
}

/** A published record of the demo that nobody came back to, in the moderator's territory, by somebody else. */
const unvisited = `select r.id, r.version, r.title as name from public.records r
	join public.territory_communes t on t.insee = r.commune_insee and t.territory = 'garrigues'
	where r.theme = 'heritage' and r.public_geometry is not null and r.sensitivity = 'public' and r.title is not null
		and r.properties ->> 'etat' = 'bon' and (select count(*) from public.observations o where o.record_id = r.id) = 1
	order by r.id`;

const good = 'Bon état';
const ruined = 'Ruines / vestiges';

describe('coming back to a place', () => {
	test('a visit made without network waits on the phone, then with a moderator, then stands on the page', async ({
		server,
		open,
		openOnce
	}) => {
		const [record] = await server.sql<Row>(`${unvisited} limit 1`, []);
		if (!record) throw new Error('the demo has no such record');
		const walker = await open('phone');
		await signIn(walker, server, 'passanta@exemple.test');
		await walker.goto(`/fiche/${record.id}`);
		await walker.page.getByRole('heading', { level: 1, name: record.name }).waitFor();
		expect(await walker.accessibilityFaults()).toEqual([]);
		await walker.installed();

		await passAgain(walker, record.id);
		await walker.offline(true);
		// What was seen last is there, to be changed.
		await chooseAnswer(walker, 'État', good);
		await walker.screenshot('visits/form-top-phone');
		await chooseAnswer(walker, 'État', ruined);
		await sayWords(walker, 'La voûte est tombée cet hiver.');
		await addPhoto(walker, 'photo.jpg', picture());
		expect(await walker.accessibilityFaults()).toEqual([]);
		await walker.screenshot('visits/form-phone');
		await save(walker);
		await walker.screenshot('visits/saved-phone');
		await openContributions(walker);
		const card = contribution(walker, record.name);
		await says(card, say('visits_state_waiting'));
		await walker.screenshot('visits/contributions-phone');

		await walker.offline(false);
		await walker.page.reload();
		await says(card, say('visits_state_pending'));
		const [waiting] = await server.sql<{ id: string; properties: Record<string, unknown> }>(
			`select o.id, r.properties from public.observations o join public.records r on r.id = o.record_id
			 where r.id = $1 and o.status = 'pending'`,
			[record.id]
		);
		expect(waiting?.properties['etat']).toBe('bon');
		// The visit is told to have arrived before its photo has, which goes behind it.
		const photos = () =>
			server.sql(
				'select id from public.photos where observation_id = $1 and received_at is not null',
				[waiting?.id]
			);
		await expect.poll(photos).toHaveLength(1);

		const moderator = await openOnce('desktop');
		await signIn(moderator, server, demo.moderatorGarrigues);
		await openRecord(moderator, waiting?.id ?? '');
		const item = moderator.page.getByRole('article');
		await item.getByText('La voûte est tombée cet hiver.').waitFor();
		await item.getByText(say('visits_before', { value: good })).waitFor();
		expect(
			await moderator.page.getByRole('button', { name: say('desk_request') }).isVisible()
		).toBe(false);
		expect(await moderator.accessibilityFaults()).toEqual([]);
		await moderator.screenshot('visits/desk-desktop');
		await moderator.page.getByRole('button', { name: say('desk_accept') }).click();
		await moderator.page
			.getByText(say('desk_done_accept', { title: record.name }))
			.first()
			.waitFor();

		const reader = await openOnce('desktop');
		await reader.goto(`/fiche/${record.id}`);
		const timeline = reader.page.getByRole('region', { name: say('visits_timeline') });
		await timeline.getByText('La voûte est tombée cet hiver.').waitFor();
		expect(await timeline.getByRole('listitem').first().innerText()).toContain(ruined);
		expect(await timeline.getByRole('img').count()).toBe(1);
		expect(await reader.accessibilityFaults()).toEqual([]);
		await timeline.scrollIntoViewIfNeeded();
		await reader.screenshot('visits/record-desktop');
		await openContributions(walker);
		await says(card, say('visits_state_accepted'));
	});

	test('is begun from the map without network, joins the outing, and leads back to the map', async ({
		server,
		open
	}) => {
		const [, , record] = await server.sql<Row>(`${unvisited} limit 3`, []);
		if (!record) throw new Error('the demo has no such record');
		const walker = await open('phone');
		const { page } = walker;
		await walker.goto('/noter');
		await walker.installed();
		await untilKnown(walker, record.id);
		await walker.offline(true);
		await startOuting(walker, 'Tournée', '');
		await walker.goto('/');
		await page.getByRole('button', { name: say('find_open') }).click();
		await page.getByRole('combobox', { name: say('find_label') }).fill(record.name);
		await page.getByRole('option', { name: record.name }).first().click();
		const card = page.getByRole('article', { name: record.name });
		await card.getByRole('link', { name: say('visits_again') }).waitFor();
		expect(await walker.accessibilityFaults()).toEqual([]);
		await walker.screenshot('visits/card-phone');
		await card.getByRole('link', { name: say('visits_again') }).click();
		await atVisit(walker);
		// What may be said besides is named before it is unfolded.
		await page.getByText('Menaces', { exact: false }).first().waitFor();
		await chooseAnswer(walker, 'État', ruined);
		await addPhoto(walker, 'photo.jpg', picture());
		await save(walker);
		await page.getByRole('link', { name: say('public_record_back') }).click();
		await page.getByRole('button', { name: say('find_open') }).waitFor();
		await openSummary(walker);
		await page.getByRole('heading', { name: say('outings_visited') }).waitFor();
		await page.getByRole('listitem').filter({ hasText: record.name }).waitFor();
	});

	test('a visit begun is kept through a reload, and a refused one can be read and told why', async ({
		server,
		openOnce
	}) => {
		const [, record] = await server.sql<Row>(`${unvisited} limit 2`, []);
		if (!record) throw new Error('the demo has no such record');
		const walker = await openOnce('phone');
		await signIn(walker, server, 'passant@exemple.test');
		await passAgain(walker, record.id);
		await sayWords(walker, 'Chez madame Untel');
		await walker.kill();
		await openContributions(walker);
		const card = contribution(walker, record.name);
		await says(card, say('visits_state_draft'));
		await card.getByRole('button', { name: say('visits_resume') }).click();
		await atVisit(walker);
		expect(await walker.page.getByRole('textbox', { name: say('visits_note') }).inputValue()).toBe(
			'Chez madame Untel'
		);
		await save(walker);
		await openContributions(walker);
		await says(card, say('visits_state_pending'));

		const [waiting] = await server.sql<{ id: string }>(
			`select id from public.observations where record_id = $1 and status = 'pending'`,
			[record.id]
		);
		const moderator = await openOnce('phone');
		await signIn(moderator, server, demo.moderatorGarrigues);
		await openRecord(moderator, waiting?.id ?? '');
		await moderator.screenshot('visits/desk-phone');
		await moderator.page.getByRole('button', { name: say('desk_reject') }).click();
		const dialog = moderator.page.getByRole('dialog');
		await dialog
			.getByRole('textbox', { name: say('desk_reason') })
			.fill('Jamais le nom d’une personne.');
		await dialog.getByRole('button', { name: say('visits_reject') }).click();
		await moderator.page
			.getByText(say('desk_done_reject', { title: record.name }))
			.first()
			.waitFor();

		await openContributions(walker);
		await says(card, say('visits_state_rejected'));
		await says(card, 'Jamais le nom d’une personne.');
		await walker.screenshot('visits/rejected-phone');
		const [kept] = await server.sql<{ n: number }>(
			'select count(*)::int as n from public.published_observations where record_id = $1',
			[record.id]
		);
		expect(kept?.n).toBe(1);
	});
});
