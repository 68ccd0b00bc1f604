import { describe, expect, test } from 'vitest';
import { RemoteError } from '$lib/remote/errors.ts';
import { readItem } from '$lib/store/items.ts';
import { queueRecord } from '$lib/store/outbox.ts';
import { pauseMs } from '$lib/sync/backoff.ts';
import { startEngine, type EngineStatus } from '$lib/sync/engine.ts';
import { exclusiveBy, inProcess } from '$lib/sync/exclusive.ts';
import { startWaking } from '$lib/sync/wake.ts';
import { context, newDisk, openOn, syncOf, wall } from './support/device.ts';
import { FakeServer } from './support/fake-server.ts';

/** A timer that fires only when told, and the pauses asked of it. */
function handTimer() {
	const asked: number[] = [];
	let call: (() => void) | null = null;
	const timer = (ms: number, then: () => void) => {
		asked.push(ms);
		call = then;
		return () => {
			call = null;
		};
	};
	return { asked, timer, fire: () => call?.() };
}

describe('pauses', () => {
	test('double up to a quarter of an hour, and are never all the same', () => {
		expect([1, 2, 3, 4].map((n) => pauseMs(n, 1))).toEqual([2_000, 4_000, 8_000, 16_000]);
		expect(pauseMs(60, 1)).toBe(15 * 60_000);
		expect(pauseMs(3, 0)).toBe(4_000);
	});
});

describe('waking', () => {
	const quiet = { sources: [], now: () => 0, random: () => 1 };

	test('ten wakes during a round give one more round', async () => {
		const { timer } = handTimer();
		let rounds = 0;
		let release = () => {};
		const round = async () => {
			rounds++;
			await new Promise<void>((resolve) => (release = resolve));
			return { failed: false, next_at: null };
		};
		const waker = startWaking({ ...quiet, timer, round });
		const done = waker.wake();
		for (let i = 0; i < 10; i++) void waker.wake();
		release();
		await new Promise((resolve) => setTimeout(resolve, 0));
		release();
		await done;
		expect(rounds).toBe(2);
	});

	test('comes back by itself after a failure, later each time, and at once when the network returns', async () => {
		const { asked, timer, fire } = handTimer();
		let wakeUp = () => {};
		let failed = true;
		let rounds = 0;
		const waker = startWaking({
			...quiet,
			timer,
			sources: [
				(wake) => {
					wakeUp = wake;
					return () => {};
				}
			],
			round: async () => {
				rounds++;
				return { failed, next_at: failed ? 0 : null };
			}
		});
		await waker.wake();
		fire();
		await waker.wake();
		expect(asked.slice(0, 2)).toEqual([2_000, 4_000]);
		failed = false;
		const before = rounds;
		wakeUp();
		await waker.wake();
		expect(rounds).toBeGreaterThan(before);
		const count = asked.length;
		await waker.wake();
		expect(asked.length).toBe(count);
	});

	test('does not wait longer each time while something gets through a bad link', async () => {
		const { asked, timer } = handTimer();
		const round = async () => ({ failed: true, progressed: true, next_at: null });
		const waker = startWaking({ ...quiet, timer, round });
		for (let i = 0; i < 4; i++) await waker.wake();
		expect(asked).toEqual([2_000, 2_000, 2_000, 2_000]);
	});

	test('survives a local database that fails, and is silent once stopped', async () => {
		const { asked, timer } = handTimer();
		const waker = startWaking({
			...quiet,
			timer,
			round: () => Promise.reject(new Error('disk'))
		});
		await waker.wake();
		expect(asked).toEqual([2_000]);
		waker.stop();
		await waker.wake();
		expect(asked).toEqual([2_000]);
	});
});

describe('one at a time', () => {
	test('also after a failure, by name', async () => {
		const exclusive = inProcess();
		const order: string[] = [];
		const failing = exclusive('a', async () => {
			order.push('first');
			throw new Error('x');
		});
		const next = exclusive('a', async () => {
			order.push('second');
		});
		const other = exclusive('b', async () => {
			order.push('other');
		});
		await expect(failing).rejects.toThrow('x');
		await Promise.all([next, other]);
		expect(order.indexOf('first')).toBeLessThan(order.indexOf('second'));
	});

	test('uses the browser’s locks when there are', async () => {
		const names: string[] = [];
		const locks = {
			request: async <T>(name: string, work: () => Promise<T>) => {
				names.push(name);
				return work();
			}
		};
		expect(await exclusiveBy(locks)('capitelle-drain', async () => 3)).toBe(3);
		expect(names).toEqual(['capitelle-drain']);
	});
});

describe('the engine', () => {
	const ana = 'ana';

	async function engine(fault?: RemoteError) {
		const db = openOn(newDisk());
		const server = new FakeServer();
		const session = { owner: null as string | null };
		const said: EngineStatus[] = [];
		const hand = handTimer();
		const sync = syncOf(
			db,
			server.as(
				() => session.owner,
				() => {
					if (fault) throw fault;
				}
			)
		);
		const waker = startEngine({
			...sync,
			owner: async () => session.owner,
			sources: [],
			timer: hand.timer,
			idleMs: 300_000,
			changed: (status) => said.push(status)
		});
		const draft = wall(ana);
		await queueRecord(db, draft, context);
		return { db, server, session, said, hand, waker, draft };
	}

	test('sends nothing before someone signs in, then sends and fetches', async () => {
		const { db, server, session, said, hand, waker, draft } = await engine();
		await waker.wake();
		expect(server.records.size).toBe(0);
		session.owner = ana;
		await waker.wake();
		expect((await readItem(db, ana, draft.id))?.state).toBe('received');
		expect(await db.replica.count()).toBe(1);
		expect(said.at(-1)).toEqual({ running: false, stop: null });
		expect(hand.asked.at(-1)).toBe(300_000);
	});

	test('says what stops it, and tries again soon only when that may help', async () => {
		const offline = await engine(new RemoteError('offline'));
		offline.session.owner = ana;
		await offline.waker.wake();
		expect(offline.said.at(-1)).toEqual({ running: false, stop: 'offline' });
		expect(offline.hand.asked.at(-1)).toBeLessThan(10_000);

		const over = await engine(new RemoteError('unauthorized', { status: 401 }));
		over.session.owner = ana;
		await over.waker.wake();
		expect(over.said.at(-1)).toEqual({ running: false, stop: 'sign_in_needed' });
		expect(over.hand.asked.at(-1)).toBe(300_000);
	});
});
