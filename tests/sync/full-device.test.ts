import { describe, expect, test } from 'vitest';
import { newId } from '$lib/domain/ids.ts';
import type { PublicRecord } from '$lib/domain/record.ts';
import { adoptAnonymous } from '$lib/store/accounts.ts';
import type { CapitelleDatabase } from '$lib/store/database.ts';
import { readDraft, saveDraft } from '$lib/store/drafts.ts';
import { isStorageFull } from '$lib/store/errors.ts';
import { rememberHabits, type Habit } from '$lib/store/habits.ts';
import { listItems, readItem } from '$lib/store/items.ts';
import { TypingJournal } from '$lib/store/journal.ts';
import { queueDeletion, queueRecord } from '$lib/store/outbox.ts';
import { addDraftPhoto, readPhotoFile } from '$lib/store/photos.ts';
import { applyPull, readCursor } from '$lib/store/replica.ts';
import { readRescueRows, restorePhoto, restoreRows } from '$lib/store/rescue.ts';
import { keepEverything, keepRoomFor } from '$lib/store/room.ts';
import { queueSuggestion } from '$lib/store/suggestions.ts';
import { anonymous } from '$lib/store/types.ts';
import { baseOfItem, newVisit, queueVisit, saveVisit } from '$lib/store/visits.ts';
import { drain } from '$lib/sync/drain.ts';
import { pull } from '$lib/sync/pull.ts';
import { context, newDisk, openOn, picture, syncOf, wall } from './support/device.ts';
import { FakeServer } from './support/fake-server.ts';
import { limitRoom, type Room } from './support/full-disk.ts';

const ana = 'ana';
const everything = { owner: anonymous, theme: null, bbox: null };
const habit: Habit = { concept: 'stones/wall', place: [3.7, 43.8], answers: { state: 'good' } };

function device(): { db: CapitelleDatabase; room: Room } {
	const db = openOn(newDisk());
	return { db, room: limitRoom(db) };
}

/** Everything of the person's on this device, to be compared word for word. */
async function ofThePerson(db: CapitelleDatabase) {
	const tables = [db.drafts, db.visits, db.operations, db.items, db.photos, db.files];
	return Promise.all([...tables, db.suggestions].map((table) => table.toArray()));
}

async function failure(work: Promise<unknown>): Promise<unknown> {
	return work.then(
		() => null,
		(error: unknown) => error
	);
}

/** A public record at a place. */
function published(lon: number, lat: number): PublicRecord {
	const { theme, concept, properties } = wall(ana);
	const at = '2026-05-01T10:00:00Z';
	return {
		id: newId(),
		theme: theme!,
		concept: concept!,
		geometry: { type: 'Point', coordinates: [lon, lat] },
		properties,
		version: 1,
		title: 'Mur',
		observed_at: at,
		published_at: at,
		updated_at: at,
		blurred: false,
		licence: 'lov2',
		photos: []
	} as unknown as PublicRecord;
}

function answer(records: PublicRecord[], cursor: string) {
	const pulled = records.map((record) => ({ access: 'public' as const, record }));
	return { cursor, more: false, gone: [], records: pulled };
}

describe('a device without room (fault-03)', () => {
	/** A device with a record sent, one that waits with its photo, a draft and a visit begun. */
	async function inUse() {
		const { db, room } = device();
		const sent = wall(ana);
		await queueRecord(db, sent, context);
		const server = new FakeServer();
		await drain(
			syncOf(
				db,
				server.as(() => ana)
			),
			ana
		);
		const waiting = wall(ana);
		const { facts, file } = await picture('a');
		await addDraftPhoto(db, waiting, facts, { file, thumbnail: null });
		await queueRecord(db, { ...waiting, photos: [facts] }, context);
		const draft = wall(ana, { properties: { name: 'Commencé' } });
		await saveDraft(db, draft);
		const about = (await baseOfItem(db, ana, sent.id))!;
		const visit = newVisit(newId(), ana, sent.id, about, {}, context.now);
		await saveVisit(db, visit);
		return { db, room, sent, draft, visit };
	}
	type InUse = Awaited<ReturnType<typeof inUse>>;

	const writes: Record<string, (device: InUse) => Promise<unknown>> = {
		'what is typed': ({ db, draft }) => saveDraft(db, { ...draft, title: 'Plus long' }),
		'a record': ({ db, draft }) => queueRecord(db, draft, context),
		'a photo': async ({ db, draft }) => {
			const { facts, file } = await picture('b');
			await addDraftPhoto(db, draft, facts, { file, thumbnail: null });
		},
		'a visit': ({ db, visit }) => queueVisit(db, { ...visit, note: 'Écroulé' }, context),
		'a removal': ({ db, sent }) => queueDeletion(db, ana, sent.id, context),
		'a missing word': ({ db }) =>
			queueSuggestion(
				db,
				ana,
				{
					id: newId(),
					theme: 'stones',
					concept: null,
					kind: 'concept',
					text: 'clapàs',
					lang: 'oc',
					note: '',
					recordId: null
				},
				context.now
			)
	};

	test.each(Object.keys(writes))(
		'%s is refused aloud, and all the rest is intact',
		async (what) => {
			const used = await inUse();
			const before = await ofThePerson(used.db);
			used.room.left = 10;
			expect(isStorageFull(await failure(writes[what]!(used)))).toBe(true);
			expect(await ofThePerson(used.db)).toEqual(before);
			used.room.left = Infinity;
			await writes[what]!(used);
			expect(await ofThePerson(used.db)).not.toEqual(before);
		}
	);

	test('a rescue file is taken back as far as there is room, and again once there is more', async () => {
		const { db } = await inUse();
		const rows = await readRescueRows(db, ana);
		const [photo] = rows.photos;
		const data = await (await readPhotoFile(db, photo!.id))!.arrayBuffer();
		const other = device();
		other.room.left = 10;
		expect(isStorageFull(await failure(restorePhoto(other.db, ana, photo!, data)))).toBe(true);
		expect(isStorageFull(await failure(restoreRows(other.db, ana, rows)))).toBe(true);
		expect((await ofThePerson(other.db)).flat()).toEqual([]);
		other.room.left = Infinity;
		await restorePhoto(other.db, ana, photo!, data);
		expect(await restoreRows(other.db, ana, rows)).toMatchObject({ known: 0 });
		expect(await readItem(other.db, ana, photo!.record_id)).toMatchObject({ state: 'waiting' });
	});

	test('keeps the last keystrokes where they are until the database takes them', async () => {
		const { db, room, draft } = await inUse();
		const shelf = new Map<string, string>();
		const journal = new TypingJournal({
			getItem: (key) => shelf.get(key) ?? null,
			setItem: (key, value) => void shelf.set(key, value),
			removeItem: (key) => void shelf.delete(key)
		});
		journal.note({ ...draft, title: 'Tapé trop tard', updated_at: '2026-05-02T10:00:00Z' });
		room.left = 10;
		expect(isStorageFull(await failure(journal.recover(db)))).toBe(true);
		room.left = Infinity;
		await journal.recover(db);
		expect(await readDraft(db, ana, draft.id)).toMatchObject({ title: 'Tapé trop tard' });
	});
});

describe('what is dropped for want of room (fault-03)', () => {
	/** Copies near and far, with the place where the person works between them. */
	async function withCopies() {
		const { db, room } = device();
		const near = published(3.71, 43.81);
		const far = [published(-1.5, 47.2), published(2.3, 48.8)];
		await applyPull(db, everything, answer([near, ...far], '1'));
		await rememberHabits(db, anonymous, habit);
		const dropped: string[] = [];
		const cache = (name: string, bytes: number) => async () => {
			dropped.push(name);
			room.left += bytes;
			return true;
		};
		const copies = () => db.replica.toArray().then((rows) => rows.map(({ id }) => id));
		return { db, room, near, far, dropped, cache, copies };
	}

	test('goes in order, as little as is needed, and the write succeeds', async () => {
		const { db, room, dropped, cache, copies } = await withCopies();
		keepRoomFor(db, [cache('tiles', 100_000), cache('public photos', 0)]);
		room.left = 10;
		await queueRecord(db, wall(ana), context);
		expect(dropped).toEqual(['tiles']);
		expect(await copies()).toHaveLength(3);
		expect((await listItems(db, ana)).map(({ state }) => state)).toEqual(['waiting']);
	});

	test('ends with copies of what is far, and never with anything of the person’s', async () => {
		const { db, room, near, dropped, cache, copies } = await withCopies();
		const kept = wall(ana, { geometry: { type: 'Point', coordinates: [-1.5, 47.2] } });
		const { facts, file } = await picture('a');
		await addDraftPhoto(db, kept, facts, { file, thumbnail: null });
		await queueRecord(db, { ...kept, photos: [facts] }, context);
		const before = await ofThePerson(db);

		const broken = () => Promise.reject(new Error('no cache here'));
		keepRoomFor(db, [cache('tiles', 0), broken]);
		room.left = 10;
		room.perCopy = 50_000;
		await saveDraft(db, wall(ana));
		expect(dropped).toEqual(['tiles']);
		expect(await copies()).toEqual([near.id]);
		const after = await ofThePerson(db);
		expect(after.slice(2)).toEqual(before.slice(2));

		room.left = 10;
		room.perCopy = 0;
		expect(isStorageFull(await failure(saveDraft(db, wall(ana))))).toBe(true);
		expect(await ofThePerson(db)).toEqual(after);
	});

	test('is not fetched again while room is short, and comes back when there is some', async () => {
		const { db, room, near, far, copies } = await withCopies();
		room.left = 10;
		room.perCopy = 50_000;
		keepRoomFor(db, []);
		await saveDraft(db, wall(ana));
		room.left = Infinity;
		const moved: PublicRecord = { ...near, geometry: published(-1.5, 47).geometry };
		await applyPull(db, everything, answer([published(2.3, 48.9), moved], '2'));
		expect(await copies()).toEqual([]);

		await keepEverything(db);
		expect(await readCursor(db, everything)).toBeNull();
		await applyPull(db, everything, answer([near, ...far], '3'));
		expect(await copies()).toHaveLength(3);
	});

	test('lets the pull go on with what is near, and never holds up what leaves', async () => {
		const { db, room } = device();
		const server = new FakeServer();
		const remote = server.as(() => ana);
		const sync = syncOf(db, {
			...remote,
			pull: async () => answer([published(3.7, 43.8), published(2.3, 48.8)], '7')
		});
		await rememberHabits(db, anonymous, habit);
		await queueRecord(db, wall(ana), context);
		// Enough for one copy, not for two.
		room.left = 700;
		expect(await pull(sync, everything)).toMatchObject({ error: null, complete: true });
		expect((await db.replica.toArray()).map(({ lon }) => lon)).toEqual([3.7]);
		room.left = 100;
		expect(await pull(sync, { ...everything, owner: ana })).toMatchObject({
			error: null,
			complete: false
		});
		room.left = Infinity;
		expect(await drain(sync, ana)).toMatchObject({ stop: null, accepted: 1 });
	});
});

describe('the place where somebody works', () => {
	test('follows them into their account, and nobody else sees it', async () => {
		const { db } = device();
		await rememberHabits(db, anonymous, habit);
		await adoptAnonymous(db, ana);
		const keys = (await db.meta.toArray()).map(({ key }) => key);
		expect(keys.filter((key) => key.endsWith(anonymous))).toEqual([]);
		expect(keys).toEqual(expect.arrayContaining(['last_place:ana', 'recent_concepts:ana']));
	});
});
