import { describe, expect, test } from 'vitest';
import { newId } from '$lib/domain/ids.ts';
import { adoptAnonymous } from '$lib/store/accounts.ts';
import { draftOfItem } from '$lib/store/corrections.ts';
import type { CapitelleDatabase } from '$lib/store/database.ts';
import { deleteDraft, saveDraft } from '$lib/store/drafts.ts';
import { listItems, readItem } from '$lib/store/items.ts';
import { VisitJournal } from '$lib/store/journal.ts';
import { queueRecord } from '$lib/store/outbox.ts';
import { resend } from '$lib/store/parked.ts';
import { addDraftPhoto, readPhotoFile, removeDraftPhoto } from '$lib/store/photos.ts';
import { anonymous, type VisitDraft } from '$lib/store/types.ts';
import {
	baseOfItem,
	deleteVisit,
	newVisit,
	openVisitOf,
	queueVisit,
	readVisit,
	removeVisit,
	saveVisit
} from '$lib/store/visits.ts';
import { drain } from '$lib/sync/drain.ts';
import { pull } from '$lib/sync/pull.ts';
import { context, newDisk, openOn, picture, syncOf, wall } from './support/device.ts';
import { FakeServer } from './support/fake-server.ts';
import { killAt, Killed } from './support/kill.ts';

const ana = 'ana';
const bruno = 'bruno';

async function visitOf(
	db: CapitelleDatabase,
	record_id: string,
	changes: Partial<VisitDraft> = {},
	pictures: string[] = []
): Promise<VisitDraft> {
	const owner = changes.owner ?? ana;
	const about = (await baseOfItem(db, owner, record_id)) ?? {
		base: { version: 1, record: { ...wall(owner), photos: [] } as never },
		title: null
	};
	const empty = newVisit(newId(), owner, record_id, about, { name: 'Tombé' }, context.now);
	const visit = { ...empty, ...changes };
	for (const [position, seed] of pictures.entries()) {
		const { facts, file } = await picture(seed, position);
		const photo = { ...facts, observation_id: visit.id };
		await addDraftPhoto(db, visit, photo, { file, thumbnail: file });
		visit.photos.push(photo);
	}
	return visit;
}

const kinds = async (db: CapitelleDatabase) =>
	(await db.operations.orderBy('seq').toArray()).map(({ op }) => op.kind);

function at(db: CapitelleDatabase, server: FakeServer, account = ana) {
	return syncOf(
		db,
		server.as(() => account)
	);
}

/** Everything the server says, applied here. */
const pulled = (db: CapitelleDatabase, server: FakeServer, owner = ana) =>
	pull(at(db, server, owner), { owner, theme: null, bbox: null });

describe('a visit', () => {
	test('is sent behind the record that waits, with its photos, and gives its receipts', async () => {
		const db = openOn(newDisk());
		const server = new FakeServer();
		const draft = wall(ana);
		await queueRecord(db, draft, context);
		const visit = await visitOf(db, draft.id, { note: ' Un pan est tombé. ' }, ['a', 'b']);
		await queueVisit(db, visit, context);
		expect(await kinds(db)).toEqual(['create', 'add_observation', 'add_photo', 'add_photo']);
		expect((await readItem(db, ana, draft.id))?.visits).toMatchObject([
			{ id: visit.id, state: 'waiting' }
		]);

		await drain(at(db, server), ana);
		expect(server.records.get(draft.id)?.record.observations).toMatchObject([
			{ id: visit.id, note: 'Un pan est tombé.', properties: { name: 'Tombé' } }
		]);
		expect(server.objects.size).toBe(2);
		expect(await readItem(db, ana, draft.id)).toMatchObject({
			state: 'received',
			visited: false,
			photos: { total: 2, received: 2 },
			visits: [{ id: visit.id, state: 'accepted' }]
		});
		expect(await db.files.count()).toBe(0);
	});

	test('to someone else’s record waits for a moderator, on every device of who made it', async () => {
		const server = new FakeServer();
		const theirs = openOn(newDisk());
		const draft = wall(bruno);
		await queueRecord(theirs, draft, context);
		await drain(at(theirs, server, bruno), bruno);
		server.moderate(draft.id, 'published', null);

		const db = openOn(newDisk());
		const visit = await visitOf(db, draft.id);
		await queueVisit(db, visit, context);
		expect(await readItem(db, ana, draft.id)).toMatchObject({ visited: true, state: 'waiting' });
		await drain(at(db, server), ana);
		expect((await readItem(db, ana, draft.id))?.visits).toMatchObject([{ state: 'pending' }]);

		server.judgeVisit(draft.id, visit.id, 'rejected', 'C’est un autre mur.');
		await pulled(db, server);
		expect(await readItem(db, ana, draft.id)).toMatchObject({
			visited: true,
			proposal: null,
			visits: [{ id: visit.id, state: 'rejected', reason: 'C’est un autre mur.' }]
		});
		const other = openOn(newDisk());
		await pulled(other, server);
		expect(await readItem(other, ana, draft.id)).toMatchObject({
			visited: true,
			visits: [{ id: visit.id, state: 'rejected' }]
		});
	});

	test('that is refused is kept aside, can be mended and goes again', async () => {
		const db = openOn(newDisk());
		const server = new FakeServer();
		const draft = wall(ana);
		await queueRecord(db, draft, context);
		await drain(at(db, server), ana);
		server.refusedVisits.add('trop long');
		const visit = await visitOf(db, draft.id, { note: 'trop long' }, ['a']);
		await queueVisit(db, visit, context);
		await drain(at(db, server), ana);
		expect(await readItem(db, ana, draft.id)).toMatchObject({
			state: 'parked',
			visits: [{ state: 'parked', problems: [{ code: 'too_long', field: 'note' }] }]
		});
		expect(await readPhotoFile(db, visit.photos[0]!.id)).not.toBeNull();

		const again = (await readVisit(db, ana, visit.id))!;
		expect(again).toMatchObject({ note: 'trop long', photos: [{ id: visit.photos[0]!.id }] });
		await queueVisit(db, { ...again, note: 'court' }, context);
		await drain(at(db, server), ana);
		expect(await readItem(db, ana, draft.id)).toMatchObject({
			state: 'received',
			photos: { total: 1, received: 1 },
			visits: [{ state: 'accepted' }]
		});
		expect(await db.operations.count()).toBe(0);
	});

	test('that is refused can be sent again as it is', async () => {
		const db = openOn(newDisk());
		const server = new FakeServer();
		const draft = wall(ana);
		await queueRecord(db, draft, context);
		server.refusedVisits.add('plus tard');
		await queueVisit(db, await visitOf(db, draft.id, { note: 'plus tard' }, ['a']), context);
		await drain(at(db, server), ana);
		expect((await readItem(db, ana, draft.id))?.state).toBe('parked');
		server.refusedVisits.clear();
		await resend(db, ana, draft.id);
		await drain(at(db, server), ana);
		expect(await readItem(db, ana, draft.id)).toMatchObject({
			state: 'received',
			photos: { total: 1, received: 1 }
		});
	});

	test('stays in the queue when the record is corrected before it left', async () => {
		const db = openOn(newDisk());
		const server = new FakeServer();
		const draft = wall(ana);
		await queueRecord(db, draft, context);
		const visit = await visitOf(db, draft.id, {}, ['a']);
		await queueVisit(db, visit, context);
		const open = (await draftOfItem(db, ana, draft.id, context))!;
		expect(open.photos).toEqual([]);
		await queueRecord(db, { ...open, concept: 'stones/hut' }, context);
		expect(await kinds(db)).toEqual(['create', 'add_observation', 'add_photo']);
		await drain(at(db, server), ana);
		expect(server.records.get(draft.id)?.record).toMatchObject({
			concept: 'stones/hut',
			observations: [{ id: visit.id }],
			photos: [{ observation_id: visit.id }]
		});
	});

	test('does not take the person’s own later correction for someone else’s', async () => {
		const db = openOn(newDisk());
		const server = new FakeServer();
		const draft = wall(ana);
		await queueRecord(db, draft, context);
		await drain(at(db, server), ana);
		await queueVisit(db, await visitOf(db, draft.id), context);
		const open = (await draftOfItem(db, ana, draft.id, context))!;
		await queueRecord(db, { ...open, concept: 'stones/hut' }, context);
		await drain(at(db, server), ana);
		expect(await readItem(db, ana, draft.id)).toMatchObject({ state: 'received', disputed: [] });
		expect(server.records.get(draft.id)?.record).toMatchObject({
			concept: 'stones/hut',
			properties: { name: 'Tombé' }
		});
	});

	test('begun and given up takes nothing of the record with it, and the other way round', async () => {
		const db = openOn(newDisk());
		const draft = wall(ana);
		await saveDraft(db, draft);
		const { facts, file } = await picture('record');
		await addDraftPhoto(db, draft, facts, { file, thumbnail: null });
		const visit = await visitOf(db, draft.id, {}, ['visit', 'other']);
		await removeDraftPhoto(db, visit.id, visit.photos[1]!.id);
		expect((await openVisitOf(db, ana, draft.id))?.photos).toHaveLength(1);
		await deleteDraft(db, draft.id);
		expect(await readPhotoFile(db, visit.photos[0]!.id)).not.toBeNull();
		await deleteVisit(db, visit.id);
		expect([await db.photos.count(), await db.files.count(), await db.visits.count()]).toEqual([
			0, 0, 0
		]);
	});

	test('given up before it left goes, with the line it made', async () => {
		const db = openOn(newDisk());
		const mine = wall(ana);
		await queueRecord(db, mine, context);
		const own = await visitOf(db, mine.id, {}, ['a']);
		const foreign = await visitOf(db, newId());
		await queueVisit(db, own, context);
		await queueVisit(db, foreign, context);
		for (const { id } of [own, foreign]) await removeVisit(db, ana, id);
		expect(await kinds(db)).toEqual(['create']);
		expect(await listItems(db, ana)).toMatchObject([{ record_id: mine.id, visits: [] }]);
		expect(await db.files.count()).toBe(0);
	});

	test('is kept while it is written, for its owner alone, and adopted at sign-in', async () => {
		const db = openOn(newDisk());
		const visit = await visitOf(db, newId(), { owner: anonymous });
		await saveVisit(db, { ...visit, note: 'en cours' });
		expect(await readVisit(db, ana, visit.id)).toBeUndefined();
		expect(await adoptAnonymous(db, ana)).toBe(1);
		await saveVisit(db, { ...visit, note: 'plus loin' });
		expect(await readVisit(db, ana, visit.id)).toMatchObject({ owner: ana, note: 'plus loin' });
		expect(await listItems(db, ana)).toMatchObject([
			{ record_id: visit.record_id, state: 'draft', visited: true, visits: [{ state: 'draft' }] }
		]);
	});

	test('loses no keystroke when the page dies, and never comes back once saved', async () => {
		const values = new Map<string, string>();
		const shelf = {
			getItem: (key: string) => values.get(key) ?? null,
			setItem: (key: string, value: string) => void values.set(key, value),
			removeItem: (key: string) => void values.delete(key)
		};
		const db = openOn(newDisk());
		const visit = await visitOf(db, newId());
		new VisitJournal(shelf).note({ ...visit, note: 'dernier mot' });
		await new VisitJournal(shelf).recover(db);
		expect((await readVisit(db, ana, visit.id))?.note).toBe('dernier mot');
		new VisitJournal(shelf).note({ ...visit, note: 'trop tard' });
		await queueVisit(db, visit, context);
		await new VisitJournal(shelf).recover(db);
		expect(await db.visits.count()).toBe(0);
	});

	test.each(['before', 'after'] as const)(
		'survives a page killed %s any local transaction of saving and sending, once',
		async (moment) => {
			for (let n = 1; n < 100; n++) {
				const disk = newDisk();
				const server = new FakeServer();
				const first = openOn(disk);
				const draft = wall(ana);
				await queueRecord(first, draft, context);
				await drain(at(first, server), ana);
				const visit = await visitOf(first, draft.id, {}, ['a']);
				await saveVisit(first, visit);
				const kill = killAt(first, n, moment);
				await queueVisit(first, visit, context)
					.then(() => drain(at(first, server), ana))
					.catch((error: unknown) => expect(error).toBeInstanceOf(Killed));
				first.close();

				const second = openOn(disk);
				const left = await openVisitOf(second, ana, draft.id);
				if (left) await queueVisit(second, left, context);
				await drain(at(second, server), ana);
				expect(server.records.get(draft.id)?.record.observations, `boundary ${n}`).toHaveLength(1);
				expect(server.objects.size).toBe(1);
				expect([...server.carriedOut.values()].every((times) => times === 1)).toBe(true);
				expect(await readItem(second, ana, draft.id)).toMatchObject({
					state: 'received',
					visits: [{ id: visit.id, state: 'accepted' }]
				});
				if (!kill.reached()) return;
			}
		}
	);
});
