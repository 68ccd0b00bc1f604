import { expect, test } from 'vitest';
import { newId } from '../../src/lib/domain/ids.ts';
import type { Notice } from '../../src/lib/domain/notices.ts';
import type { NewComment, Talk } from '../../src/lib/domain/talk.ts';
import {
	addObservation,
	addPhoto,
	create,
	decide,
	given,
	givenPublished,
	pushOne,
	update
} from './support/operations.ts';
import { decideOn, theItem, undo } from './support/review.ts';
import { onEveryEngine, type Who } from './support/world.ts';

onEveryEngine('what is told afterwards', (world) => {
	/** What somebody is told of a record, newest first; the time to take a decision back is over. */
	async function about(who: Who, record: string): Promise<Notice[]> {
		await world().db.query('update private.notice_events set due_at = now() where due_at > now()');
		const all = await world().rpc<Notice[]>(who, 'sync_notices');
		return all.filter(({ record_id }) => record_id === record);
	}
	const kinds = async (who: Who, record: string) =>
		(await about(who, record)).map(({ kind }) => kind);
	/** Something an operation says of a record rather than changes in it. */
	const stamped = (record: string, more: object) => ({
		...create({}, record),
		changes: {},
		...more
	});
	async function say(who: Who, record: string, body: string, more: Partial<NewComment> = {}) {
		const comment = {
			...{ id: newId(), body, visibility: 'public', mentions: [], closes: false },
			...more
		};
		const said = await pushOne(world(), who, stamped(record, { kind: 'add_comment', comment }));
		expect(said).toMatchObject({ result: 'applied', problems: [] });
		return comment.id;
	}
	const heard = async (who: Who, id: string) =>
		(await world().rpc<Talk>(who, 'record_talk', { p_record_id: id })).comments.map(
			({ body }) => body
		);

	test('a decision taken back in time is told to nobody, nor that it was', async () => {
		const id = await given(world(), 'author');
		const taken = await decideOn(world(), 'moderator', id, { decision: 'accept' });
		await say('author', id, 'Merci de regarder.');
		await undo(world(), 'moderator', taken);
		expect(await about('author', id)).toEqual([]);
		const asked = await decideOn(world(), 'moderator', id, {
			decision: 'request_changes',
			reason: 'Une photo.'
		});
		await undo(world(), 'moderator', asked);
		expect(await about('author', id)).toEqual([]);
		// What was said meanwhile is no decision, and is told.
		await say('moderator', id, 'Bonjour', { visibility: 'participants' });
		expect(await kinds('author', id)).toEqual(['commented']);
	});

	test('whose correction or visit was accepted is told, and nobody of a photo that waits', async () => {
		const id = await givenPublished(world());
		await world().rpc('trusted', 'subscribe', { p_kind: 'record', p_target: id });
		await pushOne(world(), 'other', update(id, 1, { 'properties.note': [null, 'vu'] }));
		const visit = addObservation(id);
		await pushOne(world(), 'other', visit);
		await pushOne(world(), 'other', addPhoto(id));
		expect(await kinds('trusted', id)).toEqual(['published']);
		const edit = await theItem(world(), id, 'edit');
		const accepts = (item: string, kind: 'edit' | 'observation', version: number | null) =>
			decideOn(world(), 'moderator', item, { decision: 'accept', version }, kind);
		await undo(world(), 'moderator', await accepts(edit.item_id, 'edit', 1));
		expect(await about('other', id)).toEqual([]);
		await accepts(visit.observation.id, 'observation', null);
		expect(await about('other', id)).toMatchObject([
			{ kind: 'observation_accepted', own: true, actor: null }
		]);
	});

	test('who was told already is told that it no longer holds, without by whom', async () => {
		const id = await given(world(), 'author');
		const taken = await decideOn(world(), 'moderator', id, { decision: 'reject', reason: 'Non.' });
		expect(await kinds('author', id)).toEqual(['rejected']);
		await undo(world(), 'moderator', taken);
		expect(await about('author', id)).toMatchObject([
			{ kind: 'undone', own: true, actor: null },
			{ kind: 'rejected' }
		]);
	});

	test('a merge is told in its own words, and taken back without any', async () => {
		const goes = await given(world(), 'author');
		await decide(world(), 'moderator', goes, 'accept');
		const stays = await given(world(), 'other');
		await decide(world(), 'moderator', stays, 'accept');
		await about('author', goes);
		const merge = () =>
			decideOn(world(), 'moderator', goes, { decision: 'merge', into: stays, reason: 'Le même.' });
		await undo(world(), 'moderator', await merge());
		expect(await kinds('author', goes)).toEqual(['published']);
		expect(await kinds('other', stays)).toEqual(['published']);
		await merge();
		expect(await about('author', goes)).toMatchObject([
			{ kind: 'absorbed', own: true, reason: 'Le même.' },
			{ kind: 'published' }
		]);
		expect(await kinds('other', stays)).toEqual(['merged', 'published']);
	});

	test('what was said of a merged record is read where it went, and goes back with it', async () => {
		const goes = await givenPublished(world());
		const stays = await given(world(), 'other');
		await decide(world(), 'moderator', stays, 'accept');
		await world().rpc('trusted', 'subscribe', { p_kind: 'record', p_target: goes });
		await say('author', goes, 'avant');
		const taken = await decideOn(world(), 'moderator', goes, { decision: 'merge', into: stays });
		expect(await heard('anon', stays)).toEqual(['avant']);
		// From the page of the other, and from a phone that had not heard of it.
		await say('author', goes, 'après');
		for (const id of [goes, stays]) expect(await heard('other', id)).toEqual(['avant', 'après']);
		expect(await kinds('other', stays)).toContain('commented');
		expect(await kinds('trusted', stays)).toEqual(['merged', 'published']);
		await undo(world(), 'moderator', taken);
		expect(await heard('author', goes)).toEqual(['avant']);
		expect(await heard('other', stays)).toEqual(['après']);
	});

	test('a conversation stays where its people read it when the other record is not public', async () => {
		const goes = await given(world(), 'author');
		const stays = await given(world(), 'other');
		await say('moderator', goes, 'une question', { visibility: 'participants' });
		await decideOn(world(), 'moderator', goes, { decision: 'merge', into: stays });
		expect(await heard('author', goes)).toEqual(['une question']);
		expect(await heard('other', stays)).toEqual([]);
	});

	test('of a comment that may not be read any more nothing is told', async () => {
		const id = await givenPublished(world());
		const said = await say('other', id, 'un numéro de téléphone');
		expect(await about('author', id)).toMatchObject([{ kind: 'commented' }, { kind: 'published' }]);
		const hide = (p_reason: string | null) =>
			world().rpc('moderator', 'hide_comment', { p_comment_id: said, p_reason });
		await hide('Un numéro.');
		expect(await kinds('author', id)).toEqual(['published']);
		await hide(null);
		expect(await kinds('author', id)).toEqual(['commented', 'published']);
		await say('administrator', id, 'entre nous', {
			visibility: 'moderators',
			mentions: [world().ids.moderator]
		});
		expect(await kinds('moderator', id)).toEqual(['mentioned']);
		const role = `update public.memberships set revoked_at = $2 where user_id = $1`;
		await world().db.query(role, [world().ids.moderator, new Date().toISOString()]);
		expect(await kinds('moderator', id)).toEqual([]);
		await world().db.query(role, [world().ids.moderator, null]);
	});

	test('an appeal is told to who may answer it and did not refuse, its answer to its author', async () => {
		for (const [refuser, told, untold] of [
			['administrator', 'moderator', 'administrator'],
			['moderator', 'administrator', 'moderator']
		] as const) {
			const id = await given(world(), 'author');
			await decide(world(), refuser, id, 'reject', { reason: 'Non.' });
			const appeal = stamped(id, { kind: 'appeal', note: 'C’est bien un four.' });
			expect(await pushOne(world(), 'author', appeal)).toMatchObject({ result: 'applied' });
			expect(await kinds(told, id)).toEqual(['appealed']);
			for (const who of [untold, 'outsider', 'other', 'author'] as const)
				expect(await kinds(who, id)).not.toContain('appealed');
			const { item_id } = await theItem(world(), id, 'appeal');
			await decideOn(
				world(),
				told,
				item_id,
				{ decision: 'reject', reason: 'Vu sur place.' },
				'appeal'
			);
			expect(await about('author', id)).toMatchObject([
				{ kind: 'appeal_rejected', reason: 'Vu sur place.', actor: null },
				{ kind: 'rejected' }
			]);
		}
	});
});
