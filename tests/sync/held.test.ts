import { describe, expect, test } from 'vitest';
import { contentOf } from '$lib/domain/actions/content.ts';
import { newId } from '$lib/domain/ids.ts';
import { readDraft, saveDraft } from '$lib/store/drafts.ts';
import { StoreError } from '$lib/store/errors.ts';
import { isHeldByOther } from '$lib/store/held.ts';
import { queueDeletion, queueRecord } from '$lib/store/outbox.ts';
import type { Draft, VisitDraft } from '$lib/store/types.ts';
import { newVisit, queueVisit, saveVisit } from '$lib/store/visits.ts';
import { context, newDisk, openOn, wall } from './support/device.ts';

const id = newId();

/** A correction of one published record, by whoever. */
function correction(owner: string): Draft {
	const draft = wall(owner, { id });
	const { theme, concept, geometry, position, sensitivity } = draft;
	const record = contentOf({
		...draft,
		theme: theme!,
		concept: concept!,
		geometry: geometry!,
		position: position!,
		sensitivity: sensitivity!
	});
	const base = { version: 3, record: { ...record, photos: [] } };
	return { ...draft, base, properties: { name: `by ${owner}` } };
}

function visitOf(owner: string): VisitDraft {
	const { base, title } = correction(owner);
	return { ...newVisit(newId(), owner, id, { base: base!, title }, {}, context.now), note: owner };
}

const refused = async (work: Promise<unknown>) => {
	const error = await work.then(
		() => null,
		(one: unknown) => one
	);
	expect(error).toBeInstanceOf(StoreError);
	expect((error as StoreError).problems).toEqual([{ code: 'record_held', field: null }]);
};

describe('two people who write about one record on one tablet (fault-13)', () => {
	test('the draft of the first is not written over by the second', async () => {
		const db = openOn(newDisk());
		const ana = correction('ana');
		await saveDraft(db, ana);
		expect(await isHeldByOther(db, 'bru', id)).toBe(true);
		expect(await isHeldByOther(db, 'ana', id)).toBe(false);
		await refused(saveDraft(db, correction('bru')));
		await refused(queueRecord(db, correction('bru'), context));
		expect((await readDraft(db, 'ana', id))?.properties).toEqual(ana.properties);
	});

	test('what waits of the first is not thrown out of the queue by the second', async () => {
		for (const first of [
			(db: ReturnType<typeof openOn>) => queueRecord(db, correction('ana'), context),
			(db: ReturnType<typeof openOn>) => queueVisit(db, visitOf('ana'), context)
		]) {
			const db = openOn(newDisk());
			await first(db);
			const before = [await db.operations.toArray(), await db.items.toArray()];
			expect(await isHeldByOther(db, 'bru', id)).toBe(true);
			await refused(queueRecord(db, correction('bru'), context));
			await refused(queueVisit(db, visitOf('bru'), context));
			expect([await db.operations.toArray(), await db.items.toArray()]).toEqual(before);
		}
	});

	test('a visit begun by the first is told before the second begins', async () => {
		const db = openOn(newDisk());
		await saveVisit(db, visitOf('ana'));
		expect(await isHeldByOther(db, 'bru', id)).toBe(true);
		expect(await isHeldByOther(db, 'anonymous', id)).toBe(true);
	});

	test('what the first wrote of it stays when the second takes the record off the server', async () => {
		const db = openOn(newDisk());
		await saveVisit(db, visitOf('ana'));
		const mine = { ...wall('bru', { id }), base: null };
		await queueRecord(db, mine, context);
		await queueDeletion(db, 'bru', id, context);
		expect(await db.items.count()).toBe(0);
		expect((await db.visits.toArray()).map(({ owner }) => owner)).toEqual(['ana']);
	});

	test('nothing stands in the way of who comes after all was sent', async () => {
		const db = openOn(newDisk());
		expect(await isHeldByOther(db, 'bru', id)).toBe(false);
		await queueRecord(db, correction('bru'), context);
		expect((await db.operations.toArray()).map(({ owner }) => owner)).toEqual(['bru']);
	});
});
