import { expect, test } from 'vitest';
import { readBox } from './box.ts';
import type { Running } from './running.ts';
import { readSettings } from './settings.ts';

const codes = [{ email: 'a@b.fr', code: '123456', at: '2026-05-01T10:00:00Z' }];
const mail = { SMTP_URL: 'smtp://localhost:25', SMTP_FROM: 'a@b.fr' };

function running(environment: Record<string, string> = {}): Running {
	return {
		settings: readSettings(environment),
		backend: { kind: 'embedded', client: { codes } },
		mails: [],
		oidc: null
	} as unknown as Running;
}

const caller = (headers: Record<string, string> = {}, address = '127.0.0.1') => ({
	address,
	headers: new Headers({ host: 'localhost:3000', ...headers })
});

test('somebody at this machine sees the codes', () => {
	expect(readBox(running(), caller())).toEqual({ codes, mails: [] });
	expect(readBox(running(), caller({ host: '[::1]:3000' }, '::ffff:127.0.0.1'))?.codes).toEqual(
		codes
	);
});

test.each([
	['another machine', running(), caller({}, '192.168.1.20')],
	['a name pointed here by a hostile page', running(), caller({ host: 'piege.exemple.fr' })],
	['no name at all', running(), caller({ host: '' })],
	['a visitor through a proxy', running(), caller({ 'x-forwarded-for': '10.0.0.1' })],
	['a server with a mail server', running(mail), caller()],
	[
		'a server with a public address',
		running({ ...mail, ORIGIN: 'https://carte.exemple.fr' }),
		caller()
	],
	[
		'a Supabase project',
		running({ PUBLIC_SUPABASE_URL: 'https://x.co', PUBLIC_SUPABASE_PUBLISHABLE_KEY: 'k' }),
		caller()
	]
])('%s does not', (_who, server, who) => {
	if (server.settings.remote) server.backend = { kind: 'remote', url: '', publishableKey: '' };
	expect(readBox(server, who)).toBeNull();
});
