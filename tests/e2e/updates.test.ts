import { describe, expect } from 'vitest';
import { page as htmlPage, type Between } from '../support/deployment.ts';
import { picture } from '../support/jpeg.ts';
import type { TestServer } from '../support/server.ts';
import type { Visit } from '../support/visit.ts';
import { say } from '../support/words.ts';
import { signIn } from './steps/account.ts';
import {
	addPhoto,
	answerRequired,
	atStep,
	chooseTheme,
	findConcept,
	next,
	noteObject,
	save,
	startNoting,
	useGps
} from './steps/capture.ts';
import { contribution, openContributions, says } from './steps/contributions.ts';
import { countLoads, letIn, lookForUpdate, offer, test } from './steps/updates.ts';

const isPush = (path: string) => path.startsWith('/rest/v1/rpc/push_operations');

/** How often each record of an account with these words in it was made. */
async function timesMade(server: TestServer, email: string, words: string): Promise<number[]> {
	const rows = await server.sql<{ times: number }>(
		`select count(h.id)::int as times
		from public.records r join auth.users u on u.id = r.author_id
		left join public.record_history h on h.record_id = r.id and h.kind = 'created'
		where u.email = $1 and position($2 in r.properties::text) > 0 group by r.id`,
		[email, words]
	);
	return rows.map(({ times }) => times);
}

const nameField = (visit: Visit) => visit.page.getByRole('textbox', { name: 'Nom', exact: true });

/** A form with something typed a moment ago. */
async function openForm(visit: Visit, title: string): Promise<void> {
	await startNoting(visit);
	await chooseTheme(visit, 'Patrimoine');
	await findConcept(visit, 'puits');
	await useGps(visit);
	await next(visit, 'fields');
	await answerRequired(visit);
	await nameField(visit).fill(title);
}

describe('a newer version while a form is open (fault-16)', () => {
	test('is offered, and again at the next opening when the person says later', async ({
		deployment,
		enter
	}) => {
		const visit = await enter();
		await openForm(visit, 'Puits du matin');
		const loads = countLoads(visit);
		deployment.version = 2;
		expect(await lookForUpdate(visit)).toBe('waiting');
		const { notice, later } = offer(visit);
		await later.click();
		await notice.waitFor({ state: 'hidden' });
		expect(await nameField(visit).inputValue()).toBe('Puits du matin');
		expect(loads()).toBe(0);

		await visit.page.reload();
		await visit.hydrated();
		await atStep(visit, 'fields');
		await notice.waitFor();
		expect(await nameField(visit).inputValue()).toBe('Puits du matin');
	});

	test('is let in by one reload that costs not one letter', async ({ deployment, enter }) => {
		const visit = await enter();
		await openForm(visit, 'Puits du matin');
		deployment.version = 2;
		expect(await lookForUpdate(visit)).toBe('waiting');
		await nameField(visit).fill('Puits du midi');
		const loads = countLoads(visit);
		await letIn(visit);
		await atStep(visit, 'fields');
		expect(await nameField(visit).inputValue()).toBe('Puits du midi');
		await visit.page.waitForLoadState('networkidle');
		expect(loads()).toBe(1);
		expect(await offer(visit).notice.isVisible()).toBe(false);

		// Of the new version from now on, without a network too.
		await visit.offline(true);
		await visit.page.reload();
		await visit.hydrated();
		await atStep(visit, 'fields');
		const code = await visit.page.evaluate(() =>
			performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname)
		);
		expect(code.filter((path) => path.includes('/immutable/v2/')).length).toBeGreaterThan(10);
	});

	test('let in by another tab, leaves this one its form and all the code it still needs', async ({
		deployment,
		enter
	}) => {
		const visit = await enter('/noter');
		await chooseTheme(visit, 'Patrimoine');
		await findConcept(visit, 'puits');

		const form = visit.page;
		visit.page = await visit.context.newPage();
		await visit.goto('/');
		deployment.version = 2;
		expect(await lookForUpdate(visit)).toBe('waiting');
		await letIn(visit);

		// The first tab was not reloaded, and asks for pieces the server no longer has.
		visit.page = form;
		const loads = countLoads(visit);
		await offer(visit).notice.waitFor();
		await useGps(visit);
		await next(visit, 'fields');
		await answerRequired(visit);
		await nameField(visit).fill('Puits de deux versions');
		await next(visit, 'photos');
		await addPhoto(visit, 'puits.jpg', picture());
		await next(visit, 'summary');
		await save(visit);
		expect(loads()).toBe(0);
		await letIn(visit);
		await openContributions(visit);
		const card = contribution(visit, 'Puits de deux versions');
		await says(card, say('contributions_state_waiting'));
	});
});

describe('a newer version while the queue leaves (fault-16)', () => {
	test('ends the page in the middle of a request: everything arrives, once', async ({
		server,
		deployment,
		enter
	}) => {
		const visit = await enter('/connexion');
		await signIn(visit, server, 'en-route@exemple.test');
		const held = Promise.withResolvers<null>();
		const arrived = Promise.withResolvers<null>();
		// The server has it; its answer never reaches the page that asked.
		deployment.between = async ({ path }, pass) => {
			if (!isPush(path)) return pass();
			await pass();
			arrived.resolve(null);
			await held.promise;
			return null;
		};
		visit.expectComplaint(/ERR_EMPTY_RESPONSE|ERR_ABORTED/);
		await noteObject(visit, { words: 'four', title: 'Four entre deux' });
		await arrived.promise;
		deployment.version = 2;
		expect(await lookForUpdate(visit)).toBe('waiting');
		deployment.between = (_asked, pass) => pass();
		await letIn(visit);
		held.resolve(null);
		await openContributions(visit);
		await says(contribution(visit, 'Four entre deux'), say('contributions_state_received'));
		expect(await timesMade(server, 'en-route@exemple.test', 'Four entre deux')).toEqual([1]);
	});

	test('an older app keeps what a server it does not know yet cannot take, and sends it when it can', async ({
		server,
		deployment,
		enter
	}) => {
		const visit = await enter('/connexion');
		await signIn(visit, server, 'ancienne@exemple.test');
		// The database is being updated: the function is not there for a while.
		const refused = Promise.withResolvers<null>();
		deployment.between = async ({ path }, pass) => {
			if (!isPush(path)) return pass();
			refused.resolve(null);
			const body = Buffer.from('{"code":"PGRST202","message":"no function matches"}');
			return { status: 404, headers: { 'content-type': 'application/json' }, body };
		};
		visit.expectComplaint(/status of 404/);
		await noteObject(visit, { words: 'four', title: 'Four d’avant' });
		await refused.promise;
		await openContributions(visit);
		await says(contribution(visit, 'Four d’avant'), say('contributions_state_waiting'));

		deployment.version = 2;
		deployment.between = (_asked, pass) => pass();
		expect(await lookForUpdate(visit)).toBe('waiting');
		await letIn(visit);
		await says(contribution(visit, 'Four d’avant'), say('contributions_state_received'));
	});
});

describe('an update that fails half-way (fault-16)', () => {
	/** In the order in which a new version is fetched, so that none finds its file kept by the try before. */
	const accidents: Record<string, Between> = {
		'a captive portal in place of the empty page (fault-17)': async ({ path }, pass) =>
			path === '/shell' ? htmlPage(200, 'Wi-Fi') : pass(),
		'a line that is cut': async ({ path }, pass) =>
			/\/v2\/nodes\/.*[.]js$/.test(path) ? null : pass(),
		'a piece that does not come': async ({ path }, pass) =>
			/\/v2\/chunks\/.*[.]js$/.test(path) ? htmlPage(503, 'down') : pass(),
		'a captive portal in place of the code (fault-17)': async ({ path }, pass) =>
			/\/v2\/chunks\/.*[.]js$/.test(path) ? htmlPage(200, 'Wi-Fi') : pass()
	};

	test('leaves the version before, whatever the accident, then the new one comes whole', async ({
		deployment,
		enter
	}) => {
		const visit = await enter('/noter');
		deployment.version = 2;
		visit.expectComplaint(/status of 503|ERR_EMPTY_RESPONSE|bad-precaching-response/);
		for (const [accident, between] of Object.entries(accidents)) {
			// Before the network is back: the app looks by itself as soon as it is.
			deployment.between = between;
			await visit.offline(false);
			expect(await lookForUpdate(visit), accident).toBe('failed');
			await visit.offline(true);
			await noteObject(visit, { words: 'four', title: `Four malgré ${accident}` });
			expect(await offer(visit).notice.isVisible(), accident).toBe(false);
		}
		deployment.between = (_asked, pass) => pass();
		await visit.offline(false);
		expect(await lookForUpdate(visit)).toBe('waiting');
		await letIn(visit);
		await openContributions(visit);
		for (const accident of Object.keys(accidents)) {
			const card = contribution(visit, `Four malgré ${accident}`);
			await says(card, say('contributions_state_waiting'));
		}
	});
});

describe('a captive portal at the first visit (fault-17)', () => {
	test('is never what the app opens with later', async ({ deployment, enter, browser }) => {
		deployment.between = async ({ path }, pass) =>
			path === '/shell' || /\/chunks\/.*[.]js$/.test(path) ? htmlPage(200, 'Wi-Fi') : pass();
		const context = await browser.newContext();
		const portal = await context.newPage();
		await portal.goto(`${deployment.url}/`);
		await portal.evaluate(() => navigator.serviceWorker.register('/service-worker.js'));
		// Given up, or taken for good: one of the two happens.
		await portal.waitForFunction(async () => {
			const { installing, waiting, active } =
				(await navigator.serviceWorker.getRegistration()) ?? {};
			return !installing && !waiting && active?.state !== 'activating';
		});
		const active = await portal.evaluate(async () => {
			const found = await navigator.serviceWorker.getRegistration();
			return found?.active?.state ?? null;
		});
		expect(active).toBe(null);
		await context.close();

		deployment.between = (_asked, pass) => pass();
		const visit = await enter();
		await visit.offline(true);
		await visit.page.reload();
		await visit.hydrated();
	});
});
