import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { OidcSignIn } from '../../src/lib/backend/oidc.ts';
import { startProvider, type Behaviour, type Provider } from '../support/provider.ts';
import { onEveryEngine } from './support/world.ts';

const origin = 'http://127.0.0.1:3000';
const verifier = 'v'.repeat(64);
const challenge = createHash('sha256').update(verifier).digest('base64url');
const jeanne: Behaviour = { sub: 'p-1', email: 'Jeanne@Provider.example', email_verified: true };

onEveryEngine('sign-in with a provider', (world) => {
	let provider: Provider;
	let now = Date.now();
	let oidc: OidcSignIn;
	const open = (trustsEmail = false) =>
		new OidcSignIn(
			'oidc',
			{ ...provider, scope: 'openid email', trustsEmail },
			(sql, values) => world().db.query(sql, values),
			() => now
		);

	beforeAll(async () => {
		provider = await startProvider();
	});
	afterAll(() => provider.stop());
	beforeEach(() => {
		provider.behaviour = { ...jeanne };
		now = Date.now();
		oidc = open();
	});

	const ask = async (url: URL, cookie = '') =>
		(await oidc.answer(new Request(url, { headers: { cookie } }), origin, '10.0.0.1'))!;

	/** Leaves for the provider and comes back as a browser would, up to the door of the callback. */
	async function journey(over: Record<string, string> = {}) {
		const away = new URL('/auth/v1/authorize', origin);
		away.search = new URLSearchParams({
			provider: 'oidc',
			redirect_to: `${origin}/connexion?suite=%2Fcompte`,
			code_challenge: challenge,
			code_challenge_method: 's256',
			...over
		}).toString();
		const left = await ask(away);
		const cookie = (left.headers.get('set-cookie') ?? '').split(';')[0]!;
		const sent = await fetch(left.headers.get('location')!, { redirect: 'manual' });
		return { left, cookie, back: new URL(sent.headers.get('location')!) };
	}

	/** Where the app finds itself in the end. */
	async function arrive(over: Record<string, string> = {}): Promise<URL> {
		const { cookie, back } = await journey(over);
		return new URL((await ask(back, cookie)).headers.get('location')!);
	}

	const accounts = async () =>
		(
			await world().db.query<{ n: number }>(
				`select (select count(*) from auth.users)::int + (select count(*) from auth.identities)::int
				+ (select count(*) from auth.flow_state)::int as n`
			)
		)[0]!.n;

	/** Nothing came of it, and nothing is left behind. */
	async function refusedWith(code: string, attempt: () => Promise<URL>) {
		const before = await accounts();
		const at = await attempt();
		expect(at.origin + at.pathname).toBe(`${origin}/connexion`);
		expect(at.searchParams.get('error_code')).toBe(code);
		expect(at.searchParams.has('code')).toBe(false);
		expect(await accounts()).toBe(before);
	}

	test('makes an account with a profile, finds it again, and leaves a code only its browser can use', async () => {
		const first = await arrive();
		expect(first.searchParams.get('suite')).toBe('/compte');
		const read = () =>
			world().db.query(
				`select u.id, u.email, u.email_confirmed_at is not null as proved, i.provider_id, p.id is not null as profile
				from auth.identities i join auth.users u on u.id = i.user_id left join public.profiles p on p.id = u.id
				where i.provider = 'oidc'`
			);
		const [made] = await read();
		expect(made).toMatchObject({
			email: 'jeanne@provider.example',
			proved: true,
			provider_id: `${provider.issuer} p-1`,
			profile: true
		});
		const [flow] = await world().db.query(
			`select user_id, code_challenge, code_challenge_method from auth.flow_state where auth_code = $1`,
			[first.searchParams.get('code')]
		);
		expect(flow).toEqual({
			user_id: made!['id'],
			code_challenge: challenge,
			code_challenge_method: 's256'
		});
		// Another address at the provider since: still the same person here.
		provider.behaviour = { ...jeanne, email: 'other@provider.example' };
		await arrive();
		expect(await read()).toEqual([made]);
	});

	test('joins the account that has the proved address already', async () => {
		provider.behaviour = { sub: 'p-2', email: 'AUTHOR@test.example', email_verified: true };
		await arrive();
		const rows = await world().db.query(
			`select user_id from auth.identities where identity_data ->> 'sub' = 'p-2'`
		);
		expect(rows).toEqual([{ user_id: world().ids.author }]);
	});

	test('gives nobody’s account to whom another provider, set later, calls by the same name', async () => {
		await arrive();
		const other = await startProvider();
		other.behaviour = { ...jeanne, email: 'somebody-else@provider.example' };
		const at = async () => {
			const end = await arrive();
			const [row] = await world().db.query<{ email: string }>(
				`select u.email from auth.flow_state f join auth.users u on u.id = f.user_id where f.auth_code = $1`,
				[end.searchParams.get('code')]
			);
			return row?.email;
		};
		const [first] = [provider, (provider = other)];
		oidc = open();
		try {
			expect(await at()).toBe('somebody-else@provider.example');
		} finally {
			provider = first;
			await other.stop();
		}
	});

	test('takes no address that the provider did not prove, unless the operator says that it proves all', async () => {
		const unproved = 'provider_email_needs_verification';
		const mallory: Behaviour = { sub: 'm', email: 'author@test.example' };
		for (const behaviour of [
			mallory,
			{ ...mallory, email_verified: false },
			{ ...mallory, email: null, email_verified: true },
			{ ...mallory, byUserinfo: true },
			{ ...mallory, claims: { email_verified: 'true' } }
		]) {
			provider.behaviour = behaviour;
			await refusedWith(unproved, () => arrive());
		}
		oidc = open(true);
		provider.behaviour = { ...mallory, email_verified: false };
		await refusedWith(unproved, () => arrive());
		provider.behaviour = { sub: 'p-3', email: 'agent@commune.example', byUserinfo: true };
		expect((await arrive()).searchParams.has('code')).toBe(true);
	});

	test('takes no identity that was not told to this site, now, by this provider', async () => {
		const late = Math.floor(Date.now() / 1000) - 3_600;
		for (const lie of [
			{ claims: { aud: 'another-project' } },
			{ claims: { aud: ['capitelle-test', 'another-project'], azp: 'another-project' } },
			{ claims: { iss: 'https://evil.example' } },
			{ claims: { nonce: 'of-another-journey' } },
			{ claims: { nonce: undefined } },
			{ claims: { exp: late, iat: late - 300 } },
			{ forged: true }
		]) {
			provider.behaviour = { ...jeanne, sub: 'liar', ...lie };
			await refusedWith('bad_oauth_callback', () => arrive());
		}
	});

	test('takes no journey that another browser began, was replayed, or took too long', async () => {
		const { cookie, back } = await journey();
		const at = async (url: URL, with_: string) =>
			new URL((await ask(url, with_)).headers.get('location')!);
		await refusedWith('bad_oauth_state', () => at(back, ''));
		await refusedWith('bad_oauth_state', () => at(back, `capitelle-provider=${'x'.repeat(43)}`));
		const guessed = new URL(back);
		guessed.searchParams.set('state', 'guessed');
		await refusedWith('bad_oauth_state', () => at(guessed, cookie));
		// None of that ended the journey of who began it.
		expect((await at(back, cookie)).searchParams.has('code')).toBe(true);
		await refusedWith('bad_oauth_state', () => at(back, cookie));

		const slow = await journey();
		now += 11 * 60_000;
		await refusedWith('bad_oauth_state', () => at(slow.back, slow.cookie));

		// A code of another journey, put into one's own: the provider's PKCE refuses it.
		now = Date.now();
		const [mine, theirs] = [await journey(), await journey()];
		mine.back.searchParams.set('code', theirs.back.searchParams.get('code')!);
		await refusedWith('bad_oauth_callback', () => at(mine.back, mine.cookie));
	});

	test('goes back to the sign-in page of this site alone, and says when the person stopped', async () => {
		for (const elsewhere of [
			'https://evil.example/connexion',
			`${origin}@evil.example/connexion`,
			`${origin}/api/records.json`,
			'javascript:alert(1)'
		]) {
			const end = await arrive({ redirect_to: elsewhere });
			expect(end.origin + end.pathname, elsewhere).toBe(`${origin}/connexion`);
		}
		provider.behaviour = { ...jeanne, denies: true };
		await refusedWith('access_denied', () => arrive());
	});

	test('sends nobody away without PKCE, to another provider, or too often', async () => {
		const asked = (search: Record<string, string>) => {
			const url = new URL('/auth/v1/authorize', origin);
			url.search = new URLSearchParams(search).toString();
			return ask(url).then(({ status }) => status);
		};
		const good = { provider: 'oidc', code_challenge: challenge, code_challenge_method: 's256' };
		expect(await asked({ ...good, provider: 'github' })).toBe(400);
		expect(await asked({ provider: 'oidc' })).toBe(400);
		expect(await asked({ ...good, code_challenge_method: 'plain' })).toBe(400);
		const statuses = [];
		for (let i = 0; i < 32; i++) statuses.push(await asked(good));
		expect(statuses.filter((status) => status === 429)).toHaveLength(2);
	});
});
