import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { startProvider, type Provider } from '../support/provider.ts';
import { launchBrowser, visit as openVisit } from '../support/browser.ts';
import { test } from '../support/scenario.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { startTiles } from '../support/tiles.ts';
import type { Visit } from '../support/visit.ts';
import { say } from '../support/words.ts';
import { demo, signIn, signInOnScreen } from './steps/account.ts';

const button = ({ page }: Visit, name: string) => page.getByRole('button', { name, exact: true });
const heading = ({ page }: Visit, name: string) => page.getByRole('heading', { name }).first();

describe('an organisation and its people', () => {
	let provider: Provider;
	// Who signed out is on the map, which asks for its ground when there is time.
	let tiles: Awaited<ReturnType<typeof startTiles>>;
	let server: TestServer;
	let browser: Awaited<ReturnType<typeof launchBrowser>>;
	const visits: Visit[] = [];
	const enter = async (screen: 'phone' | 'desktop') => {
		const visit = await openVisit(browser, server.url, screen);
		visits.push(visit);
		return visit;
	};

	beforeAll(async () => {
		provider = await startProvider();
		provider.behaviour = { sub: 'a-1', email: 'agent@commune.test', email_verified: true };
		tiles = await startTiles();
		server = await startServer({
			demo: true,
			environment: {
				...tiles.environment,
				CAPITELLE_OIDC_ISSUER: provider.issuer,
				CAPITELLE_OIDC_CLIENT_ID: provider.clientId,
				CAPITELLE_OIDC_CLIENT_SECRET: provider.clientSecret,
				CAPITELLE_PROVIDER_NAME: 'Commune Connect'
			}
		});
		browser = await launchBrowser();
	});
	afterAll(async () => {
		for (const visit of visits) await visit.end();
		await browser?.close();
		await server?.stop();
		await provider?.stop();
		await tiles?.stop();
	});

	test('somebody invited comes in through a provider, is given a role, and loses it while signed in', async () => {
		const manager = await enter('desktop');
		await signIn(manager, server, demo.moderatorGarrigues);
		await manager.goto('/compte');
		await manager.page.getByRole('link', { name: /Amis des pierres/ }).click();
		await heading(manager, say('people_requests')).waitFor();
		await button(manager, say('people_request_accept')).click();
		await heading(manager, say('people_requests')).waitFor({ state: 'detached' });
		await button(manager, say('people_invite_make')).click();
		const link = await manager.page.getByLabel(say('people_invite_link')).inputValue();
		expect(await manager.accessibilityFaults()).toEqual([]);
		await manager.screenshot('people/organisation-1280');

		const agent = await enter('phone');
		await agent.goto(new URL(link).pathname);
		await agent.page.getByRole('link', { name: say('people_sign_in') }).click();
		await button(agent, say('people_provider_with', { name: 'Commune Connect' })).click();
		const charter = agent.page.getByRole('checkbox', { name: /charte/ });
		await charter.waitFor();
		await agent.page.getByRole('textbox', { name: say('account_pseudonym') }).fill('Lo Cònsol');
		await charter.check();
		await button(agent, say('account_continue')).click();
		await button(agent, say('people_invitation_accept')).click();
		await agent.page.getByText(/Vous faites maintenant partie/).waitFor();
		expect(await agent.accessibilityFaults()).toEqual([]);
		await agent.screenshot('people/invitation-360');
		const [row] = await server.sql<{ id: string }>(
			`select id from auth.users where email = 'agent@commune.test'`
		);
		expect(row).toBeDefined();

		await manager.page.reload();
		const member = manager.page.getByRole('listitem').filter({ hasText: 'Lo Cònsol' }).first();
		await member.getByRole('button', { name: say('people_role_give') }).click();
		const dialog = manager.page.getByRole('dialog');
		await dialog.getByRole('radio', { name: say('common_role_moderator') }).check();
		await dialog.getByLabel(say('people_territory')).selectOption('garrigues');
		await button(manager, say('people_role_give_confirm')).click();
		await member.getByRole('button', { name: say('people_role_take') }).waitFor();

		// What the desk still asks when the role ends is refused: its lists, and the photos it has ready of the next item.
		agent.expectComplaint(/status of 40[34] .*\/rpc\/(review_|saved_filters|reason_templates)/);
		agent.expectComplaint(/status of 40[034] .*\/storage\/v1\/object\/sign\//);
		await agent.goto('/moderation');
		await heading(agent, say('desk_title')).waitFor();
		await member.getByRole('button', { name: say('people_role_take') }).click();
		await button(manager, say('people_role_take_confirm')).click();
		await member.getByText(say('people_role_none')).waitFor();
		await agent.goto('/moderation');
		await heading(agent, say('desk_not_allowed_title')).waitFor();
		expect(visits.flatMap((visit) => visit.complaints)).toEqual([]);
	});

	test('an administrator sees who moderates where; a password is chosen after a code, and opens', async () => {
		const visit = await enter('phone');
		await signInOnScreen(visit, server, demo.administrator);
		await visit.goto('/administration/membres');
		await heading(visit, 'Hélène Roustan').waitFor();
		await visit.page.getByLabel(say('people_territory')).first().selectOption('rouergue');
		await visit.page.getByLabel(say('people_filter_right')).selectOption('moderates');
		await button(visit, say('people_show')).click();
		await heading(visit, 'Hélène Roustan').waitFor({ state: 'detached' });
		await heading(visit, 'Agnès Viala').waitFor();
		expect(await visit.accessibilityFaults()).toEqual([]);
		await visit.screenshot('people/members-360');

		await visit.goto('/compte');
		await button(visit, say('people_password_set')).click();
		await visit.page.getByLabel(say('people_password_new')).fill('trois murs de pierre seche');
		const known = (await server.outbox()).length;
		await button(visit, say('people_password_send_code')).click();
		await visit.page.getByLabel(say('people_password_code')).waitFor();
		await expect.poll(async () => (await server.outbox()).length).toBeGreaterThan(known);
		const [mail] = await server.outbox();
		await visit.page.getByLabel(say('people_password_code')).fill(mail?.code ?? '');
		await button(visit, say('people_password_save')).click();
		await visit.page.getByText(say('people_password_saved')).waitFor();
		await button(visit, say('account_sign_out')).click();
		await visit.page.waitForURL((url) => url.pathname === '/');

		await visit.goto('/connexion');
		await visit.page.getByLabel(say('account_email')).fill(demo.administrator);
		await button(visit, say('people_password_use')).click();
		visit.expectComplaint(/status of 400 .*grant_type=password/);
		await visit.page.getByLabel(say('people_password')).fill('pas celui-là du tout');
		await button(visit, say('people_sign_in')).click();
		await visit.page.getByText(say('people_password_wrong')).waitFor();
		expect(await visit.accessibilityFaults()).toEqual([]);
		await visit.page.getByLabel(say('people_password')).fill('trois murs de pierre seche');
		await button(visit, say('people_sign_in')).click();
		await visit.page.waitForURL((url) => url.pathname === '/contributions');
		expect(visit.complaints).toEqual([]);
	});

	test('a token of another project opens nothing; a session sets a password only when it is fresh, and no address', async () => {
		const { publishableKey } = (await (await fetch(`${server.url}/config.json`)).json()) as {
			publishableKey: string;
		};
		const ask = (method: string, path: string, body: object, token?: string) =>
			fetch(server.url + path, {
				method,
				headers: {
					apikey: publishableKey,
					'content-type': 'application/json',
					...(token ? { authorization: `Bearer ${token}` } : {})
				},
				body: JSON.stringify(body)
			});
		const email = demo.moderatorRouergue;
		await ask('POST', '/auth/v1/otp', { email, create_user: true });
		await expect.poll(async () => (await server.outbox())[0]?.email).toBe(email);
		const [mail] = await server.outbox();
		const verified = await ask('POST', '/auth/v1/verify', {
			type: 'email',
			email,
			token: mail?.code
		});
		const session = (await verified.json()) as { access_token: string; user: { id: string } };
		const token = session.access_token;
		expect((await ask('POST', '/rest/v1/rpc/my_account', {}, token)).status).toBe(200);

		const [head = '', claims = ''] = token.split('.');
		const sign = (secret: string) =>
			`${head}.${claims}.${createHmac('sha256', secret).update(`${head}.${claims}`).digest('base64url')}`;
		for (const foreign of [
			sign('the secret of another project, long enough'),
			`${head}.${claims}.`
		])
			expect((await ask('POST', '/rest/v1/rpc/my_account', {}, foreign)).status).toBe(401);

		const change = (body: object) => ask('PUT', '/auth/v1/user', body, token);
		expect((await change({ email: 'mallory@test.example' })).status).toBe(400);
		expect((await change({ password: 'court' })).status).toBe(422);
		const before = await server.sql(`select email from auth.users where id = $1`, [
			session.user.id
		]);
		await server.sql(
			`update auth.sessions set created_at = now() - interval '16 minutes' where user_id = $1`,
			[session.user.id]
		);
		const late = await change({ password: 'un autre mot de passe', email: 'mallory@test.example' });
		expect(await late.json()).toMatchObject({ error_code: 'reauthentication_needed' });
		expect(
			await server.sql(`select email from auth.users where id = $1`, [session.user.id])
		).toEqual(before);
	});
});
