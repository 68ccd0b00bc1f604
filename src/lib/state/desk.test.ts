import { describe, expect, test, vi } from 'vitest';
import type { FullRecord } from '$lib/domain/record';
import type { DecisionAsked, DecisionTaken, ReviewItem, ReviewPage } from '$lib/domain/review';
import type { DeskPorts } from './desk-ports';
import { DeskState } from './desk.svelte';

function record(id: string, over: Partial<FullRecord> = {}): FullRecord {
	return {
		id,
		theme: 'made-up',
		concept: 'made-up/thing',
		geometry: { type: 'Point', coordinates: [3.9, 43.8] },
		position: { method: 'gps', accuracy_m: 4 },
		properties: {},
		sensitivity: 'public',
		observed_at: '2026-05-01T10:00:00+02:00',
		status: 'submitted',
		version: 1,
		form_version: 1,
		flags: [],
		author_id: 'author',
		author_name: null,
		commune: null,
		photos: [],
		reason: null,
		proposal: null,
		observations: [],
		last_seen_at: '2026-05-01T10:00:00+02:00',
		created_at: '2026-05-01T10:00:00Z',
		updated_at: '2026-05-01T10:00:00Z',
		...over
	};
}
const item = (kind: ReviewItem['kind'], item_id: string, of: FullRecord): ReviewItem => ({
	kind,
	item_id,
	since: '2026-05-01T10:00:00Z',
	flags: [],
	claim: null,
	seen: item_id,
	theme: of.theme,
	concept: of.concept,
	commune: null,
	author: null,
	record: of,
	observation: null,
	suggestion: null,
	appeal: null,
	report: null,
	votes: { needed: 1, given: {}, mine: null }
});
const fresh = (id: string, over: Partial<FullRecord> = {}) => item('new', id, record(id, over));
const edit = (id: string, proposal: string) =>
	item(
		'edit',
		proposal,
		record(id, {
			status: 'published',
			version: 7,
			proposal: { id: proposal, status: 'pending', reason: null, changes: {} }
		})
	);
const visit = (id: string, observation: string) =>
	item('observation', observation, record(id, { status: 'published', version: 3 }));
const page = (
	items: ReviewItem[],
	next: string | null = null,
	total = items.length
): ReviewPage => ({ items, next, total });
const accept = { decision: 'accept', reason: null } as const;
const ids = (desk: DeskState) => desk.items.map(({ item_id }) => item_id);

interface World {
	pages: Record<string, ReviewPage>;
	decisions: DecisionAsked[];
	undone: string[];
	refuse: unknown;
	now: Record<string, ReviewItem | null>;
	taken: Partial<DecisionTaken>;
}

function deskOver(items: ReviewItem[], over: Partial<World> = {}) {
	const world: World = {
		pages: { start: page(items) },
		decisions: [],
		undone: [],
		refuse: null,
		now: {},
		taken: {},
		...over
	};
	const ports: DeskPorts = {
		queue: async ({ after }) => world.pages[after ?? 'start'] ?? page([]),
		item: async ({ item_id }) => world.now[item_id] ?? null,
		decide: async (asked) => {
			world.decisions.push(asked);
			if (world.refuse) throw world.refuse;
			const votes = { needed: 1, given: {}, mine: null };
			return { id: `d-${asked.item_id}`, undo_until: null, votes, record: null, ...world.taken };
		},
		undo: async (decision) => {
			if (world.refuse) throw world.refuse;
			world.undone.push(decision);
		},
		photoUrl: async () => ''
	};
	return { desk: new DeskState(ports), world, ports };
}

const refusal = (code: string) => ({ kind: 'refused', problems: [{ code, field: null }] });

describe('the queue', () => {
	test('an accepted item leaves it, and the next one is on screen', async () => {
		const { desk, world } = deskOver([fresh('a'), fresh('b'), fresh('c')]);
		await desk.load();
		desk.select('b');
		expect(await desk.decide(accept)).toBe(true);
		expect(world.decisions).toEqual([
			{ kind: 'new', item_id: 'b', version: 1, seen: 'b', decision: 'accept', reason: null }
		]);
		expect(ids(desk)).toEqual(['a', 'c']);
		expect(desk.selected?.item_id).toBe('c');
		expect(desk.total).toBe(2);
		expect(desk.event).toMatchObject({ kind: 'decided', verdict: { decision: 'accept' } });
	});

	test('after the last item the one before it comes, then nothing', async () => {
		const { desk } = deskOver([fresh('a'), fresh('b')]);
		await desk.load();
		desk.select('b');
		await desk.decide({ decision: 'reject', reason: 'a duplicate' });
		expect(desk.selected?.item_id).toBe('a');
		await desk.decide(accept);
		expect(desk.selected).toBeNull();
		expect(desk.total).toBe(0);
	});

	test('an edit is decided on the version that was read, and a visit whatever that is', async () => {
		const { desk, world } = deskOver([edit('a', 'p1'), edit('a', 'p2'), visit('a', 'v1')]);
		await desk.load();
		desk.select('p2');
		await desk.decide({ decision: 'request_changes', reason: '  where from?  ' });
		await desk.decide(accept);
		expect(world.decisions).toMatchObject([
			{ kind: 'edit', item_id: 'p2', version: 7, reason: 'where from?' },
			{ kind: 'observation', item_id: 'v1', version: null, reason: null }
		]);
		expect(ids(desk)).toEqual(['p1']);
	});

	test('the next page comes before the list runs dry, without showing anything twice', async () => {
		const { desk } = deskOver([], {
			pages: {
				start: page([fresh('a'), fresh('b')], 'more', 3),
				more: page([fresh('b'), fresh('c')], null, 3)
			}
		});
		await desk.load();
		desk.select('a');
		await expect.poll(() => ids(desk)).toEqual(['a', 'b', 'c']);
		await desk.decide(accept);
		expect(ids(desk)).toEqual(['b', 'c']);
		expect(desk.selected?.item_id).toBe('b');
		expect(desk.hasMore).toBe(false);
	});

	test('a slow answer to an older filter does not overwrite the newer one', async () => {
		const waiting: ((page: ReviewPage) => void)[] = [];
		const { ports } = deskOver([]);
		const slow = new DeskState({
			...ports,
			queue: () => new Promise((resolve) => waiting.push(resolve))
		});
		const first = slow.load({ theme: 'one' });
		const second = slow.load({ theme: 'two' });
		waiting[1]?.(page([fresh('of-two')]));
		waiting[0]?.(page([fresh('of-one')]));
		await Promise.all([first, second]);
		expect(ids(slow)).toEqual(['of-two']);
		expect(slow.loading).toBe(false);
	});

	test('read again, it stays on screen until the answer comes, without what was decided meanwhile', async () => {
		const { desk, world, ports } = deskOver([fresh('a'), fresh('b')]);
		let answer: () => void = () => undefined;
		let slow = false;
		const slowly = new DeskState({
			...ports,
			queue: async (asked) => {
				if (slow) await new Promise<void>((resolve) => (answer = resolve));
				return ports.queue(asked);
			}
		});
		await slowly.load();
		slowly.select('a');
		slow = true;
		const again = slowly.load();
		expect(slowly.selected?.item_id).toBe('a');
		await slowly.decide(accept);
		answer();
		await again;
		expect(ids(slowly)).toEqual(['b']);

		await desk.load();
		desk.select('a');
		world.pages = {};
		await desk.load();
		expect(ids(desk)).toEqual([]);
	});

	test('steps stay inside the list', async () => {
		const { desk } = deskOver([fresh('a'), fresh('b')]);
		await desk.load();
		expect([desk.step(1), desk.step(1), desk.step(1)]).toEqual(['a', 'b', 'b']);
		expect([desk.step(-1), desk.step(-1)]).toEqual(['a', 'a']);
	});

	test('a queue that cannot be read says so and keeps no spinner', async () => {
		const failure = { kind: 'offline' };
		const { ports } = deskOver([]);
		const broken = new DeskState({ ...ports, queue: () => Promise.reject(failure) });
		await broken.load();
		expect(broken.queueError).toBe(failure);
		expect(broken.loading).toBe(false);
	});
});

describe('a decision taken back', () => {
	test('the item stands where it stood, as the server has it now, and is on screen', async () => {
		const now = { b: fresh('b', { version: 3 }) };
		const { desk, world } = deskOver([fresh('a'), fresh('b'), fresh('c')], { now });
		await desk.load();
		desk.select('b');
		await desk.decide(accept);
		expect(desk.undoable?.item_id).toBe('b');
		expect(await desk.undo()).toBe(true);
		expect(world.undone).toEqual(['d-b']);
		expect(ids(desk)).toEqual(['a', 'b', 'c']);
		expect(desk.selected?.record?.version).toBe(3);
		expect(desk.total).toBe(3);
		expect(desk.event?.kind).toBe('undone');
	});

	test('the last one first, then the one before', async () => {
		const { desk, world } = deskOver([fresh('a'), fresh('b'), fresh('c')]);
		await desk.load();
		desk.select('a');
		await desk.decide(accept);
		await desk.decide(accept);
		await desk.undo();
		await desk.undo();
		expect(world.undone).toEqual(['d-b', 'd-a']);
		expect(ids(desk)).toEqual(['a', 'b', 'c']);
	});

	test('is no longer offered once its time is over', async () => {
		vi.useFakeTimers();
		try {
			const { desk, world } = deskOver([fresh('a'), fresh('b')]);
			await desk.load();
			desk.select('a');
			await desk.decide(accept);
			await vi.advanceTimersByTimeAsync(60_000);
			expect(desk.undoable).toBeNull();
			expect(await desk.undo()).toBe(false);
			expect(world.undone).toEqual([]);
		} finally {
			vi.useRealTimers();
		}
	});

	test('without an answer it can be tried again', async () => {
		const { desk, world } = deskOver([fresh('a'), fresh('b')]);
		await desk.load();
		desk.select('a');
		await desk.decide(accept);
		world.refuse = { kind: 'offline', problems: [] };
		expect(await desk.undo()).toBe(false);
		world.refuse = null;
		expect(await desk.undo()).toBe(true);
		expect(ids(desk)).toEqual(['a', 'b']);
	});

	test('nothing behind a decision that cannot be taken back is taken back in its place', async () => {
		const { desk, world } = deskOver([fresh('a'), fresh('b')]);
		await desk.load();
		desk.select('a');
		await desk.decide(accept);
		world.taken = { id: null };
		await desk.decide(accept);
		expect(desk.undoable).toBeNull();
		expect(await desk.undo()).toBe(false);
	});

	test('an item that the queue brought meanwhile is there once', async () => {
		const { desk, ports } = deskOver([fresh('a'), fresh('b')]);
		const busy = new DeskState({
			...ports,
			item: async () => {
				await busy.load();
				return fresh('a');
			}
		});
		await busy.load();
		busy.select('a');
		await busy.decide(accept);
		await busy.undo();
		expect(ids(busy)).toEqual(['a', 'b']);
		expect(desk.items).toEqual([]);
	});

	test('is still there for who comes back to the desk, and what was said of it goes with its time', async () => {
		const { desk, world } = deskOver([fresh('a'), fresh('b')]);
		await desk.open({});
		desk.select('a');
		await desk.decide(accept);
		await desk.open({});
		expect(desk.event?.kind).toBe('decided');
		world.taken = { id: null };
		desk.select('b');
		await desk.decide(accept);
		await desk.open({});
		expect(desk.event).toBeNull();
	});

	test('refused, it says why and stands', async () => {
		const { desk, world } = deskOver([fresh('a'), fresh('b')]);
		await desk.load();
		desk.select('a');
		await desk.decide(accept);
		world.refuse = refusal('too_late');
		expect(await desk.undo()).toBe(false);
		// Beside whatever is on screen, or nothing: it is not about that.
		expect(desk.decisionError).toBeNull();
		expect(desk.event).toMatchObject({ kind: 'held', item: { item_id: 'a' } });
		expect(ids(desk)).toEqual(['b']);
	});

	test('a vote that decides nothing yet leaves the screen and cannot be taken back', async () => {
		const votes = { needed: 2, given: { accept: 1 }, mine: 'accept' as const };
		const { desk } = deskOver([fresh('a'), fresh('b')], { taken: { id: null, votes } });
		await desk.load();
		desk.select('a');
		await desk.decide(accept);
		expect(desk.event).toMatchObject({ kind: 'voted', votes });
		expect(desk.undoable).toBeNull();
	});
});

describe('a decision that fails', () => {
	test('keeps the item, and says why', async () => {
		const { desk, world } = deskOver([fresh('a')], { refuse: { kind: 'offline' } });
		await desk.load();
		desk.select('a');
		expect(await desk.decide(accept)).toBe(false);
		expect(desk.decisionError).toEqual({ kind: 'offline' });
		expect(desk.selected?.item_id).toBe('a');
		expect(desk.deciding).toBe(false);
		world.refuse = null;
		expect(await desk.decide(accept)).toBe(true);
		expect(desk.decisionError).toBeNull();
	});

	test('is of the item it was asked for, wherever the person went meanwhile', async () => {
		const { desk, world } = deskOver([fresh('a'), fresh('b')]);
		await desk.load();
		desk.select('a');
		const asked = desk.selected;
		desk.step(1);
		await desk.decide(accept, asked);
		expect(world.decisions).toMatchObject([{ item_id: 'a' }]);
		expect(ids(desk)).toEqual(['b']);
		expect(desk.selected?.item_id).toBe('b');
	});

	test('is not read under another item: the one it is about comes back on screen', async () => {
		const { desk } = deskOver([fresh('a'), fresh('b')], { refuse: { kind: 'offline' } });
		await desk.load();
		desk.select('a');
		const sent = desk.decide(accept);
		desk.step(1);
		await sent;
		expect(desk.selected?.item_id).toBe('a');
		expect(desk.decisionError).toEqual({ kind: 'offline' });
	});

	test('shows the last version when the record had changed', async () => {
		const { desk } = deskOver([fresh('a')], {
			refuse: refusal('version_changed'),
			now: { a: fresh('a', { version: 2 }) }
		});
		await desk.load();
		desk.select('a');
		expect(await desk.decide(accept)).toBe(false);
		expect(desk.selected?.record?.version).toBe(2);
		expect(desk.event?.kind).toBe('changed');
		expect(desk.decisionError).toBeNull();
	});

	test('drops what someone else has decided, and goes on', async () => {
		const { desk } = deskOver([fresh('a'), fresh('b')], { refuse: refusal('wrong_status') });
		await desk.load();
		desk.select('a');
		expect(await desk.decide(accept)).toBe(false);
		expect(desk.event).toMatchObject({ kind: 'gone' });
		expect(desk.selected?.item_id).toBe('b');
	});

	test('a second press while the first is on its way does nothing', async () => {
		let answer: () => void = () => undefined;
		let sent = 0;
		const { ports } = deskOver([fresh('a'), fresh('b')]);
		const desk = new DeskState({
			...ports,
			decide: async (asked) => {
				sent += 1;
				await new Promise<void>((resolve) => (answer = resolve));
				return ports.decide(asked);
			}
		});
		await desk.load();
		desk.select('a');
		const first = desk.decide(accept);
		expect(await desk.decide(accept)).toBe(false);
		answer();
		expect(await first).toBe(true);
		expect(sent).toBe(1);
		expect(ids(desk)).toEqual(['b']);
	});
});

describe('the item of an address', () => {
	test('is on screen although it stands beyond what is loaded, and is decided on', async () => {
		const { desk, world } = deskOver([fresh('a')], { now: { far: fresh('far') } });
		world.pages['start'] = page([fresh('a')], null, 9);
		const opened = desk.open({});
		await desk.show('far');
		await opened;
		expect(desk.selected?.item_id).toBe('far');
		expect(desk.following?.item_id).toBe('a');
		expect(await desk.decide(accept)).toBe(true);
		expect(world.decisions.map(({ item_id }) => item_id)).toEqual(['far']);
		expect(desk.selected).toBeNull();
		expect(desk.total).toBe(8);
		await desk.undo();
		expect(desk.selected?.item_id).toBe('far');
	});

	test('is said to be gone when it waits no more, until something else is opened', async () => {
		const { desk } = deskOver([fresh('a')]);
		await desk.load();
		await desk.show('gone');
		expect(desk.missing).toBe(true);
		await desk.show('a');
		expect(desk.missing).toBe(false);
	});
});
