import { expect, test } from 'vitest';
import { newId } from '$lib/domain/ids.ts';
import type { FullRecord, PublicRecord } from '$lib/domain/record.ts';
import { draftOfItem } from '$lib/store/corrections.ts';
import { readItem } from '$lib/store/items.ts';
import { queueRecord } from '$lib/store/outbox.ts';
import { applyPull, readRecord } from '$lib/store/replica.ts';
import { baseOfItem, newVisit, queueVisit } from '$lib/store/visits.ts';
import { drain } from '$lib/sync/drain.ts';
import { pull } from '$lib/sync/pull.ts';
import { context, newDisk, openOn, syncOf, wall } from './support/device.ts';
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
