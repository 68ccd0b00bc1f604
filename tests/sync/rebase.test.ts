import { expect, test } from 'vitest';
import { newId } from '$lib/domain/ids.ts';
import { recordAnswer } from '$lib/store/answers.ts';
import { draftOfItem } from '$lib/store/corrections.ts';
import { queueRecord } from '$lib/store/outbox.ts';
import { takeOperations } from '$lib/store/sending.ts';
import { baseOfItem, newVisit, queueVisit } from '$lib/store/visits.ts';
import { pull } from '$lib/sync/pull.ts';
import { context, syncOf } from './support/device.ts';
import { receivedWall } from './support/dispute.ts';

const ana = 'ana';

test('the late answer of a visit does not hide what somebody else changed from a correction that waits', async () => {
	const phone = await receivedWall(ana, { name: 'Mur', note: 'a' });
	const { db, id, server } = phone;
	const about = (await baseOfItem(db, ana, id))!;
	await queueVisit(db, newVisit(newId(), ana, id, about, {}, context.now), context);
	const [left] = await takeOperations(db, ana, Date.now(), { operations: 10, bytes: 1e6 });
	// Opened on what was known then; a pull brings the other's change before it is saved.
	const form = (await draftOfItem(db, ana, id, context))!;
	server.edit(id, { 'properties.name': 'Mur du Coulet' }, 'Jean');
	await pull(
		syncOf(
			db,
			server.as(() => ana)
		),
		{ owner: ana, theme: null, bbox: null }
	);
	await queueRecord(db, { ...form, properties: { ...form.properties, name: 'Mur neuf' } }, context);
	await recordAnswer(db, {
		op_id: left!.op_id,
		result: 'already',
		version: 2,
		status: 'submitted',
		proposal: true,
		problems: [],
		disputed: [],
		server: null
	});
	expect(await phone.send()).toMatchObject({ parked: 1 });
	expect(server.records.get(id)!.record.properties['name']).toBe('Mur du Coulet');
});
