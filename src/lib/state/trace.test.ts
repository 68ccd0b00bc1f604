import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WalkWatcher } from '$lib/device/trace';
import { lengthM, vertexCount } from '$lib/domain/geometry';
import type { Geometry } from '$lib/domain/record';
import { openDatabase, type CapitelleDatabase } from '$lib/store/database';
import { emptyDraft } from '$lib/store/corrections';
import { readTrace } from '$lib/store/traces';
import { newId } from '$lib/domain/ids';
import type { Draft } from '$lib/store/types';
import { TraceState } from './trace.svelte';

const degreeM = 111_195;
let db: CapitelleDatabase;
let watcher: WalkWatcher;
let following = 0;
let draft: Draft;
let placed: { geometry: Geometry | null; accuracyM: number | null }[];

let held: Set<string>;
/** What the tabs of one browser share. */
const holdWalk = async (id: string) => {
	if (held.has(id)) return null;
	held.add(id);
	return () => void held.delete(id);
};

function openTrace(): TraceState {
	return new TraceState(
		{
			get draft() {
				return draft;
			},
			putWalked(geometry, accuracyM) {
				placed.push({ geometry, accuracyM });
				draft = { ...draft, geometry };
			},
			keep: () => undefined
		},
		{
			db,
			holdWalk,
			followWalk(next) {
				watcher = next;
				following += 1;
				return () => (following -= 1);
			}
		}
	);
}

async function begin(): Promise<TraceState> {
	const trace = openTrace();
	await trace.start();
	return trace;
}

let now = 0;
/** Walks so many metres north from where the walk began, three metres at a time. */
function walk(from: number, to: number, accuracyM = 5) {
	for (let north = from; north <= to; north += 3) {
		watcher.onFix({ lon: 3.7, lat: 43.8 + north / degreeM, accuracyM, at: (now += 2500) });
	}
}

/** The page dies and is opened again: only what the database has remains. */
async function reopened(before: TraceState): Promise<TraceState> {
	await before.close();
	const trace = openTrace();
	await trace.show(draft);
	return trace;
}

beforeEach(() => {
	db = openDatabase({ name: `trace-${Math.random()}` });
	draft = emptyDraft(newId(), 'ana', new Date(0));
	placed = [];
	following = 0;
	held = new Set();
	now = 1_700_000_000_000;
});
afterEach(() => db.close());

describe('a wall walked along', () => {
	it('becomes the record’s place, with the accuracy it was walked at', async () => {
		const trace = await begin();
		expect(trace.phase).toBe('recording');
		walk(0, 60, 6);
		expect(Math.round(trace.preview.metres)).toBe(60);
		expect(trace.finish()).toBe(true);
		expect(following).toBe(0);
		expect(placed).toMatchObject([{ geometry: { type: 'LineString' }, accuracyM: 6 }]);
		expect(vertexCount(draft.geometry!)).toBe(2);
		expect(Math.round(lengthM(draft.geometry!))).toBe(60);
	});

	it('is finished by going on to the next step, and can be continued', async () => {
		const trace = await begin();
		walk(0, 30);
		trace.leave();
		expect(trace.phase).toBe('finished');
		await trace.resume();
		walk(30, 90);
		trace.leave();
		expect(Math.round(lengthM(draft.geometry!))).toBe(90);
	});

	it('too short to be a line stays open, and leaves what was drawn before', async () => {
		const trace = await begin();
		walk(0, 0);
		expect(trace.finish()).toBe(false);
		expect([trace.phase, trace.tooShort]).toEqual(['paused', true]);
		expect(placed).toEqual([]);
	});

	it('has two parts where the person paused at a gate', async () => {
		const trace = await begin();
		walk(0, 30);
		trace.pause();
		watcher.onFix({ lon: 3.7, lat: 43.9, accuracyM: 5, at: (now += 1000) });
		await trace.resume();
		walk(42, 72);
		trace.finish();
		expect(draft.geometry).toMatchObject({ type: 'MultiLineString' });
		expect(trace.gaps.map(({ cause, metres }) => [cause, Math.round(metres)])).toEqual([
			['paused', 12]
		]);
	});

	it('keeps as many corners as the tolerance asks, and shows it', async () => {
		const trace = await begin();
		for (let i = 0; i <= 40; i++) {
			const east = (i % 2) * 3.2;
			watcher.onFix({
				lon: 3.7 + east / (degreeM * 0.72),
				lat: 43.8 + (i * 3) / degreeM,
				accuracyM: 4,
				at: (now += 2500)
			});
		}
		trace.finish();
		const fine = vertexCount(draft.geometry!);
		trace.chooseTolerance(5);
		expect(vertexCount(draft.geometry!)).toBe(2);
		trace.chooseTolerance(1);
		expect(vertexCount(draft.geometry!)).toBeGreaterThanOrEqual(fine);
	});

	it('of more points than a record may have is simplified as far as it takes', async () => {
		const trace = await begin();
		// Steps of three metres that go to and fro: at two metres nothing of them is superfluous.
		for (let i = 0; i < 10_200; i++) {
			const way = i % 2 === 0 ? 1.2 : -1.2;
			watcher.onFix({
				lon: 3.7 + way / (degreeM * 0.72),
				lat: 43.8 + (i * 3) / degreeM,
				accuracyM: 4,
				at: (now += 2500)
			});
		}
		trace.chooseTolerance(1);
		expect(trace.finish()).toBe(true);
		expect(vertexCount(draft.geometry!)).toBeLessThanOrEqual(10_000);
		expect(trace.tolerance).toBeGreaterThan(1);
	});

	it('corrected by hand is the person’s line, and the walk is over', async () => {
		const trace = await begin();
		walk(0, 30);
		trace.finish();
		trace.superseded();
		expect(trace.phase).toBe('none');
		await trace.close();
		expect(await readTrace(db, draft)).toEqual([]);
		expect(draft.geometry).not.toBeNull();
	});

	it('given up leaves nothing, and walked again begins anew', async () => {
		const trace = await begin();
		walk(0, 300);
		trace.finish();
		trace.abandon();
		expect(draft.geometry).toBeNull();
		await trace.start();
		walk(0, 9);
		await trace.close();
		const [piece, ...more] = await readTrace(db, draft);
		expect(piece?.points).toHaveLength(4);
		expect(more).toEqual([]);
	});
});

describe('a walk that is interrupted (fault-20)', () => {
	it('is back after the page died, to go on or to finish, with the gap marked', async () => {
		const first = await begin();
		walk(0, 60);
		const trace = await reopened(first);
		expect([trace.phase, Math.round(trace.preview.metres)]).toEqual(['interrupted', 60]);
		await trace.resume();
		walk(120, 180);
		expect(trace.gaps.map(({ cause }) => cause)).toEqual(['interrupted']);
		trace.finish();
		expect(draft.geometry).toMatchObject({ type: 'MultiLineString' });
		const again = await reopened(trace);
		expect([again.phase, again.gaps.length]).toEqual(['finished', 1]);
	});

	it('after it was finished once and gone on with is whole when the person goes on', async () => {
		const first = await begin();
		walk(0, 60);
		first.finish();
		await first.resume();
		walk(63, 90);
		const trace = await reopened(first);
		expect(trace.phase).toBe('interrupted');
		expect(Math.round(lengthM(draft.geometry!))).toBe(60);
		trace.leave();
		expect(trace.phase).toBe('finished');
		expect(Math.round(lengthM(draft.geometry!))).toBe(90);
	});

	it('has every point stored, not only those before the last pause', async () => {
		await begin();
		const stored = async () => (await readTrace(db, draft)).flatMap(({ points }) => points).length;
		for (let north = 0; north <= 30; north += 3) {
			walk(north, north);
			// Nothing more is asked of the page: it may die right now.
			await expect.poll(stored).toBe(north / 3 + 1);
		}
	});

	it('by a locked screen goes on by itself, with a gap where nothing was heard', async () => {
		const trace = await begin();
		walk(0, 30);
		watcher.onHidden();
		watcher.onShown();
		walk(90, 120);
		expect(trace.gaps.map(({ cause, metres }) => [cause, Math.round(metres)])).toEqual([
			['hidden', 60]
		]);
		watcher.onHidden();
		walk(123, 150);
		watcher.onShown();
		walk(153, 160);
		expect(trace.gaps).toHaveLength(1);
	});

	it('by a permission taken away keeps what was walked, says so, and goes on once it is back', async () => {
		const trace = await begin();
		walk(0, 30);
		watcher.onError('denied');
		expect([trace.phase, trace.error, following]).toEqual(['paused', 'denied', 0]);
		await trace.resume();
		expect(trace.error).toBeNull();
		walk(33, 60);
		trace.finish();
		expect(Math.round(lengthM(draft.geometry!))).toBe(60);
	});

	it('by a lost signal waits for it', async () => {
		const trace = await begin();
		walk(0, 30);
		watcher.onSilence();
		watcher.onError('timeout');
		expect([trace.phase, trace.silent, trace.error]).toEqual(['recording', true, 'timeout']);
		walk(33, 36);
		expect([trace.silent, trace.error]).toEqual([false, null]);
	});

	it('by a device that refuses at once is not left running', async () => {
		let stopped = 0;
		const refusing = new TraceState(
			{
				get draft() {
					return draft;
				},
				putWalked: () => undefined,
				keep: () => undefined
			},
			{
				db,
				holdWalk,
				followWalk(next) {
					next.onError('unsupported');
					return () => (stopped += 1);
				}
			}
		);
		await refusing.start();
		expect([refusing.phase, refusing.error, stopped]).toEqual(['paused', 'unsupported', 1]);
	});

	it('by a form closed for another one writes nothing into that one', async () => {
		const trace = await begin();
		walk(0, 60);
		const first = draft;
		await trace.close();
		draft = emptyDraft(newId(), 'ana', new Date(0));
		await trace.show(draft);
		expect(trace.phase).toBe('none');
		watcher.onFix({ lon: 3.7, lat: 43.8, accuracyM: 5, at: now });
		await trace.close();
		expect(await readTrace(db, draft)).toEqual([]);
		expect((await readTrace(db, first)).length).toBe(1);
	});
});

describe('a walk that another tab records', () => {
	it('is told, and neither recorded nor finished here, until that tab is done', async () => {
		const first = await begin();
		walk(0, 30);
		const other = openTrace();
		await other.show(draft);
		await expect.poll(() => other.elsewhere).toBe(true);
		await other.resume();
		other.leave();
		other.abandon();
		expect([other.phase, following, placed]).toEqual(['interrupted', 1, []]);
		walk(33, 60);
		await first.close();
		await other.resume();
		expect([other.elsewhere, other.phase]).toEqual([false, 'recording']);
		walk(90, 120);
		other.finish();
		// What the first tab walked meanwhile is there: nothing was written over it.
		expect(Math.round(lengthM(draft.geometry!))).toBe(90);
		expect(other.gaps.map(({ cause }) => cause)).toEqual(['interrupted']);
	});

	it('is not begun a second time', async () => {
		await begin();
		const other = openTrace();
		await other.start();
		expect([other.phase, other.elsewhere, following]).toEqual(['none', true, 1]);
	});

	it('stays this tab’s through a pause, however often it is pressed', async () => {
		const trace = openTrace();
		await Promise.all([trace.start(), trace.start()]);
		trace.pause();
		await Promise.all([trace.resume(), trace.resume()]);
		expect([trace.phase, trace.elsewhere, following]).toEqual(['recording', false, 1]);
		trace.abandon();
		await expect.poll(() => held.size).toBe(0);
	});
});

describe('a phone without room (fault-03)', () => {
	it('says so, keeps the walk on the screen, and stores all of it once there is room', async () => {
		const trace = await begin();
		walk(0, 30);
		await trace.close();
		await trace.resume();
		const put = db.traces.bulkPut.bind(db.traces);
		Object.defineProperty(db.traces, 'bulkPut', {
			configurable: true,
			value: () => Promise.reject(new DOMException('full', 'QuotaExceededError'))
		});
		walk(33, 600);
		await trace.close();
		expect(trace.failure).toBe('full');
		expect(Math.round(trace.preview.metres)).toBe(600);
		Object.defineProperty(db.traces, 'bulkPut', { configurable: true, value: put });
		await trace.resume();
		walk(603, 606);
		await trace.close();
		expect(trace.failure).toBeNull();
		const stored = await readTrace(db, draft);
		expect(stored.flatMap(({ points }) => points)).toHaveLength(trace.count);
	});
});
