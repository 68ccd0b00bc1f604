import { describe, expect, test } from 'vitest';
import type { Role } from '$lib/domain/account';
import type { Policy, PolicyPreview } from '$lib/domain/policies';
import { PoliciesState, type PoliciesPorts } from './policies.svelte';

const base: Policy = {
	id: 'base',
	theme: null,
	territory: null,
	contribute: 'everyone',
	new_at_once: 'trusted',
	edits_at_once: 'trusted',
	visits_at_once: 'trusted',
	edit_published: 'everyone',
	decisions_needed: 1,
	retention_days: null
};
const here: Policy = { ...base, id: 'here', territory: 'hills', decisions_needed: 2 };
const preview = {} as PolicyPreview;
const administrator = (theme: string | null, territory: string | null): Role => ({
	role: 'administrator',
	theme,
	territory
});

function desk(over: Partial<PoliciesPorts> = {}, roles = [administrator(null, null)]) {
	const calls: unknown[][] = [];
	const state = new PoliciesState({
		policies: async () => [base, here],
		territories: async () => [{ id: 'hills', name: { fr: 'Collines' } }],
		history: async () => ({ events: [], before: null }),
		preview: async (...args) => {
			calls.push(['preview', ...args]);
			return preview;
		},
		save: async (...args) => void calls.push(['save', ...args]),
		roles: () => roles,
		...over
	});
	return { state, calls };
}

describe('rules of contribution', () => {
	test('nothing is saved that was not looked at as it is', async () => {
		const { state, calls } = desk();
		await state.load();
		state.change(here);
		await state.save();
		expect(calls).toEqual([]);
		const editor = state.editor!;
		editor.settings.new_at_once = 'everyone';
		await editor.look();
		expect(editor.preview).toBe(preview);
		editor.settings.new_at_once = 'members';
		editor.touched();
		await state.save();
		expect(calls).toHaveLength(1);
		await editor.look();
		editor.reason = 'Décidé en réunion.';
		await state.save();
		const { id: _, theme, territory, ...settings } = here;
		expect(calls.at(-1)).toEqual([
			'save',
			{ theme, territory },
			{ ...settings, new_at_once: 'members' },
			'Décidé en réunion.'
		]);
		expect([state.editor, state.saved]).toEqual([null, true]);
	});

	test('rules are taken away as they are changed: after a look at whom it touches', async () => {
		const { state, calls } = desk();
		await state.load();
		state.remove(here);
		await state.editor!.look();
		await state.save();
		const scope = { theme: null, territory: 'hills' };
		expect(calls).toEqual([
			['preview', scope, null],
			['save', scope, null, '']
		]);
	});

	test('new ones begin as those of everywhere, in a scope of one’s own', async () => {
		const { state } = desk({ policies: async () => [{ ...base, contribute: 'members' }] }, [
			{ role: 'moderator', theme: null, territory: null },
			administrator('kilns', 'hills')
		]);
		await state.load();
		state.add();
		expect(state.editor?.scope).toEqual({ theme: 'kilns', territory: 'hills' });
		expect(state.editor?.settings.contribute).toBe('members');
		expect(state.isTaken({ theme: null, territory: null })).toBe(true);
		expect(state.isTaken(state.editor!.scope)).toBe(false);
		expect(state.mayChange(base)).toBe(false);
		expect(state.mayChange({ theme: 'kilns', territory: 'hills' })).toBe(true);
	});

	test('a refusal leaves the form as it is, and says why', async () => {
		const refusal = new Error('not_allowed');
		const { state } = desk({ save: () => Promise.reject(refusal) });
		await state.load();
		state.change(here);
		await state.editor!.look();
		await state.save();
		expect(state.editor?.error).toBe(refusal);
		expect(state.saved).toBe(false);
	});
});
