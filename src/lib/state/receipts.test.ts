import { describe, expect, test } from 'vitest';
import type { Receipts } from '$lib/domain/receipts';
import { ReceiptsState } from './receipts.svelte';

const counted = (records: number): Receipts => ({
	records,
	visits: 0,
	photos: 2 * records,
	photos_missing: 0,
	as_of: '2026-05-01T10:00:00Z'
});

/** A server that can be cut off, and a device that remembers what it said. */
function world() {
	const kept = new Map<string, Receipts>();
	const server = { records: 3, reachable: true, release: null as (() => void) | null };
	const state = new ReceiptsState({
		read: (owner) => Promise.resolve(kept.get(owner) ?? null),
		save: (owner, receipts) => Promise.resolve(void kept.set(owner, receipts)),
		fetch: async () => {
			if (!server.reachable) throw new TypeError('Failed to fetch');
			const answer = counted(server.records);
			if (server.release) await new Promise<void>((resolve) => (server.release = resolve));
			return answer;
		}
	});
	return { state, server, kept };
}

describe('what the server has (fault-24)', () => {
	test('is what it says, and its last word with the time when it cannot be asked', async () => {
		const { state, server, kept } = world();
		await state.follow('ana');
		expect(state.current?.records).toBe(3);
		server.reachable = false;
		server.records = 9;
		await state.follow('ana');
		expect(state.current).toEqual(counted(3));
		expect(kept.get('ana')).toEqual(counted(3));
	});

	test('is known again after a restart without network', async () => {
		const { state, server, kept } = world();
		kept.set('ana', counted(7));
		server.reachable = false;
		await state.follow('ana');
		expect(state.current?.records).toBe(7);
	});

	test('is of nobody else: an answer that comes after a change of account is not shown', async () => {
		const { state, server } = world();
		server.release = () => undefined;
		const late = state.follow('ana');
		await Promise.resolve();
		await Promise.resolve();
		await Promise.resolve();
		const left = state.follow(null);
		server.release();
		await Promise.all([late, left]);
		expect(state.current).toBeNull();
	});
});
