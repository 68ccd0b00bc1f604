import { beforeAll, expect, test } from 'vitest';
import { newId } from '../../src/lib/domain/ids.ts';
import {
	addObservation,
	addPhoto,
	create,
	decide,
	given,
	givenPublished,
	push,
	pushOne,
	update
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
