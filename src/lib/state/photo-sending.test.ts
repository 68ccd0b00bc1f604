import { describe, expect, it } from 'vitest';
import type { Connection } from '$lib/domain/connection';
import type { WaitingPhoto } from '$lib/store/waiting-photos';
import { PhotoSendingState } from './photo-sending.svelte';

const now = 1_000_000;
const photo = (id: string, more: Partial<WaitingPhoto> = {}): WaitingPhoto => ({
	id,
	record_id: 'r',
	position: 0,
	bytes: 1_000,
	attempts: 0,
	next_at: 0,
	anyway: false,
	...more
});

/** A device with some photos, its choice and its network in hand. */
function device(photos: WaitingPhoto[], wifiOnly = false, full = false) {
	let connection: Connection = 'mobile';
	let changed = () => {};
	const done: string[] = [];
	const state = new PhotoSendingState({
		watchPhotos: (_owner, next) => {
			next(photos);
			return () => done.push('stopped');
		},
		watchWifiOnly: (next) => {
			next(wifiOnly);
			return () => undefined;
		},
		setWifiOnly: async (on) => {
			if (full) throw new Error('no room');
			done.push(`wifi only ${on}`);
		},
		release: async (owner) => {
			done.push(`released ${owner}`);
		},
		connection: () => connection,
		onConnectionChange: (call) => {
			changed = call;
			return () => undefined;
		},
		wake: () => done.push('woken'),
		now: () => now
	});
	state.follow('ana');
	const move = (to: Connection) => {
		connection = to;
		changed();
	};
	return { state, done, move };
}

const stages = ({ lines }: PhotoSendingState) => lines.map((line) => [line.photo.id, line.stage]);

describe('photos on their way', () => {
	it('shows first those under way, with the share that left', () => {
		const { state } = device([photo('a'), photo('b'), photo('c')]);
		state.progressed({ photo_id: 'b', phase: 'sending', sent: 250 });
		state.progressed({ photo_id: 'c', phase: 'checking', sent: null });
		expect(stages(state)).toEqual([
			['b', 'sending'],
			['c', 'checking'],
			['a', 'waiting']
		]);
		expect(state.lines[0]?.share).toBe(0.25);
		state.progressed({ photo_id: 'b', phase: 'over', sent: null });
		expect(stages(state)[0]).toEqual(['c', 'checking']);
	});

	it('claims no share where the browser cannot tell', () => {
		const { state } = device([photo('a')]);
		state.progressed({ photo_id: 'a', phase: 'sending', sent: null });
		expect(state.lines[0]).toMatchObject({ stage: 'sending', share: null });
	});

	it('says when the next try of one that failed is', () => {
		const { state } = device([photo('a', { attempts: 1, next_at: now + 5_000 }), photo('b')]);
		expect(stages(state)).toEqual([
			['a', 'again'],
			['b', 'waiting']
		]);
	});
});

describe('photos on Wi-Fi only', () => {
	it('are said to wait on any other network, and no longer once there is Wi-Fi', () => {
		const { state, move } = device([photo('a'), photo('b', { anyway: true })], true);
		expect(stages(state)).toEqual([
			['a', 'held'],
			['b', 'waiting']
		]);
		move('unknown');
		expect(state.held.map(({ id }) => id)).toEqual(['a']);
		move('wifi');
		expect(state.held).toEqual([]);
	});

	it('go when the person says so, and the choice is kept, each with a wake', async () => {
		const { state, done } = device([photo('a')], true);
		await state.sendNow();
		await state.setWifiOnly(false);
		expect(done).toEqual(['released ana', 'woken', 'wifi only false', 'woken']);
	});

	it('says so when the choice could not be kept', async () => {
		const { state, done } = device([], false, true);
		await state.setWifiOnly(true);
		expect([state.failed, state.wifiOnly, done]).toEqual(['choice', false, []]);
	});
});
