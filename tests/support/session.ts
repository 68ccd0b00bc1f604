import { createHash } from 'node:crypto';
import type { BrowserContext } from 'playwright-core';
import type { Account } from '../../src/lib/domain/account.ts';
import type { StoredSession } from '../../src/lib/remote/tokens.ts';
import type { TestServer } from './server.ts';
import { Visit } from './visit.ts';
import { screens } from './browser.ts';

/** A session as the authentication server begins it, and the account as the server describes it. */
interface Begun {
	session: StoredSession;
	account: Account;
}

/** The code the server sent to an address after `known` others. */
export async function codeFor(server: TestServer, email: string, known: number): Promise<string> {
	const end = Date.now() + 15_000;
	while (Date.now() < end) {
		const mine = await codesOf(server, email);
		if (mine.length > known) return mine[0]!;
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
	throw new Error(`no code was sent to ${email}`);
}

/** Every code sent to an address, the latest first. */
export async function codesOf(server: TestServer, email: string): Promise<string[]> {
	return (await server.outbox()).filter((mail) => mail.email === email).map(({ code }) => code);
}

/** Begins a session as the sign-in screen does, without the screen; a new account answers what it would be asked. */
export async function beginSession(server: TestServer, email: string): Promise<Begun> {
	const ask = await asker(server);
	const known = (await codesOf(server, email)).length;
	await ask('POST', '/auth/v1/otp', { email, create_user: true });
	const token = await codeFor(server, email, known);
	const said = await ask('POST', '/auth/v1/verify', { type: 'email', email, token });
	const { access_token, refresh_token, expires_in, user } = said as StoredSession & {
		expires_in: number;
	};
	const expires_at = Math.floor(Date.now() / 1000) + expires_in;
	const session = { access_token, refresh_token, expires_at, user: { id: user.id, email } };
	const mine = async () =>
		(await ask('POST', '/rest/v1/rpc/my_account', {}, access_token)) as Account;
	const account = await mine();
	const { charter_accepted, charter_current: version } = account;
	if (version === null || charter_accepted === version) return { session, account };
	const named = { pseudonym: 'Peirassa', name_shown: 'pseudonym', language: 'fr' };
	if (charter_accepted === null)
		await ask('PATCH', `/rest/v1/profiles?id=eq.${user.id}`, named, access_token);
	await ask('POST', '/rest/v1/charter_acceptances', { user_id: user.id, version }, access_token);
	return { session, account: await mine() };
}

async function asker({ url }: TestServer) {
	const config = (await (await fetch(`${url}/config.json`)).json()) as { publishableKey: string };
	return async function ask(
		method: string,
		path: string,
		body: object,
		token = config.publishableKey
	): Promise<unknown> {
		const answer = await fetch(url + path, {
			method,
			headers: {
				apikey: config.publishableKey,
				authorization: `Bearer ${token}`,
				'content-type': 'application/json'
			},
			body: JSON.stringify(body)
		});
		const text = await answer.text();
		// Others signed in before, from this address as they all do: one more may every twenty seconds.
		const wait = Number(answer.headers.get('retry-after'));
		if (answer.status === 429 && wait > 0 && wait <= 60) {
			await new Promise((resolve) => setTimeout(resolve, wait * 1000));
			return ask(method, path, body, token);
		}
		if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
		return text === '' ? null : (JSON.parse(text) as unknown);
	};
}

/** What a browser keeps for an address, as Playwright reads and writes it; its types leave the databases out. */
interface Kept {
	origin: string;
	localStorage: { name: string; value: string }[];
	indexedDB: { name: string; stores: { name: string; records: { value: unknown }[] }[] }[];
}
type State = Parameters<BrowserContext['setStorageState']>[0];

let layout: Promise<Kept['indexedDB']> | undefined;

/** The local database of this build with nothing in it: made by the app itself, once for all. */
async function emptyDatabase(near: Visit): Promise<Kept['indexedDB']> {
	const browser = near.context.browser();
	if (!browser) throw new Error('a kept profile signs in on the screen');
	const context = await browser.newContext(screens.desktop);
	try {
		const first = await Visit.begin(context, near.origin);
		await first.goto('/connexion');
		await first.page.getByRole('textbox').first().waitFor();
		const { origins } = await context.storageState({ indexedDB: true });
		const databases = (origins as Kept[]).find(({ origin }) => origin === near.origin)?.indexedDB;
		if (!databases?.some(({ stores }) => stores.some(({ name }) => name === 'meta')))
			throw new Error('the app made no database');
		return databases.map((one) => ({
			...one,
			stores: one.stores.map((store) => ({ ...store, records: [] }))
		}));
	} finally {
		await context.close();
	}
}

/**
 * Leaves a session on a device nobody used yet, where signing in leaves it. The app finds itself signed in at the
 * next page that is opened.
 */
export async function keepSession(visit: Visit, { session, account }: Begun): Promise<void> {
	const databases = await (layout ??= emptyDatabase(visit));
	const address = createHash('sha256').update(account.email.toLowerCase()).digest('hex');
	const meta = {
		account,
		given_to: account.id,
		[`known_account:${account.id}`]: address,
		'session:session': JSON.stringify(session)
	};
	const rows = Object.entries(meta).map(([key, value]) => ({ value: { key, value } }));
	const frame = {
		signedIn: true,
		canModerate: account.can_moderate,
		waiting: 0,
		toReview: 0,
		allReceived: false,
		unread: 0
	};
	const kept: Kept = {
		origin: visit.origin,
		localStorage: [{ name: 'capitelle.chrome', value: JSON.stringify(frame) }],
		indexedDB: databases.map((one) => ({
			...one,
			stores: one.stores.map((store) =>
				store.name === 'meta' ? { ...store, records: rows } : store
			)
		}))
	};
	const state: Exclude<State, string> = { cookies: [], origins: [kept] };
	await visit.context.setStorageState(state);
}
