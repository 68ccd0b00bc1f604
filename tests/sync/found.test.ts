import { expect, test } from 'vitest';
import type { Account } from '$lib/domain/account.ts';
import { newId } from '$lib/domain/ids.ts';
import type { FullRecord, PublicRecord } from '$lib/domain/record.ts';
import { adoptAnonymous, saveAccount } from '$lib/store/accounts.ts';
import { draftOfItem, emptyDraft } from '$lib/store/corrections.ts';
import { leaveDevice } from '$lib/store/departure.ts';
import { readDraft, saveDraft } from '$lib/store/drafts.ts';
import { readItem } from '$lib/store/items.ts';
import { queueDeletion, queueRecord } from '$lib/store/outbox.ts';
import { addDraftPhoto } from '$lib/store/photos.ts';
import { applyPull, readRecord } from '$lib/store/replica.ts';
import { anonymous, type Draft } from '$lib/store/types.ts';
import { baseOfItem, newVisit, openVisitOf, queueVisit } from '$lib/store/visits.ts';
import { drain } from '$lib/sync/drain.ts';
import { pull } from '$lib/sync/pull.ts';
import { context, jpeg, newDisk, openOn, syncOf, wall } from './support/device.ts';
import { FakeServer } from './support/fake-server.ts';

/** What the simulation found, each reduced to the least that shows it. */
const ana = 'ana';
const scope = { owner: ana, theme: null, bbox: null };

/** A device of Ana's on which a record of hers was received and pulled. */
async function received() {
	const db = openOn(newDisk());
	const server = new FakeServer();
	const sync = syncOf(
		db,
		server.as(() => ana)
	);
	const draft = wall(ana);
	await queueRecord(db, draft, context);
	await drain(sync, ana);
	await pull(sync, scope);
	return { db, sync, server, id: draft.id };
}

function publicForm(record: FullRecord): PublicRecord {
	const { id, theme, concept, geometry, position, properties, observed_at, version } = record;
	return {
		...{ id, theme, concept, geometry, position, properties, observed_at, version },
		title: null,
		blurred: true,
		commune: null,
		author_name: null,
		licence: 'lov2',
		photos: [],
		last_seen_at: observed_at,
		published_at: observed_at,
		updated_at: record.updated_at
	};
}

test('a correction made right after a visit does not take back what the visit saw', async () => {
	const { db, sync, id } = await received();
	const about = (await baseOfItem(db, ana, id))!;
	const visit = newVisit(newId(), ana, id, about, { name: 'Tombé' }, context.now);
	await queueVisit(db, visit, context);
	await drain(sync, ana);
	const draft = (await draftOfItem(db, ana, id, context))!;
	expect(draft.properties['name']).toBe('Tombé');
	await queueRecord(db, { ...draft, properties: { ...draft.properties, note: 'Vu' } }, context);
	const [row] = await db.operations.toArray();
	expect(Object.keys(row!.op.changes)).toEqual(['properties.note']);
});

test('who proposed a change to somebody else’s record learns that it was decided', async () => {
	const { db, server, id } = await received();
	const { record } = server.records.get(id)!;
	const proposal = {
		id: newId(),
		own: true,
		status: 'pending' as const,
		reason: null,
		changes: { 'properties.name': { old: 'Mur du Coulet', new: 'Mur' } }
	};
	const waiting: FullRecord = { ...record, status: 'published', author_id: null, proposal };
	const full = { access: 'full' as const, record: waiting };
	await applyPull(db, scope, { cursor: 'c1', more: false, gone: [], records: [full] });
	expect((await readItem(db, ana, id))?.proposal?.status).toBe('pending');

	const told = publicForm({ ...record, properties: { name: 'Mur' }, version: 2 });
	const everyones = { access: 'public' as const, record: told };
	await applyPull(db, scope, { cursor: 'c2', more: false, gone: [], records: [everyones] });
	expect(await readItem(db, ana, id)).toMatchObject({
		proposal: null,
		status: 'published',
		properties: { name: 'Mur' },
		state: 'received'
	});
});

test('who may no longer read all of a record keeps nothing but what everyone reads', async () => {
	const { db, server, id } = await received();
	const { record } = server.records.get(id)!;
	expect((await readRecord(db, ana, id))?.access).toBe('full');
	const everyones = { access: 'public' as const, record: publicForm(record) };
	await applyPull(db, scope, { cursor: 'c2', more: false, gone: [], records: [everyones] });
	expect((await readRecord(db, ana, id))?.access).toBe('public');
	expect(await db.replica.toArray()).toHaveLength(1);
});

test('a record told gone while a change of it waited leaves the list once that was answered', async () => {
	const { db, sync, server, id } = await received();
	const draft = (await draftOfItem(db, ana, id, context))!;
	const properties = { ...draft.properties, name: 'Autre' };
	await queueRecord(db, { ...draft, properties }, context);
	await applyPull(db, scope, { cursor: 'c2', more: false, gone: [id], records: [] });
	expect((await readItem(db, ana, id))?.state).toBe('waiting');
	await drain(sync, ana);
	expect(server.records.get(id)?.record.properties['name']).toBe('Autre');
	await applyPull(db, scope, { cursor: 'c3', more: false, gone: [], records: [] });
	expect(await readItem(db, ana, id)).toBeUndefined();
});

/** A correction of somebody else's record, begun from the map. */
function correctionOf({ photos: _photos, ...record }: FullRecord, owner: string): Draft {
	const { id, version, theme, concept, geometry, position, properties, sensitivity } = record;
	const content = { theme, concept, geometry, position, properties, sensitivity };
	const base = { version, record: { ...content, observed_at: record.observed_at, photos: [] } };
	return { ...emptyDraft(id, owner, context.now), ...base.record, base };
}

test('who is not signed in writes nothing over what somebody left on the device', async () => {
	const { server, id } = await received();
	const { record } = server.records.get(id)!;
	const db = openOn(newDisk());
	const before = correctionOf(record, anonymous);
	await saveDraft(db, before);
	await adoptAnonymous(db, 'bru');
	await saveAccount(db, { id: 'bru', email: '' } as Account);
	// The form that was open while Bru signed in.
	const theirs = { ...before, properties: { name: 'De Bru' } };
	await saveDraft(db, theirs);
	await leaveDevice(db);

	const draft = { ...correctionOf(record, anonymous), properties: { name: 'De personne' } };
	const { facts, file } = await jpeg('personne', 0);
	for (const work of [
		() => saveDraft(db, draft),
		() => queueRecord(db, draft, context),
		() => addDraftPhoto(db, draft, facts, { file, thumbnail: null })
	])
		await expect(work()).rejects.toMatchObject({ problems: [{ code: 'record_held' }] });
	expect(await readDraft(db, 'bru', id)).toEqual({ ...theirs, owner: 'bru' });
	expect(await db.photos.count()).toBe(0);
});

test('a correction that changes nothing of somebody else’s record is no contribution', async () => {
	const { server, id } = await received();
	const { record } = server.records.get(id)!;
	const db = openOn(newDisk());
	await queueRecord(db, correctionOf(record, 'bru'), context);
	expect(await readItem(db, 'bru', id)).toBeUndefined();

	const changed = { ...correctionOf(record, 'bru'), properties: { name: 'Autre' } };
	await queueRecord(db, changed, context);
	expect((await readItem(db, 'bru', id))?.state).toBe('waiting');
	const again = (await draftOfItem(db, 'bru', id, context))!;
	await queueRecord(db, { ...again, properties: record.properties }, context);
	expect(await db.operations.count()).toBe(0);
	expect(await readItem(db, 'bru', id)).toBeUndefined();
});

test('a record told gone leaves the list while a visit of it, with a photo, is being written', async () => {
	const { db, id } = await received();
	const visit = newVisit(newId(), ana, id, (await baseOfItem(db, ana, id))!, {}, context.now);
	const { facts, file } = await jpeg('visite', 0);
	const photo = { ...facts, observation_id: visit.id };
	await addDraftPhoto(db, visit, photo, { file, thumbnail: null });
	await applyPull(db, scope, { cursor: 'c2', more: false, gone: [id], records: [] });
	expect(await db.items.count()).toBe(0);
	expect((await openVisitOf(db, ana, id))?.photos).toEqual([photo]);
	expect(await db.files.count()).toBe(1);
});

test('a photo that was to be added goes with the removal of its record, and waits for nothing', async () => {
	const { db, id } = await received();
	const draft = (await draftOfItem(db, ana, id, context))!;
	const { facts, file } = await jpeg('ajout', 0);
	await addDraftPhoto(db, draft, facts, { file, thumbnail: null });
	await queueRecord(db, { ...draft, photos: [facts] }, context);
	await queueDeletion(db, ana, id, context);
	expect((await db.operations.toArray()).map(({ op }) => op.kind)).toEqual(['delete']);
	expect([await db.photos.count(), await db.files.count()]).toEqual([0, 0]);
});
