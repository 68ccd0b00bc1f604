import { expect, test } from 'vitest';
import type { Notice } from '../../src/lib/domain/notices.ts';
import { decide, given, givenPublished, pushOne, remove, update } from './support/operations.ts';
import { onEveryEngine, outside, type Who, type World } from './support/world.ts';

onEveryEngine('notices', (world) => {
	/** What somebody is told now, newest first; decisions are told at once here. */
	async function told(who: Who, w: World = world()): Promise<Notice[]> {
		await w.db.query('update private.notice_events set due_at = now() where due_at > now()');
		return w.rpc<Notice[]>(who, 'sync_notices');
	}
	const about = async (who: Who, record: string) =>
		(await told(who)).filter(({ record_id }) => record_id === record);
	const follow = (who: Who, kind: string, target: string, mail = 'daily') =>
		world().rpc<{ subscriptions: { id: string; kind: string; target: string | null }[] }>(
			who,
			'subscribe',
			{ p_kind: kind, p_target: target, p_mail: mail }
		);

	test('a decision is told to the author with its reason and without its moderator, after the time to take it back', async () => {
		const id = await given(world(), 'author');
		await decide(world(), 'moderator', id, 'request_changes', { reason: 'Une photo, merci.' });
		const early = await world().rpc<Notice[]>('author', 'sync_notices');
		expect(early.filter(({ record_id }) => record_id === id)).toEqual([]);
		expect(await about('author', id)).toMatchObject([
			{
				kind: 'changes_requested',
				own: true,
				reason: 'Une photo, merci.',
				actor: null,
				read_at: null
			}
		]);
		expect(await about('moderator', id)).toEqual([]);
		expect(await about('other', id)).toEqual([]);
	});

	test('who follows an area reads old and new values, of what is public alone', async () => {
		await follow('other', 'area', 'test-inside');
		const id = await givenPublished(world(), {
			properties: { state: 'stone', keeper: 'Paul' }
		});
		await pushOne(
			world(),
			'author',
			update(id, 1, {
				'properties.state': ['stone', 'brick'],
				'properties.why': [null, 'vu'],
				'properties.keeper': ['Paul', 'Anne']
			})
		);
		await decide(world(), 'moderator', id, 'accept', { proposal: await openProposal(id) });
		const [change] = (await about('other', id)).filter(({ kind }) => kind === 'updated');
		expect(change?.because).toMatchObject({ kind: 'area', name: { fr: 'Dedans' } });
		expect(change?.changes?.map(({ path }) => path)).toEqual([
			'properties.state',
			'properties.why'
		]);
		expect(change?.changes?.[0]).toMatchObject({ old: 'stuff/stone', new: 'stuff/brick' });
		expect(JSON.stringify(await told('other'))).not.toMatch(/Paul|Anne|author@test|coordinates/);
	});

	async function openProposal(record: string): Promise<string | null> {
		const [row] = await world().db.query<{ id: string }>(
			`select id from public.proposals where record_id = $1 and status = 'pending'`,
			[record]
		);
		return row?.id ?? null;
	}

	test('a hidden place is told to nobody who follows, and leaves the list of who was told before', async () => {
		await follow('other', 'theme', 'kilns');
		const secret = await givenPublished(world(), {
			concept: 'kilns/secret',
			sensitivity: 'hidden'
		});
		expect(await about('other', secret)).toEqual([]);
		expect(await about('author', secret)).toMatchObject([{ kind: 'published', hidden: true }]);

		const id = await givenPublished(world());
		expect(await about('other', id)).toHaveLength(1);
		await world().db.query(`update public.records set sensitivity = 'hidden' where id = $1`, [id]);
		expect(await about('other', id)).toEqual([]);
	});

	test('that a blurred place was moved is told to nobody who may not read it', async () => {
		await follow('other', 'concept', 'kilns/lime');
		const id = await givenPublished(world(), { concept: 'kilns/shy', sensitivity: 'blurred' });
		await pushOne(
			world(),
			'trusted',
			update(id, 1, {
				geometry: [
					{ type: 'Point', coordinates: [3.5, 43.5] },
					{ type: 'Point', coordinates: [3.5001, 43.5001] }
				],
				'properties.state': ['stone', 'mud']
			})
		);
		const told = (await about('other', id)).flatMap(({ changes }) => changes ?? []);
		expect(told.map(({ path }) => path)).not.toContain('geometry');
	});

	test('a value from before everyone could read it stays untold, whatever becomes public later', async () => {
		await follow('other', 'theme', 'kilns');
		const id = await givenPublished(world(), {
			sensitivity: 'hidden',
			properties: { state: 'stone', keeper: 'Paul' }
		});
		await pushOne(world(), 'moderator', update(id, 1, { 'properties.state': ['stone', 'mud'] }));
		await world().db.query(`update public.records set sensitivity = 'public' where id = $1`, [id]);
		await pushOne(world(), 'moderator', update(id, 2, { 'properties.keeper': ['Paul', 'Anne'] }));
		const makePublic = `update public.field_definitions set is_public = $1 where key = 'keeper'`;
		await world().db.query(makePublic, [true]);
		const changes = (await about('other', id)).flatMap((notice) => notice.changes ?? []);
		await world().db.query(makePublic, [false]);
		expect(changes).toEqual([]);
		// Its author may read all of it.
		const own = (await about('author', id)).flatMap((notice) => notice.changes ?? []);
		expect(own.map(({ old }) => old)).toEqual(['Paul', 'stuff/stone']);
	});

	test('a person is followed by a name they show, and no longer than they show it', async () => {
		const id = await givenPublished(world());
		const followed = await follow('trusted', 'person', id);
		expect(followed.subscriptions.find(({ kind }) => kind === 'person')?.target).toBeNull();
		const next = await givenPublished(world());
		expect(await about('trusted', next)).toHaveLength(1);
		const profile = `update public.profiles set name_shown = $2 where id = $1`;
		await world().db.query(profile, [world().ids.author, 'none']);
		const later = await givenPublished(world());
		expect(await about('trusted', later)).toEqual([]);
		await expect(follow('moderator', 'person', later)).rejects.toMatchObject({ code: 'PT404' });
		await world().db.query(profile, [world().ids.author, 'pseudonym']);
	});

	test('nothing is followed that may not be read', async () => {
		const waiting = await given(world(), 'author', { geometry: outside });
		await expect(follow('other', 'record', waiting)).rejects.toMatchObject({ code: 'PT404' });
		await expect(follow('moderator', 'record', waiting)).rejects.toMatchObject({ code: 'PT404' });
		await expect(follow('other', 'theme', `kilns' or 'a`)).rejects.toMatchObject({ code: 'PT404' });
		await expect(follow('outsider', 'record', waiting)).resolves.toBeDefined();
	});

	test('a moderator whose role was taken back is told nothing more of what waits', async () => {
		const id = await given(world(), 'author');
		await follow('moderator', 'record', id);
		await decide(world(), 'administrator', id, 'reject', { reason: 'Non.' });
		await world().db.query(`update public.memberships set revoked_at = now() where user_id = $1`, [
			world().ids.moderator
		]);
		expect(await about('moderator', id)).toEqual([]);
		await world().db.query(`update public.memberships set revoked_at = null where user_id = $1`, [
			world().ids.moderator
		]);
	});

	test('read once is read for good, and only by whom it was for', async () => {
		const id = await givenPublished(world());
		const [notice] = await about('author', id);
		await world().rpc('other', 'sync_notices', { p_read: [notice!.id] });
		expect((await about('author', id))[0]?.read_at).toBeNull();
		const read = await world().rpc<Notice[]>('author', 'sync_notices', { p_read: [notice!.id] });
		const stamp = read.find((one) => one.id === notice!.id)?.read_at;
		expect(stamp).not.toBeNull();
		await world().rpc('author', 'sync_notices', { p_read: [notice!.id] });
		expect((await about('author', id))[0]?.read_at).toBe(stamp);
	});

	test('one is told once, whatever the number of reasons, and never of what one did oneself', async () => {
		await follow('author', 'theme', 'kilns');
		const id = await givenPublished(world());
		expect(await about('author', id)).toHaveLength(1);
		await pushOne(world(), 'author', remove(id, 1));
		expect((await told('author')).filter(({ kind }) => kind === 'deleted')).toEqual([]);
		const left = await world().rpc<{ subscriptions: { id: string }[] }>(
			'author',
			'my_subscriptions'
		);
		const after = await world().rpc<typeof left>('author', 'unsubscribe', {
			p_id: left.subscriptions[0]!.id
		});
		expect(after.subscriptions).toEqual([]);
	});

	test('a value that was reported is not repeated to those who follow', async () => {
		await follow('other', 'theme', 'kilns');
		const id = await givenPublished(world(), { properties: { state: 'stone', note: '06 12 34' } });
		await world().db.query(
			`insert into private.reports (id, record_id, kind, reporter_id) values (gen_random_uuid(), $1, 'contact', $2)`,
			[id, world().ids.trusted]
		);
		await pushOne(world(), 'moderator', update(id, 1, { 'properties.note': ['06 12 34', null] }));
		expect(JSON.stringify(await about('other', id))).not.toContain('06 12');
		await world().db.query(
			`update private.reports set decided_at = now(), decision = 'remove' where record_id = $1`,
			[id]
		);
		expect((await told('trusted')).map(({ kind }) => kind)).toContain('report_handled');
	});

	test('who is given a role, or loses it, is told', async () => {
		const role = await world().rpc<string>('administrator', 'grant_role', {
			p_user_id: world().ids.other,
			p_role: 'contributor'
		});
		await world().rpc('administrator', 'revoke_role', { p_membership_id: role });
		expect(
			(await told('other'))
				.slice(0, 2)
				.map(({ kind }) => kind)
				.sort()
		).toEqual(['role_given', 'role_revoked']);
	});

	test('who is told outside of a record is told, and the facts stay codes', async () => {
		await world().db.query(`select private.tell('role_given', null, $1, $2)`, [
			world().ids.administrator,
			JSON.stringify({ audience: [world().ids.other], role: 'trusted' })
		]);
		const [notice] = await told('other');
		expect(notice).toMatchObject({ kind: 'role_given', facts: { role: 'trusted' } });
		expect(JSON.stringify(notice)).not.toContain(world().ids.administrator);
	});
});
