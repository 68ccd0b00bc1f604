import { describe, expect, test } from 'vitest';
import { newId } from '$lib/domain/ids.ts';
import { draftOfItem } from '$lib/store/corrections.ts';
import type { CapitelleDatabase } from '$lib/store/database.ts';
import { readItem } from '$lib/store/items.ts';
import { VisitJournal } from '$lib/store/journal.ts';
import { queueRecord } from '$lib/store/outbox.ts';
import { removeItem } from '$lib/store/parked.ts';
import { addDraftPhoto, readPhotoFile } from '$lib/store/photos.ts';
import type { VisitDraft } from '$lib/store/types.ts';
import { baseOfItem, newVisit, queueVisit, readVisit, saveVisit } from '$lib/store/visits.ts';
import { drain } from '$lib/sync/drain.ts';
import { context, newDisk, openOn, picture, syncOf, wall } from './support/device.ts';
import { FakeServer } from './support/fake-server.ts';

const ana = 'ana';

/** A device whose one record the server has, and how it reaches that server. */
async function visited() {
	const db = openOn(newDisk());
	const server = new FakeServer();
	const draft = wall(ana);
	await queueRecord(db, draft, context);
	const sync = syncOf(
		db,
		server.as(() => ana)
	);
	await drain(sync, ana);
	const told = () => server.records.get(draft.id)!.record;
	return { db, server, draft, told, drain: () => drain(sync, ana) };
}

async function begun(db: CapitelleDatabase, record_id: string, note: string): Promise<VisitDraft> {
	const about = (await baseOfItem(db, ana, record_id))!;
	return { ...newVisit(newId(), ana, record_id, about, { name: 'Tombé' }, context.now), note };
}

async function withPhoto(db: CapitelleDatabase, visit: VisitDraft, seed: string) {
	const { facts, file } = await picture(seed, visit.photos.length);
	const photo = { ...facts, observation_id: visit.id };
	await addDraftPhoto(db, visit, photo, { file, thumbnail: file });
	return { ...visit, photos: [...visit.photos, photo] };
}

/** The page holds its operations for sent, and their answer has not come. */
async function hangs(db: CapitelleDatabase): Promise<void> {
	await db.operations.toCollection().modify({ state: 'sent' });
}

describe('a visit changed while it leaves', () => {
	test.each(['on its way', 'answered'])(
		'keeps what left, and what was typed since is a visit of its own: %s',
		async (moment) => {
			const { db, draft, told, drain } = await visited();
			const first = await withPhoto(db, await begun(db, draft.id, 'debout'), 'a');
			await queueVisit(db, first, context);
			const open = (await readVisit(db, ana, first.id))!;
			if (moment === 'answered') await drain();
			else await hangs(db);
			const again = await withPhoto(db, { ...open, note: 'tombé cette nuit' }, 'b');
			await queueVisit(db, again, context);
			await drain();

			const { observations, photos } = told();
			expect(observations.map(({ note }) => note)).toEqual(['debout', 'tombé cette nuit']);
			expect(observations[0]!.id).toBe(first.id);
			expect(observations[1]!.id).not.toBe(first.id);
			expect(photos.map(({ observation_id }) => observation_id)).toEqual(
				observations.map(({ id }) => id)
			);
			expect(await readItem(db, ana, draft.id)).toMatchObject({
				state: 'received',
				photos: { total: 2, received: 2 },
				visits: [{ state: 'accepted' }, { state: 'accepted' }]
			});
			expect([await db.visits.count(), await db.files.count()]).toEqual([0, 0]);
		}
	);

	test('is said once when nothing was changed', async () => {
		const { db, draft, told, drain } = await visited();
		const first = await withPhoto(db, await begun(db, draft.id, 'debout'), 'a');
		await queueVisit(db, first, context);
		const open = (await readVisit(db, ana, first.id))!;
		await hangs(db);
		await queueVisit(db, open, context);
		await drain();
		expect(told().observations).toHaveLength(1);
		expect(told().photos).toHaveLength(1);
		expect(await db.visits.count()).toBe(0);
	});

	test('does not send a photo that was taken out and had not left', async () => {
		const { db, draft, told, drain } = await visited();
		const first = await withPhoto(db, await begun(db, draft.id, 'debout'), 'a');
		await queueVisit(db, first, context);
		const open = (await readVisit(db, ana, first.id))!;
		await db.operations.filter(({ op }) => op.kind === 'add_observation').modify({ state: 'sent' });
		await queueVisit(db, { ...open, photos: [] }, context);
		await drain();
		expect(told().observations).toHaveLength(1);
		expect(told().photos).toEqual([]);
		expect([await db.photos.count(), await db.files.count()]).toEqual([0, 0]);
	});
});

describe('giving up a change of the record', () => {
	test('leaves a visit that waits, with its photos', async () => {
		const { db, draft, told, drain } = await visited();
		const visit = await withPhoto(db, await begun(db, draft.id, 'debout'), 'a');
		await queueVisit(db, visit, context);
		const open = (await draftOfItem(db, ana, draft.id, context))!;
		await queueRecord(db, { ...open, concept: 'stones/hut' }, context);
		await removeItem(db, ana, draft.id, context);
		expect(await readPhotoFile(db, visit.photos[0]!.id)).not.toBeNull();
		await drain();
		expect(told()).toMatchObject({
			concept: 'stones/wall',
			observations: [{ note: 'debout' }],
			photos: [{ observation_id: visit.id }]
		});
	});

	test('takes a refused visit with it, photos included, and not the one behind', async () => {
		const { db, server, draft, told, drain } = await visited();
		server.refusedVisits.add('trop long');
		await queueVisit(db, await withPhoto(db, await begun(db, draft.id, 'trop long'), 'a'), context);
		await drain();
		const good = await withPhoto(db, await begun(db, draft.id, 'court'), 'b');
		await queueVisit(db, good, context);
		await removeItem(db, ana, draft.id, context);
		await drain();
		expect(told().observations).toMatchObject([{ note: 'court' }]);
		expect(await readItem(db, ana, draft.id)).toMatchObject({
			state: 'received',
			photos: { total: 1, received: 1 },
			visits: [{ id: good.id }]
		});
		expect(await db.files.count()).toBe(0);
	});
});

describe('the last keystrokes of a visit', () => {
	const later = new Date(context.now.getTime() + 60_000).toISOString();

	/** A page dies with `visit` as it was typed last; what the next one finds. */
	async function diedWith(db: CapitelleDatabase, visit: VisitDraft) {
		const values = new Map<string, string>();
		const shelf = {
			getItem: (key: string) => values.get(key) ?? null,
			setItem: (key: string, value: string) => void values.set(key, value),
			removeItem: (key: string) => void values.delete(key)
		};
		new VisitJournal(shelf).note(visit);
		await new VisitJournal(shelf).recover(db);
		expect(values.size).toBe(0);
		return db.visits.get(visit.id);
	}

	test('are back when it was opened again from the queue', async () => {
		const { db, draft } = await visited();
		const visit = await begun(db, draft.id, 'debout');
		await queueVisit(db, visit, context);
		const typed = { ...visit, note: 'penche', updated_at: later };
		expect(await diedWith(db, typed)).toMatchObject({ note: 'penche' });
	});

	test('are back when it has left and what was typed since is kept apart', async () => {
		const { db, draft, drain } = await visited();
		const visit = await begun(db, draft.id, 'debout');
		await queueVisit(db, visit, context);
		await drain();
		await saveVisit(db, { ...visit, note: 'pen' });
		const typed = { ...visit, note: 'penche', updated_at: later };
		expect(await diedWith(db, typed)).toMatchObject({ note: 'penche' });
	});

	test('do not reopen a visit that the server has', async () => {
		const { db, draft, drain } = await visited();
		const visit = await begun(db, draft.id, 'debout');
		await queueVisit(db, visit, context);
		await drain();
		expect(await diedWith(db, { ...visit, updated_at: later })).toBeUndefined();
	});

	test('do not reopen a visit saved within the same second', async () => {
		const { db, draft } = await visited();
		const visit = await begun(db, draft.id, 'debout');
		const now = new Date(context.now.getTime() + 900);
		await queueVisit(db, visit, { ...context, now });
		const typed = { ...visit, updated_at: new Date(now.getTime() - 100).toISOString() };
		expect(await diedWith(db, typed)).toBeUndefined();
	});
});
