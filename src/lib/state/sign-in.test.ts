import { describe, expect, test } from 'vitest';
import type { Account } from '$lib/domain/account';
import { safeNext, SignInState, type SignInPorts } from './sign-in.svelte';

const newcomer: Account = {
	id: 'u',
	email: 'someone@example.org',
	display_name: null,
	pseudonym: null,
	name_shown: 'pseudonym',
	language: null,
	languages: [],
	has_password: false,
	organisations: [],
	roles: [],
	can_moderate: false,
	charter_accepted: null,
	charter_current: '1.0'
};

function signIn(over: Partial<SignInPorts> = {}) {
	const calls: unknown[][] = [];
	const state = new SignInState({
		sendCode: async (email) => void calls.push(['sendCode', email]),
		verifyPassword: () => Promise.reject(new Error('not asked')),
		verifyProvider: () => Promise.reject(new Error('not asked')),
		verifyCode: async (email, code) => {
			calls.push(['verifyCode', email, code]);
			return newcomer;
		},
		updateProfile: async (change) => {
			calls.push(['updateProfile', change]);
			return newcomer;
		},
		acceptCharter: async (version) => {
			calls.push(['acceptCharter', version]);
			return { ...newcomer, charter_accepted: version };
		},
		now: () => 1_000_000,
		...over
	});
	return { state, calls };
}

describe('signing in', () => {
	test('does not insist on the charter: later, and nothing was said to the server', async () => {
		const { state, calls } = signIn();
		state.welcome(newcomer);
		expect(state.step).toBe('welcome');
		state.later();
		expect([state.step, calls]).toEqual(['done', []]);
	});

	test('goes from address to code to name and charter', async () => {
		const { state, calls } = signIn();
		state.email = ' someone@example.org ';
		await state.sendCode();
		expect(state.step).toBe('code');
		state.code = '123 456';
		await state.verify();
		expect(state.step).toBe('welcome');
		state.name.pseudonym = ' Lo Castanhaire ';
		state.charterRead = true;
		await state.finish('oc');
		expect(state.step).toBe('done');
		expect(calls).toEqual([
			['sendCode', 'someone@example.org'],
			['verifyCode', 'someone@example.org', '123456'],
			[
				'updateProfile',
				{
					display_name: null,
					pseudonym: 'Lo Castanhaire',
					name_shown: 'pseudonym',
					language: 'oc'
				}
			],
			['acceptCharter', '1.0']
		]);
	});

	test('someone who has accepted the current charter has nothing more to say', async () => {
		const { state } = signIn({
			verifyCode: async () => ({ ...newcomer, charter_accepted: '1.0' })
		});
		state.email = 'someone@example.org';
		await state.sendCode();
		state.code = '123456';
		await state.verify();
		expect(state.step).toBe('done');
	});

	test('a charter that has changed is asked again, and nothing else', async () => {
		const { state, calls } = signIn();
		state.welcome({
			...newcomer,
			name_shown: 'real',
			display_name: 'Maria Pons',
			charter_accepted: '0.9'
		});
		expect(state.step).toBe('welcome');
		expect(state.charterOnly).toBe(true);
		state.charterRead = true;
		// On the machine of somebody who speaks another language: theirs stays.
		await state.finish('en');
		expect(state.step).toBe('done');
		expect(calls).toEqual([['acceptCharter', '1.0']]);
	});

	test.each(['', 'someone', 'someone@', 'someone@example', 'some one@example.org'])(
		'« %s » is no address, and no code is sent',
		async (email) => {
			const { state, calls } = signIn();
			state.email = email;
			await state.sendCode();
			expect(state.problem).toEqual({ at: 'email' });
			expect(calls).toEqual([]);
		}
	);

	test('a code that the server refuses is said at the code; a lost network is not', async () => {
		let failure: unknown = {
			kind: 'refused',
			problems: [{ code: 'bad_format', field: 'code' }]
		};
		const { state } = signIn({ verifyCode: () => Promise.reject(failure) });
		state.email = 'someone@example.org';
		await state.sendCode();
		state.code = '000000';
		await state.verify();
		expect(state.problem).toEqual({ at: 'code_wrong' });
		failure = { kind: 'offline' };
		await state.verify();
		expect(state.problem).toEqual({ at: 'request', error: { kind: 'offline' } });
		expect(state.step).toBe('code');
		expect(state.busy).toBe(false);
	});

	test('five digits are not sent', async () => {
		const { state, calls } = signIn();
		state.email = 'someone@example.org';
		await state.sendCode();
		state.code = '12345';
		await state.verify();
		expect(state.problem).toEqual({ at: 'code_incomplete' });
		expect(calls).toHaveLength(1);
	});

	test('another code may be asked for after a minute', async () => {
		const { state } = signIn();
		state.email = 'someone@example.org';
		await state.sendCode();
		expect(state.waitS(1_000_000)).toBe(60);
		expect(state.waitS(1_059_500)).toBe(1);
		expect(state.waitS(1_060_000)).toBe(0);
	});

	test('a shown name must be written, and the charter accepted', async () => {
		const { state, calls } = signIn();
		state.welcome(newcomer);
		state.charterRead = true;
		await state.finish('fr');
		expect(state.problem).toEqual({ at: 'name' });
		state.name.shown = 'none';
		state.charterRead = false;
		await state.finish('fr');
		expect(state.problem).toEqual({ at: 'charter' });
		expect(calls).toEqual([]);
	});
});

describe('where to go afterwards', () => {
	test.each(['/contributions', '/noter?etape=3', '/fiche/01-ab'])('%s is followed', (suite) => {
		expect(safeNext(suite)).toBe(suite);
	});
	test.each([null, '', 'https://example.org', '//example.org', '/\\example.org', 'javascript:x'])(
		'%s is not',
		(suite) => {
			expect(safeNext(suite)).toBe('/contributions');
		}
	);
});
