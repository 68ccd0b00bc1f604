import type { CDPSession } from 'playwright-core';
import { describe, expect } from 'vitest';
import { sentJson, type Answer, type Deployment } from '../support/deployment.ts';
import { picture } from '../support/jpeg.ts';
import type { Visit } from '../support/visit.ts';
import { say } from '../support/words.ts';
import { signIn } from './steps/account.ts';
import { noteObject } from './steps/capture.ts';
import { contribution, openContributions, says } from './steps/contributions.ts';
import { test } from './steps/updates.ts';

/** Follows what is sent: how often each thing, and whether two senders were ever at it together. */
function watchSending(deployment: Deployment) {
	const times = new Map<string, number>();
	let under = 0;
	let most = 0;
	const note = (what: string) => times.set(what, (times.get(what) ?? 0) + 1);
	deployment.between = async (asked, pass): Promise<Answer> => {
		const { method, path } = asked;
		if (path.startsWith('/storage/v1/object/') && method === 'POST') note(path);
		if (!path.startsWith('/rest/v1/rpc/push_operations')) return pass();
		const { p_batch } = sentJson(asked) as { p_batch: { op_id: string }[] };
		for (const { op_id } of p_batch) note(op_id);
		most = Math.max(most, ++under);
		return pass().finally(() => under--);
	};
	return { times, most: () => most };
}

/** Does what the browser does when the network is back: calls the service worker, pages or not. */
async function networkIsBack(session: CDPSession, origin: string): Promise<void> {
	const registered = new Promise<string>((resolve) => {
		session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
			const own = registrations.find(({ scopeURL }) => scopeURL.startsWith(origin));
			if (own) resolve(own.registrationId);
		});
	});
	await session.send('ServiceWorker.enable');
	await session.send('ServiceWorker.dispatchSyncEvent', {
		origin,
		registrationId: await registered,
		tag: 'capitelle-drain',
		lastChance: false
	});
}

/** Two records, the first with a photo, saved without a network. */
async function noteWithout(visit: Visit): Promise<void> {
	await visit.offline(true);
	await noteObject(visit, { words: 'four', title: 'Four à deux', photo: picture() });
	await noteObject(visit, { words: 'puits', title: 'Puits à deux' });
}

describe('when the network is back', () => {
	test('two tabs and the service worker, called together, send each thing once (fault-14)', async ({
		server,
		deployment,
		enter
	}) => {
		const visit = await enter('/connexion');
		await signIn(visit, server, 'onglets@exemple.test');
		await noteWithout(visit);
		await openContributions(visit);
		const first = visit.page;
		visit.page = await visit.context.newPage();
		await openContributions(visit);
		await says(contribution(visit, 'Four à deux'), say('contributions_state_waiting'));

		const { times, most } = watchSending(deployment);
		const session = await visit.protocol();
		await Promise.all([visit.offline(false), networkIsBack(session, deployment.url)]);
		for (const page of [first, visit.page]) {
			await page.evaluate(() => dispatchEvent(new Event('online')));
		}
		for (const page of [first, visit.page]) {
			visit.page = page;
			await says(contribution(visit, 'Four à deux'), say('contributions_state_received'));
			await says(contribution(visit, 'Puits à deux'), say('contributions_state_received'));
		}
		// Two records, the facts of a photo, and its file.
		expect([...times.values()]).toEqual([1, 1, 1, 1]);
		expect(most()).toBe(1);
	});

	test('and no page is open, the service worker sends by itself, photos too', async ({
		server,
		deployment,
		enter
	}) => {
		const visit = await enter('/connexion');
		await signIn(visit, server, 'fermee@exemple.test');
		await noteWithout(visit);
		// From before the network is there: the app asked the browser to wake the service worker, which it may do any time.
		const { times, most } = watchSending(deployment);
		// Every page of the app is closed; something else is on the screen.
		await visit.kill();
		await visit.page.goto('about:blank');
		await visit.offline(false);
		await networkIsBack(await visit.protocol(), deployment.url);
		const received = () =>
			server.sql<{ records: number; photos: number }>(
				`select count(distinct r.id)::int as records, count(p.received_at)::int as photos
				from public.records r join auth.users u on u.id = r.author_id
				left join public.photos p on p.record_id = r.id where u.email = $1`,
				['fermee@exemple.test']
			);
		await expect
			.poll(received, { timeout: 60_000, interval: 500 })
			.toEqual([{ records: 2, photos: 1 }]);
		expect(visit.context.pages().map((page) => page.url())).toEqual(['about:blank']);
		expect([...times.values()]).toEqual([1, 1, 1, 1]);
		expect(most()).toBe(1);

		await openContributions(visit);
		await says(contribution(visit, 'Four à deux'), say('contributions_state_received'));
	});
});
