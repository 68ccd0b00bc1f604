import { describe, expect, it, vi } from 'vitest';
import {
	actionsFor,
	ContributionsState,
	situationOf,
	type ContributionsPorts,
	type Item
} from './contributions.svelte';

const item = (more: Partial<Item>): Item => ({
	record_id: 'r',
	owner: 'o',
	theme: 't',
	concept: 't/c',
	geometry: null,
	properties: {},
	title: null,
	state: 'received',
	draft: false,
	deleting: false,
	photos: { total: 0, received: 0 },
	status: 'submitted',
	version: 1,
	proposal: null,
	reason: null,
	problems: [],
	disputed: [],
	server: null,
	visits: [],
	visited: false,
	updated_at: '2026-11-22T06:00:00Z',
	...more
});

const visit = (state: Item['visits'][number]['state']): Item['visits'][number] => ({
	id: 'v',
	observed_at: '2026-11-22T06:00:00Z',
	state,
	reason: null,
	problems: []
});

describe('situationOf', () => {
	it('says a record is received only when its photos are too', () => {
		const photos = { total: 3, received: 2 };
		expect(situationOf(item({ state: 'waiting', photos }))).toBe('photos_pending');
		expect(situationOf(item({ photos: { total: 3, received: 3 } }))).toBe('received');
	});

	it('tells a record that never left from a change that waits', () => {
		expect(situationOf(item({ state: 'waiting', version: null, status: null }))).toBe('waiting');
		expect(situationOf(item({ state: 'waiting', status: 'published' }))).toBe('waiting');
	});

	it('puts what the person must mend before what the server says', () => {
		expect(situationOf(item({ state: 'parked', status: 'published' }))).toBe('to_review');
		expect(situationOf(item({ status: 'changes_requested' }))).toBe('to_complete');
		const proposal = {
			id: 'p',
			status: 'changes_requested' as const,
			reason: 'why',
			changes: {}
		};
		expect(situationOf(item({ status: 'published', proposal }))).toBe('to_complete');
	});

	it('passes on what moderators decided', () => {
		for (const status of ['published', 'rejected', 'archived'] as const)
			expect(situationOf(item({ status }))).toBe(status);
	});
});

describe('actionsFor', () => {
	it('offers to mend, send again or give up what the server refused', () => {
		expect(actionsFor(item({ state: 'parked' }))).toEqual([
			'correct',
			'resend',
			'save_file',
			'remove'
		]);
	});

	it('offers to choose what was changed twice; of a record one side deleted, nothing before that', () => {
		const disputed = item({ state: 'parked', disputed: ['properties.name'] });
		expect(actionsFor(disputed)).toEqual(['choose', 'correct', 'remove']);
		expect(actionsFor({ ...disputed, deleting: true })).toEqual(['choose']);
		expect(actionsFor({ ...disputed, disputed: ['deleted'] })).toEqual(['choose']);
		expect(actionsFor({ ...disputed, visited: true })).toEqual(['choose', 'remove']);
	});

	it('takes up an open correction rather than begin another', () => {
		expect(actionsFor(item({ status: 'changes_requested', draft: true }))).toEqual([
			'resume',
			'discard_draft',
			'visit',
			'delete'
		]);
	});

	it('offers to come back to a record, and to take up the visit that was begun', () => {
		expect(actionsFor(item({ status: 'published' }))).toEqual([
			'open',
			'visit',
			'correct',
			'delete'
		]);
		const visits = [visit('draft')];
		expect(actionsFor(item({ status: 'published', visits }))).toEqual([
			'open',
			'correct',
			'delete'
		]);
		expect(actionsFor(item({ visited: true, visits }))).toEqual(['open']);
		const parked = item({ visited: true, state: 'parked', visits: [visit('parked')] });
		expect(actionsFor(parked)).toEqual(['resend', 'save_file', 'remove']);
	});

	it('says of someone else’s record what became of the latest visit', () => {
		const after = (state: Item['visits'][number]['state']) =>
			situationOf(item({ visited: true, status: 'published', visits: [visit(state)] }));
		expect([after('pending'), after('accepted'), after('rejected')]).toEqual([
			'received',
			'published',
			'rejected'
		]);
	});

	it('leaves alone what is on its way', () => {
		expect(actionsFor(item({ state: 'sending' }))).toEqual([]);
		expect(actionsFor(item({ state: 'waiting', deleting: true }))).toEqual([]);
	});
});

describe('ContributionsState', () => {
	const ports: ContributionsPorts = {
		watchWords: () => () => undefined,
		watchKept: () => () => undefined,
		resendWord: async () => undefined,
		removeWord: async () => undefined,
		watchItems: (_owner, next) => {
			next([item({})]);
			return () => undefined;
		},
		resend: async () => undefined,
		removeVisit: async () => undefined,
		remove: async () => undefined,
		queueDeletion: async () => undefined,
		discardDraft: async () => undefined,
		thumbnail: async () => null,
		wake: () => undefined
	};

	it('says what no server has, and nothing of it under another name', () => {
		let tell: Parameters<ContributionsPorts['watchKept']>[1] = () => undefined;
		const watchKept: ContributionsPorts['watchKept'] = (_owner, next) => {
			tell = next;
			return () => undefined;
		};
		const list = new ContributionsState({ ...ports, watchKept });
		list.follow('me');
		tell({ outings: 1, shared: 2 });
		expect(list.kept).toEqual({ outings: 1, shared: 2 });
		list.follow('you');
		expect(list.kept).toEqual({ outings: 0, shared: 0 });
	});

	it('acts for the owner shown, once at a time on each item, and says what failed', async () => {
		const done: string[] = [];
		let release: () => void = () => undefined;
		const list = new ContributionsState({
			...ports,
			resendWord: async (owner, id) => void done.push(`word ${owner} ${id}`),
			resend: async (owner, id) => {
				await new Promise<void>((resolve) => (release = resolve));
				done.push(`resend ${owner} ${id}`);
			},
			remove: () => Promise.reject(new Error('no room')),
			wake: () => done.push('wake')
		});
		list.follow('me');
		expect([list.ready, list.items.length]).toEqual([true, 1]);
		const first = list.resend('r');
		expect(await list.resend('r')).toBe(false);
		expect([await list.delete('other'), list.busy, done.splice(0)]).toEqual([
			true,
			['r'],
			['wake']
		]);
		release();
		expect(await first).toBe(true);
		expect(done).toEqual(['resend me r', 'wake']);
		expect(await list.resendWord('w')).toBe(true);
		expect(done.slice(2)).toEqual(['word me w', 'wake']);
		expect(await list.remove('r')).toBe(false);
		expect(list.failure).toEqual({ id: 'r', error: new Error('no room') });
	});

	it('asks for a picture once, lives without it, and leaves none behind', async () => {
		const asked: ((url: string | null) => void)[] = [];
		const revoked: string[] = [];
		const revoke = vi.spyOn(URL, 'revokeObjectURL').mockImplementation((url) => {
			revoked.push(url);
		});
		let tell: (items: Item[]) => void = () => undefined;
		const list = new ContributionsState({
			...ports,
			watchItems: (_owner, next) => {
				tell = next;
				return () => undefined;
			},
			thumbnail: () => new Promise((resolve) => asked.push(resolve))
		});
		const items = [item({ photos: { total: 1, received: 0 } })];
		list.follow('me');
		tell(items);
		tell(items);
		expect(asked).toHaveLength(1);
		list.close();
		asked[0]?.('blob:late');
		await expect.poll(() => revoked).toEqual(['blob:late']);
		expect(list.thumbnails).toEqual({});
		revoke.mockRestore();
	});
});
