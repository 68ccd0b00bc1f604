import { describe, expect } from 'vitest';
import type { TestServer } from '../support/server.ts';
import { picture } from '../support/jpeg.ts';
import { test } from '../support/scenario.ts';
import type { Visit } from '../support/visit.ts';
import { say } from '../support/words.ts';
import { signInHere, signInOnScreen } from './steps/account.ts';
import {
	answerRequired,
	atStep,
	chooseTheme,
	findConcept,
	next,
	noteObject,
	startNoting,
	useGps
} from './steps/capture.ts';
import { contribution, openContributions, says } from './steps/contributions.ts';

const sent = 'Puits reçu d’Ana';
const waiting = 'Four en attente d’Ana';
const begun = 'Moulin commencé d’Ana';
const secrets = [sent, waiting, begun, 'ana@tablette.test'];

/** Sends one record, leaves another waiting and a third half written. */
async function work(visit: Visit, server: TestServer): Promise<void> {
	await signInOnScreen(visit, server, 'ana@tablette.test');
	await noteObject(visit, { words: 'puits', title: sent, photo: picture() });
	await openContributions(visit);
	await says(contribution(visit, sent), say('contributions_state_received'));
	await visit.offline(true);
	await noteObject(visit, { words: 'four', title: waiting, photo: picture(640, 480) });
	await startNoting(visit);
	await chooseTheme(visit, 'Patrimoine');
	await findConcept(visit, 'moulin');
	await useGps(visit);
	await next(visit, 'fields');
	await answerRequired(visit);
	await visit.page.getByRole('textbox', { name: 'Nom', exact: true }).fill(begun);
	await next(visit, 'photos');
}

async function signOut(visit: Visit): Promise<void> {
	await visit.goto('/compte');
	await visit.page.getByRole('button', { name: say('account_sign_out') }).click();
	await visit.page.waitForURL((url) => url.pathname === '/');
}

/** Everything on the screen, and what a form would offer. */
async function shown(visit: Visit): Promise<string> {
	return visit.page.evaluate(() => {
		const values = [...document.querySelectorAll('input, textarea')].map(
			(one) => (one as HTMLInputElement).value
		);
		const pictures = [...document.images].filter(({ src }) => src.startsWith('blob:'));
		return [document.body.innerText, ...values, ...pictures.map(() => 'PICTURE')].join('\n');
	});
}

async function tellsNothing(visit: Visit): Promise<void> {
	const text = await shown(visit);
	for (const secret of [...secrets, 'PICTURE']) expect(text).not.toContain(secret);
}

/** What is kept outside the local database, in words: caches of the worker, and the small storages. */
async function keptAside(visit: Visit): Promise<string> {
	return visit.page.evaluate(async () => {
		const texts = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
		for (const name of await caches.keys()) {
			const cache = await caches.open(name);
			for (const request of await cache.keys()) {
				texts.push(request.url);
				const answer = await cache.match(request);
				if (answer?.headers.get('content-type')?.includes('json')) texts.push(await answer.text());
			}
		}
		return texts.join('\n');
	});
}

describe('a tablet that goes from hand to hand (fault-13)', () => {
	test('shows nothing of the last person, who signed out without network', async ({
		server,
		open
	}) => {
		const tablet = await open('phone');
		await tablet.goto('/');
		await tablet.installed();
		await work(tablet, server);
		const { page } = tablet;
		await openContributions(tablet);
		await contribution(tablet, waiting).waitFor();
		await signOut(tablet);

		// Back to what was on the screen before, in the same tab.
		for (const path of ['/compte', '/contributions']) {
			await page.goBack();
			await page.waitForURL((url) => url.pathname === path || url.pathname === '/');
			await tablet.hydrated();
			await page.getByRole('heading', { level: 1 }).waitFor();
			await tellsNothing(tablet);
		}
		await openContributions(tablet);
		await page.getByText(say('contributions_empty')).waitFor();
		await tellsNothing(tablet);
		await tablet.goto('/compte');
		await page.getByText(say('account_nobody')).waitFor();
		await tellsNothing(tablet);
		await tablet.goto('/connexion');
		await page.getByLabel(say('account_email')).waitFor();
		await tellsNothing(tablet);
		// No draft to take up, no word used before, nowhere looked at before.
		await startNoting(tablet);
		await tellsNothing(tablet);
		await chooseTheme(tablet, 'Patrimoine');
		expect(await page.getByText(say('capture_concept_recent')).count()).toBe(0);
		const aside = await keptAside(tablet);
		for (const secret of secrets) expect(aside).not.toContain(secret);
		await tablet.screenshot('storage/tablet-next');
	});

	test('lets the next person work, and keeps for the first what is theirs', async ({
		server,
		open
	}) => {
		const tablet = await open('desktop');
		await tablet.goto('/');
		await tablet.installed();
		await signInOnScreen(tablet, server, 'dora@tablette.test');
		await tablet.offline(true);
		await noteObject(tablet, { words: 'four', title: waiting });
		await signOut(tablet);
		await tablet.offline(false);
		await signInOnScreen(tablet, server, 'ben@tablette.test');
		await noteObject(tablet, { words: 'fontaine', title: 'Fontaine de Ben' });
		await openContributions(tablet);
		await says(contribution(tablet, 'Fontaine de Ben'), say('contributions_state_received'));
		await tellsNothing(tablet);
		await signOut(tablet);
		await signInOnScreen(tablet, server, 'dora@tablette.test');
		await openContributions(tablet);
		await says(contribution(tablet, waiting), say('contributions_state_received'));
		expect(await contribution(tablet, 'Fontaine de Ben').count()).toBe(0);
		const rows = await server.sql<{ email: string; n: number }>(
			`select u.email, count(*)::int as n from public.records r join auth.users u on u.id = r.author_id
			where u.email in ('ben@tablette.test', 'dora@tablette.test') group by 1 order by 1`
		);
		expect(rows).toEqual([
			{ email: 'ben@tablette.test', n: 1 },
			{ email: 'dora@tablette.test', n: 1 }
		]);
	});

	test('lets whose session is over leave it too, and says whose work waits', async ({
		server,
		open
	}) => {
		const tablet = await open('phone');
		const email = 'cleo@tablette.test';
		await tablet.goto('/');
		await tablet.installed();
		await signInOnScreen(tablet, server, email);
		await tablet.offline(true);
		await noteObject(tablet, { words: 'four', title: 'Four de Cléo' });
		await server.sql('delete from auth.users where email = $1', [email]);
		// The server refuses the token, then its renewal.
		tablet.expectComplaint(/40[0-9]/);
		await tablet.offline(false);
		await openContributions(tablet);
		await tablet.page
			.getByRole('button', { name: say('contributions_sign_in_and_send') })
			.waitFor();
		await says(contribution(tablet, 'Four de Cléo'), say('contributions_state_waiting'));
		await tablet.goto('/compte');
		await tablet.page.getByText(say('sessions_over', { email })).waitFor();
		await tablet.screenshot('storage/session-over');
		expect(await tablet.accessibilityFaults()).toEqual([]);

		await tablet.page.getByRole('link', { name: say('sessions_sign_in') }).click();
		const address = tablet.page.getByLabel(say('account_email'));
		await address.waitFor();
		expect(await address.inputValue()).toBe(email);
		await address.fill('une-autre@tablette.test');
		await tablet.page.getByText(say('sessions_whose', { email })).waitFor();
		await tablet.screenshot('storage/session-whose');

		await signInHere(tablet, server, email);
		await openContributions(tablet);
		await says(contribution(tablet, 'Four de Cléo'), say('contributions_state_received'));
		await signOut(tablet);
		await openContributions(tablet);
		await atEmpty(tablet);
	});
});

async function atEmpty(visit: Visit): Promise<void> {
	await visit.page.getByText(say('contributions_empty')).waitFor();
	await visit.goto('/noter');
	await atStep(visit, 'theme');
}
