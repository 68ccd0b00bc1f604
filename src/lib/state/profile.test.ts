import { expect, test } from 'vitest';
import type { Account } from '$lib/domain/account';
import { ProfileState } from './profile.svelte';

const account: Account = {
	id: 'u',
	email: 'someone@example.org',
	display_name: 'Maria Pons',
	pseudonym: null,
	name_shown: 'real',
	language: 'oc',
	languages: [],
	has_password: false,
	organisations: [],
	roles: [],
	can_moderate: false,
	charter_accepted: '1.0',
	charter_current: '1.0'
};

function profile(refusal: unknown = null) {
	const calls: unknown[] = [];
	const state = new ProfileState(
		{
			updateProfile: async (change) => {
				if (refusal) throw refusal;
				calls.push(change);
			},
			signOut: async () => void calls.push('signed out')
		},
		account
	);
	return { state, calls };
}

test('the name is kept as it was chosen', async () => {
	const { state, calls } = profile();
	expect(state.name.shown).toBe('real');
	state.name.shown = 'none';
	await state.save('fr');
	expect(state.saved).toBe(true);
	expect(calls).toEqual([
		{ display_name: 'Maria Pons', pseudonym: null, name_shown: 'none', language: 'fr' }
	]);
});

test('a name that is to be shown must be written', async () => {
	const { state, calls } = profile();
	state.name.shown = 'pseudonym';
	await state.save('fr');
	expect([state.missing, state.saved]).toEqual([true, false]);
	expect(calls).toEqual([]);
});

test('a refusal is kept to be said, and what was typed stays', async () => {
	const { state } = profile({ kind: 'offline' });
	state.name.real = 'Maria P.';
	await state.save('fr');
	expect(state.error).toEqual({ kind: 'offline' });
	expect(state.saved).toBe(false);
	expect(state.name.real).toBe('Maria P.');
});

test('another language reaches the account without the name being typed, or an error', async () => {
	const { state, calls } = profile();
	state.name.real = 'half a na';
	await state.speak('oc');
	expect(calls).toEqual([{ language: 'oc' }]);
	const offline = profile({ kind: 'offline' });
	await offline.state.speak('en');
	expect(offline.state.error).toBeNull();
});

test('what the server says since fills the form, unless something is being typed', () => {
	const { state } = profile();
	state.refreshed({ ...account, display_name: 'Maria Pons-Roux' });
	expect(state.name.real).toBe('Maria Pons-Roux');
	state.name.real = 'Maria P';
	state.refreshed(account);
	expect(state.name.real).toBe('Maria P');
});

test('leaving is one call', async () => {
	const { state, calls } = profile();
	expect(await state.signOut()).toBe(true);
	expect(calls).toEqual(['signed out']);
});
