import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import * as client from 'openid-client';
import { Limiter, type Rate } from './limits.ts';
import { isLoopback } from './loopback.ts';
import type { OidcSettings } from './provider-settings.ts';

/** One statement as the database's owner. */
type Sql = (sql: string, values: unknown[]) => Promise<unknown>;

/** A person on their way to the provider and back. */
interface Journey {
	nonce: string;
	/** Proves to the provider that who asks for the token is who sent the person (PKCE). */
	verifier: string;
	/** The same between the app and us: only the browser that set out can use what comes of it. */
	challenge: string;
	/** Hash of the cookie this browser was given. */
	browser: Buffer;
	back: URL;
	endsAt: number;
}

const journeyMs = 10 * 60_000;
/** The oldest is forgotten first: a flood costs memory for this many, and no more. */
const maxJourneys = 5_000;
const byAddress: Rate = { burst: 30, everyS: 10 };
const cookieName = 'capitelle-provider';

/**
 * Sign-in with an OpenID Connect provider for the embedded backend, at the two addresses where the hosted
 * authentication server has it: `/auth/v1/authorize` sends away, `/auth/v1/callback` takes back. What comes of it
 * is a code that the app exchanges at `/auth/v1/token?grant_type=pkce` for a session, as it does elsewhere.
 */
export class OidcSignIn {
	readonly #settings: OidcSettings;
	readonly #id: string;
	readonly #sql: Sql;
	readonly #now: () => number;
	readonly #journeys = new Map<string, Journey>();
	readonly #limiter: Limiter;
	#provider: Promise<client.Configuration> | null = null;

	constructor(id: string, settings: OidcSettings, sql: Sql, now: () => number = Date.now) {
		this.#id = id;
		this.#settings = settings;
		this.#sql = sql;
		this.#now = now;
		this.#limiter = new Limiter(now);
	}

	/**
	 * @param origin of the site, as people's browsers know it
	 * @param address of who asks, for the limit
	 * @returns the answer, or null when the request is for somebody else
	 */
	async answer(request: Request, origin: string, address: string): Promise<Response | null> {
		const url = new URL(request.url);
		if (request.method !== 'GET') return null;
		if (url.pathname === '/auth/v1/authorize') return this.#leave(url, origin, address);
		if (url.pathname === '/auth/v1/callback') return this.#comeBack(request, url, origin);
		return null;
	}

	async #leave({ searchParams }: URL, origin: string, address: string): Promise<Response> {
		const challenge = searchParams.get('code_challenge') ?? '';
		const method = searchParams.get('code_challenge_method')?.toLowerCase();
		if (searchParams.get('provider') !== this.#id)
			return refuse(400, 'validation_failed', 'Unknown provider');
		if (!/^[\w-]{43}$/.test(challenge) || method !== 's256')
			return refuse(400, 'validation_failed', 'PKCE with S256 is expected');
		const waitS = this.#limiter.take(address, byAddress);
		if (waitS > 0) return refuse(429, 'over_request_rate_limit', `Try again in ${waitS} seconds`);
		const back = ownAddress(searchParams.get('redirect_to'), origin);
		const [state, nonce, verifier] = [token(), token(), client.randomPKCECodeVerifier()];
		const cookie = token();
		let provider: client.Configuration;
		try {
			provider = await this.#known();
		} catch {
			return failed(back, 'provider_unreachable');
		}
		this.#remember(state, {
			nonce,
			verifier,
			challenge,
			browser: hash(cookie),
			back,
			endsAt: this.#now() + journeyMs
		});
		const location = client.buildAuthorizationUrl(provider, {
			redirect_uri: callback(origin),
			scope: this.#settings.scope,
			code_challenge: await client.calculatePKCECodeChallenge(verifier),
			code_challenge_method: 'S256',
			state,
			nonce
		});
		return redirect(location, cookieOf(cookie, journeyMs / 1000, origin));
	}

	async #comeBack(request: Request, url: URL, origin: string): Promise<Response> {
		const home = new URL('/connexion', origin);
		const state = url.searchParams.get('state') ?? '';
		const journey = this.#journeys.get(state);
		const cookie = cookieIn(request.headers.get('cookie'));
		// Somebody else's journey is not ended by who guessed or was handed its address.
		if (!journey || !cookie || !timingSafeEqual(journey.browser, hash(cookie)))
			return failed(home, 'bad_oauth_state');
		this.#journeys.delete(state);
		if (journey.endsAt < this.#now()) return failed(journey.back, 'bad_oauth_state');
		if (url.searchParams.has('error')) {
			const denied = url.searchParams.get('error') === 'access_denied';
			return failed(journey.back, denied ? 'access_denied' : 'bad_oauth_callback');
		}
		let person: Person;
		try {
			person = await this.#ask(url, state, journey, origin);
		} catch {
			return failed(journey.back, 'bad_oauth_callback');
		}
		if (person.email === null) return failed(journey.back, 'provider_email_needs_verification');
		const code = token();
		await this.#sql(signInSql, [
			this.#id,
			`${person.iss} ${person.sub}`,
			person.email,
			randomUUID(),
			randomUUID(),
			JSON.stringify({ ...person, email_verified: true }),
			randomUUID(),
			code,
			journey.challenge
		]);
		const back = new URL(journey.back);
		back.searchParams.set('code', code);
		return redirect(back, cookieOf('', 0, origin));
	}

	/** Who the provider says it is. The library checks state, nonce, issuer, audience, times and signature. */
	async #ask(url: URL, state: string, journey: Journey, origin: string): Promise<Person> {
		const provider = await this.#known();
		const current = new URL(callback(origin));
		current.search = url.search;
		const tokens = await client.authorizationCodeGrant(provider, current, {
			pkceCodeVerifier: journey.verifier,
			expectedState: state,
			expectedNonce: journey.nonce
		});
		const claims = tokens.claims();
		if (!claims) throw new Error('no identity');
		if (claims['email'] !== undefined) return this.#person(claims, claims);
		const told = await client.fetchUserInfo(provider, tokens.access_token, claims.sub);
		return this.#person(claims, told);
	}

	#person(
		{ iss, sub }: client.IDToken,
		{ email, email_verified }: Record<string, unknown>
	): Person {
		const proved =
			email_verified === true || (email_verified === undefined && this.#settings.trustsEmail);
		const usable = proved && typeof email === 'string' && /^[^\s@]+@[^\s@]+$/.test(email);
		return { iss, sub, email: usable ? email.toLowerCase() : null };
	}

	/** What the provider says of itself; asked once, and again after a failure. */
	#known(): Promise<client.Configuration> {
		const { issuer, clientId, clientSecret } = this.#settings;
		const server = new URL(issuer);
		const local = server.protocol === 'http:' && isLoopback(server.hostname);
		this.#provider ??= client
			.discovery(server, clientId, clientSecret, undefined, {
				execute: [
					client.enableNonRepudiationChecks,
					...(local ? [client.allowInsecureRequests] : [])
				],
				timeout: 10
			})
			.catch((error: unknown) => {
				this.#provider = null;
				throw error;
			});
		return this.#provider;
	}

	#remember(state: string, journey: Journey): void {
		for (const [known, { endsAt }] of this.#journeys) {
			if (endsAt >= this.#now() && this.#journeys.size < maxJourneys) break;
			this.#journeys.delete(known);
		}
		this.#journeys.set(state, journey);
	}
}

interface Person {
	/** Which provider says so: another one, set later, may call somebody else the same. */
	iss: string;
	/** The provider's own name for them, for ever. */
	sub: string;
	/** Null when it was not proved to be theirs. */
	email: string | null;
}

/**
 * Finds the account by the provider's name for the person, then by the proved address, else makes one; and leaves a
 * code for it, as the library's own providers do. One statement: all of it, or nothing.
 */
const signInSql = `
with known as (
	select user_id as id from auth.identities where provider = $1::text and provider_id = $2::text
), same_address as (
	select id from auth.users where lower(email) = $3::text and not exists (select from known) order by created_at limit 1
), made as (
	insert into auth.users (id, email, aud, role, email_confirmed_at, raw_app_meta_data, raw_user_meta_data, created_at, updated_at)
	select $4::uuid, $3::text, 'authenticated', 'authenticated', now(),
		jsonb_build_object('provider', $1::text, 'providers', jsonb_build_array($1::text)), '{}', now(), now()
	where not exists (select from known) and not exists (select from same_address)
	returning id
), person as (
	select id from known union all select id from same_address union all select id from made
), linked as (
	insert into auth.identities (id, provider, provider_id, user_id, identity_data, last_sign_in_at, created_at, updated_at)
	select $5::uuid, $1::text, $2::text, id, $6::jsonb, now(), now(), now() from person
	on conflict (provider, provider_id) do update set last_sign_in_at = now(), identity_data = excluded.identity_data
)
insert into auth.flow_state (id, user_id, auth_code, authentication_method, code_challenge_method, code_challenge,
	provider_type, provider_access_token, provider_refresh_token, auth_code_issued_at, created_at, updated_at)
select $7::uuid, id, $8::text, 'oauth', 's256', $9::text, $1::text, '', '', now(), now(), now() from person`;

const token = () => randomBytes(32).toString('base64url');
const hash = (text: string) => createHash('sha256').update(text).digest();
const callback = (origin: string) => `${origin}/auth/v1/callback`;

/** Where the app may be sent back to: its own sign-in page, with what it remembers in the address; never elsewhere. */
function ownAddress(asked: string | null, origin: string): URL {
	const home = new URL('/connexion', origin);
	const url = asked !== null && URL.canParse(asked) ? new URL(asked) : home;
	return url.origin === home.origin && url.pathname === home.pathname ? url : home;
}

function cookieOf(value: string, maxAgeS: number, origin: string): string {
	const secure = origin.startsWith('https:') ? '; Secure' : '';
	return `${cookieName}=${value}; Path=/auth/v1; HttpOnly; SameSite=Lax; Max-Age=${maxAgeS}${secure}`;
}

function cookieIn(header: string | null): string | null {
	return new RegExp(`(?:^|; )${cookieName}=([\\w-]{43})(?:;|$)`).exec(header ?? '')?.[1] ?? null;
}

function redirect(location: URL, cookie?: string): Response {
	const headers = new Headers({ location: location.href, 'cache-control': 'no-store' });
	if (cookie) headers.set('set-cookie', cookie);
	return new Response(null, { status: 302, headers });
}

/** Back to the app with a reason it has words for. */
function failed(back: URL, code: string): Response {
	const url = new URL(back);
	url.searchParams.set('error_code', code);
	return redirect(url);
}

/** Shaped as the hosted auth server shapes its errors. */
function refuse(status: number, code: string, message: string): Response {
	return Response.json({ code: status, error_code: code, msg: message }, { status });
}
