import { expect } from 'vitest';
import { test } from '../support/scenario.ts';
import { say } from '../support/words.ts';
import { demo, signIn } from './steps/account.ts';

/** How many notices the server knows as read. Those unread may grow at any moment: the jobs tell what happened before. */
const readOf = `select count(*)::int as read from public.notices n join auth.users u on u.id = n.user_id
	where u.email = $1 and n.read_at is not null`;

test('notices are read in the field without network, and the server learns it later', async ({
	server,
	open
}) => {
	const visit = await open('phone');
	const { page } = visit;
	await signIn(visit, server, demo.contributor);
	await visit.goto('/avis');
	const first = page.getByRole('article').first();
	await first.waitFor();
	expect(await visit.accessibilityFaults()).toEqual([]);
	const known = async () =>
		(await server.sql<{ read: number }>(readOf, [demo.contributor]))[0]!.read;
	const before = await known();

	await visit.installed();
	await visit.offline(true);
	await page.reload();
	await visit.hydrated();
	await first.waitFor();
	const button = page.getByRole('button', { name: say('notices_read_short') });
	const unread = await button.count();
	expect(unread).toBeGreaterThan(1);
	await button.first().click();
	await expect.poll(() => button.count()).toBe(unread - 1);
	// The frame counts with it, and a reload does not bring it back.
	await page.reload();
	await visit.hydrated();
	await first.waitFor();
	await expect.poll(() => button.count()).toBe(unread - 1);
	expect(await known()).toBe(before);

	await visit.offline(false);
	await expect.poll(known, { timeout: 20_000 }).toBe(before + 1);

	// A push service wakes the device: what is shown says that there is something, and nothing else.
	// This browser shows no notifications: what would be shown is caught where the worker hands it over.
	const [worker] = page.context().serviceWorkers();
	await worker!.evaluate(() => {
		const { registration } = self as unknown as ServiceWorkerGlobalScope;
		registration.showNotification = (title, options) => {
			Reflect.set(self, 'shown', `${title}: ${options?.body ?? ''}`);
			return Promise.resolve();
		};
	});
	const protocol = await visit.protocol();
	const registrationId = await new Promise<string>((resolve) => {
		protocol.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
			const [own] = registrations.filter(({ isDeleted }) => !isDeleted);
			if (own) resolve(own.registrationId);
		});
		void protocol.send('ServiceWorker.enable');
	});
	await protocol.send('ServiceWorker.deliverPushMessage', {
		origin: server.url,
		registrationId,
		data: JSON.stringify({ title: 'Capitelle', body: 'Il y a du nouveau pour vous.' })
	});
	await expect
		.poll(() => worker!.evaluate(() => Reflect.get(self, 'shown') as unknown), { timeout: 10_000 })
		.toBe('Capitelle: Il y a du nouveau pour vous.');
});

test('what is followed is chosen on the phone, and a mail is stopped in one press, by hand or by the mail program', async ({
	server,
	open
}) => {
	const visit = await open('desktop');
	const { page } = visit;
	await signIn(visit, server, demo.trusted);
	const [record] = await server.sql<{ id: string; commune: string }>(
		`select r.id, c.nom as commune from public.records r join public.communes c on c.insee = r.commune_insee
		where r.public_geometry is not null limit 1`
	);
	await visit.goto(`/fiche/${record!.id}`);
	await page.getByRole('link', { name: say('notices_follow'), exact: true }).click();
	await page
		.getByRole('checkbox', { name: say('notices_follow_commune', { name: record!.commune }) })
		.check();
	await page.getByText(say('notices_saved')).waitFor();
	expect(await visit.accessibilityFaults()).toEqual([]);
	await visit.goto('/avis/reglages');
	await page.getByText(record!.commune, { exact: true }).waitFor();
	expect(await visit.accessibilityFaults()).toEqual([]);

	const [person] = await server.sql<{ token: string; id: string }>(
		`select u.id, private.unsubscribe_token(u.id, 'all') as token from auth.users u where u.email = $1`,
		[demo.trusted]
	);
	const off = async () =>
		(
			await server.sql<{ mail_off: boolean }>(
				'select mail_off from public.notice_settings where user_id = $1',
				[person!.id]
			)
		)[0]?.mail_off;
	const link = `/desabonner?j=${encodeURIComponent(person!.token)}`;
	await visit.goto(link);
	expect(await off()).not.toBe(true);
	await page.getByRole('button', { name: say('notices_out_do') }).click();
	await page.getByText(say('notices_out_done')).waitFor();
	expect(await off()).toBe(true);

	await server.sql('update public.notice_settings set mail_off = false where user_id = $1', [
		person!.id
	]);
	// As a mail program does it: from nowhere, without a session.
	const press = (address: string) =>
		fetch(`${server.url}${address}`, {
			method: 'POST',
			headers: { 'content-type': 'application/x-www-form-urlencoded' },
			body: 'List-Unsubscribe=One-Click'
		});
	await press(`${link}0`);
	expect(await off()).toBe(false);
	expect((await press(link)).status).toBe(200);
	expect(await off()).toBe(true);
});
