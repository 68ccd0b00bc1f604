import { expect, test } from 'vitest';
import {
	decide,
	givenPublished,
	publicRecord,
	pushOne,
	recordFor,
	remove,
	update
} from './support/operations.ts';
import { inside, onEveryEngine, type Who } from './support/world.ts';

onEveryEngine('proposals', (world) => {
	const propose = async (
		who: Who,
		id: string,
		changes: Record<string, [unknown, unknown]>,
		version = 1
	) => {
		const answer = await pushOne(world(), who, update(id, version, changes));
		expect(answer).toMatchObject({ proposal: true, problems: [] });
		return (await recordFor(world(), who, id))!.proposal!;
	};

	test('an edit waits beside the published version and takes its place when accepted', async () => {
		const id = await givenPublished(world());
		const proposal = await propose('author', id, {
			'properties.note': [null, 'mieux'],
			geometry: [inside, { type: 'Point', coordinates: [3.51, 43.5] }]
		});
		expect(proposal).toMatchObject({
			status: 'pending',
			reason: null,
			changes: { 'properties.note': { old: null, new: 'mieux' } }
		});
		expect(await publicRecord(world(), id)).toMatchObject({
			geometry: inside,
			version: 1,
			properties: { state: 'stone' }
		});
		const { items } = await world().rpc<{
			items: { kind: string; record: { id: string; proposal: unknown } }[];
		}>('moderator', 'moderation_queue', { p_limit: 200 });
		expect(items.find(({ record }) => record.id === id)).toMatchObject({
			kind: 'edit',
			record: { proposal: { id: proposal.id } }
		});
		expect(
			await decide(world(), 'moderator', id, 'accept', { proposal: proposal.id })
		).toMatchObject({ version: 2, status: 'published', proposal: null });
		expect(await publicRecord(world(), id)).toMatchObject({
			geometry: { coordinates: [3.51, 43.5] },
			version: 2,
			properties: { note: 'mieux' }
		});
		const history = await world().read(
			'anon',
			'select kind, actor_name, changed from public.published_history where record_id = $1',
			[id]
		);
		expect(history.at(-1)).toEqual({
			kind: 'updated',
			actor_name: 'Joana',
			changed: ['geometry', 'properties.note']
		});
	});

	test('anyone may propose; a refusal and a request for changes are told to them', async () => {
		const id = await givenPublished(world());
		const proposal = await propose('other', id, { 'properties.note': [null, 'par un autre'] });
		await decide(world(), 'moderator', id, 'request_changes', {
			proposal: proposal.id,
			reason: 'Une source ?'
		});
		expect((await recordFor(world(), 'other', id))!.proposal).toMatchObject({
			status: 'changes_requested',
			reason: 'Une source ?'
		});
		const second = await propose('other', id, { 'properties.note': [null, 'avec source'] });
		expect(second.id).not.toBe(proposal.id);
		await decide(world(), 'moderator', id, 'reject', {
			proposal: second.id,
			reason: 'Non vérifiable.'
		});
		expect((await recordFor(world(), 'other', id))!.proposal).toMatchObject({
			status: 'rejected',
			reason: 'Non vérifiable.'
		});
		const third = await propose('other', id, { 'properties.lit': [null, true] });
		expect(third).toMatchObject({
			status: 'pending',
			changes: { 'properties.note': { new: 'avec source' }, 'properties.lit': { new: true } }
		});
		// The author of the record hears of what others propose through its trail, not as their own proposal.
		expect((await recordFor(world(), 'author', id))!.proposal).toBeNull();
	});

	test('a moderator accepts what they read: more changes make another proposal', async () => {
		const id = await givenPublished(world());
		const first = await propose('other', id, { 'properties.note': [null, 'un'] });
		await propose('other', id, { 'properties.lit': [null, true] });
		await expect(
			decide(world(), 'moderator', id, 'accept', { proposal: first.id })
		).rejects.toMatchObject({ code: 'PT409', message: 'version_changed' });
		expect(await publicRecord(world(), id)).toMatchObject({ version: 1 });
	});

	test('accepting is refused when the same attribute changed meanwhile, and says which', async () => {
		const id = await givenPublished(world());
		const proposal = await propose('other', id, {
			'properties.note': [null, 'un'],
			'properties.lit': [null, true]
		});
		await pushOne(world(), 'trusted', update(id, 1, { 'properties.note': [null, 'deux'] }));
		await expect(
			decide(world(), 'moderator', id, 'accept', { proposal: proposal.id })
		).rejects.toMatchObject({ code: 'PT409', message: 'version_changed' });
		await expect(
			decide(world(), 'moderator', id, 'accept', { proposal: proposal.id, version: 2 })
		).rejects.toMatchObject({
			code: 'PT409',
			detail: JSON.stringify([{ code: 'version_changed', field: 'properties.note' }])
				.replaceAll('":"', '": "')
				.replaceAll('","', '", "')
		});
		// Elsewhere it merges.
		const lit = await propose('author', id, { 'properties.mouths': [null, 3] }, 1);
		expect(
			await decide(world(), 'moderator', id, 'accept', { proposal: lit.id, version: 2 })
		).toMatchObject({ version: 3, properties: { note: 'deux', mouths: 3 } });
	});

	test('accepting is refused when the vocabulary no longer allows it', async () => {
		const id = await givenPublished(world());
		const proposal = await propose('other', id, { 'properties.mouths': [null, 2] });
		await world().db.query(`update public.field_definitions set min = 5 where key = 'mouths'`);
		await expect(
			decide(world(), 'moderator', id, 'accept', { proposal: proposal.id })
		).rejects.toMatchObject({ code: 'PT400', message: 'out_of_range' });
		await world().db.query(`update public.field_definitions set min = 1 where key = 'mouths'`);
	});

	test('deleting what is published is proposed, unless one moderates or is trusted with one’s own', async () => {
		const id = await givenPublished(world());
		expect(await pushOne(world(), 'author', remove(id, 1))).toMatchObject({
			result: 'applied',
			proposal: true,
			version: 1
		});
		const proposal = (await recordFor(world(), 'author', id))!.proposal!;
		expect(proposal.changes).toEqual({ deleted: { old: false, new: true } });
		await decide(world(), 'moderator', id, 'accept', { proposal: proposal.id });
		expect(await publicRecord(world(), id)).toBeUndefined();
		expect(await recordFor(world(), 'author', id)).toBeNull();

		const another = await givenPublished(world());
		expect(await pushOne(world(), 'trusted', remove(another, 1))).toMatchObject({ proposal: true });
		expect(await pushOne(world(), 'moderator', remove(another, 1))).toMatchObject({
			proposal: false,
			version: 2
		});
		expect(
			await pushOne(world(), 'author', update(another, 1, { 'properties.note': [null, 'x'] }))
		).toMatchObject({ result: 'conflict', disputed: ['deleted'] });
		expect(
			await pushOne(world(), 'other', update(another, 1, { 'properties.note': [null, 'x'] }))
		).toMatchObject({ problems: [{ code: 'record_deleted' }] });
	});

	test('a proposal taken back to what stands is withdrawn', async () => {
		const id = await givenPublished(world());
		await propose('author', id, { 'properties.state': ['stone', 'mud'] });
		expect(
			await pushOne(world(), 'author', update(id, 1, { 'properties.state': ['mud', 'stone'] }))
		).toMatchObject({ result: 'applied', proposal: false });
		expect((await recordFor(world(), 'author', id))!.proposal).toBeNull();
	});

	test('nobody decides on their own proposal without the right, nor on one of another record', async () => {
		const id = await givenPublished(world());
		const other = await givenPublished(world());
		const proposal = await propose('other', id, { 'properties.note': [null, 'un'] });
		for (const who of ['other', 'author', 'trusted', 'outsider'] as const) {
			await expect(
				decide(world(), who, id, 'accept', { proposal: proposal.id }),
				who
			).rejects.toMatchObject({ code: 'PT403' });
		}
		await expect(
			decide(world(), 'moderator', other, 'accept', { proposal: proposal.id })
		).rejects.toMatchObject({ code: 'PT404' });
	});
});
