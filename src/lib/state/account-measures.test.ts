import { describe, expect, test } from 'vitest';
import type { BatchState } from '$lib/domain/review';
import { AccountMeasures, type AccountMeasuresPorts } from './account-measures.svelte.ts';

const batch = (phase: BatchState['phase'], done: number): BatchState => ({
	id: 'b',
	phase,
	decision: 'reject',
	reason: 'Publicité.',
	at: '2026-05-01T10:00:00Z',
	total: 250,
	done,
	failed: 0,
	reverted: 0,
	kept: 0,
	kinds: {},
	effects: { rejected: 250 },
	left_out: {}
});

function measures(over: Partial<AccountMeasuresPorts> = {}, id: string | null = null) {
	const calls: string[] = [];
	let done = 0;
	const state = new AccountMeasures(
		{
			find: (email) => Promise.resolve(email === 'a@b.example' ? { id: 'a', name: 'A' } : null),
			block: (user, reason) => Promise.resolve(void calls.push(`block ${user} ${reason}`)),
			preview: () =>
				Promise.resolve({
					...batch('previewed', 0),
					beyond: { changes: 1, visits: 0, photos: 2, comments: 0 }
				}),
			run: () => Promise.resolve(batch((done += 100) < 250 ? 'running' : 'done', done)),
			takeBack: () => Promise.resolve(batch('reverted', 0)),
			changed: () => calls.push('changed'),
			...over
		},
		id
	);
	return { state, calls };
}

describe('what is done about an account', () => {
	test('is done to whoever has that address, and to nobody when there is none', async () => {
		const { state, calls } = measures();
		state.email = 'nobody@b.example';
		await state.find();
		expect([state.person, state.unknown]).toEqual([null, true]);
		state.email = ' a@b.example ';
		await state.find();
		state.reason = 'Publicité.';
		await state.block();
		expect([state.unknown, state.blocked, calls]).toEqual([
			false,
			true,
			['block a Publicité.', 'changed']
		]);
	});

	test('goes on piece by piece until all is refused, and comes back', async () => {
		const { state } = measures({}, 'a');
		await state.preview();
		expect([state.batch?.phase, state.beyond?.photos]).toEqual(['previewed', 2]);
		await state.refuseAll();
		expect(state.batch).toMatchObject({ phase: 'done', done: 300 });
		await state.takeBack();
		expect(state.batch?.phase).toBe('reverted');
	});

	test('a piece that fails is said, and the next press goes on', async () => {
		let times = 0;
		const run = () => {
			times += 1;
			return times === 1 ? Promise.reject(new Error('away')) : Promise.resolve(batch('done', 250));
		};
		const { state } = measures({ run }, 'a');
		await state.preview();
		await state.refuseAll();
		expect([state.error, state.busy]).toEqual([new Error('away'), false]);
		await state.refuseAll();
		expect(state.batch?.phase).toBe('done');
	});
});
