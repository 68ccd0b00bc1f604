import { expect, test } from 'vitest';
import { newId } from '../../src/lib/domain/ids.ts';
import type { Operation, PullAnswer } from '../../src/lib/domain/operation.ts';
import type { NewComment, Talk } from '../../src/lib/domain/talk.ts';
import {
	addObservation,
	create,
	decide,
	given,
	givenPublished,
	push,
	pushOne,
	remove,
	update
} from './support/operations.ts';
import { everyone, onEveryEngine, type Who } from './support/world.ts';

type Said = Operation & { comment: NewComment };

function comment(record_id: string, more: Partial<NewComment> = {}): Said {
	const { changes: _changes, ...stamp } = create({}, record_id);
	return {
		...stamp,
		kind: 'add_comment',
		changes: {},
		comment: {
			id: newId(),
			body: 'Bonjour',
			visibility: 'public',
			mentions: [],
			closes: false,
			...more
		}
	};
}

onEveryEngine('conversations', (world) => {
	const say = async (who: Who, id: string, body: string, more: Partial<NewComment> = {}) => {
		const operation = comment(id, { body, ...more });
		expect(await pushOne(world(), who, operation)).toMatchObject({
			result: 'applied',
			problems: []
		});
		return operation.comment.id;
	};
	const problemsOf = async (who: Who, id: string, more: Record<string, unknown>) => {
		const answer = await pushOne(world(), who, comment(id, more));
		return [answer.result, ...answer.problems.map(({ code, field }) => `${code} ${field}`)];
	};
	const talk = (who: Who, id: string) => world().rpc<Talk>(who, 'record_talk', { p_record_id: id });
	/** What somebody reads, or why nothing. */
	const heard = (who: Who, id: string): Promise<unknown> =>
		talk(who, id).then(
			({ comments }) => comments.map(({ body }) => body),
			(error: Error) => error.message
		);
	const allHeard = async (id: string) => {
		const by: Partial<Record<Who, unknown>> = {};
		for (const who of everyone) by[who] = await heard(who, id);
		return by;
	};

	test('each reads what is said to them, of a record that everyone sees', async () => {
		const id = await givenPublished(world());
		await say('author', id, 'à tous');
		await say('moderator', id, 'entre nous', { visibility: 'participants' });
		await say('moderator', id, 'modérateurs', { visibility: 'moderators' });
		const all = ['à tous', 'entre nous', 'modérateurs'];
		expect(await allHeard(id)).toEqual({
			anon: ['à tous'],
			author: ['à tous', 'entre nous'],
			other: ['à tous'],
			trusted: ['à tous'],
			moderator: all,
			outsider: ['à tous'],
			administrator: all
		});
		// Who passed by takes part; who only says something reads what comes after.
		await pushOne(world(), 'trusted', addObservation(id));
		await say('other', id, 'une question');
		await say('author', id, 'une réponse', { visibility: 'participants' });
		expect(await heard('trusted', id)).toEqual([
			'à tous',
			'entre nous',
			'une question',
			'une réponse'
		]);
		expect(await heard('other', id)).toEqual(['à tous', 'une question', 'une réponse']);
		expect(await heard('outsider', id)).toEqual(['à tous', 'une question']);
	});

	test('a visit or a correction that nobody accepted is no key to what was said before it', async () => {
		const id = await givenPublished(world());
		await say('moderator', id, 'entre nous', { visibility: 'participants' });
		await pushOne(world(), 'other', addObservation(id));
		await pushOne(world(), 'outsider', update(id, 1, { 'properties.note': [null, 'vu'] }));
		await say('author', id, 'à ceux qui passent', { visibility: 'participants' });
		for (const who of ['other', 'outsider'] as const)
			expect(await heard(who, id)).toEqual(['à ceux qui passent']);
	});

	test('nobody learns of the conversation on what they may not see', async () => {
		const waiting = await given(world(), 'author');
		await say('author', waiting, 'il attend');
		const hidden = await givenPublished(world(), { sensitivity: 'hidden' });
		await say('author', hidden, 'il est caché');
		for (const [id, said] of [
			[waiting, 'il attend'],
			[hidden, 'il est caché']
		] as const) {
			expect(await allHeard(id)).toEqual({
				anon: 'record_not_found',
				author: [said],
				other: 'record_not_found',
				trusted: 'record_not_found',
				moderator: [said],
				outsider: 'record_not_found',
				administrator: [said]
			});
			expect(await problemsOf('other', id, {})).toEqual(['refused', 'record_not_found record_id']);
		}
		expect(await heard('other', newId())).toBe('record_not_found');
	});

	test('a mention of somebody who may not read it is refused and names them', async () => {
		const { ids } = world();
		const waiting = await given(world(), 'author');
		const refused = comment(waiting, {
			visibility: 'participants',
			mentions: [ids.moderator, ids.other]
		});
		expect(await pushOne(world(), 'author', refused)).toMatchObject({
			result: 'refused',
			problems: [
				{ code: 'mention_not_allowed', field: 'comment.mentions', params: { id: ids.other } }
			]
		});
		expect(await heard('author', waiting)).toEqual([]);
		// An account that is not there gets the same answer as one that may not see it.
		expect(await problemsOf('author', waiting, { mentions: [newId()] })).toEqual([
			'refused',
			'mention_not_allowed comment.mentions'
		]);
		expect(
			await problemsOf('author', waiting, { visibility: 'moderators', mentions: [ids.author] })
		).toEqual(['applied']);
		await say('moderator', waiting, 'Pourriez-vous préciser ?', { mentions: [ids.author] });
		const { comments } = await talk('author', waiting);
		expect(comments.at(-1)).toMatchObject({
			author_role: 'moderator',
			author_name: null,
			mentions: [{ id: ids.author, name: 'Joana' }]
		});
	});

	test('only those who may read it are offered to be mentioned, by the names they chose', async () => {
		const { ids } = world();
		const id = await givenPublished(world());
		expect((await talk('other', id)).people).toEqual([
			{ id: ids.author, name: 'Joana', reads: ['public', 'participants'] }
		]);
		expect((await talk('anon', id)).people).toEqual([]);
		expect((await talk('author', id)).people).toEqual([]);
	});

	test('a comment has a form and a length, and is never sent in another’s name', async () => {
		const id = await givenPublished(world());
		expect(await problemsOf('author', id, { body: ' \n ' })).toEqual([
			'refused',
			'required comment.body'
		]);
		expect(await problemsOf('author', id, { body: 'a'.repeat(4001) })).toEqual([
			'refused',
			'too_long comment.body'
		]);
		expect(await problemsOf('author', id, { body: 'a\u0007' })).toEqual([
			'refused',
			'bad_format comment.body'
		]);
		for (const [more, field] of [
			[{ author_id: world().ids.moderator }, 'comment'],
			[{ hidden_at: null }, 'comment'],
			[{ visibility: 'everyone' }, 'comment.visibility'],
			[{ mentions: ['x'] }, 'comment.mentions'],
			[{ mentions: Array.from({ length: 11 }, newId) }, 'comment.mentions'],
			[{ closes: 'yes' }, 'comment.closes']
		] as const)
			expect(await problemsOf('author', id, more)).toEqual([
				'refused',
				`operation_malformed ${field}`
			]);
		const html = '<img src=x onerror=alert(1)>';
		await say('author', id, html);
		expect(await heard('anon', id)).toEqual([html]);
		// Sent twice it is said once; under another's name never.
		const twice = comment(id, { body: 'une fois' });
		expect((await pushOne(world(), 'author', twice)).result).toBe('applied');
		expect((await pushOne(world(), 'author', twice)).result).toBe('already');
		expect((await pushOne(world(), 'author', { ...twice, op_id: newId() })).result).toBe('applied');
		expect((await pushOne(world(), 'other', { ...twice, op_id: newId() })).problems).toMatchObject([
			{ code: 'not_allowed', field: 'comment.id' }
		]);
		expect(await heard('author', id)).toEqual([html, 'une fois']);
	});

	test('what was said is kept with the comment alone', async () => {
		const id = await givenPublished(world());
		await say('author', id, 'à effacer un jour');
		const kept = await world().db.query(
			'select operation from public.operations_applied where record_id = $1',
			[id]
		);
		expect(JSON.stringify(kept)).not.toContain('à effacer');
	});

	test('a conversation is closed by the author or a moderator, and opened by the next word', async () => {
		const id = await givenPublished(world());
		expect(await problemsOf('other', id, { closes: true })).toEqual([
			'refused',
			'not_allowed comment.closes'
		]);
		await say('moderator', id, 'réglé', { closes: true });
		expect((await talk('author', id)).comments.at(-1)).toMatchObject({ closes: true });
		expect((await talk('author', id)).may).toMatchObject({ close: true, hide: false });
		expect((await talk('moderator', id)).may).toMatchObject({ close: true, hide: true });
		expect((await talk('anon', id)).may).toEqual({ write: [], close: false, hide: false });
	});

	test('a moderator of the place hides a comment; its author reads why, nobody else reads it', async () => {
		const id = await givenPublished(world());
		const said = await say('other', id, 'le numéro de Jean : 06…');
		const hide = (who: Who, reason: string | null) =>
			world().rpc(who, 'hide_comment', { p_comment_id: said, p_reason: reason });
		for (const who of ['author', 'outsider', 'other'] as const)
			await expect(hide(who, 'pour voir')).rejects.toThrow('record_not_found');
		await expect(hide('moderator', '  ')).rejects.toThrow('reason_required');
		await hide('moderator', 'Un numéro de téléphone.');
		expect(await heard('anon', id)).toEqual([]);
		expect(await heard('author', id)).toEqual([]);
		expect((await talk('other', id)).comments).toMatchObject([
			{ hidden: { reason: 'Un numéro de téléphone.' } }
		]);
		await hide('moderator', null);
		expect(await heard('anon', id)).toEqual(['le numéro de Jean : 06…']);
	});

	const pull = (who: Who, cursor: string | null = null) =>
		world().rpc<PullAnswer>(who, 'pull_changes', { p_cursor: cursor, p_max_rows: 1000 });

	test('devices of those who take part learn of it by pull, as it may be read then', async () => {
		const id = await givenPublished(world());
		const { cursor } = await pull('author');
		await say('other', id, 'bonjour');
		await say('moderator', id, 'entre nous', { visibility: 'participants' });
		const told = async (who: Who, since: string | null) =>
			(await pull(who, since)).talk
				?.filter(({ record_id }) => record_id === id)
				.map(({ comments }) => comments.map(({ body }) => body));
		expect(await told('author', cursor)).toEqual([['bonjour', 'entre nous']]);
		expect(await told('other', null)).toEqual([['bonjour', 'entre nous']]);
		expect(await told('trusted', null)).toEqual([]);
		expect(await told('anon', null)).toEqual([]);
		// Nobody else sees the place any more, nor what was said of it.
		const before = (await pull('other')).cursor;
		await pushOne(world(), 'moderator', update(id, 1, { sensitivity: ['public', 'hidden'] }));
		const after = await pull('other', before);
		expect(after.gone).toContain(id);
		expect(after.talk).toEqual([
			{ record_id: id, comments: [expect.objectContaining({ own: true })] }
		]);
		expect(await told('author', before)).toEqual([['bonjour', 'entre nous']]);
		await push(world(), 'moderator', [remove(id, 2)]);
		expect(await told('author', null)).toEqual([]);
		expect(await heard('author', id)).toBe('record_not_found');
	});

	test('a role taken back takes the reading with it', async () => {
		const id = await given(world(), 'author');
		await say('author', id, 'bonjour', { visibility: 'moderators' });
		expect(await heard('moderator', id)).toEqual(['bonjour']);
		const { db, ids } = world();
		await db.query('update public.memberships set revoked_at = now() where user_id = $1', [
			ids.moderator
		]);
		expect(await heard('moderator', id)).toBe('record_not_found');
		await db.query('update public.memberships set revoked_at = null where user_id = $1', [
			ids.moderator
		]);
		await decide(world(), 'moderator', id, 'reject', { reason: 'Doublon' });
	});

	const speak = (kind: 'withdraw' | 'appeal', record_id: string, note: string | null = null) => ({
		...comment(record_id),
		comment: undefined,
		kind,
		note
	});

	test('its author, and nobody else, takes back what is not published; the history says so', async () => {
		const id = await given(world(), 'author');
		for (const who of ['moderator', 'administrator'] as const)
			expect((await pushOne(world(), who, speak('withdraw', id))).problems).toMatchObject([
				{ code: 'not_allowed' }
			]);
		expect((await pushOne(world(), 'other', speak('withdraw', id))).problems).toMatchObject([
			{ code: 'record_not_found' }
		]);
		expect(await pushOne(world(), 'author', speak('withdraw', id, 'Doublon'))).toMatchObject({
			result: 'applied',
			status: 'withdrawn'
		});
		expect(await pushOne(world(), 'author', speak('withdraw', id))).toMatchObject({
			result: 'applied',
			status: 'withdrawn'
		});
		const trail = await world().rpc<{ kind: string; reason: string | null; actor_name: string }[]>(
			'moderator',
			'record_trail',
			{ p_record_id: id }
		);
		expect(trail.filter(({ kind }) => kind === 'withdrawn')).toMatchObject([
			{ reason: 'Doublon', actor_name: 'Joana' }
		]);
		const published = await givenPublished(world());
		expect((await pushOne(world(), 'author', speak('withdraw', published))).problems).toMatchObject(
			[{ code: 'wrong_status', params: { status: 'published' } }]
		);
	});

	test('an appeal says why, and what was said is not kept with the operation', async () => {
		const id = await given(world(), 'author');
		for (const note of [null, ' ', 'a'.repeat(2001)])
			expect((await pushOne(world(), 'author', speak('appeal', id, note))).result).toBe('refused');
		const [row] = await world().db.query(
			`select count(*)::int as kept from public.operations_applied where record_id = $1 and operation ->> 'note' is not null`,
			[id]
		);
		expect(row).toEqual({ kept: 0 });
	});

	test('those who take part and may read it are told, once each, and never of what they said', async () => {
		const { db, ids } = world();
		const id = await givenPublished(world());
		await say('other', id, 'bonjour');
		await say('moderator', id, 'merci', { visibility: 'participants', mentions: [ids.other] });
		await say('moderator', id, 'à garder', { visibility: 'moderators' });
		await say('author', id, 'réglé', { closes: true });
		const told = await db.query<{ kind: string; audience: string[] }>(
			`select kind, audience from private.notice_events
			where record_id = $1 and kind in ('commented', 'mentioned', 'closed') order by id`,
			[id]
		);
		expect(told.map(({ kind, audience }) => [kind, [...audience].sort()])).toEqual([
			['commented', [ids.author]],
			['mentioned', [ids.other]],
			['commented', [ids.author]],
			['closed', [ids.other, ids.moderator].sort()]
		]);
	});
});
