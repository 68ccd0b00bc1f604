import { expect, test } from 'vitest';
import type { CharterVersion } from '$lib/domain/charter';
import { CharterDeskState } from './charter-desk.svelte';

function desk() {
	const kept: CharterVersion[] = [
		{ version: '1', text: { fr: 'Soyez justes.', en: 'Be fair.' }, in_force_from: '2026-01-01' }
	];
	const calls: unknown[][] = [];
	const state = new CharterDeskState({
		versions: async () => [...kept],
		counts: async () => ({ '1': 12 }),
		save: async (version, text) => {
			kept.push({ version, text, in_force_from: null });
		},
		announce: async (...args) => void calls.push(['announce', ...args]),
		takeBack: async (version) => void calls.push(['takeBack', version]),
		now: () => Date.parse('2026-06-01')
	});
	return { state, calls };
}

test('a new version begins as the one in force, and is kept as a draft', async () => {
	const { state } = desk();
	await state.load();
	state.write();
	expect(state.draft).toEqual({
		version: '',
		isNew: true,
		fr: 'Soyez justes.',
		oc: '',
		en: 'Be fair.'
	});
	state.draft!.version = ' 2 ';
	state.draft!.fr = ' Soyez plus justes. ';
	state.draft!.en = ' ';
	await state.save();
	expect(state.draft).toBeNull();
	expect(state.versions?.map(({ version, status, text }) => [version, status, text])).toEqual([
		['2', 'draft', { fr: 'Soyez plus justes.' }],
		['1', 'in_force', { fr: 'Soyez justes.', en: 'Be fair.' }]
	]);
});

test('a day begins by this device’s clock; without one, it is now', async () => {
	const { state, calls } = desk();
	await state.load();
	await state.announce('2', '2026-07-01');
	await state.announce('2', '');
	expect(calls).toEqual([
		['announce', '2', new Date(2026, 6, 1).toISOString()],
		['announce', '2', null]
	]);
});
