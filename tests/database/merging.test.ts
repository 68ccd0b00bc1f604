import { describe, expect, test } from 'vitest';
import { newId } from '../../src/lib/domain/ids.ts';
import type { Operation } from '../../src/lib/domain/operation.ts';
import {
	addObservation,
	addPhoto,
	create,
	decide,
	given,
	givenPublished,
	publicRecord,
	push,
	pushOne,
	recordFor,
	remove,
	removePhoto,
	update
} from './support/operations.ts';
import { listCases } from './support/list-cases.ts';
import { inside, onEveryEngine, outside, type World } from './support/world.ts';

/** The same operation as another phone of the same person would send it. */
const elsewhere = (operation: Operation): Operation => ({ ...operation, device_id: 'device-2' });

const kinds = async (world: World, id: string) => {
	const sql = 'select kind, parallel from public.record_history where record_id = $1 order by id';
	const rows = await world.db.query<{ kind: string; parallel: boolean }>(sql, [id]);
	return rows.map(({ kind, parallel }) => (parallel ? `${kind} in parallel` : kind));
};

onEveryEngine('merging', (world) => {
	describe('lists', () => {
		test.each(listCases)('$title', async ({ base, mine, theirs, merged }) => {
			const properties = { state: 'stone', ...(base ? { made_of: base } : {}) };
			// `mud` is withdrawn: it stays right where it was chosen.
			const id = await given(world(), 'author', { properties });
			await pushOne(world(), 'moderator', update(id, 1, { 'properties.made_of': [base, theirs] }));
			const answer = await pushOne(
				world(),
				'author',
				update(id, 1, { 'properties.made_of': [base, mine] })
			);
			expect(answer).toMatchObject({ result: 'merged', disputed: [] });
			const record = await recordFor(world(), 'author', id);
			expect(record?.properties['made_of'] ?? null).toEqual(merged);
			expect(answer.server).toEqual(record);
		});

		test('a second change queued behind the first adds to what was merged', async () => {
			const id = await given(world(), 'author', {
				properties: { state: 'stone', made_of: ['brick'] }
			});
			await pushOne(
				world(),
				'moderator',
				update(id, 1, { 'properties.made_of': [['brick'], ['brick', 'mud']] })
			);
			await push(world(), 'author', [
				update(id, 1, { 'properties.made_of': [['brick'], []] }),
				update(id, 1, { 'properties.made_of': [[], ['stone']] })
			]);
			expect(await recordFor(world(), 'author', id)).toMatchObject({
				properties: { made_of: ['mud', 'stone'] }
			});
		});

		test('someone who may not read a list learns nothing of it: a dispute', async () => {
			const id = await givenPublished(world());
			await pushOne(world(), 'moderator', update(id, 1, { 'properties.keeper': [null, 'x'] }));
			expect(
				await pushOne(world(), 'other', update(id, 1, { 'properties.keeper': [null, ['x']] }))
			).toMatchObject({ result: 'conflict', disputed: ['properties.keeper'], disputed_by: {} });
		});

		test('a proposal of a list that was changed meanwhile can still be accepted', async () => {
			const id = await givenPublished(world(), {
				properties: { state: 'stone', made_of: ['brick'] }
			});
			const wish = update(id, 1, { 'properties.made_of': [['brick'], ['brick', 'stone']] });
			await pushOne(world(), 'author', wish);
			const add = update(id, 1, { 'properties.made_of': [['brick'], ['mud', 'brick']] });
			await pushOne(world(), 'moderator', add);
			const waiting = await recordFor(world(), 'author', id);
			expect(waiting?.proposal).toMatchObject({ own: true });
			const seen = await recordFor(world(), 'moderator', id);
			expect(seen?.proposal).toMatchObject({ id: waiting?.proposal?.id, own: false });
			expect(
				await decide(world(), 'moderator', id, 'accept', {
					proposal: waiting!.proposal!.id,
					version: 2
				})
			).toMatchObject({ properties: { made_of: ['mud', 'brick', 'stone'] } });
		});

		test('who wants again what a record says takes back what they had proposed, and that alone', async () => {
			const id = await givenPublished(world(), {
				properties: { state: 'stone', made_of: ['brick'] }
			});
			const wish = update(id, 1, {
				'properties.made_of': [['brick'], ['mud']],
				'properties.note': [null, 'vu']
			});
			expect(await pushOne(world(), 'author', wish)).toMatchObject({ proposal: true });
			const back = update(id, 1, { 'properties.note': ['vu', null] });
			expect(await pushOne(world(), 'author', back)).toMatchObject({ proposal: true });
			const left = (await recordFor(world(), 'author', id))?.proposal?.changes;
			expect(left).toEqual({ 'properties.made_of': { old: ['brick'], new: ['mud'] } });
			const all = update(id, 1, { 'properties.made_of': [['mud'], ['brick']] });
			expect(await pushOne(world(), 'author', all)).toMatchObject({
				result: 'applied',
				proposal: false
			});
			expect((await recordFor(world(), 'author', id))?.proposal).toBeNull();
			// Nothing is proposed where nothing was.
			const same = update(id, 1, { 'properties.state': ['stone', 'stone'] });
			expect(await pushOne(world(), 'author', same)).toMatchObject({ proposal: false });
		});

		test('what is proposed beside a published record keeps what was proposed before', async () => {
			const id = await givenPublished(world(), {
				properties: { state: 'stone', made_of: ['brick'] }
			});
			await pushOne(
				world(),
				'author',
				update(id, 1, { 'properties.made_of': [['brick'], ['brick', 'stone']] })
			);
			await pushOne(
				world(),
				'moderator',
				update(id, 1, { 'properties.made_of': [['brick'], ['mud']] })
			);
			const changes = {
				'properties.made_of': [
					['brick', 'stone'],
					['stone', 'brick']
				] as [unknown, unknown]
			};
			expect(await pushOne(world(), 'author', update(id, 1, changes))).toMatchObject({
				result: 'merged',
				proposal: true,
				server: {
					proposal: { changes: { 'properties.made_of': { old: ['mud'], new: ['mud', 'stone'] } } }
				}
			});
		});
	});

	describe('what a merge made is told', () => {
		test('to who sent it, so that their next change undoes nothing unseen', async () => {
			const id = await given(world(), 'author');
			await pushOne(world(), 'moderator', update(id, 1, { 'properties.note': [null, 'vu'] }));
			const operation = update(id, 1, { 'properties.mouths': [null, 2] });
			const answer = await pushOne(world(), 'author', operation);
			expect(answer).toMatchObject({
				result: 'merged',
				version: 3,
				server: { version: 3, properties: { note: 'vu', mouths: 2 } }
			});
			expect(await pushOne(world(), 'author', operation)).toEqual({ ...answer, result: 'already' });
		});

		test('when it was the same person, on another phone', async () => {
			const id = await given(world(), 'author');
			await pushOne(
				world(),
				'author',
				elsewhere(update(id, 1, { 'properties.note': [null, 'du bureau'] }))
			);
			const same = update(id, 1, { 'properties.mouths': [null, 2] });
			expect(await pushOne(world(), 'author', same)).toMatchObject({
				result: 'merged',
				server: { properties: { note: 'du bureau', mouths: 2 } }
			});
			expect(await kinds(world(), id)).toEqual(['created', 'updated', 'updated in parallel']);
			// What one device sends in a row, it knows.
			expect(
				await pushOne(world(), 'author', update(id, 2, { 'properties.lit': [null, true] }))
			).toMatchObject({ result: 'applied', server: null });
			expect(
				await pushOne(world(), 'author', update(id, 1, { 'properties.note': [null, 'du champ'] }))
			).toMatchObject({
				result: 'conflict',
				disputed_by: { 'properties.note': { name: 'Joana', own: true } }
			});
		});
	});

	describe('who changed what is disputed', () => {
		test('is told with the name they chose and when', async () => {
			const id = await given(world(), 'author');
			await world().db.query(
				`update public.profiles set display_name = 'Mireille', name_shown = 'real' where id = $1`,
				[world().ids.moderator]
			);
			await pushOne(world(), 'moderator', update(id, 1, { 'properties.note': [null, 'vu'] }));
			await pushOne(world(), 'administrator', update(id, 2, { 'properties.mouths': [null, 3] }));
			const answer = await pushOne(
				world(),
				'author',
				update(id, 1, { 'properties.note': [null, 'lu'], 'properties.mouths': [null, 1] })
			);
			expect(answer.disputed).toEqual(['properties.mouths', 'properties.note']);
			expect(answer.disputed_by).toEqual({
				'properties.note': { name: 'Mireille', at: expect.any(String) },
				'properties.mouths': { name: null, at: expect.any(String) }
			});
			for (const { at } of Object.values(answer.disputed_by!)) expect(Date.parse(at)).not.toBeNaN();
		});

		test('names nobody to someone without access to the trail', async () => {
			const id = await givenPublished(world());
			await pushOne(world(), 'moderator', update(id, 1, { 'properties.note': [null, 'vu'] }));
			expect(
				await pushOne(world(), 'other', update(id, 1, { 'properties.note': [null, 'lu'] }))
			).toMatchObject({
				result: 'conflict',
				disputed_by: { 'properties.note': { name: null, at: expect.any(String) as string } }
			});
		});
	});

	describe('edit against delete (fault-10)', () => {
		const note: [unknown, unknown] = [null, 'il y est encore'];
		const back: [unknown, unknown] = [true, false];

		test('is a choice, and the record can be brought back with its photos and history', async () => {
			const id = await given(world(), 'author');
			const photo = addPhoto(id);
			await pushOne(world(), 'author', photo);
			await pushOne(world(), 'moderator', remove(id, 1));
			const edit = update(id, 1, { 'properties.note': note });
			expect(await pushOne(world(), 'author', edit)).toMatchObject({
				result: 'conflict',
				version: 2,
				status: 'submitted',
				disputed: ['deleted'],
				disputed_by: { deleted: { name: 'Mireille', at: expect.any(String) as string } },
				server: null
			});
			const restore = update(id, 2, { deleted: back, 'properties.note': note });
			const answer = await pushOne(world(), 'author', restore);
			expect(answer).toMatchObject({
				result: 'applied',
				status: 'submitted',
				server: { properties: { note: 'il y est encore' }, photos: [{ id: photo.photo.id }] }
			});
			expect(await recordFor(world(), 'author', id)).toEqual(answer.server);
			expect(await kinds(world(), id)).toEqual([
				'created',
				'photo_added',
				'deleted',
				'restored',
				'updated'
			]);
			expect(await pushOne(world(), 'author', restore)).toEqual({ ...answer, result: 'already' });
		});

		test('what was published waits again, unless who brings it back is trusted there', async () => {
			const id = await givenPublished(world());
			await pushOne(world(), 'moderator', remove(id, 1));
			expect(await publicRecord(world(), id)).toBeUndefined();
			expect(await pushOne(world(), 'author', update(id, 2, { deleted: back }))).toMatchObject({
				result: 'applied',
				status: 'submitted',
				proposal: false
			});
			expect(await publicRecord(world(), id)).toBeUndefined();
			const again = await givenPublished(world());
			await pushOne(world(), 'moderator', remove(again, 1));
			expect(
				await pushOne(world(), 'moderator', update(again, 2, { deleted: back }))
			).toMatchObject({ status: 'published' });
			expect(await publicRecord(world(), again)).toMatchObject({ id: again });
			// Their own mistake, taken back: it waits as it did.
			const waiting = await given(world(), 'author');
			await pushOne(world(), 'moderator', remove(waiting, 1));
			expect(
				await pushOne(world(), 'moderator', update(waiting, 2, { deleted: back }))
			).toMatchObject({ status: 'submitted' });
		});

		test('a value changed before it was deleted is not overwritten unseen', async () => {
			const id = await given(world(), 'author');
			await pushOne(world(), 'moderator', update(id, 1, { 'properties.note': [null, 'fermé'] }));
			await pushOne(world(), 'moderator', remove(id, 2));
			const blind = update(id, 3, { deleted: back, 'properties.note': note });
			const answer = await pushOne(world(), 'author', blind);
			expect(await pushOne(world(), 'author', blind)).toEqual({ ...answer, result: 'already' });
			expect(answer).toMatchObject({
				result: 'conflict',
				version: 3,
				disputed: ['properties.note'],
				server: { version: 3, properties: { note: 'fermé' } }
			});
			expect(await recordFor(world(), 'author', id)).toBeNull();
			expect(
				await pushOne(
					world(),
					'author',
					update(id, 3, { deleted: back, 'properties.note': ['fermé', 'il y est encore'] })
				)
			).toMatchObject({ result: 'applied', server: { properties: { note: 'il y est encore' } } });
		});

		test('brought back by two people, it is there once', async () => {
			const id = await given(world(), 'author');
			await pushOne(world(), 'moderator', remove(id, 1));
			await pushOne(world(), 'moderator', update(id, 2, { deleted: back }));
			expect(
				await pushOne(world(), 'author', update(id, 2, { deleted: back, 'properties.note': note }))
			).toMatchObject({ result: 'merged', server: { properties: { note: 'il y est encore' } } });
			expect(await kinds(world(), id)).toEqual([
				'created',
				'deleted',
				'restored',
				'updated in parallel'
			]);
		});

		test('others are told that it is gone, and cannot bring it back', async () => {
			const id = await givenPublished(world());
			await pushOne(world(), 'moderator', remove(id, 1));
			for (const changes of [{ 'properties.note': note }, { deleted: back }]) {
				expect(await pushOne(world(), 'other', update(id, 1, changes))).toMatchObject({
					result: 'refused',
					problems: [{ code: 'record_deleted' }],
					server: null
				});
			}
			const hidden = await given(world(), 'author');
			await pushOne(world(), 'author', remove(hidden, 1));
			expect(await pushOne(world(), 'other', update(hidden, 2, { deleted: back }))).toMatchObject({
				problems: [{ code: 'record_not_found' }]
			});
		});

		test('photos and visits of a deleted record are refused with the reason', async () => {
			const id = await given(world(), 'author');
			const photo = addPhoto(id);
			await pushOne(world(), 'author', photo);
			await pushOne(world(), 'author', remove(id, 1));
			const late = [addPhoto(id), removePhoto(id, photo.photo.id), addObservation(id)];
			for (const answer of await push(world(), 'author', late)) {
				expect(answer).toMatchObject({
					result: 'refused',
					problems: [{ code: 'record_deleted' }]
				});
			}
		});

		test('what was rejected or archived does not come back by being deleted', async () => {
			const id = await given(world(), 'author');
			await decide(world(), 'moderator', id, 'reject', { reason: 'hors sujet' });
			await pushOne(world(), 'author', remove(id, 1));
			expect(await pushOne(world(), 'author', update(id, 2, { deleted: back }))).toMatchObject({
				result: 'refused',
				problems: [{ code: 'wrong_status', params: { status: 'rejected' } }]
			});
		});

		test('a moderator does not bring a record back somewhere else', async () => {
			const id = await givenPublished(world());
			await pushOne(world(), 'moderator', remove(id, 1));
			expect(
				await pushOne(
					world(),
					'moderator',
					update(id, 2, { deleted: back, geometry: [inside, outside] })
				)
			).toMatchObject({ result: 'refused', problems: [{ code: 'not_allowed' }] });
		});

		test('only a deletion can be taken back this way', async () => {
			const id = await given(world(), 'author');
			for (const change of [
				{ old: false, new: true },
				{ old: true, new: true },
				{ old: null, new: false }
			]) {
				const operation = { ...update(id, 1, {}), changes: { deleted: change } };
				expect(await pushOne(world(), 'author', operation)).toMatchObject({
					problems: [{ code: 'operation_malformed', field: 'changes.deleted' }]
				});
			}
			const made = create();
			made.changes['deleted'] = { old: true, new: false };
			expect(await pushOne(world(), 'author', made)).toMatchObject({
				problems: [{ code: 'operation_malformed', field: 'changes.deleted' }]
			});
			// Not deleted at all: nothing to do.
			expect(await pushOne(world(), 'author', update(id, 1, { deleted: back }))).toMatchObject({
				result: 'applied',
				version: 1
			});
		});
	});

	describe('delete against edit (fault-10)', () => {
		test('is a choice, with what was changed, by whom and when', async () => {
			const id = await given(world(), 'author');
			await pushOne(world(), 'moderator', update(id, 1, { 'properties.note': [null, 'vu'] }));
			expect(await pushOne(world(), 'author', remove(id, 1))).toMatchObject({
				result: 'conflict',
				version: 2,
				disputed: ['properties.note'],
				disputed_by: { 'properties.note': { name: 'Mireille', at: expect.any(String) as string } },
				server: { properties: { note: 'vu' } }
			});
			expect(await pushOne(world(), 'author', remove(id, 2))).toMatchObject({ result: 'applied' });
		});

		test('also when the edit was the same person’s, on another phone', async () => {
			const id = await given(world(), 'author');
			await pushOne(
				world(),
				'author',
				elsewhere(update(id, 1, { 'properties.note': [null, 'à garder'] }))
			);
			expect(await pushOne(world(), 'author', remove(id, 1))).toMatchObject({
				result: 'conflict',
				disputed_by: { 'properties.note': { own: true } }
			});
			const own = await given(world(), 'author');
			await pushOne(world(), 'author', update(own, 1, { 'properties.note': [null, 'un'] }));
			expect(await pushOne(world(), 'author', { ...remove(own, 1), op_id: newId() })).toMatchObject(
				{ result: 'applied' }
			);
		});

		test('deleted, brought back by someone else, and deleted again by a phone that saw none of it', async () => {
			const id = await given(world(), 'author');
			await pushOne(world(), 'moderator', remove(id, 1));
			await pushOne(world(), 'moderator', update(id, 2, { deleted: [true, false] }));
			expect(await pushOne(world(), 'author', remove(id, 1))).toMatchObject({
				result: 'conflict',
				disputed: ['deleted'],
				server: { id }
			});
		});
	});
});
