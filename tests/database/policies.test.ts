import { afterEach, expect, test } from 'vitest';
import type { PolicyLevel, PolicyPreview, PolicySettings } from '../../src/lib/domain/policies.ts';
import {
	addObservation,
	addPhoto,
	create,
	decide,
	given,
	givenPublished,
	push,
	pushOne,
	remove,
	update,
	upload
} from './support/operations.ts';
import { inside, onEveryEngine, outside, type Who } from './support/world.ts';

/** What holds when nobody chose otherwise. */
const usual: PolicySettings = {
	contribute: 'everyone',
	new_at_once: 'trusted',
	edits_at_once: 'trusted',
	visits_at_once: 'trusted',
	edit_published: 'everyone',
	decisions_needed: 1,
	retention_days: null
};
const elsewhere = { geometry: { type: 'Point', coordinates: [7.5, 44.5] } };

onEveryEngine('rules of contribution', (world) => {
	const set = (
		settings: Partial<PolicySettings> | null,
		{ theme = null, territory = null, who = 'administrator', reason = null }: Scope = {}
	) =>
		world().rpc(who, 'set_policy', {
			p_theme: theme,
			p_territory: territory,
			p_settings: settings && { ...usual, ...settings },
			p_reason: reason
		});
	interface Scope {
		theme?: string | null;
		territory?: string | null;
		who?: Who;
		reason?: string | null;
	}
	const preview = (
		settings: Partial<PolicySettings> | null,
		{ theme = null, territory = null, who = 'administrator' }: Scope = {}
	) =>
		world().rpc<PolicyPreview>(who, 'preview_policy', {
			p_theme: theme,
			p_territory: territory,
			p_settings: settings && { ...usual, ...settings }
		});
	const statusOf = async (who: Who, facts = {}) =>
		(await pushOne(world(), who, create(facts))).status;
	/** How far each level goes, by what happens to a new record. */
	const people: Who[] = ['other', 'author', 'trusted', 'moderator', 'outsider', 'administrator'];

	afterEach(async () => {
		await world().db.exec(
			`delete from public.contribution_policies where theme is not null or territory is not null`
		);
		await set(usual);
		await world().db.query(`delete from public.memberships where user_id = any ($1)`, [
			[world().ids.author, world().ids.other]
		]);
	});

	const member = () =>
		world().rpc('administrator', 'grant_role', {
			p_user_id: world().ids.author,
			p_role: 'contributor',
			p_territory: 'test-inside'
		});

	test('each level lets those publish at once whom it names, one by one and in a batch', async () => {
		await member();
		const expected: Record<PolicyLevel, Who[]> = {
			everyone: people,
			members: ['author', 'trusted', 'moderator', 'administrator'],
			trusted: ['trusted', 'moderator', 'administrator'],
			moderators: ['moderator', 'administrator'],
			nobody: []
		};
		for (const [level, allowed] of Object.entries(expected)) {
			await set({ new_at_once: level as PolicyLevel }, { theme: 'kilns' });
			for (const who of people) {
				const status = allowed.includes(who) ? 'published' : 'submitted';
				expect(await statusOf(who), `${level} ${who}`).toBe(status);
				const batch = await push(world(), who, [create(), create()]);
				expect(
					batch.map((answer) => answer.status),
					`${level} ${who}`
				).toEqual([status, status]);
			}
		}
	});

	test('each level keeps from contributing those whom it leaves out, and says why', async () => {
		await member();
		const refused = async (who: Who, operation: unknown) => {
			const { result, problems } = await pushOne(world(), who, operation);
			return result === 'refused' ? problems[0]?.code : null;
		};
		const expected: Record<PolicyLevel, Who[]> = {
			everyone: people,
			members: ['author', 'trusted', 'moderator', 'administrator'],
			trusted: ['trusted', 'moderator', 'administrator'],
			moderators: ['moderator', 'administrator'],
			nobody: []
		};
		const seen = await givenPublished(world());
		for (const [level, allowed] of Object.entries(expected)) {
			await set({ contribute: level as PolicyLevel }, { territory: 'test-inside' });
			for (const who of people) {
				const answer = allowed.includes(who) ? null : 'not_allowed_here';
				expect(await refused(who, create()), `${level} ${who}`).toBe(answer);
				expect(await refused(who, addObservation(seen)), `${level} ${who}`).toBe(answer);
				const batch = await push(world(), who, [create(), create({ geometry: outside })]);
				expect(batch.map(({ result }) => result === 'applied')).toEqual([answer === null, true]);
			}
		}
	});

	test('what is refused by a rule is the same operation once the rule allows it', async () => {
		await set({ contribute: 'trusted' });
		const operation = create();
		expect((await pushOne(world(), 'other', operation)).problems).toMatchObject([
			{ code: 'not_allowed_here', field: null }
		]);
		await set(usual);
		expect((await pushOne(world(), 'other', operation)).result).toBe('applied');
	});

	test('nobody moves into a place what they may not send there', async () => {
		const id = await given(world(), 'other', { geometry: outside });
		await set({ contribute: 'moderators' }, { territory: 'test-inside' });
		const move = () => update(id, 1, { geometry: [outside, inside] });
		expect((await pushOne(world(), 'other', move())).problems).toMatchObject([
			{ code: 'not_allowed_here' }
		]);
		// What they sent before stays theirs to correct where it is.
		expect(
			(await pushOne(world(), 'other', update(id, 1, { 'properties.note': [null, 'x'] }))).result
		).toBe('applied');
	});

	test('what is published is corrected by whom the rule names, and by its author', async () => {
		const id = await givenPublished(world());
		await set({ edit_published: 'trusted' });
		const note = () => update(id, 1, { 'properties.note': [null, 'x'] });
		const answers = async (who: Who) => [
			(await pushOne(world(), who, note())).problems[0]?.code,
			(await pushOne(world(), who, addPhoto(id))).problems[0]?.code,
			(await pushOne(world(), who, remove(id, 1))).problems[0]?.code
		];
		expect(await answers('other')).toEqual(Array(3).fill('not_allowed_here'));
		expect(await pushOne(world(), 'author', note())).toMatchObject({
			result: 'applied',
			proposal: true
		});
		// A visit is no correction, nor is its photo.
		const visit = addObservation(id);
		expect((await pushOne(world(), 'other', visit)).result).toBe('applied');
		const photo = addPhoto(id);
		const ofVisit = { ...photo, photo: { ...photo.photo, observation_id: visit.observation!.id } };
		expect((await pushOne(world(), 'other', ofVisit)).result).toBe('applied');
	});

	test('nothing is told of a record that is not before the one who is refused', async () => {
		const id = await given(world(), 'author');
		await set({ edit_published: 'nobody', contribute: 'nobody' });
		const note = update(id, 1, { 'properties.note': [null, 'x'] });
		expect((await pushOne(world(), 'other', note)).problems).toMatchObject([
			{ code: 'record_not_found' }
		]);
	});

	test('corrections, visits and photos wait or count at once as their own rule says', async () => {
		const id = await givenPublished(world());
		const edit = (version: number, text: string) =>
			update(id, version, { 'properties.note': [null, text] });
		expect(await pushOne(world(), 'other', addObservation(id))).toMatchObject({ proposal: true });
		await set({ visits_at_once: 'everyone' });
		expect(await pushOne(world(), 'other', addObservation(id))).toMatchObject({ proposal: false });
		expect(await pushOne(world(), 'other', edit(1, 'a'))).toMatchObject({ proposal: true });
		await set({ edits_at_once: 'everyone', new_at_once: 'nobody' });
		const { version } = await pushOne(world(), 'trusted', edit(1, 'b'));
		expect(version).toBeGreaterThan(1);
		const photo = addPhoto(id);
		expect(await pushOne(world(), 'outsider', photo)).toMatchObject({ proposal: false });
		await upload(world(), photo);
		await world().rpc('outsider', 'confirm_photo', { p_photo_id: photo.photo.id });
		expect(
			await world().read('anon', 'select 1 as n from public.published_photos where id = $1', [
				photo.photo.id
			])
		).toEqual([{ n: 1 }]);
		await set({ edits_at_once: 'nobody' });
		const waiting = addPhoto(id);
		expect(await pushOne(world(), 'trusted', waiting)).toMatchObject({ proposal: true });
	});

	test('a moderator’s own record waits for another where nobody publishes at once', async () => {
		await set({ new_at_once: 'nobody' });
		const operation = create();
		expect(await pushOne(world(), 'moderator', operation)).toMatchObject({ status: 'submitted' });
		const again = update(operation.record_id, 1, { 'properties.note': [null, 'x'] });
		const { version } = await pushOne(world(), 'moderator', again);
		const accept = (who: Who) =>
			decide(world(), who, operation.record_id, 'accept', { version: version });
		await expect(accept('moderator')).rejects.toMatchObject({ message: 'own_work' });
		expect(await accept('administrator')).toMatchObject({ status: 'published' });
		const visit = addObservation(operation.record_id);
		await set({ visits_at_once: 'nobody' });
		await pushOne(world(), 'moderator', visit);
		const judge = (who: Who) =>
			decide(world(), who, operation.record_id, 'accept', { observation: visit.observation!.id });
		await expect(judge('moderator')).rejects.toMatchObject({ message: 'own_work' });
		await judge('administrator');
	});

	test('the most specific rule holds, whole', async () => {
		await world().db.exec(`
			insert into public.territories (id, name) values ('test-both', '{"fr": "Les deux"}') on conflict do nothing;
			insert into public.territory_communes values ('test-both', '99001'), ('test-both', '99002') on conflict do nothing;`);
		const needed = async (theme: string, commune: string | null) =>
			(
				await world().db.query<{ n: number }>('select private.decisions_needed($1, $2) as n', [
					theme,
					commune
				])
			)[0]!.n;
		expect(await needed('kilns', '99001')).toBe(1);
		await set({ decisions_needed: 2 }, { theme: 'kilns' });
		expect(await needed('kilns', '99001')).toBe(2);
		expect(await needed('other', '99001')).toBe(1);
		// A territory knows its own better than a theme does everywhere.
		await set({ decisions_needed: 3 }, { territory: 'test-both' });
		expect([await needed('kilns', '99001'), await needed('kilns', null)]).toEqual([3, 2]);
		// The smaller of two territories.
		await set({ decisions_needed: 1 }, { territory: 'test-inside' });
		expect([await needed('kilns', '99001'), await needed('kilns', '99002')]).toEqual([1, 3]);
		await set({ decisions_needed: 2 }, { theme: 'kilns', territory: 'test-both' });
		expect([await needed('kilns', '99001'), await needed('other', '99001')]).toEqual([2, 1]);
		await set(null, { theme: 'kilns', territory: 'test-both' });
		expect(await needed('kilns', '99001')).toBe(1);
		await world().db.exec(`delete from public.territories where id = 'test-both'`);
	});

	test('a preview says of each person what then happens, and keeps nothing', async () => {
		await member();
		await world().db.query(
			`update public.profiles set display_name = 'Tros', name_shown = 'real' where id = $1`,
			[world().ids.trusted]
		);
		const before = await world().db.query('select * from public.contribution_policies order by id');
		const { new: direct, contribute } = await preview(
			{ new_at_once: 'members', contribute: 'members' },
			{ territory: 'test-inside' }
		);
		expect(direct).toMatchObject({ anyone: { now: false, then: false } });
		expect(direct.gained).toEqual({ count: 1, names: ['Joana'] });
		expect(direct.lost).toEqual({ count: 0, names: [] });
		expect(contribute.anyone).toEqual({ now: true, then: false });
		const stricter = await preview({ new_at_once: 'moderators' }, { territory: 'test-inside' });
		expect(stricter.new.lost).toEqual({ count: 1, names: ['Tros'] });
		expect(stricter.new.now - stricter.new.then).toBe(1);
		expect(
			await world().db.query('select * from public.contribution_policies order by id')
		).toEqual(before);

		await set({ new_at_once: 'members', contribute: 'members' }, { territory: 'test-inside' });
		expect(await statusOf('author')).toBe('published');
		expect(await statusOf('other')).toBeNull();
	});

	test('a preview of rules taken away says what the wider ones would do', async () => {
		await set({ new_at_once: 'everyone' }, { theme: 'kilns' });
		const { new: direct } = await preview(null, { theme: 'kilns' });
		expect(direct.anyone).toEqual({ now: true, then: false });
		expect(direct.lost.count).toBeGreaterThan(0);
	});

	test('outside every territory only the rules of everywhere hold', async () => {
		await set({ new_at_once: 'everyone' }, { territory: 'test-inside' });
		expect(await statusOf('other', elsewhere)).toBe('submitted');
		expect(await statusOf('other')).toBe('published');
	});

	test('rules are set inside one’s own scope, with their history', async () => {
		const { ids } = world();
		await world().rpc('administrator', 'grant_role', {
			p_user_id: ids.other,
			p_role: 'administrator',
			p_territory: 'test-inside'
		});
		for (const scope of [{}, { theme: 'kilns' }, { territory: 'test-outside' }]) {
			await expect(set({}, { ...scope, who: 'other' })).rejects.toMatchObject({
				message: 'not_allowed'
			});
			await expect(preview({}, { ...scope, who: 'other' })).rejects.toMatchObject({
				message: 'not_allowed'
			});
		}
		const here = { theme: 'kilns', territory: 'test-inside', who: 'other' as Who };
		await set({ decisions_needed: 2 }, { ...here, reason: ' Deux avis valent mieux. ' });
		await set({ decisions_needed: 2 }, here);
		await set(null, here);
		const { events } = await world().rpc<{ events: Record<string, unknown>[] }>(
			'administrator',
			'policy_history'
		);
		// Saying the same again is no change.
		expect(events.slice(0, 2)).toMatchObject([
			{ theme: 'kilns', territory: 'test-inside', after: null, before: { decisions_needed: 2 } },
			{
				before: null,
				after: { ...usual, decisions_needed: 2 },
				reason: 'Deux avis valent mieux.',
				by_me: false
			}
		]);
		for (const sql of [
			'update public.policy_events set reason = null',
			'delete from public.policy_events',
			'truncate public.policy_events'
		])
			await expect(world().db.exec(sql)).rejects.toMatchObject({ code: '42501' });
	});

	test('who may do what is told as the rules have it', async () => {
		const anyone = async () =>
			(await world().rpc<{ anyone: { publishes: unknown[] } }>('administrator', 'people_overview'))
				.anyone.publishes;
		expect(await anyone()).toEqual([]);
		await set({ new_at_once: 'everyone' }, { territory: 'test-inside' });
		const inside = { everywhere: false, territories: ['test-inside'], communes: 0 };
		expect(await anyone()).toEqual([{ theme: null, ...inside }]);
		await set(usual, { territory: 'test-inside' });
		await set({ new_at_once: 'everyone' }, { territory: 'test-inside', theme: 'kilns' });
		expect(await anyone()).toEqual([{ theme: 'kilns', ...inside }]);
		await set({ new_at_once: 'everyone' });
		await set(null, { territory: 'test-inside' });
		await set(null, { territory: 'test-inside', theme: 'kilns' });
		expect(await anyone()).toEqual([
			{ theme: null, everywhere: true, territories: [], communes: 0 }
		]);
	});

	test('rules that make no sense are refused', async () => {
		for (const [settings, problem] of [
			[{ contribute: 'all' }, 'not_in_list'],
			[{ new_at_once: null }, 'not_in_list'],
			[{ decisions_needed: 0 }, 'out_of_range'],
			[{ decisions_needed: 1.5 }, 'out_of_range'],
			[{ retention_days: 5 }, 'out_of_range'],
			[{ id: '00000000-0000-0000-0000-000000000000' }, 'unknown_field']
		] as const)
			await expect(set(settings as Partial<PolicySettings>), problem).rejects.toMatchObject({
				message: problem
			});
		await expect(set(null)).rejects.toMatchObject({ message: 'required' });
		await expect(set({}, { theme: 'nothing' })).rejects.toMatchObject({ message: 'unknown_theme' });
		await expect(set({}, { territory: 'nowhere' })).rejects.toMatchObject({
			message: 'not_in_list'
		});
	});
});
