import { describe, expect, test } from 'vitest';
import type { TracePiece } from '$lib/domain/trace/pieces.ts';
import { adoptAnonymous } from '$lib/store/accounts.ts';
import { deleteDraft, saveDraft } from '$lib/store/drafts.ts';
import { queueDeletion, queueRecord } from '$lib/store/outbox.ts';
import { removeItem } from '$lib/store/parked.ts';
import { deleteTrace, readTrace, saveTrace } from '$lib/store/traces.ts';
import { anonymous } from '$lib/store/types.ts';
import { restoreRescue, saveRescue } from '$lib/state/rescue-file.ts';
import { strFromU8, unzipSync } from 'fflate';
import { context, newDisk, openOn, wall } from './support/device.ts';
import { Killed, killAt } from './support/kill.ts';

/** A walk of `count` points, three metres apart. */
function piece(no: number, count: number, gap: TracePiece['gap'] = null): TracePiece {
	const points = Array.from({ length: count }, (_, i) => ({
		lon: 3.7,
		lat: 43.8 + (no * 1000 + i) * 0.000027,
		accuracyM: 5,
		at: no * 1000 + i
	}));
	return { no, gap, points };
}

const place = (db: ReturnType<typeof openOn>, owner: string) => ({ db, owner, now: context.now });

describe('a walk along a wall (fault-20)', () => {
	test('is there after a restart, point by point, in order', async () => {
		const disk = newDisk();
		const draft = wall('ana');
		const before = openOn(disk);
		for (const count of [1, 2, 3]) await saveTrace(before, draft, [piece(0, count)]);
		await saveTrace(before, draft, [piece(2, 4, 'hidden'), piece(1, 2)]);
		before.close();
		expect(await readTrace(openOn(disk), draft)).toEqual([
			piece(0, 3),
			piece(1, 2),
			piece(2, 4, 'hidden')
		]);
	});

	test('keeps everything but the point whose writing the page did not survive', async () => {
		for (const moment of ['before', 'after'] as const) {
			const disk = newDisk();
			const draft = wall('ana');
			const db = openOn(disk);
			await saveTrace(db, draft, [piece(0, 2)]);
			killAt(db, 1, moment);
			await expect(saveTrace(db, draft, [piece(0, 3)])).rejects.toBeInstanceOf(Killed);
			expect(await readTrace(openOn(disk), draft)).toEqual([piece(0, moment === 'after' ? 3 : 2)]);
		}
	});

	test('is nobody else’s, on the same record and the same phone', async () => {
		const db = openOn(newDisk());
		const draft = wall('ana');
		await saveTrace(db, draft, [piece(0, 3)]);
		expect(await readTrace(db, { id: draft.id, owner: 'bru' })).toEqual([]);
		await saveTrace(db, { id: draft.id, owner: 'bru' }, [piece(0, 1)]);
		await deleteTrace(db, { id: draft.id, owner: 'bru' });
		expect(await readTrace(db, draft)).toEqual([piece(0, 3)]);
	});

	test('goes with what was begun before signing in, also while it is recorded', async () => {
		const db = openOn(newDisk());
		const draft = wall(anonymous);
		await saveDraft(db, draft);
		await saveTrace(db, draft, [piece(0, 3)]);
		await adoptAnonymous(db, 'ana');
		await saveTrace(db, draft, [piece(0, 4), piece(1, 1)]);
		const own = { id: draft.id, owner: 'ana' };
		expect(await readTrace(db, own)).toEqual([piece(0, 4), piece(1, 1)]);
		expect(await db.traces.where({ owner: anonymous }).count()).toBe(0);
	});

	test.for([
		['the record is queued', (db, draft) => queueRecord(db, draft, context)],
		['the draft is thrown away', (db, draft) => deleteDraft(db, draft.id)],
		['the correction is given up', (db, draft) => removeItem(db, 'ana', draft.id, context)],
		['the record is deleted', (db, draft) => queueDeletion(db, 'ana', draft.id, context)]
	] satisfies [
		string,
		(db: ReturnType<typeof openOn>, draft: ReturnType<typeof wall>) => Promise<void>
	][])('leaves the phone when %s', async ([, happens]) => {
		const db = openOn(newDisk());
		const draft = wall('ana');
		await queueRecord(db, draft, context);
		await saveDraft(db, draft);
		await saveTrace(db, draft, [piece(0, 3)]);
		await happens(db, draft);
		expect(await db.traces.count()).toBe(0);
	});

	test('that is not finished is in the rescue file, for maps too, and goes on elsewhere', async () => {
		const from = openOn(newDisk());
		const draft = wall('ana', { geometry: null });
		await saveDraft(from, draft);
		await saveTrace(from, draft, [piece(0, 40), piece(1, 40, 'lost')]);
		const { file } = await saveRescue(place(from, 'ana'), '');
		const files = unzipSync(new Uint8Array(await file.arrayBuffer()));
		const { features } = JSON.parse(strFromU8(files['releves.geojson']!)) as {
			features: { geometry: { type: string } }[];
		};
		expect(features.map(({ geometry }) => geometry.type)).toEqual(['MultiLineString']);

		const to = openOn(newDisk());
		expect(await restoreRescue(place(to, 'ana'), file)).toMatchObject({ restored: 1, damaged: 0 });
		expect(await readTrace(to, draft)).toEqual([piece(0, 40), piece(1, 40, 'lost')]);
		await saveTrace(to, draft, [piece(2, 1)]);
		await restoreRescue(place(to, 'ana'), file);
		expect(await readTrace(to, draft)).toHaveLength(3);
	});

	test('of another account, or of a form that is gone, brings nothing to who reads the file', async () => {
		const from = openOn(newDisk());
		const draft = wall('ana', { geometry: null });
		await saveDraft(from, draft);
		await saveTrace(from, draft, [piece(0, 40)]);
		const { file } = await saveRescue(place(from, 'ana'), '');
		const to = openOn(newDisk());
		await restoreRescue(place(to, 'bru'), file);
		expect(await readTrace(to, { id: draft.id, owner: 'bru' })).toEqual([]);
		expect(await readTrace(to, draft)).toEqual([piece(0, 40)]);
	});
});
