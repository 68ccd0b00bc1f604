import { beforeEach, describe, expect, test } from 'vitest';
import type { Comment, NewComment, Talk } from '$lib/domain/talk';
import type { TalkDraft } from '$lib/store/talk-draft';
import type { TalkRow } from '$lib/store/trust-rows';
import { anonymous } from '$lib/store/types';
import { TalkState } from './talk.svelte';

const record = 'r';
const comment = (id: string, more: Partial<Comment> = {}): Comment => ({
	id,
	body: id,
	visibility: 'participants',
	closes: false,
	at: `2026-05-01T10:00:0${id}Z`,
	author_name: 'Joana',
	author_role: null,
	own: false,
	mentions: [],
	hidden: null,
	...more
});
const told = (one: Comment): TalkRow => ({
	owner: 'ana',
	id: one.id,
	record_id: record,
	at: one.at,
	state: 'told',
	comment: one
});

const bytes = new Uint8Array([1, 2, 3]).buffer;
const prepared = {
	bytes,
	thumbnail: bytes,
	sha256: 'a'.repeat(64),
	width: 4,
	height: 3,
	takenAt: null,
	heading: null,
	place: null
};

/** A conversation whose server and device are these values. */
function made() {
	const world = {
		live: null as Talk | Error | null,
		rows: [] as TalkRow[],
		own: false,
		draft: undefined as TalkDraft | undefined,
		sent: [] as NewComment[],
		kept: [] as string[],
		kept_at: [] as [string, string][],
		ready: Promise.resolve(),
		next: (_rows: TalkRow[]) => {}
	};
	const talk = new TalkState({
		watchRows(_owner, _record, next) {
			world.next = next;
			next(world.rows);
			return () => {};
		},
		isOwn: async () => world.own,
		async fetch() {
			if (world.live instanceof Error || !world.live) throw world.live ?? new Error('refused');
			return world.live;
		},
		isOffline: (error) => error instanceof Error && error.message === 'offline',
		send: async (_owner, _record, said) => void world.sent.push(said),
		takeBack: async () => {},
		resend: async () => {},
		hide: async () => {},
		readDraft: async () => world.draft,
		saveDraft: async (_owner, _record, draft) => void (world.draft = draft ?? undefined),
		newId: () => 'new',
		photos: {
			prepare: async () => {
				await world.ready;
				return { ok: true, photo: prepared };
			},
			keep: async ({ record_id }, draft, photo) => {
				world.kept.push(photo.id);
				world.kept_at.push([record_id, draft.visibility]);
			},
			refusal: async () => null,
			resend: async () => {},
			drop: async (id) => void (world.kept = world.kept.filter((one) => one !== id)),
			kept: async () => null,
			address: async () => null
		},
		wake: async () => {}
	});
	return { world, talk };
}

const all: Talk['may'] = {
	write: ['public', 'participants', 'moderators'],
	close: true,
	hide: false
};
const people: Talk['people'] = [
	{ id: 'jo', name: 'Jo', reads: ['public', 'participants'] },
	{ id: 'mo', name: 'Mo', reads: ['public', 'participants', 'moderators'] }
];

describe('a conversation', () => {
	let world: ReturnType<typeof made>['world'];
	let talk: TalkState;
	beforeEach(() => ({ world, talk } = made()));

	test('without network shows what this device knows, and lets its author answer', async () => {
		world.rows = [told(comment('1'))];
		world.live = new Error('offline');
		world.own = true;
		await talk.follow('ana', record);
		expect([talk.phase, talk.offline]).toEqual(['ready', true]);
		expect(talk.lines.map(({ id }) => id)).toEqual(['1']);
		expect(talk.may).toEqual(all);
	});

	test('of a record that may not be seen says so', async () => {
		await talk.follow('ana', record);
		expect(talk.phase).toBe('unseen');
		expect(talk.lines).toEqual([]);
	});

	test('shows what the server tells, not what the device still has of others', async () => {
		world.rows = [told(comment('1')), told(comment('3', { own: true }))];
		world.live = { record_id: record, comments: [comment('2')], people: [], may: all };
		await talk.follow('ana', record);
		expect(talk.lines.map(({ id }) => id)).toEqual(['2', '3']);
	});

	test('is read by everyone and written by who signed in', async () => {
		world.live = { record_id: record, comments: [comment('1')], people: [], may: all };
		await talk.follow(anonymous, record);
		expect(talk.lines).toHaveLength(1);
		expect(talk.may.write).toEqual([]);
	});

	test('mentions only who would read it: choosing fewer readers drops the others', async () => {
		world.live = { record_id: record, comments: [], people, may: all };
		await talk.follow('ana', record);
		talk.write({ body: 'Bonjour', mentions: ['jo', 'mo'] });
		talk.write({ visibility: 'moderators' });
		expect(talk.people.map(({ id }) => id)).toEqual(['mo']);
		expect(await talk.send()).toBe(true);
		expect(world.sent).toMatchObject([{ body: 'Bonjour', mentions: ['mo'] }]);
		expect(talk.draft.body).toBe('');
	});

	test('keeps what is being written, and takes it up again', async () => {
		world.live = { record_id: record, comments: [], people, may: all };
		await talk.follow('ana', record);
		talk.write({ body: 'Bonj' });
		talk.close();
		await talk.follow('ana', record);
		expect(talk.draft.body).toBe('Bonj');
		talk.write({ body: '' });
		expect(world.draft).toBeUndefined();
	});

	test('sends nothing that says nothing', async () => {
		world.live = { record_id: record, comments: [], people, may: all };
		await talk.follow('ana', record);
		talk.write({ body: ' \n ' });
		expect(await talk.send()).toBe(false);
		expect(talk.problems).toMatchObject([{ code: 'required' }]);
		expect(world.sent).toEqual([]);
	});

	test('takes photos along, each once, keeps them with what is being written and lets them go', async () => {
		world.live = { record_id: record, comments: [], people, may: all };
		await talk.follow('ana', record);
		const file = new File([bytes], 'mur.jpg');
		await talk.photos.add([file, file]);
		expect(talk.draft.photos).toMatchObject([{ bytes: 3, mime: 'image/jpeg', width: 4 }]);
		expect(world.kept).toEqual(world.draft?.photos?.map(({ id }) => id));
		talk.write({ body: 'Voyez' });
		const four = [1, 2, 3, 4].map((at) => ({ ...talk.draft.photos![0]!, id: `${at}` }));
		talk.write({ photos: four });
		await talk.photos.add([file]);
		expect(talk.photos.refused).toMatchObject([{ problem: { code: 'photo_too_many' } }]);
		await talk.photos.remove('4');
		expect(await talk.send()).toBe(true);
		expect(world.sent[0]?.photos).toHaveLength(3);
		expect(talk.draft.photos).toBeUndefined();
	});

	test('keeps a photo with the conversation it was chosen for, whichever is read when it is ready', async () => {
		world.live = { record_id: record, comments: [], people, may: all };
		await talk.follow('ana', record, 'moderators');
		let ready = () => {};
		world.ready = new Promise((resolve) => (ready = resolve));
		const added = talk.photos.add([new File([bytes], 'mur.jpg')]);
		await talk.follow('ana', '3f0a6f0e-0000-4000-8000-000000000002', 'public');
		ready();
		await added;
		expect(talk.draft.photos).toBeUndefined();
		expect(world.kept_at).toEqual([[record, 'moderators']]);
	});
});
