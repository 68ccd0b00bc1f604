import { describe, expect } from 'vitest';
import { test } from '../support/scenario.ts';
import type { Screen } from '../support/browser.ts';
import type { Visit } from '../support/visit.ts';
import { say } from '../support/words.ts';
import { demo, signIn } from './steps/account.ts';
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
import { sun } from './steps/comfort.ts';
import { openContributions } from './steps/contributions.ts';

/** Screens anyone reaches by an address, and what shows that they are ready. */
const pages: Record<string, { path: string; ready: string }> = {
	map: { path: '/', ready: 'public_title' },
	about: { path: '/a-propos', ready: 'public_about_title' },
	charter: { path: '/charte', ready: 'public_charter_title' },
	'sign in': { path: '/connexion', ready: 'account_sign_in_title' },
	account: { path: '/compte', ready: 'account_title' },
	'nothing here': { path: '/nulle-part', ready: 'common_not_found_title' }
};

/** What is looked at in the light alone, or by day and by night in the one visit. */
type Look = 'light' | 'day and night';

async function expectNoFault(visit: Visit, where: string, look: Look = 'light'): Promise<void> {
	const faults =
		look === 'light' ? await visit.accessibilityFaults() : await visit.faultsByDayAndNight();
	expect(faults, where).toEqual([]);
}

async function visitPages(visit: Visit, look: Look): Promise<void> {
	visit.expectComplaint(/status of 404 .*nulle-part/);
	for (const [name, { path, ready }] of Object.entries(pages)) {
		await visit.goto(path);
		await visit.page
			.getByRole('heading', { name: say(ready) })
			.first()
			.waitFor({ state: 'attached' });
		await expectNoFault(visit, name, look);
	}
}

describe('every rule of axe holds', () => {
	test.for<[Screen, Look]>([
		['phone', 'day and night'],
		['desktop', 'light']
	])('on the public pages, %s, %s', async ([screen, look], { openOnce: open }) => {
		await visitPages(await open(screen), look);
	});

	test.for<Screen>(['phone', 'desktop'])(
		'on a record page, %s',
		async (screen, { openOnce: open, server }) => {
			const visit = await open(screen);
			const [row] = await server.sql<{ id: string }>(
				`select r.id from public.records r join public.photos p on p.record_id = r.id
			where r.status = 'published' and r.sensitivity = 'public' and p.received_at is not null
			limit 1`
			);
			await visit.goto(`/fiche/${row?.id}`);
			await visit.page.getByRole('heading', { level: 1 }).waitFor();
			await expectNoFault(visit, 'record');
		}
	);

	test.for<[Screen, Look | 'sun']>([
		['phone', 'day and night'],
		['desktop', 'light'],
		['phone', 'sun'],
		['desktop', 'sun']
	])('on each step of the capture, %s, %s', async ([screen, look], { openOnce: open }) => {
		const visit = await open(screen);
		const noFault = (where: string) => expectNoFault(visit, where, look === 'sun' ? 'light' : look);
		if (look === 'sun') {
			await visit.goto('/reglages');
			await sun(visit).check();
		}
		await startNoting(visit);
		await noFault('theme');
		await chooseTheme(visit, 'Patrimoine');
		await noFault('concept');
		await visit.page.getByRole('searchbox').fill('mur');
		await visit.page.getByRole('main').locator('li button').first().waitFor();
		await noFault('concept search');
		await findConcept(visit, 'capitelle');
		await useGps(visit);
		await noFault('place');
		await next(visit, 'fields');
		const closed = visit.page.locator('details:not([open]) > summary');
		while ((await closed.count()) > 0) await closed.first().click();
		await noFault('fields');
		await next(visit, 'photos');
		await noFault('photos');
		await next(visit, 'summary');
		await visit.page.getByRole('button', { name: say('common_save'), exact: true }).click();
		await visit.page.getByRole('alert').first().waitFor();
		await noFault('summary with problems');
		await visit.page
			.getByRole('button', { name: say('capture_step_fields') })
			.first()
			.click();
		await atStep(visit, 'fields');
		await answerRequired(visit);
		await next(visit, 'photos');
		await next(visit, 'summary');
		await visit.page.getByRole('button', { name: say('common_save'), exact: true }).click();
		await visit.page.getByRole('heading', { name: say('capture_saved_title') }).waitFor();
		await noFault('saved');
		await openContributions(visit);
		await noFault('contributions');
	});

	test.for<Screen>(['phone', 'desktop'])(
		'on the screens of an account, %s',
		async (screen, { openOnce: open, server }) => {
			const visit = await open(screen);
			await signIn(visit, server, `axe-${screen}@exemple.test`);
			await noteObject(visit, { words: 'pont', title: 'Pont du Diable' });
			await openContributions(visit);
			await visit.page.getByText(say('contributions_state_received')).first().waitFor();
			await expectNoFault(visit, 'contributions');
			await visit.goto('/compte');
			await visit.page.getByRole('heading', { level: 1, name: say('account_title') }).waitFor();
			await expectNoFault(visit, 'account');
		}
	);

	test('on the contributions of somebody who came back to several', async ({
		openOnce: open,
		server
	}) => {
		const visit = await open('phone');
		await signIn(visit, server, demo.contributor);
		await openContributions(visit);
		await visit.page
			.getByRole('heading', { name: say('visits_mine') })
			.nth(1)
			.waitFor();
		await expectNoFault(visit, 'contributions');
	});

	test.for<Screen>(['phone', 'desktop'])(
		'on the desk, %s',
		async (screen, { openOnce: open, server }) => {
			const visit = await open(screen);
			const { page } = visit;
			await signIn(visit, server, demo.moderatorGarrigues);
			await visit.goto('/moderation');
			const links = page.getByRole('region', { name: say('desk_queue') }).getByRole('link');
			await links.first().waitFor();
			await expectNoFault(visit, 'queue');
			await links.first().click();
			await page.getByRole('article').getByRole('heading', { level: 2 }).waitFor();
			await expectNoFault(visit, 'item');
			await page.getByRole('button', { name: say('desk_reject') }).click();
			await page.getByRole('dialog').getByRole('textbox').waitFor();
			await expectNoFault(visit, 'reason');
		}
	);
});
