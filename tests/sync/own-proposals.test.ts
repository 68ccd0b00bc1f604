import { expect, test } from 'vitest';
import type { OperationAnswer } from '$lib/domain/operation.ts';
import { recordAnswer } from '$lib/store/answers.ts';
import { readDispute } from '$lib/store/dispute.ts';
import { queueDeletion } from '$lib/store/outbox.ts';
import { resolveDispute } from '$lib/store/resolution.ts';
import { context } from './support/device.ts';
import { receivedWall, type Phone } from './support/dispute.ts';

const ana = 'ana';
const at = '2026-05-02T10:00:00Z';

/** What the server answers to the last operation: nothing of the record moved, and yet. */
async function answered(phone: Phone, answer: Partial<OperationAnswer>): Promise<void> {
	const waiting = await phone.db.operations.toArray();
	const { record } = phone.server.records.get(phone.id)!;
	await recordAnswer(phone.db, {
		op_id: waiting.at(-1)!.op_id,
		result: 'conflict',
		version: record.version,
		status: 'published',
		proposal: false,
		problems: [],
		disputed: [],
		server: record,
		...answer
	});
}

test('what the same person proposed on another phone is the other side, and is what a choice replaces', async () => {
	const phone = await receivedWall(ana, { name: 'Mur', note: 'à voir' });
	await phone.correct({ properties: { name: 'Mur de Rouvière', note: 'à voir' } });
	const changes = { 'properties.name': { old: 'Mur', new: 'Mur du Coulet' } };
	await answered(phone, {
		disputed: ['properties.name'],
		disputed_by: { 'properties.name': { name: 'Ana', at, own: true } },
		server: {
			...phone.server.records.get(phone.id)!.record,
			status: 'published',
			proposal: { id: 'p', status: 'pending', reason: null, own: true, changes }
		}
	});
	const dispute = (await readDispute(phone.db, ana, phone.id))!;
	expect(dispute.fields).toMatchObject([
		{ mine: 'Mur de Rouvière', theirs: 'Mur du Coulet', by: { own: true } }
	]);
	const picks = { 'properties.name': 'mine' as const };
	const { version } = dispute;
	await resolveDispute(phone.db, ana, phone.id, { version, picks }, context);
	const [row] = await phone.db.operations.toArray();
	expect(row!.op.changes).toEqual({
		'properties.name': { old: 'Mur du Coulet', new: 'Mur de Rouvière' }
	});
});

test('photos and visits added elsewhere are what a deletion would take along', async () => {
	const phone = await receivedWall(ana, { name: 'Mur' });
	await queueDeletion(phone.db, ana, phone.id, context);
	const by = { name: 'Jean Peyrot', at };
	await answered(phone, {
		disputed: ['observations', 'photos'],
		disputed_by: { observations: by, photos: by }
	});
	expect(await readDispute(phone.db, ana, phone.id)).toMatchObject({
		kind: 'my_deletion',
		fields: [
			{ path: 'observations', by },
			{ path: 'photos', by }
		]
	});
	const resolution = { version: 1, picks: { deleted: 'mine' as const } };
	expect(await resolveDispute(phone.db, ana, phone.id, resolution, context)).toBe(true);
	await phone.send();
	expect(phone.server.records.get(phone.id)!.deleted).toBe(true);
});
