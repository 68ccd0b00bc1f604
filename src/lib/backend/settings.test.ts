import { describe, expect, test } from 'vitest';
import { isLoopback } from './loopback.ts';
import { readSettings, SettingsError } from './settings.ts';

function problems(environment: Record<string, string>): string[] {
	try {
		readSettings(environment);
	} catch (error) {
		if (error instanceof SettingsError) return error.problems.map(({ variable }) => variable);
		throw error;
	}
	return [];
}

const mail = {
	SMTP_URL: 'smtps://a:b@smtp.exemple.fr:465',
	SMTP_FROM: 'Capitelle <carte@exemple.fr>'
};
const remote = {
	PUBLIC_SUPABASE_URL: 'https://x.supabase.co/',
	PUBLIC_SUPABASE_PUBLISHABLE_KEY: 'sb_publishable_x'
};

describe('settings', () => {
	test('nothing set: this machine only, embedded, with the demo', () => {
		expect(readSettings({})).toEqual({
			host: '127.0.0.1',
			port: 3000,
			origin: null,
			local: true,
			dataFolder: '.capitelle',
			remote: null,
			mail: null,
			push: { keys: null, hosts: expect.arrayContaining(['fcm.googleapis.com']) },
			themesFolder: null,
			uriBase: null,
			geocoder: 'https://data.geopf.fr/geocodage',
			provider: null,
			demo: true
		});
	});

	test('an empty variable is an absent one, as in a copied .env.example', () => {
		expect(readSettings({ ORIGIN: '', SMTP_URL: ' ', PORT: '', CAPITELLE_DEMO: '' })).toEqual(
			readSettings({})
		);
	});

	test('the keys of push services go together, and are keys', () => {
		const VAPID_PUBLIC_KEY = 'B'.repeat(87);
		const VAPID_PRIVATE_KEY = 'p'.repeat(43);
		expect(readSettings({ VAPID_PUBLIC_KEY, VAPID_PRIVATE_KEY }).push.keys).toEqual({
			publicKey: VAPID_PUBLIC_KEY,
			privateKey: VAPID_PRIVATE_KEY
		});
		expect(() => readSettings({ VAPID_PUBLIC_KEY })).toThrow(/VAPID_PRIVATE_KEY/);
		expect(() => readSettings({ VAPID_PUBLIC_KEY, VAPID_PRIVATE_KEY: 'x' })).toThrow(/VAPID/);
	});

	test('addresses are asked for where the setting says, or nowhere', () => {
		const of = (CAPITELLE_GEOCODER: string) => readSettings({ CAPITELLE_GEOCODER }).geocoder;
		expect(of('https://geo.exemple.fr/base/')).toBe('https://geo.exemple.fr/base');
		expect(of('off')).toBeNull();
		for (const odd of ['partout', 'javascript:alert(1)', 'https://moi@geo.exemple.fr/'])
			expect(problems({ CAPITELLE_GEOCODER: odd })).toEqual(['CAPITELLE_GEOCODER']);
	});

	test.each(['0.0.0.0', '::', '192.168.1.10', 'carte.exemple.fr'])(
		'public host %s without a mail server is refused',
		(host) => {
			expect(problems({ HOST: host })).toContain('HOST');
			expect(problems({ HOST: host, ...mail })).toEqual([]);
		}
	);

	test('a public address in front of a local port is public too', () => {
		expect(problems({ ORIGIN: 'https://carte.exemple.fr' })).toEqual(['ORIGIN']);
		expect(readSettings({ ORIGIN: 'https://carte.exemple.fr', ...mail }).local).toBe(false);
	});

	test('a public address served by a Supabase project needs no mail server here', () => {
		expect(problems({ HOST: '0.0.0.0', ...remote })).toEqual([]);
	});

	test('no demo accounts in public, not even when asked for', () => {
		expect(readSettings({ HOST: '0.0.0.0', ...mail }).demo).toBe(false);
		expect(problems({ HOST: '0.0.0.0', ...mail, CAPITELLE_DEMO: 'on' })).toEqual([
			'CAPITELLE_DEMO'
		]);
	});

	test('both Supabase variables or neither', () => {
		expect(problems({ PUBLIC_SUPABASE_URL: remote.PUBLIC_SUPABASE_URL })).toEqual([
			'PUBLIC_SUPABASE_PUBLISHABLE_KEY'
		]);
		expect(problems({ PUBLIC_SUPABASE_PUBLISHABLE_KEY: 'x' })).toEqual(['PUBLIC_SUPABASE_URL']);
		expect(readSettings(remote).remote).toEqual({
			url: 'https://x.supabase.co',
			publishableKey: 'sb_publishable_x'
		});
	});

	test('a secret key is never handed to visitors', () => {
		const legacy = `x.${Buffer.from('{"role":"service_role"}').toString('base64url')}.y`;
		for (const key of ['sb_secret_abc', legacy]) {
			expect(problems({ ...remote, PUBLIC_SUPABASE_PUBLISHABLE_KEY: key })).toEqual([
				'PUBLIC_SUPABASE_PUBLISHABLE_KEY'
			]);
		}
	});

	test.each([
		['PORT', { PORT: '80a' }],
		['PORT', { PORT: '70000' }],
		['ORIGIN', { ORIGIN: 'carte.exemple.fr' }],
		['ORIGIN', { ORIGIN: 'http://localhost:3000/carte' }],
		['SMTP_FROM', { SMTP_URL: mail.SMTP_URL }],
		['SMTP_URL', { SMTP_FROM: mail.SMTP_FROM }],
		['SMTP_URL', { ...mail, SMTP_URL: 'smtp.exemple.fr' }],
		['SMTP_FROM', { ...mail, SMTP_FROM: 'nobody' }],
		['PUBLIC_SUPABASE_URL', { ...remote, PUBLIC_SUPABASE_URL: 'x.supabase.co' }],
		['CAPITELLE_DEMO', { CAPITELLE_DEMO: 'peut-être' }]
	])('%s is checked: %j', (variable, environment) => {
		expect(problems(environment)).toEqual([variable]);
	});

	test('addresses of concepts begin with a web address that ends in a slash', () => {
		const base = (uri: string) => ({ CAPITELLE_URI_BASE: uri });
		expect(readSettings(base('https://W3ID.org/mine/')).uriBase).toBe('https://w3id.org/mine/');
		for (const uri of [
			'https://w3id.org/mine',
			'w3id.org/mine/',
			'urn:mine:',
			'https://a.b/?x=/'
		]) {
			expect(problems(base(uri)), uri).toEqual(['CAPITELLE_URI_BASE']);
		}
	});

	test('all problems are told at once, in French then in English', () => {
		expect(() => readSettings({ PORT: 'x', ORIGIN: 'y' })).toThrow(
			/PORT : .*\n.*is not a port.*\n.*ORIGIN : /
		);
	});
});

test.each([
	['127.0.0.1', true],
	['127.8.0.1', true],
	['localhost', true],
	['[::1]', true],
	['a.localhost', true],
	['127.0.0.1.exemple.fr', false],
	['localhost.exemple.fr', false],
	['0.0.0.0', false]
])('loopback %s: %s', (host, expected) => {
	expect(isLoopback(host)).toBe(expected);
});

test('reads a provider of sign-in, whole or not at all, and over TLS unless it is on this machine', () => {
	const whole = {
		CAPITELLE_OIDC_ISSUER: 'https://sso.example.org/realms/pays',
		CAPITELLE_OIDC_CLIENT_ID: 'capitelle',
		CAPITELLE_OIDC_CLIENT_SECRET: 'x'
	};
	expect(readSettings(whole).provider).toEqual({
		id: 'oidc',
		name: 'sso.example.org',
		oidc: {
			issuer: 'https://sso.example.org/realms/pays',
			clientId: 'capitelle',
			clientSecret: 'x',
			scope: 'openid email',
			trustsEmail: false
		}
	});
	for (const wrong of [
		{ ...whole, CAPITELLE_OIDC_CLIENT_SECRET: '' },
		{ ...whole, CAPITELLE_OIDC_ISSUER: 'http://sso.example.org' },
		{ ...whole, CAPITELLE_OIDC_ISSUER: 'sso.example.org' }
	])
		expect(() => readSettings(wrong)).toThrow(SettingsError);
	const local = { ...whole, CAPITELLE_OIDC_ISSUER: 'http://127.0.0.1:9000' };
	expect(readSettings(local).provider?.oidc?.issuer).toBe('http://127.0.0.1:9000');
});
