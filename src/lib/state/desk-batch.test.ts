import { describe, expect, test } from 'vitest';
import type { BatchFailure, BatchPhase, BatchState } from '$lib/domain/review';
import { DeskBatch } from './desk-batch.svelte';
import type { BatchPorts } from './desk-ports';
import { DeskSelection } from './desk-selection.svelte';

const accept = { decision: 'accept', reason: null } as const;

function state(phase: BatchPhase, over: Partial<BatchState> = {}): BatchState {
	return {
		id: 'batch',
		phase,
		decision: 'accept',
		reason: null,
		at: '2026-05-01T10:00:00Z',
		total: 250,
		done: 0,
		failed: 0,
		reverted: 0,
		kept: 0,
		kinds: { new: 250 },
		effects: { published: 250 },
		left_out: {},
		...over
	};
}
const failure: BatchFailure = {
	kind: 'new',
	item_id: 'x',
	record_id: 'x',
	when: 'deciding',
	problem: { code: 'version_changed', field: null }
};

function batchOver(over: Partial<BatchPorts> = {}) {
	const asked: unknown[] = [];
	let step = 0;
	const ports: BatchPorts = {
		preview: async (what) => {
			asked.push(what);
			return state('previewed');
		},
		step: async () => {
			step += 1;
			return step < 3
				? state('running', { done: step * 100 })
				: state('done', { done: 249, failed: 1 });
		},
		revert: async () => state('reverted', { done: 249, reverted: 249 }),
		failures: async () => [failure],
		own: async () => [state('running', { done: 100 })],
		...over
	};
	return { batch: new DeskBatch(ports), asked };
}
const whole = () => {
	const selection = new DeskSelection();
	selection.all();
	return selection;
};

describe('deciding on many items at once', () => {
	test('nothing is decided before it was shown', async () => {
		let steps = 0;
		const { batch, asked } = batchOver({
			step: async () => {
				steps += 1;
				return state('done');
			}
		});
		const selection = new DeskSelection();
		selection.toggle('a', [{ kind: 'edit', item_id: 'a' }]);
		await batch.ask(selection, { theme: 'stones' }, accept);
		expect(asked).toEqual([{ ...accept, items: [{ kind: 'edit', item_id: 'a' }] }]);
		expect(batch.current?.effects).toEqual({ published: 250 });
		expect(steps).toBe(0);
	});

	test('a whole filter is asked for as such, not as what is loaded of it', async () => {
		const { batch, asked } = batchOver();
		await batch.ask(whole(), { theme: 'stones' }, accept);
		expect(asked).toEqual([{ ...accept, filter: { theme: 'stones' } }]);
	});

	test('it goes on until all is decided, and says what could not be', async () => {
		const { batch } = batchOver();
		await batch.ask(whole(), {}, accept);
		await batch.run();
		expect(batch.current).toMatchObject({ phase: 'done', done: 249, failed: 1 });
		expect(batch.failures).toEqual([failure]);
		expect(batch.busy).toBe(false);
		await batch.revert();
		expect(batch.current?.phase).toBe('reverted');
	});

	test('cut off in the middle, it says so and goes on from there', async () => {
		let calls = 0;
		const { batch } = batchOver({
			step: async () => {
				calls += 1;
				if (calls === 2) throw { kind: 'offline' };
				return calls === 1 ? state('running', { done: 100 }) : state('done', { done: 250 });
			}
		});
		await batch.ask(whole(), {}, accept);
		await batch.run();
		expect(batch.error).toEqual({ kind: 'offline' });
		expect(batch.current?.done).toBe(100);
		await batch.goOn();
		expect(batch.error).toBeNull();
		expect(batch.current).toMatchObject({ phase: 'done', done: 250 });
	});

	test('what a closed page left in the middle is found again, and goes on or back', async () => {
		const { batch } = batchOver();
		await batch.look();
		await batch.reopen(batch.past[0]!);
		expect(batch.asked).toEqual(accept);
		expect(batch.current).toMatchObject({ phase: 'running', done: 100 });
		expect(batch.busy).toBe(false);
		await batch.goOn();
		expect(batch.current?.phase).toBe('done');
		await batch.revert();
		expect(batch.current?.phase).toBe('reverted');
	});

	test('without network, what is known of those before stays', async () => {
		let calls = 0;
		const { batch } = batchOver({
			own: async () => {
				calls += 1;
				if (calls > 1) throw { kind: 'offline' };
				return [state('done')];
			}
		});
		await batch.look();
		await batch.look();
		expect(batch.past).toHaveLength(1);
	});

	test('closed in the middle, no further part is asked for', async () => {
		let answer: (state: BatchState) => void = () => undefined;
		let calls = 0;
		const { batch } = batchOver({
			step: () => {
				calls += 1;
				return new Promise((resolve) => (answer = resolve));
			}
		});
		await batch.ask(whole(), {}, accept);
		const running = batch.run();
		batch.close();
		answer(state('running', { done: 100 }));
		await running;
		expect(calls).toBe(1);
		expect(batch.current).toBeNull();
	});
});
