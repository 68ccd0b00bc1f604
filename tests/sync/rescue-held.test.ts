import { expect, test } from 'vitest';
import { readRescueRows, restorePhoto, restoreRows } from '$lib/store/rescue.ts';
import { listItems } from '$lib/store/items.ts';
import { jpeg, openOn, newDisk } from './support/device.ts';
import { receivedWall } from './support/dispute.ts';

const [ana, ben] = ['ana', 'ben'];

/** What a rescue file of Ana's holds, and a device where Ben has a line of the same record. */
async function twoDevices() {
	const from = await receivedWall(ana, { name: 'Mur' });
	const [received] = await from.db.items.toArray();
	await from.correct({ properties: { name: 'Mur neuf' } });
	const rows = await readRescueRows(from.db, ana);
	const db = openOn(newDisk());
	await db.items.put({ ...received!, owner: ben, visited: true, state: 'received' });
	return { rows, db };
}

test('a rescue file is taken back where another account has left a received line of the record', async () => {
	const { rows, db } = await twoDevices();
	expect(await restoreRows(db, ana, rows)).toMatchObject({ restored: 1, held: 0 });
	expect(await listItems(db, ana)).toMatchObject([{ state: 'waiting' }]);
	expect(await db.operations.count()).toBe(1);
});

test('what cannot be taken back because of another account is not said to be here', async () => {
	const { rows, db } = await twoDevices();
	const [row] = rows.operations;
	await db.operations.add({ ...row!, op_id: 'of-ben', owner: ben });
	expect(await restoreRows(db, ana, rows)).toEqual({ restored: 0, known: 0, held: 1, others: 0 });
	expect(await listItems(db, ben)).toHaveLength(1);
	expect(await db.operations.toArray()).toMatchObject([{ op_id: 'of-ben' }]);
});

test('nobody’s line gives way to what somebody else’s file holds of another account', async () => {
	const { rows, db } = await twoDevices();
	expect(await restoreRows(db, ben, rows)).toMatchObject({ restored: 0, held: 1 });
	expect(await listItems(db, ben)).toHaveLength(1);
});

test('a photo that another account’s file brings does not stop the line that is here', async () => {
	const { rows, db } = await twoDevices();
	const { facts, file } = await jpeg('of Ana');
	const [line] = await db.items.toArray();
	const photo = {
		id: facts.id,
		owner: ana,
		record_id: line!.record_id,
		facts,
		state: 'parked' as const,
		attempts: 1,
		next_at: 0,
		problems: [{ code: 'not_allowed' as const, field: null }]
	};
	await restorePhoto(db, ben, photo, await file.arrayBuffer());
	await restoreRows(db, ben, rows);
	expect(await listItems(db, ben)).toMatchObject([{ state: 'received', problems: [] }]);
	expect(await db.files.count()).toBe(0);
});
