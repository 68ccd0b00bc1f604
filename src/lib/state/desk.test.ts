import { describe, expect, test } from 'vitest';
import type { QueueItem, QueuePage } from '$lib/domain/moderation';
import type { Observation } from '$lib/domain/observation';
import type { FullRecord } from '$lib/domain/record';
import { DeskState, keyOf, type DeskPorts } from './desk.svelte';

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
const fresh = (id: string): QueueItem => ({
	kind: 'new',
	record: record(id),
	waiting_since: '2026-05-01T10:00:00Z'
});
const edit = (id: string, proposal: string): QueueItem => ({
	kind: 'edit',
	record: record(id, {
		status: 'published',
		version: 7,
		proposal: { id: proposal, status: 'pending', reason: null, changes: {} }
	}),
	waiting_since: '2026-05-01T10:00:00Z'
});
const visit = (id: string, observation: string): QueueItem => {
	const pending: Observation = {
		id: observation,
		first: false,
		observed_at: '2026-05-20T10:00:00+02:00',
		properties: {},
		note: null,
		author_name: null,
		status: 'pending',
		reason: null,
		own: false,
		created_at: '2026-05-20T10:00:00Z'
	};
	return {
		kind: 'observation',
		record: record(id, { status: 'published', observations: [pending] }),
		observation: pending,
		waiting_since: '2026-05-20T10:00:00Z'
	};
};
const page = (items: QueueItem[], next: string | null = null, total = items.length): QueuePage => ({
	items,
	next,
	total
});

interface World {
	pages: Record<string, QueuePage>;
	decisions: Parameters<DeskPorts['decide']>[0][];
	refuse: unknown;
	records: Record<string, FullRecord | null>;
}

function deskOver(items: QueueItem[], over: Partial<World> = {}) {
	const world: World = {
		pages: { start: page(items) },
		decisions: [],
		refuse: null,
		records: {},
		...over
	};
	const ports: DeskPorts = {
		queue: async ({ after }) => world.pages[after ?? 'start'] ?? page([]),
		decide: async (input) => {
			world.decisions.push(input);
			if (world.refuse) throw world.refuse;
			return record(input.record_id, { status: 'published' });
		},
		recordForMe: async (id) => world.records[id] ?? null,
		photoUrl: async () => ''
	};
	return { desk: new DeskState(ports), world };
}

const refusal = (code: string) => ({ kind: 'refused', problems: [{ code, field: null }] });

describe('the queue', () => {
	test('an accepted item leaves it, and the next one is on screen', async () => {
		const { desk, world } = deskOver([fresh('a'), fresh('b'), fresh('c')]);
		await desk.load();
		desk.select('b');
		expect(await desk.decide('accept')).toBe(true);
		expect(world.decisions).toEqual([
			{
				record_id: 'b',
				proposal_id: null,
				observation_id: null,
				version: 1,
				decision: 'accept',
				reason: null
			}
		]);
		expect(desk.items.map(keyOf)).toEqual(['a', 'c']);
		expect(desk.selected?.record.id).toBe('c');
		expect(desk.total).toBe(2);
		expect(desk.event).toMatchObject({ kind: 'decided', decision: 'accept' });
	});

	test('after the last item the one before it comes, then nothing', async () => {
		const { desk } = deskOver([fresh('a'), fresh('b')]);
		await desk.load();
		desk.select('b');
		await desk.decide('reject', 'a duplicate');
		expect(desk.selected?.record.id).toBe('a');
		await desk.decide('accept');
		expect(desk.selected).toBeNull();
		expect(desk.total).toBe(0);
	});

	test('an edit is decided by its proposal, on the version that was read', async () => {
		const { desk, world } = deskOver([edit('a', 'p1'), edit('a', 'p2')]);
		await desk.load();
		desk.select('p2');
		await desk.decide('request_changes', '  where from?  ');
		expect(world.decisions).toEqual([
			{
				record_id: 'a',
				proposal_id: 'p2',
				observation_id: null,
				version: 7,
				decision: 'request_changes',
				reason: 'where from?'
			}
		]);
		expect(desk.items.map(keyOf)).toEqual(['p1']);
	});

	test('visits to one record are decided each on its own, and one judged elsewhere goes', async () => {
		const items = [visit('a', 'v1'), visit('a', 'v2')];
		const judged = record('a', { status: 'published', observations: [] });
		const { desk, world } = deskOver(items, { records: { a: judged } });
		await desk.load();
		desk.select('v2');
		await desk.decide('accept');
		expect(world.decisions).toMatchObject([
			{ record_id: 'a', proposal_id: null, observation_id: 'v2', decision: 'accept' }
		]);
		expect(desk.items.map(keyOf)).toEqual(['v1']);
		world.refuse = { problems: [{ code: 'wrong_status', field: 'observation' }] };
		await desk.decide('accept');
		expect(desk.items).toEqual([]);
		expect(desk.event?.kind).toBe('gone');
	});

	test('the next page comes before the list runs dry, without showing anything twice', async () => {
		const { desk } = deskOver([], {
			pages: {
				start: page([fresh('a'), fresh('b')], 'more', 3),
				more: page([fresh('b'), fresh('c')], null, 2)
			}
		});
		await desk.load();
		desk.select('a');
		await desk.decide('accept');
		expect(desk.items.map(keyOf)).toEqual(['b', 'c']);
		expect(desk.selected?.record.id).toBe('b');
		expect(desk.hasMore).toBe(false);
	});

	test('a slow answer to an older filter does not overwrite the newer one', async () => {
		const waiting: ((page: QueuePage) => void)[] = [];
		const slow = new DeskState({
			queue: () => new Promise((resolve) => waiting.push(resolve)),
			decide: async () => record('x'),
			recordForMe: async () => null,
			photoUrl: async () => ''
		});
		const first = slow.load('one');
		const second = slow.load('two');
		waiting[1]?.(page([fresh('of-two')]));
		waiting[0]?.(page([fresh('of-one')]));
		await Promise.all([first, second]);
		expect(slow.items.map(keyOf)).toEqual(['of-two']);
		expect(slow.loading).toBe(false);
	});

	test('steps stay inside the list', async () => {
		const { desk } = deskOver([fresh('a'), fresh('b')]);
		await desk.load();
		expect(desk.step(1)).toBe('a');
		expect(desk.step(1)).toBe('b');
		expect(desk.step(1)).toBe('b');
		expect(desk.step(-1)).toBe('a');
		expect(desk.step(-1)).toBe('a');
	});

	test('a queue that cannot be read says so and keeps no spinner', async () => {
		const failure = { kind: 'offline' };
		const broken = new DeskState({
			queue: () => Promise.reject(failure),
			decide: async () => record('x'),
			recordForMe: async () => null,
			photoUrl: async () => ''
		});
		await broken.load();
		expect(broken.queueError).toBe(failure);
		expect(broken.loading).toBe(false);
	});
});

describe('a decision that fails', () => {
	test('keeps the item, and says why', async () => {
		const { desk, world } = deskOver([fresh('a')], { refuse: { kind: 'offline' } });
		await desk.load();
		desk.select('a');
		expect(await desk.decide('accept')).toBe(false);
		expect(desk.decisionError).toEqual({ kind: 'offline' });
		expect(desk.selected?.record.id).toBe('a');
		expect(desk.deciding).toBe(false);
		world.refuse = null;
		expect(await desk.decide('accept')).toBe(true);
		expect(desk.decisionError).toBeNull();
	});

	test('shows the last version when the record had changed', async () => {
		const { desk } = deskOver([fresh('a')], {
			refuse: refusal('version_changed'),
			records: { a: record('a', { version: 2 }) }
		});
		await desk.load();
		desk.select('a');
		expect(await desk.decide('accept')).toBe(false);
		expect(desk.selected?.record.version).toBe(2);
		expect(desk.event?.kind).toBe('changed');
		expect(desk.decisionError).toBeNull();
	});

	test('drops what someone else has decided, and goes on', async () => {
		const { desk } = deskOver([fresh('a'), fresh('b')], {
			refuse: refusal('wrong_status'),
			records: { a: record('a', { status: 'published' }) }
		});
		await desk.load();
		desk.select('a');
		expect(await desk.decide('accept')).toBe(false);
		expect(desk.event).toMatchObject({ kind: 'gone' });
		expect(desk.selected?.record.id).toBe('b');
	});

	test('a second press while the first is on its way does nothing', async () => {
		let answer: (record: FullRecord) => void = () => undefined;
		let sent = 0;
		const desk = new DeskState({
			queue: async () => page([fresh('a'), fresh('b')]),
			decide: () => {
				sent += 1;
				return new Promise((resolve) => (answer = resolve));
			},
			recordForMe: async () => null,
			photoUrl: async () => ''
		});
		await desk.load();
		desk.select('a');
		const first = desk.decide('accept');
		expect(await desk.decide('accept')).toBe(false);
		answer(record('a'));
		expect(await first).toBe(true);
		expect(sent).toBe(1);
		expect(desk.items.map(keyOf)).toEqual(['b']);
	});
});
