import { describe, expect, test } from 'vitest';
import { PasswordState, type PasswordPorts } from './password.svelte';

function choosing(over: Partial<PasswordPorts> = {}) {
	const calls: unknown[][] = [];
	const state = new PasswordState(
		{
			sendCode: async (email) => void calls.push(['sendCode', email]),
			verifyCode: async (_, code) => void calls.push(['verifyCode', code]),
			setPassword: async (password) => void calls.push(['setPassword', password]),
			removePassword: async () => void calls.push(['removePassword']),
			changed: async () => void calls.push(['changed']),
			...over
		},
		'someone@example.org'
	);
	state.password = 'trois murs de pierre';
	return { state, calls };
}

describe('choosing a password', () => {
	test('is proved by a code first', async () => {
		const { state, calls } = choosing();
		await state.sendCode();
		state.code = '123 456';
		await state.save();
		expect(calls).toEqual([
			['sendCode', 'someone@example.org'],
			['verifyCode', '123456'],
			['setPassword', 'trois murs de pierre'],
			['changed']
		]);
		expect(state).toMatchObject({ saved: true, open: false, password: '', code: '' });
	});

	test('is taken away again, and stays when that fails', async () => {
		const { state, calls } = choosing();
		state.removing = true;
		await state.remove();
		expect(calls).toEqual([['removePassword'], ['changed']]);
		expect(state).toMatchObject({ removed: true, removing: false, problem: null });
		const failing = choosing({ removePassword: () => Promise.reject(new Error('no network')) });
		failing.state.removing = true;
		await failing.state.remove();
		expect(failing.state).toMatchObject({
			removed: false,
			removing: true,
			problem: { at: 'request' }
		});
	});

	test('sends nothing while it is too short, or the code is not whole', async () => {
		const { state, calls } = choosing();
		state.password = 'court';
		await state.sendCode();
		expect(state.problem).toEqual({ at: 'short' });
		state.password = 'trois murs de pierre';
		state.code = '12';
		await state.save();
		expect(state.problem).toEqual({ at: 'code' });
		expect(calls).toEqual([]);
	});

	test('keeps what was typed when the code is wrong, and sets nothing', async () => {
		const wrong = { problems: [{ code: 'bad_format', field: 'code' }] };
		const { state, calls } = choosing({ verifyCode: () => Promise.reject(wrong) });
		state.code = '000000';
		await state.save();
		expect(state).toMatchObject({ problem: { at: 'code' }, password: 'trois murs de pierre' });
		expect(calls).toEqual([]);
	});
});
