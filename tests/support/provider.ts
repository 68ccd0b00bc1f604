import { createHash, createSign, generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const clientId = 'capitelle-test';
const clientSecret = 'not-a-secret-of-anyone';

/** Who signs in there next, and what the provider lies about. */
export interface Behaviour {
	sub: string;
	email: string | null;
	email_verified?: boolean | undefined;
	/** Put over the identity it tells: another issuer, audience, nonce, end. */
	claims?: Record<string, unknown>;
	/** Signs with a key that it does not publish. */
	forged?: boolean;
	/** Tells the address by its userinfo only, as ProConnect does. */
	byUserinfo?: boolean;
	/** The person says no. */
	denies?: boolean;
}

/** A provider of OpenID Connect on this machine, which signs everybody in without a word. */
export interface Provider {
	issuer: string;
	clientId: string;
	clientSecret: string;
	behaviour: Behaviour;
	stop(): Promise<void>;
}

const keys = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Starts it on a free port. */
export async function startProvider(): Promise<Provider> {
	const published = keys();
	const other = keys();
	const asked = new Map<string, { challenge: string; nonce: string; redirect: string }>();
	const provider = {
		clientId,
		clientSecret,
		behaviour: { sub: 'p-1', email: 'jeanne@provider.example', email_verified: true } as Behaviour
	};
	let issuer = '';

	const identity = (nonce: string) => {
		const { sub, email, email_verified, claims, forged, byUserinfo } = provider.behaviour;
		const now = Math.floor(Date.now() / 1000);
		const told = byUserinfo ? {} : { email, email_verified };
		const body = {
			iss: issuer,
			aud: clientId,
			sub,
			nonce,
			iat: now,
			exp: now + 300,
			...told,
			...claims
		};
		const text = `${part({ alg: 'RS256', kid: 'one', typ: 'JWT' })}.${part(body)}`;
		const key = (forged ? other : published).privateKey;
		return `${text}.${createSign('RSA-SHA256').update(text).sign(key, 'base64url')}`;
	};

	async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const url = new URL(request.url ?? '/', issuer);
		const json = (status: number, body: unknown) => {
			response.writeHead(status, { 'content-type': 'application/json' });
			response.end(JSON.stringify(body));
		};
		if (url.pathname === '/.well-known/openid-configuration') {
			return json(200, {
				issuer,
				authorization_endpoint: `${issuer}/authorize`,
				token_endpoint: `${issuer}/token`,
				userinfo_endpoint: `${issuer}/userinfo`,
				jwks_uri: `${issuer}/keys`,
				response_types_supported: ['code'],
				subject_types_supported: ['public'],
				id_token_signing_alg_values_supported: ['RS256']
			});
		}
		if (url.pathname === '/keys') {
			const key = published.publicKey.export({ format: 'jwk' });
			return json(200, { keys: [{ ...key, kid: 'one', alg: 'RS256', use: 'sig' }] });
		}
		if (url.pathname === '/authorize') {
			const back = new URL(url.searchParams.get('redirect_uri') ?? '');
			back.searchParams.set('state', url.searchParams.get('state') ?? '');
			if (provider.behaviour.denies) back.searchParams.set('error', 'access_denied');
			else {
				const code = randomUUID();
				asked.set(code, {
					challenge: url.searchParams.get('code_challenge') ?? '',
					nonce: url.searchParams.get('nonce') ?? '',
					redirect: url.searchParams.get('redirect_uri') ?? ''
				});
				back.searchParams.set('code', code);
			}
			response.writeHead(302, { location: back.href });
			response.end();
			return;
		}
		if (url.pathname === '/token') {
			let text = '';
			for await (const chunk of request) text += String(chunk);
			const sent = new URLSearchParams(text);
			const known = asked.get(sent.get('code') ?? '');
			asked.delete(sent.get('code') ?? '');
			const proof = createHash('sha256')
				.update(sent.get('code_verifier') ?? '')
				.digest('base64url');
			if (known?.challenge !== proof || known.redirect !== sent.get('redirect_uri'))
				return json(400, { error: 'invalid_grant' });
			return json(200, {
				access_token: randomUUID(),
				token_type: 'Bearer',
				expires_in: 60,
				id_token: identity(known.nonce)
			});
		}
		if (url.pathname === '/userinfo') {
			const { sub, email, email_verified } = provider.behaviour;
			return json(200, { sub, email, email_verified });
		}
		json(404, {});
	}

	const server = createServer((request, response) => void answer(request, response));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return Object.assign(provider, {
		issuer,
		stop: () =>
			new Promise<void>((resolve) => {
				server.closeAllConnections();
				server.close(() => resolve());
			})
	});
}
