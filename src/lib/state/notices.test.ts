import { expect, test } from 'vitest';
import { NoticesState, type KeptNotice } from './notices.svelte';

const kept = (id: string, read_at: string | null): KeptNotice => ({
	id,
	read_at,
	notice: { id, kind: 'published', at: '2026-11-22T10:00:00Z', read_at, facts: {} }
});

function device() {
	let now = 0;
	const asked: string[] = [];
	const answer = { online: true };
	const state = new NoticesState({
		watch: (_owner, next) => {
			next([kept('a', null), kept('b', '2026-11-22T11:00:00Z')]);
			return () => undefined;
		},
		sync: (owner) => {
			asked.push(owner);
			return answer.online ? Promise.resolve() : Promise.reject(new Error('offline'));
		},
		markRead: () => Promise.resolve(),
		now: () => now
	});
	const pass = (ms: number) => (now += ms);
	return { state, asked, answer, pass };
}

test('the server is asked for the person who is there, and not again a moment later', async () => {
	const { state, asked, pass } = device();
	state.follow('me');
	expect(state.unread).toBe(1);
	await state.refresh();
	await state.refreshLater();
	expect(asked).toEqual(['me']);
	pass(61_000);
	await state.refreshLater();
	expect(asked).toEqual(['me', 'me']);
	state.follow(null);
	await state.refresh();
	expect(state.list).toBeNull();
	expect(asked).toHaveLength(2);
});

test('what could not be told is told at the next occasion, however soon', async () => {
	const { state, asked, answer } = device();
	answer.online = false;
	state.follow('me');
	await state.read(['a']);
	expect(state.stale).toBe(true);
	answer.online = true;
	const before = asked.length;
	await state.refreshLater();
	expect(asked).toHaveLength(before + 1);
	expect(state.stale).toBe(false);
});
