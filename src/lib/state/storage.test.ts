import { describe, expect, test } from 'vitest';
import type { StorageFacts } from '$lib/device/quota';
import { StorageState, type StoragePorts } from './storage.svelte';

const day = 24 * 3_600_000;
const mega = 1_000_000;

/** A browser with so much room left of two gigabytes, and what was asked of it in order. */
function browser(
	left: number | null,
	promise: boolean | null = false,
	emptying: () => Promise<void> = async () => undefined
) {
	const memory = { left, persisted: false as boolean | null, askedAt: null as number | null };
	const clock = { now: Date.UTC(2026, 4, 1) };
	const done: string[] = [];
	const ports: StoragePorts = {
		facts: async (): Promise<StorageFacts> => {
			const quota = memory.left === null ? null : 2000 * mega;
			const usage = memory.left === null ? null : 2000 * mega - memory.left;
			return { usage, quota, persisted: memory.persisted };
		},
		keep: async () => {
			done.push('asked to keep');
			memory.persisted = promise;
			return promise;
		},
		dropCaches: async () => {
			done.push('caches');
			await emptying();
			if (memory.left !== null) memory.left += 12 * mega;
		},
		dropFarRecords: async () => {
			done.push('far records');
			if (memory.left !== null) memory.left += 3 * mega;
		},
		fetchAgain: async () => void done.push('fetch again'),
		askedAt: async () => memory.askedAt,
		noteAsked: async (at) => void (memory.askedAt = at),
		now: () => clock.now
	};
	return { state: new StorageState(ports), memory, clock, done };
}

describe('the room on this device (fault-03)', () => {
	test.each([
		[null, 'unknown'],
		[900 * mega, 'ample'],
		[60 * mega, 'short'],
		[0, 'short']
	] as const)('with %s bytes left is %s', async (left, level) => {
		const { state } = browser(left);
		await state.refresh();
		expect(state.level).toBe(level);
	});

	test('is short once a write found none, whatever the browser says', async () => {
		const { state, done } = browser(900 * mega);
		await state.strain();
		await state.refresh();
		expect([state.level, done]).toEqual(['short', []]);
		const silent = browser(null);
		await silent.state.strain();
		await silent.state.free();
		expect([silent.state.level, silent.done]).toEqual(['short', ['caches', 'far records']]);
	});

	test('is ample again, and fetched for, once there is more than when a write found none', async () => {
		const { state, memory, done } = browser(0);
		await state.strain();
		memory.left = 900 * mega;
		await state.refresh();
		expect([state.level, done]).toEqual(['ample', ['fetch again']]);
	});

	test('stays as far as it reaches when pictures alone give enough of it back', async () => {
		const { state, memory, done } = browser(0);
		await state.strain();
		memory.left = 200 * mega;
		await state.free();
		expect([state.level, done]).toEqual(['ample', ['caches']]);
	});

	test.each([null, 900 * mega])('is found again by a save, with %s bytes left', async (left) => {
		const { state } = browser(left);
		await state.strain();
		await state.saved();
		expect(state.strained).toBe(false);
	});

	test('is given back as little as is needed, and tells how much', async () => {
		const short = browser(10 * mega);
		await short.state.refresh();
		await short.state.free();
		expect(short.done).toEqual(['caches', 'far records']);
		expect(short.state.freed).toBe(15 * mega);

		const ample = browser(900 * mega);
		await ample.state.refresh();
		await ample.state.free();
		expect(ample.done).toEqual(['fetch again', 'caches']);
		expect(ample.state.freed).toBe(12 * mega);
	});

	test('tells what was given back, whatever came in since the figures were read', async () => {
		const { state, memory } = browser(900 * mega);
		await state.refresh();
		memory.left! -= 5 * mega;
		await state.free();
		expect(state.freed).toBe(12 * mega);
	});

	test('does not drop and fetch in turns around the limit', async () => {
		const { state, done } = browser(100 * mega);
		await state.refresh();
		expect([state.level, done]).toEqual(['ample', []]);
	});

	test('that cannot be given back is said', async () => {
		const { state } = browser(10 * mega, false, () => Promise.reject(new Error('no')));
		await state.free();
		expect([state.failed, state.busy, state.freed]).toEqual([true, false, null]);
	});
});

describe('what keeps the records (fault-04)', () => {
	test('is asked for at the first save, and explained', async () => {
		const given = browser(900 * mega, true);
		await given.state.saved();
		expect([given.state.answer, given.state.facts?.persisted]).toEqual(['kept', true]);
		await given.state.saved();
		expect([given.state.answer, given.done.filter((what) => what === 'asked to keep')]).toEqual([
			null,
			['asked to keep']
		]);
	});

	test.each([[false], [null]])('says the risk when the browser answers %s', async (promise) => {
		const { state } = browser(900 * mega, promise);
		await state.saved();
		expect(state.answer).toBe('refused');
	});

	test('does not pester: asked again after two weeks, or when the person wants', async () => {
		const { state, clock, done } = browser(900 * mega);
		const asked = () => done.filter((what) => what === 'asked to keep').length;
		await state.saved();
		clock.now += day;
		await state.saved();
		expect([asked(), state.answer]).toEqual([1, null]);
		await state.keep();
		expect([asked(), state.answer]).toEqual([2, 'refused']);
		clock.now += 15 * day;
		await state.saved();
		expect(asked()).toBe(3);
		// The clock was years ahead, and was set right.
		clock.now -= 3650 * day;
		await state.saved();
		expect(asked()).toBe(4);
	});
});
