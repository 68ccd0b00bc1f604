import { expect, test } from 'vitest';
import type { FullRecord } from '../../src/lib/domain/record.ts';
import {
	addPhoto,
	decide,
	given,
	givenPublished,
	publicRecord,
	pushOne,
	recordFor,
	remove,
	update
} from './support/operations.ts';
import { inside, onEveryEngine, outside, type Who, type World } from './support/world.ts';

interface Queue {
	items: { kind: 'new' | 'edit'; record: FullRecord; waiting_since: string }[];
	next: string | null;
	total: number;
}

const queue = (world: World, who: Who, args: Record<string, unknown> = {}) =>
	world.rpc<Queue>(who, 'moderation_queue', args);
const inQueue = async (world: World, who: Who, id: string) => {
	const { items } = await queue(world, who, { p_limit: 200 });
	return items.filter(({ record }) => record.id === id).map(({ kind }) => kind);
};

onEveryEngine('moderation', (world) => {
	test('the queue of a moderator is that of their territory', async () => {
		const here = await given(world(), 'author');
		const there = await given(world(), 'author', { geometry: outside });
		const nowhere = await given(world(), 'author', {
			geometry: { type: 'Point', coordinates: [-60, 10] }
		});
		expect(await inQueue(world(), 'moderator', here)).toEqual(['new']);
		for (const id of [there, nowhere]) expect(await inQueue(world(), 'moderator', id)).toEqual([]);
		expect(await inQueue(world(), 'outsider', there)).toEqual(['new']);
		expect(await inQueue(world(), 'administrator', nowhere)).toEqual(['new']);
		for (const who of ['author', 'trusted'] as const)
			expect(await queue(world(), who)).toEqual({ items: [], next: null, total: 0 });
	});

	test('the queue is read page by page, the longest wait first', async () => {
		for (let i = 0; i < 3; i++) await given(world(), 'author');
		const all = await queue(world(), 'moderator', { p_limit: 200 });
		const pages: Queue[] = [];
		for (let after: string | null = null, i = 0; i === 0 || after; i++) {
			const page: Queue = await queue(world(), 'moderator', { p_limit: 2, p_after: after });
			pages.push(page);
			after = page.next;
		}
		expect(pages.flatMap(({ items }) => items.map(({ record }) => record.id))).toEqual(
			all.items.map(({ record }) => record.id)
		);
		expect(pages.every(({ total }) => total === all.total)).toBe(true);
		expect(all.items.map(({ waiting_since }) => Date.parse(waiting_since))).toEqual(
			all.items.map(({ waiting_since }) => Date.parse(waiting_since)).sort()
		);
		expect(await queue(world(), 'moderator', { p_theme: 'nothing' })).toMatchObject({
			items: [],
			total: 0
		});
		await expect(queue(world(), 'moderator', { p_after: "' or 1=1" })).rejects.toMatchObject({
			code: 'PT400'
		});
	});

	test('a change asked for, made, and accepted', async () => {
		const id = await given(world(), 'author');
		expect(
			await decide(world(), 'moderator', id, 'request_changes', { reason: 'Précisez la matière.' })
		).toMatchObject({ status: 'changes_requested', reason: 'Précisez la matière.' });
		expect(await inQueue(world(), 'moderator', id)).toEqual([]);
		expect(await recordFor(world(), 'author', id)).toMatchObject({
			status: 'changes_requested',
			reason: 'Précisez la matière.'
		});
		expect(
			await pushOne(world(), 'author', update(id, 1, { 'properties.made_of': [null, ['stone']] }))
		).toMatchObject({ result: 'applied', status: 'submitted', version: 2 });
		expect(await recordFor(world(), 'author', id)).toMatchObject({ reason: null });
		expect(await inQueue(world(), 'moderator', id)).toEqual(['new']);
		expect(await decide(world(), 'moderator', id, 'accept', { version: 2 })).toMatchObject({
			status: 'published',
			version: 2
		});
		expect(await publicRecord(world(), id)).toMatchObject({
			properties: { made_of: ['stone'] },
			author_name: 'Joana'
		});
		const trail = await world().rpc<{ kind: string; actor_name: string | null }[]>(
			'author',
			'record_trail',
			{ p_record_id: id }
		);
		expect(trail.map(({ kind }) => kind)).toEqual([
			'created',
			'changes_requested',
			'updated',
			'submitted',
			'published'
		]);
		expect(trail.map(({ actor_name }) => actor_name)).toEqual([
			'Joana',
			null,
			'Joana',
			'Joana',
			null
		]);
		const decisions = await world().db.query(
			'select decision, reason, moderator_id from public.moderation_decisions where record_id = $1 order by id',
			[id]
		);
		expect(decisions).toEqual([
			{
				decision: 'request_changes',
				reason: 'Précisez la matière.',
				moderator_id: world().ids.moderator
			},
			{ decision: 'accept', reason: null, moderator_id: world().ids.moderator }
		]);
	});

	test('a photo can be the answer to a request; trust does not skip a moderator who asked', async () => {
		const id = await given(world(), 'author');
		await decide(world(), 'moderator', id, 'request_changes', { reason: 'Une photo ?' });
		expect(await pushOne(world(), 'author', addPhoto(id))).toMatchObject({ status: 'submitted' });
		await decide(world(), 'moderator', id, 'request_changes', { reason: 'Une autre ?' });
		await world().db.query(
			`insert into public.memberships (user_id, role, territory) values ($1, 'trusted', 'test-inside')`,
			[world().ids.author]
		);
		expect(
			await pushOne(world(), 'author', update(id, 1, { 'properties.note': [null, 'voilà'] }))
		).toMatchObject({ status: 'submitted' });
		expect(
			await pushOne(world(), 'author', update(id, 2, { 'properties.note': ['voilà', 'bis'] }))
		).toMatchObject({ status: 'published' });
		await world().db.query(`delete from public.memberships where user_id = $1`, [
			world().ids.author
		]);
	});

	test('a decision is checked: who, what, why, and on which version', async () => {
		const id = await given(world(), 'author');
		const call = 'select public.decide($1, null, $2, $3, $4)';
		const tries: [Who, unknown[], string, string][] = [
			['anon', [id, 1, 'accept', null], '42501', 'permission denied for function decide'],
			['author', [id, 1, 'accept', null], 'PT403', 'not_allowed'],
			['other', [id, 1, 'accept', null], 'PT404', 'record_not_found'],
			['trusted', [id, 1, 'accept', null], 'PT404', 'record_not_found'],
			['outsider', [id, 1, 'accept', null], 'PT404', 'record_not_found'],
			['moderator', [id, 2, 'accept', null], 'PT409', 'version_changed'],
			['moderator', [id, null, 'accept', null], 'PT409', 'version_changed'],
			['moderator', [id, 1, 'burn', null], 'PT400', 'not_in_list'],
			['moderator', [id, 1, 'reject', '  '], 'PT400', 'reason_required'],
			['moderator', [id, 1, 'request_changes', null], 'PT400', 'reason_required'],
			['moderator', [id, 1, 'reject', 'x'.repeat(2001)], 'PT400', 'too_long'],
			['moderator', [id, 1, 'reject', 'bell\u0007'], 'PT400', 'bad_format']
		];
		for (const [who, values, code, message] of tries)
			expect(await world().attempt(who, call, values), `${who} ${String(values[2])}`).toMatchObject(
				{ code, message }
			);
		expect(
			JSON.parse((await world().attempt('moderator', call, [id, 1, 'reject', null])).detail!)
		).toEqual([{ code: 'reason_required', field: 'reason' }]);
		await decide(world(), 'moderator', id, 'reject', { reason: 'Hors sujet.' });
		expect(await world().attempt('moderator', call, [id, 1, 'accept', null])).toMatchObject({
			code: 'PT409',
			message: 'wrong_status'
		});
	});

	test('a role taken back is felt at once', async () => {
		const id = await given(world(), 'author');
		const user = await world().db.addUser(`revoked-${id}@test.example`);
		const voice = world().db.as({ role: 'authenticated', user });
		const membership = await world().rpc<string>('administrator', 'grant_role', {
			p_user_id: user,
			p_role: 'moderator',
			p_territory: 'test-inside'
		});
		expect(await voice.rpc('record_for_me', { p_record_id: id })).not.toBeNull();
		await world().rpc('administrator', 'revoke_role', { p_membership_id: membership });
		expect(await voice.rpc('record_for_me', { p_record_id: id })).toBeNull();
		await expect(
			voice.rpc('decide', {
				p_record_id: id,
				p_proposal_id: null,
				p_version: 1,
				p_decision: 'accept'
			})
		).rejects.toMatchObject({ code: 'PT404' });
		expect(await voice.query('select id from public.records where id = $1', [id])).toEqual([]);
	});

	test('what is published can be archived, and leaves every public view', async () => {
		const id = await givenPublished(world());
		expect(
			await decide(world(), 'moderator', id, 'reject', { reason: 'Démoli et sans trace.' })
		).toMatchObject({ status: 'archived' });
		expect(await publicRecord(world(), id)).toBeUndefined();
		expect(
			await world().read('anon', 'select * from public.published_history where record_id = $1', [
				id
			])
		).toEqual([]);
		expect(await pushOne(world(), 'author', remove(id, 1))).toMatchObject({
			problems: [{ code: 'wrong_status' }]
		});
	});

	test('a moderator corrects before accepting; the status stays', async () => {
		const id = await given(world(), 'author');
		expect(
			await pushOne(
				world(),
				'moderator',
				update(id, 1, { geometry: [inside, { type: 'Point', coordinates: [3.51, 43.5] }] })
			)
		).toMatchObject({ status: 'submitted', version: 2 });
		expect(
			await pushOne(world(), 'moderator', update(id, 2, { geometry: [inside, outside] }))
		).toMatchObject({ result: 'refused', problems: [{ code: 'not_allowed' }] });
	});
});
