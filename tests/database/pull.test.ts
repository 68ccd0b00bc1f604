import { expect, test } from 'vitest';
import type { PullAnswer } from '../../src/lib/domain/operation.ts';
import { decide, given, givenPublished, pushOne, remove, update } from './support/operations.ts';
import { onEveryEngine, outside, type Who, type World } from './support/world.ts';

const pull = (world: World, who: Who, args: Record<string, unknown> = {}) =>
	world.rpc<PullAnswer>(who, 'pull_changes', args);
const cursorOf = async (world: World, who: Who, args: Record<string, unknown> = {}) =>
	(await pull(world, who, { p_max_rows: 1000, ...args })).cursor;
const brief = ({ records, gone }: PullAnswer) => ({
	records: records.map(({ access, record }) => [record.id, access]),
	gone
});

onEveryEngine('pull_changes', (world) => {
	test('each change comes once, then nothing', async () => {
		const id = await givenPublished(world());
		const first = await pull(world(), 'anon', { p_max_rows: 1000 });
		expect(first.records.map(({ record }) => record.id)).toContain(id);
		expect(first.gone).toEqual([]);
		const idle = await pull(world(), 'anon', { p_cursor: first.cursor });
		expect(idle).toMatchObject({ records: [], gone: [], more: false });
		const next = await givenPublished(world());
		const news = await pull(world(), 'anon', { p_cursor: idle.cursor });
		expect(brief(news)).toEqual({ records: [[next, 'public']], gone: [] });
		expect(news.records[0]).toEqual({
			access: 'public',
			record: expect.objectContaining({
				id: next,
				title: 'Lo Forn',
				author_name: 'Joana',
				photos: [],
				commune: { insee: '99001', nom: 'Dedans' }
			}) as unknown
		});
		expect(Object.keys(news.records[0]!.record).sort()).toEqual([
			'author_name',
			'blurred',
			'commune',
			'concept',
			'geometry',
			'id',
			'last_seen_at',
			'licence',
			'observed_at',
			'photos',
			'position',
			'properties',
			'published_at',
			'theme',
			'title',
			'updated_at',
			'version'
		]);
	});

	test('pages add up to the whole, whatever their size', async () => {
		for (let i = 0; i < 3; i++) await given(world(), 'trusted');
		const whole = await pull(world(), 'anon', { p_max_rows: 1000 });
		const ids: string[] = [];
		let cursor: string | null = null;
		for (let more = true; more;) {
			const page: PullAnswer = await pull(world(), 'anon', { p_max_rows: 2, p_cursor: cursor });
			expect(page.records.length).toBeLessThanOrEqual(2);
			ids.push(...page.records.map(({ record }) => record.id));
			({ cursor, more } = page);
		}
		expect(ids).toEqual(whole.records.map(({ record }) => record.id));
	});

	test('a person gets their own and what they moderate in full, in every status', async () => {
		const cursors: Partial<Record<Who, string>> = {};
		const readers = ['anon', 'author', 'other', 'moderator', 'outsider'] as const;
		for (const who of readers) cursors[who] = await cursorOf(world(), who);
		const id = await given(world(), 'author');
		const seen: Partial<Record<Who, unknown>> = {};
		for (const who of readers)
			seen[who] = brief(await pull(world(), who, { p_cursor: cursors[who] })).records;
		expect(seen).toEqual({
			anon: [],
			author: [[id, 'full']],
			other: [],
			moderator: [[id, 'full']],
			outsider: []
		});
		await decide(world(), 'moderator', id, 'accept');
		for (const who of readers)
			seen[who] = brief(await pull(world(), who, { p_cursor: cursors[who] })).records;
		expect(seen).toEqual({
			anon: [[id, 'public']],
			author: [[id, 'full']],
			other: [[id, 'public']],
			moderator: [[id, 'full']],
			outsider: [[id, 'public']]
		});
	});

	test('what is deleted, archived or never was for this person', async () => {
		const id = await givenPublished(world());
		const unseen = await given(world(), 'author');
		const cursors = {
			anon: await cursorOf(world(), 'anon'),
			author: await cursorOf(world(), 'author')
		};
		await decide(world(), 'moderator', id, 'reject', { reason: 'Doublon.' });
		await pushOne(world(), 'author', remove(unseen, 1));
		expect(brief(await pull(world(), 'anon', { p_cursor: cursors.anon }))).toEqual({
			records: [],
			gone: [id]
		});
		expect(brief(await pull(world(), 'author', { p_cursor: cursors.author }))).toEqual({
			records: [[id, 'full']],
			gone: [unseen]
		});
	});

	test('brought back, it comes again to whoever may see it', async () => {
		const id = await givenPublished(world());
		const readers = ['anon', 'author'] as const;
		const cursors: Partial<Record<Who, string>> = {};
		for (const who of readers) cursors[who] = await cursorOf(world(), who);
		const news = async (who: Who) => {
			const answer = await pull(world(), who, { p_cursor: cursors[who] });
			cursors[who] = answer.cursor;
			return brief(answer);
		};
		await pushOne(world(), 'moderator', remove(id, 1));
		for (const who of readers) expect(await news(who)).toEqual({ records: [], gone: [id] });
		await pushOne(world(), 'author', update(id, 2, { deleted: [true, false] }));
		expect(await news('author')).toEqual({ records: [[id, 'full']], gone: [] });
		expect((await news('anon')).records).toEqual([]);
		await decide(world(), 'moderator', id, 'accept', { version: 3 });
		expect(await news('anon')).toEqual({ records: [[id, 'public']], gone: [] });
	});

	test('hidden for protection, it is gone from everyone but those in charge', async () => {
		const id = await givenPublished(world());
		const [anon, other] = [await cursorOf(world(), 'anon'), await cursorOf(world(), 'author')];
		await pushOne(world(), 'moderator', update(id, 1, { sensitivity: ['public', 'hidden'] }));
		expect(brief(await pull(world(), 'anon', { p_cursor: anon }))).toEqual({
			records: [],
			gone: [id]
		});
		expect(brief(await pull(world(), 'author', { p_cursor: other })).records).toEqual([
			[id, 'full']
		]);
	});

	test('a theme or an area left is a record gone', async () => {
		const id = await givenPublished(world());
		const here = { p_bbox: [3, 43, 4, 44] };
		const [area, theme] = [
			await cursorOf(world(), 'anon', here),
			await cursorOf(world(), 'anon', { p_theme: 'kilns' })
		];
		expect(
			(await pull(world(), 'anon', { ...here, p_max_rows: 1000 })).records.length
		).toBeGreaterThan(0);
		expect(await pull(world(), 'anon', { p_theme: 'nothing' })).toMatchObject({
			records: [],
			gone: []
		});
		await pushOne(world(), 'administrator', update(id, 1, { geometry: [null, outside] }));
		expect(brief(await pull(world(), 'anon', { ...here, p_cursor: area }))).toEqual({
			records: [],
			gone: [id]
		});
		expect(brief(await pull(world(), 'anon', { p_theme: 'kilns', p_cursor: theme }))).toEqual({
			records: [[id, 'public']],
			gone: []
		});
	});

	test('a right given or taken sends again what it covers', async () => {
		const [inside, elsewhere, published] = [
			await given(world(), 'author'),
			await given(world(), 'author', { geometry: outside }),
			await givenPublished(world())
		];
		const user = await world().db.addUser('changing@test.example');
		const voice = world().db.as({ role: 'authenticated', user });
		const from = (cursor: string | null) =>
			voice.rpc<PullAnswer>('pull_changes', { p_cursor: cursor, p_max_rows: 1000 });
		const before = await from(null);
		const membership = await world().rpc<string>('administrator', 'grant_role', {
			p_user_id: user,
			p_role: 'moderator',
			p_territory: 'test-inside'
		});
		const given_ = await from(before.cursor);
		expect(brief(given_).records).toEqual(
			expect.arrayContaining([
				[inside, 'full'],
				[published, 'full']
			])
		);
		expect(JSON.stringify(brief(given_))).not.toContain(elsewhere);
		await world().rpc('administrator', 'revoke_role', { p_membership_id: membership });
		const taken = await from(given_.cursor);
		expect(taken.gone).toContain(inside);
		expect(brief(taken).records).toContainEqual([published, 'public']);
		expect(await from(taken.cursor)).toMatchObject({ records: [], gone: [] });
	});

	test('a proposal’s fate reaches its author', async () => {
		const id = await givenPublished(world());
		const cursor = await cursorOf(world(), 'other');
		await pushOne(world(), 'other', update(id, 1, { 'properties.note': [null, 'x'] }));
		const proposed = await pull(world(), 'other', { p_cursor: cursor });
		expect(proposed.records).toMatchObject([
			{ access: 'full', record: { id, author_id: null, proposal: { status: 'pending' } } }
		]);
		const { proposal } = proposed.records[0]!.record as { proposal: { id: string } };
		await decide(world(), 'moderator', id, 'accept', { proposal: proposal.id });
		expect(brief(await pull(world(), 'other', { p_cursor: proposed.cursor }))).toEqual({
			records: [[id, 'public']],
			gone: []
		});
	});

	test('a cursor of someone else, of another area or of nowhere', async () => {
		const mine = await cursorOf(world(), 'author');
		const everything = await pull(world(), 'anon', { p_max_rows: 1000 });
		// Another person's cursor starts over rather than hiding what they may not have seen.
		expect((await pull(world(), 'anon', { p_cursor: mine, p_max_rows: 1000 })).records).toEqual(
			everything.records
		);
		expect(
			(await pull(world(), 'author', { p_cursor: mine, p_bbox: [3, 43, 4, 44], p_max_rows: 1000 }))
				.records.length
		).toBeGreaterThan(0);
		for (const p_cursor of ['', 'x', `${mine}'`, '1.2.3'])
			await expect(pull(world(), 'author', { p_cursor })).rejects.toMatchObject({
				code: 'PT400',
				message: 'bad_format'
			});
		for (const p_bbox of [
			[1, 2, 3],
			[4, 43, 3, 44],
			[NaN, 0, 1, 1],
			[-200, 0, 1, 1]
		])
			await expect(pull(world(), 'anon', { p_bbox }), String(p_bbox)).rejects.toMatchObject({
				code: 'PT400'
			});
	});

	test('rows restored from another cluster are stamped anew, and every device starts over', async () => {
		const id = await givenPublished(world());
		const cursor = await cursorOf(world(), 'anon');
		await world().db.exec(`alter table public.records disable trigger prepare_record;
			update public.records set changed_xid = '999999999999' where id = '${id}';
			alter table public.records enable trigger prepare_record;`);
		await pull(world(), 'anon');
		const again = await pull(world(), 'anon', { p_cursor: cursor, p_max_rows: 1000 });
		expect(again.records.map(({ record }) => record.id)).toContain(id);
		expect(again.records.length).toBeGreaterThan(1);
		expect(await pull(world(), 'anon', { p_cursor: again.cursor })).toMatchObject({
			records: [],
			gone: []
		});
	});
});
