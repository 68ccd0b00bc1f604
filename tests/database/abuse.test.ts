import { beforeAll, expect, test } from 'vitest';
import { newId } from '../../src/lib/domain/ids.ts';
import { removeFiles } from '../../src/lib/backend/jobs/removal.ts';
import type { ServerContext } from '../../src/lib/backend/jobs/context.ts';
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
	update,
	upload
} from './support/operations.ts';
import { onEveryEngine, type Who, type World } from './support/world.ts';

const flagsOf = async (world: World, id: string) => {
	const [row] = await world.db.query<{ flags: string[] }>(
		'select flags from public.review_items where item_id = $1',
		[id]
	);
	return row?.flags;
};

onEveryEngine('a blocked account', (world) => {
	let own: string;
	let block: string;
	beforeAll(async () => {
		own = await given(world(), 'trusted');
		block = await world().rpc('administrator', 'block_account', {
			p_user_id: world().ids.trusted,
			p_reason: 'Publicité sur 40 fiches.'
		});
	});

	test('sends nothing, is told why, and what it sends is not remembered as refused', async () => {
		const operations = [create(), update(own, 1, { 'properties.note': [null, 'x'] })];
		for (const answer of await push(world(), 'trusted', operations))
			expect(answer).toMatchObject({
				result: 'refused',
				problems: [{ code: 'account_blocked', params: { reason: 'Publicité sur 40 fiches.' } }]
			});
		expect(
			await world().db.query('select from public.operations_applied where op_id = any ($1)', [
				operations.map(({ op_id }) => op_id)
			])
		).toEqual([]);
		await expect(
			world().rpc('trusted', 'suggest_word', {
				p_suggestion: { id: newId(), theme: 'kilns', kind: 'concept', text: 'x', lang: 'oc' }
			})
		).rejects.toMatchObject({ code: 'PT403', message: 'account_blocked' });
		expect(await world().rpc('trusted', 'my_standing')).toMatchObject({
			block: { reason: 'Publicité sur 40 fiches.', appeal: null },
			quarantine: null
		});
	});

	test('may still take back what is its own, have its data, and leave', async () => {
		const { changes: _, ...stamp } = update(own, 1, {});
		expect(
			await pushOne(world(), 'trusted', { ...stamp, kind: 'delete', changes: {} })
		).toMatchObject({ result: 'applied' });
		expect(await world().rpc('trusted', 'my_data')).toHaveProperty('sections');
		expect(await world().rpc('trusted', 'deletion_preview')).toHaveProperty('published');
	});

	test('holds no role, and is given none', async () => {
		expect(await world().rpc('trusted', 'my_account')).toMatchObject({ roles: [] });
		await expect(
			world().rpc('administrator', 'grant_role', {
				p_user_id: world().ids.trusted,
				p_role: 'trusted'
			})
		).rejects.toMatchObject({ message: 'account_blocked' });
	});

	test('appeals once, and has its roles and its queue back when the block is lifted', async () => {
		await world().rpc('trusted', 'appeal_block', { p_text: 'C’était ma commune.' });
		await expect(
			world().rpc('trusted', 'appeal_block', { p_text: 'Encore.' })
		).rejects.toMatchObject({ code: 'PT409' });
		expect(await world().rpc('administrator', 'account_blocks_list')).toMatchObject([
			{ id: block, appeal: 'C’était ma commune.' }
		]);
		await world().rpc('administrator', 'lift_block', { p_block_id: block, p_answer: 'Bien.' });
		expect(await world().rpc('trusted', 'my_account')).toMatchObject({
			roles: [{ role: 'trusted', territory: 'test-inside' }]
		});
		expect(await pushOne(world(), 'trusted', create())).toMatchObject({ status: 'published' });
		const told = await world().rpc<{ kind: string; actor: unknown }[]>('trusted', 'my_access_log');
		expect(told.map(({ kind }) => kind)).toEqual(
			expect.arrayContaining(['account_blocked', 'role_revoked', 'block_lifted', 'role_granted'])
		);
		expect(JSON.stringify(told)).not.toContain(world().ids.administrator);
	});

	test('whoever is found by their address is told that it happened', async () => {
		await world().rpc('administrator', 'find_person', { p_email: 'author@test.example' });
		await world().rpc('administrator', 'find_person', { p_email: 'nobody@test.example' });
		expect(await world().rpc('author', 'my_access_log')).toMatchObject([
			{ kind: 'found_by_address', own: false }
		]);
	});

	test('nobody blocks themselves, nor anyone without administering everything', async () => {
		const attempt = (who: Who, user: Who) =>
			world().attempt(who, 'select public.block_account($1, $2)', [
				world().ids[user as 'other'],
				'x'
			]);
		expect(await attempt('administrator', 'administrator')).toMatchObject({ code: 'PT409' });
		for (const who of ['moderator', 'trusted', 'other'] as const)
			expect(await attempt(who, 'author')).toMatchObject({ code: 'PT403' });
	});
});

onEveryEngine('sending in bulk', (world) => {
	test('more than a day outside gives has to wait, as a whole, and costs no item anything', async () => {
		await world().db.exec(
			`update private.rate_limits set most = 5 where action = 'operations' and per = 'account' and within = '1 hour'`
		);
		await push(world(), 'other', [create(), create(), create()]);
		const operations = [create(), create(), create()];
		await expect(push(world(), 'other', operations)).rejects.toMatchObject({
			code: 'PT429',
			message: 'too_often'
		});
		// Not counted: what fits still goes, and another account is not concerned.
		expect(await push(world(), 'other', operations.slice(0, 2))).toHaveLength(2);
		expect(
			await push(
				world(),
				'author',
				operations.map(() => create())
			)
		).toHaveLength(3);
		await world().db.exec(
			`update private.rate_limits set most = 6000 where action = 'operations' and per = 'account' and within = '1 hour'`
		);
		expect(await push(world(), 'other', operations)).toMatchObject([
			{ result: 'already' },
			{ result: 'already' },
			{ result: 'applied' }
		]);
	});

	test('a new account that sends in bulk is kept waiting, and told; it ends when enough was accepted', async () => {
		await world().db.exec(`
			update private.abuse_settings set new_account_creates = 20, new_account_accepted = 2;
			update public.contribution_policies set new_at_once = 'everyone';
		`);
		const first = create();
		expect(await pushOne(world(), 'outsider', first)).toMatchObject({ status: 'published' });
		const bulk = Array.from({ length: 21 }, () => create());
		for (const answer of await push(world(), 'author', bulk))
			expect(answer).toMatchObject({ result: 'applied', status: 'submitted' });
		expect(await world().rpc('author', 'my_standing')).toMatchObject({ quarantine: { left: 2 } });
		expect(await flagsOf(world(), bulk[0]!.record_id)).toEqual(['quarantine']);
		expect(await world().rpc('administrator', 'quarantines_list')).toMatchObject([
			{ user_id: world().ids.author, name: 'Joana', left: 2, waiting: 24 }
		]);
		for (const { record_id } of bulk.slice(0, 2))
			await decide(world(), 'moderator', record_id, 'accept');
		expect(await world().rpc('author', 'my_standing')).toMatchObject({ quarantine: null });
		expect(await world().rpc('administrator', 'quarantines_list')).toEqual([]);
		expect(await flagsOf(world(), bulk[5]!.record_id)).toEqual([]);
		expect(await pushOne(world(), 'author', create())).toMatchObject({ status: 'published' });
		await world().db.exec(`update public.contribution_policies set new_at_once = 'trusted'`);
	});

	test('visits, words and photos in bulk count as new records do', async () => {
		await world().db.exec('update private.abuse_settings set new_account_creates = 6');
		const id = await givenPublished(world());
		const { changes: _, ...stamp } = create({}, id);
		const words = () => ({
			...stamp,
			op_id: newId(),
			kind: 'add_comment',
			changes: {},
			comment: { id: newId(), body: 'Ici', visibility: 'public', mentions: [], closes: false }
		});
		const user = await world().db.addUser('newcomer@test.example');
		const send = (operations: unknown[]) =>
			world()
				.db.as({ role: 'authenticated', user })
				.rpc('push_operations', { p_batch: operations });
		const waits = async () =>
			(await world().db.query('select from public.quarantines where user_id = $1', [user])).length;
		await send([create(), addObservation(id), addObservation(id), words(), words()]);
		expect(await waits()).toBe(0);
		await send([addPhoto(id), addPhoto(id), addPhoto(id)]);
		expect(await waits()).toBe(0);
		await send([words(), words()]);
		expect(await waits()).toBe(1);
		await world().db.exec('update private.abuse_settings set new_account_creates = 20');
	});

	test('an address is what the nearest proxy says, not what a caller writes before it, and none is no way around', async () => {
		const { db } = world();
		const told = async (headers: Record<string, string>) => {
			await db.exec('begin');
			await db.query(`select set_config('request.headers', $1, true)`, [JSON.stringify(headers)]);
			const [row] = await db.query<{ own: boolean; key: string }>(
				`select private.caller_address() is not distinct from private.address_digest('203.0.113.7') as own, private.rate_key('address') as key`
			);
			await db.exec('rollback');
			return row!;
		};
		const own = '203.0.113.7';
		const spoofed = { 'x-forwarded-for': `198.51.100.9, ${own}`, 'cf-connecting-ip': '8.8.8.8' };
		expect(await told(spoofed)).toMatchObject({ own: true });
		expect(await told({ 'x-forwarded-for': `${own}, 198.51.100.9` })).toMatchObject({ own: false });
		for (const nothing of [{}, { 'x-forwarded-for': 'nowhere' }, { 'x-forwarded-for': '' }])
			expect((await told(nothing as Record<string, string>)).key).toBe('a:unknown');
		// Hosted: what Cloudflare writes, and nothing of what passes through it.
		await db.exec(`update private.abuse_settings set address_header = 'cf-connecting-ip'`);
		expect(
			await told({ 'x-forwarded-for': own, 'cf-connecting-ip': '198.51.100.9' })
		).toMatchObject({ own: false });
		expect(await told({ 'x-forwarded-for': '1.1.1.1', 'cf-connecting-ip': own })).toMatchObject({
			own: true
		});
		await db.exec(`update private.abuse_settings set address_header = 'x-forwarded-for'`);
	});

	test('links, and the same paragraph on many records, are shown to the moderator', async () => {
		const paragraph =
			'Venez visiter notre domaine et déguster nos produits toute l’année, sur rendez-vous !';
		const facts = (note: string) => ({ properties: { state: 'stone', note } });
		const plain = await given(world(), 'other', facts('Un four, près de la D12.'));
		const link = await given(world(), 'other', facts('Voir www.domaine-x.example.com'));
		expect([await flagsOf(world(), plain), await flagsOf(world(), link)]).toEqual([[], ['links']]);
		const repeated: string[] = [];
		for (let i = 0; i < 5; i++) repeated.push(await given(world(), 'other', facts(paragraph)));
		for (const id of repeated) expect(await flagsOf(world(), id)).toEqual(['repeated']);
		// Somebody else who says the same is not concerned.
		expect(
			await flagsOf(
				world(),
				await given(world(), 'trusted' as Who, {
					...facts(paragraph),
					geometry: { type: 'Point', coordinates: [5.5, 43.5] }
				})
			)
		).toEqual([]);
	});
});

onEveryEngine('a report of personal data', (world) => {
	let id: string;
	async function withPhoto() {
		id = await givenPublished(world());
		const photo = addPhoto(id);
		await pushOne(world(), 'trusted', photo);
		await upload(world(), photo);
		await world().rpc('trusted', 'confirm_photo', { p_photo_id: photo.photo.id });
		return photo.photo.id;
	}
	const shown = async () => ((await publicRecord(world(), id))!['photos'] as unknown[]).length;
	const report = (who: Who, photo: string | null, more: Record<string, unknown> = {}) =>
		world().rpc<{ result: string; held: boolean }>(who, 'report_content', {
			p_report: { id: newId(), record_id: id, photo_id: photo, kind: 'person', ...more }
		});

	test('of one stranger waits for a moderator; of two, the photo leaves the public’s sight at once', async () => {
		const photo = await withPhoto();
		expect(await report('other', photo)).toEqual({ result: 'received', held: false });
		expect(await report('other', photo)).toMatchObject({ held: false });
		expect(await shown()).toBe(1);
		expect(await report('outsider', photo)).toMatchObject({ held: true });
		expect(await shown()).toBe(0);
		const items = await world().db.query<{ kind: string; author_id: unknown; flags: string[] }>(
			`select kind, author_id, flags from public.review_items where record_id = $1 and kind = 'report'`,
			[id]
		);
		expect(items).toEqual([{ kind: 'report', author_id: null, flags: ['person', 'several'] }]);
		// Nothing that happens meanwhile shows it again.
		await world().db.query('update public.photos set accepted_at = now() where id = $1', [photo]);
		expect(await shown()).toBe(0);
		const told = await world().rpc<{ id: string }[]>('moderator', 'reports_of_record', {
			p_record_id: id
		});
		expect(told).toHaveLength(3);
		for (const person of ['other', 'outsider'] as const)
			expect(JSON.stringify(told)).not.toContain(world().ids[person]);
		await world().rpc('moderator', 'decide_report', {
			p_report_id: told[0]!.id,
			p_decision: 'keep'
		});
		expect(await shown()).toBe(1);
		expect(await report('other', photo, { about_me: true })).toMatchObject({ held: false });
		expect(await shown()).toBe(1);
	});

	test('of the person it shows takes effect at once, and removal is for everyone', async () => {
		const photo = await withPhoto();
		expect(
			await report('other', photo, { about_me: true, words: 'C’est mon fils.' })
		).toMatchObject({
			held: true
		});
		expect(await shown()).toBe(0);
		const [first] = await world().rpc<{ id: string; words: string }[]>(
			'moderator',
			'reports_of_record',
			{ p_record_id: id }
		);
		expect(first).toMatchObject({ words: 'C’est mon fils.' });
		await world().rpc('moderator', 'decide_report', {
			p_report_id: first!.id,
			p_decision: 'remove'
		});
		const [removed] = await world().db.query(
			'select removed_at is not null as removed from public.photos where id = $1',
			[photo]
		);
		expect(removed).toEqual({ removed: true });
		expect(
			await world().db.query(
				`select from public.review_items where kind = 'report' and record_id = $1`,
				[id]
			)
		).toEqual([]);
	});

	test('needs no account, and nobody empties the map alone', async () => {
		const photo = await withPhoto();
		// Nothing says where it comes from: it cannot be counted, so it takes nothing away by itself.
		expect(await report('anon', photo, { about_me: true })).toMatchObject({
			result: 'received',
			held: false
		});
		const words = { kind: 'contact', words: 'Mon numéro est dans la note.' };
		expect(await report('anon', null, words)).toEqual({ result: 'received', held: false });
		const one = newId();
		const twice = () =>
			world().rpc('other', 'report_content', {
				p_report: { id: one, record_id: id, kind: 'home' }
			});
		expect([await twice(), await twice()]).toEqual([
			{ result: 'received', held: false },
			{ result: 'already', held: false }
		]);
	});

	test('signing out makes nobody a second person, and two who agree empty no map either', async () => {
		const from = async (address: string, who: Who, photo: string) => {
			const { rows, message } = await world().attempt(
				who,
				`select public.report_content($1) ->> 'held' as held
				from set_config('request.headers', $2, true)`,
				[
					JSON.stringify({ id: newId(), record_id: id, photo_id: photo, kind: 'person' }),
					JSON.stringify({ 'x-forwarded-for': address })
				]
			);
			return rows[0]?.['held'] ?? message;
		};
		const photo = await withPhoto();
		await world().db.query(
			`insert into private.reports (id, record_id, photo_id, kind, reporter_id, address)
			values ($1, $2, $3, 'person', $4, private.address_digest('203.0.113.7'))`,
			[newId(), id, photo, world().ids.other]
		);
		expect(await from('203.0.113.7', 'anon', photo)).toBe('false');
		expect(await from('203.0.113.7', 'other', photo)).toBe('false');
		expect(await from('203.0.113.8', 'anon', photo)).toBe('true');
		expect(await from('203.0.113.7', 'outsider', photo)).toBe('true');
		await world().db.query(
			`insert into private.rate_counts (key, action, minute, count)
			values ('u:' || $1, 'hold_photo', date_trunc('minute', now()), 5)`,
			[world().ids.outsider]
		);
		expect(await from('203.0.113.9', 'outsider', photo)).toBe('false');
		await world().db.exec(`delete from private.rate_counts where action = 'hold_photo'`);
	});

	test('says nothing of what its reader may not see, and takes no other field', async () => {
		const hidden = await givenPublished(world(), {
			concept: 'kilns/secret',
			sensitivity: 'hidden'
		});
		const attempt = (more: Record<string, unknown>) =>
			world().attempt('other', 'select public.report_content($1)', [
				JSON.stringify({ id: newId(), record_id: id, kind: 'person', ...more })
			]);
		expect(await attempt({ record_id: hidden })).toEqual(await attempt({ record_id: newId() }));
		for (const [more, message] of [
			[{ reporter_id: world().ids.author }, 'unknown_field'],
			[{ decided_at: 'now' }, 'unknown_field'],
			[{ kind: 'vandalism' }, 'not_in_list'],
			[{ about_me: 'yes' }, 'wrong_type'],
			[{ words: 'x'.repeat(1001) }, 'too_long'],
			[{ words: 'a\u0007b' }, 'bad_format'],
			[{ photo_id: "' or 1=1" }, 'bad_format'],
			[{ photo_id: newId() }, 'record_not_found']
		] as const)
			expect(await attempt(more), message).toMatchObject({ message });
	});

	test('the file of a removed photo leaves the bucket, unless the same picture is still shown', async () => {
		await world().db.exec(
			`insert into private.files_to_remove (name) values ('gone/x.jpg'), ('stuck/x.jpg')`
		);
		const [kept] = await world().db.query<{ name: string }>(
			`select object_name as name from public.photos where removed_at is null limit 1`
		);
		await world().db.query('insert into private.files_to_remove (name) values ($1)', [kept!.name]);
		const removed: string[] = [];
		const context = {
			query: (sql: string, values?: unknown[]) => world().db.query(sql, values),
			removeFile: (name: string) => {
				if (name.startsWith('stuck')) return Promise.reject(new Error('the storage answered 503'));
				removed.push(name);
				return Promise.resolve();
			}
		} as unknown as ServerContext;
		expect(await removeFiles.run(context)).toBe('1 of 3');
		expect(removed).toEqual(['gone/x.jpg']);
		expect(
			await world().db.query(
				`select name, tries, error from private.files_to_remove where name like 'stuck%'`
			)
		).toEqual([{ name: 'stuck/x.jpg', tries: 1, error: 'the storage answered 503' }]);
	});
});
