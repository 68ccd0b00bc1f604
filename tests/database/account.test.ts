import { expect, test } from 'vitest';
import type { NoteKind } from '../../src/lib/domain/vocabulary/skos/types.ts';
import type { Vocabulary } from '../../src/lib/domain/vocabulary/types.ts';
import { given } from './support/operations.ts';
import { edit, kiln, label, put, schemeOf, skosCollection, skosConcept } from './support/skos.ts';
import { onEveryEngine, outside, type Who } from './support/world.ts';

onEveryEngine('accounts, roles and vocabulary', (world) => {
	test('my_account tells who one is, where one decides, and the charter', async () => {
		expect(await world().rpc('moderator', 'my_account')).toEqual({
			id: world().ids.moderator,
			email: 'moderator@test.example',
			display_name: null,
			pseudonym: null,
			name_shown: 'none',
			language: null,
			languages: [],
			has_password: false,
			organisations: [],
			roles: [{ role: 'moderator', theme: null, territory: 'test-inside' }],
			can_moderate: true,
			charter_accepted: expect.any(String) as string,
			charter_current: expect.any(String) as string
		});
		expect(await world().rpc('trusted', 'my_account')).toMatchObject({ can_moderate: false });
		expect(await world().rpc('other', 'my_account')).toMatchObject({
			roles: [],
			can_moderate: false
		});
	});

	test('a password once chosen can be taken away, one’s own alone', async () => {
		await world().db.query(
			`update auth.users set encrypted_password = 'x', raw_user_meta_data = '{"has_password": true, "kept": 1}' where id = any ($1)`,
			[[world().ids.author, world().ids.other]]
		);
		expect(await world().rpc('author', 'my_account')).toMatchObject({ has_password: true });
		await world().rpc('author', 'remove_my_password');
		expect(await world().rpc('author', 'my_account')).toMatchObject({ has_password: false });
		expect(
			await world().db.query(
				`select id, encrypted_password as password, raw_user_meta_data ->> 'kept' as kept from auth.users where id = any ($1) order by id = $2`,
				[[world().ids.author, world().ids.other], world().ids.other]
			)
		).toEqual([
			{ id: world().ids.author, password: null, kept: '1' },
			{ id: world().ids.other, password: 'x', kept: '1' }
		]);
		await world().rpc('other', 'remove_my_password');
	});

	test('a person changes their own profile, and only what is theirs to change', async () => {
		expect(
			await world().read(
				'author',
				`update public.profiles set pseudonym = 'Jo', language = 'oc' returning pseudonym`
			)
		).toEqual([{ pseudonym: 'Jo' }]);
		expect(
			await world().read(
				'author',
				`update public.profiles set pseudonym = 'Moi' where id = $1 returning 1`,
				[world().ids.other]
			)
		).toEqual([]);
		for (const column of ['id = gen_random_uuid()', 'created_at = now()'])
			expect((await world().attempt('author', `update public.profiles set ${column}`)).code).toBe(
				'42501'
			);
		for (const value of [
			`pseudonym = ''`,
			`pseudonym = E'a\\nb'`,
			`display_name = repeat('x', 101)`,
			`name_shown = 'all'`,
			`language = 'xx'`,
			`languages = '{fr,xx}'`
		]) {
			expect(
				(await world().attempt('author', `update public.profiles set ${value}`)).code,
				value
			).toBe('23514');
		}
	});

	test('what a sign-up form says gives no right', async () => {
		await world().db.query(
			`insert into auth.users (id, email, raw_user_meta_data) values ('00000000-0000-4000-8000-00000000000a', 'x@test.example', '{"language": "oc", "role": "administrator", "display_name": "<b>"}')`
		);
		expect(
			await world().db.query(
				`select language, display_name, (select count(*)::int from public.memberships m where m.user_id = p.id) as roles from public.profiles p where id = '00000000-0000-4000-8000-00000000000a'`
			)
		).toEqual([{ language: 'oc', display_name: null, roles: 0 }]);
	});

	test('roles are given and taken by administrators of their scope', async () => {
		const { ids } = world();
		const grant = (who: Who, role: string, territory: string | null, theme: string | null = null) =>
			world().attempt(who, 'select public.grant_role($1, $2, $3, $4)', [
				ids.other,
				role,
				theme,
				territory
			]);
		for (const who of ['author', 'trusted', 'moderator'] as const)
			expect(await grant(who, 'trusted', 'test-inside'), who).toMatchObject({
				code: 'PT403',
				message: 'not_allowed'
			});
		expect(await grant('administrator', 'trusted', 'test-inside')).toMatchObject({ code: null });
		expect(await grant('administrator', 'king', null)).toMatchObject({
			code: 'PT400',
			message: 'not_in_list'
		});
		expect(await grant('administrator', 'trusted', 'nowhere')).toMatchObject({
			message: 'not_in_list'
		});
		expect(await grant('administrator', 'trusted', null, 'nothing')).toMatchObject({
			message: 'unknown_theme'
		});
		// An administrator of one territory gives nothing wider.
		await world().rpc('administrator', 'grant_role', {
			p_user_id: ids.trusted,
			p_role: 'administrator',
			p_territory: 'test-inside'
		});
		expect(await grant('trusted', 'administrator', 'test-inside')).toMatchObject({ code: null });
		for (const territory of [null, 'test-outside'])
			expect(await grant('trusted', 'trusted', territory)).toMatchObject({ code: 'PT403' });
		const [own] = await world().db.query<{ id: string }>(
			`select id from public.memberships where user_id = $1 and role = 'administrator'`,
			[ids.administrator]
		);
		expect(
			await world().attempt('trusted', 'select public.revoke_role($1)', [own!.id])
		).toMatchObject({ code: 'PT403' });
		await world().db.query(
			`delete from public.memberships where user_id = $1 and role = 'administrator'`,
			[ids.trusted]
		);
	});

	test('a role opens the records that its keys say, whatever it is bound to, and nothing more', async () => {
		const { db } = world();
		const person = await db.addUser('bound@test.example');
		await given(world(), 'author');
		await given(world(), 'author', { geometry: outside });
		await given(world(), 'author', { geometry: { type: 'Point', coordinates: [9, 9] } });
		const holdings = await db.query<{ id: string }>(
			`insert into public.organisation_holdings (organisation_id, role, theme, territory)
			select o.id, 'moderator', t, p from public.organisations o, unnest('{kilns,null}'::text[]) t, unnest('{test-outside,null}'::text[]) p
			returning id`
		);
		const seen = new Set<number>();
		for (const role of ['trusted', 'moderator', 'administrator'])
			for (const theme of [null, 'kilns', 'heritage'])
				for (const territory of [null, 'test-inside', 'test-outside'])
					for (const holding of [null, ...holdings.map(({ id }) => id)]) {
						await db.query('delete from public.memberships where user_id = $1', [person]);
						await db.query(
							'insert into public.memberships (user_id, role, theme, territory, holding_id) values ($1, $2, $3, $4, $5)',
							[person, role, theme, territory, holding]
						);
						const allowed = await db.query<{ id: string }>(
							`select id from public.records where private.in_scope(private.scope_keys_of($1, '{moderator,administrator}'), theme, commune_insee) order by id`,
							[person]
						);
						const read = await db
							.as({ role: 'authenticated', user: person })
							.query('select id from public.records order by id');
						expect(read, JSON.stringify({ role, theme, territory, holding })).toEqual(allowed);
						seen.add(read.length);
					}
		// It would be seen: there are roles that open nothing, one place, and everything.
		expect([...seen].sort()[0]).toBe(0);
		expect(seen.size).toBeGreaterThan(2);
		await db.query('delete from public.memberships where user_id = $1', [person]);
		await db.query('delete from public.organisation_holdings where id = any ($1)', [
			holdings.map(({ id }) => id)
		]);
	});

	test('the same role given twice is one, and its history stays', async () => {
		const give = () =>
			world().rpc<string>('administrator', 'grant_role', {
				p_user_id: world().ids.other,
				p_role: 'trusted',
				p_theme: 'kilns'
			});
		const id = await give();
		expect(await give()).toBe(id);
		await world().rpc('administrator', 'revoke_role', { p_membership_id: id });
		expect(await give()).not.toBe(id);
		const rows = await world().db.query(
			'select granted_by, revoked_at is null as held from public.memberships where user_id = $1 order by granted_at, revoked_at',
			[world().ids.other]
		);
		expect(rows.map((row) => row['held']).sort()).toEqual([false, true]);
		expect(rows.every((row) => row['granted_by'] === world().ids.administrator)).toBe(true);
	});

	test('the vocabulary has the declared form; unsure labels are for editors', async () => {
		const [seen, edited] = [
			await world().rpc<Vocabulary>('anon', 'vocabulary'),
			await world().rpc<Vocabulary>('moderator', 'vocabulary')
		];
		expect(seen.themes.find(({ id }) => id === 'kilns')).toEqual({
			id: 'kilns',
			title: { fr: 'Fours' },
			description: { fr: 'Les fours.' },
			scheme: 'kilns',
			titleField: 'name',
			icon: 'kiln',
			color: '#aa5500',
			licence: 'lov2',
			accuracyGateM: 20,
			alikeWithinM: {},
			notice: null,
			safety: [],
			formVersion: 1,
			position: 0
		});
		const lime = (vocabulary: Vocabulary) =>
			vocabulary.concepts.find(({ id }) => id === 'kilns/lime')!;
		expect(lime(seen)).toEqual({
			id: 'kilns/lime',
			uri: expect.stringMatching(/^https:.*lime$/),
			scheme: 'kilns',
			notation: 'lime',
			broader: ['kilns/any'],
			related: [],
			labels: [{ kind: 'pref', lang: 'fr', text: 'kilns/lime', status: 'known' }],
			definition: { fr: 'Four où l’on cuit la chaux.' },
			geometryKinds: ['point'],
			sensitivity: 'public',
			osmTags: [],
			matches: [{ relation: 'exactMatch', uri: 'https://example.org/other/1' }],
			icon: null,
			color: null,
			shape: null,
			position: 0,
			deprecated: false,
			replacedBy: null
		});
		expect(lime(edited).labels).toContainEqual({
			kind: 'pref',
			lang: 'oc',
			text: 'forn de cauç',
			status: 'unsure'
		});
		expect(
			await world().read('anon', `select text from public.concept_labels where status = 'unsure'`)
		).toEqual([]);
		expect(seen.fields.find(({ id }) => id === 'kilns/why')).toMatchObject({
			showWhen: { field: 'state', in: ['brick'] },
			maxLength: 20,
			isPublic: true,
			group: null
		});
		expect(seen.etag).not.toBe(edited.etag);
		expect((await world().rpc<Vocabulary>('anon', 'vocabulary')).etag).toBe(seen.etag);
		await world().db.query(`update public.concepts set color = '#123456' where id = 'kilns/lime'`);
		expect((await world().rpc<Vocabulary>('anon', 'vocabulary')).etag).not.toBe(seen.etag);
	});

	test('a name of a collection that is not sure is for editors, as is what editors note', async () => {
		const note = (kind: NoteKind) => ({ kind, lang: 'fr', text: `Une ${kind}.` });
		const notes = [note('changeNote'), note('definition'), note('editorialNote')];
		const labels = [label('pref', 'fr', 'Petits'), label('pref', 'oc', 'Pichons', 'unsure')];
		const [concept, collection] = [kiln('noted'), kiln('small')];
		await edit(world(), [
			put(skosConcept(concept, { notes })),
			{ action: 'put_collection', collection: skosCollection(collection, { labels, notes }) }
		]);
		for (const column of ['labels', 'notes', '*'])
			for (const who of ['anon', 'author', 'moderator'] as Who[])
				expect(
					(await world().attempt(who, `select ${column} from public.collections`)).code,
					`${who} ${column}`
				).toBe('42501');
		const told = async (who: Who) => {
			const scheme = await schemeOf(world(), who);
			const kinds = (of?: { notes: { kind: string }[] }) => of?.notes.map(({ kind }) => kind);
			return {
				page: kinds(await world().rpc(who, 'skos_concept', { p_id: concept })),
				concept: kinds(scheme.concepts.find(({ uri }) => uri === concept)),
				collection: kinds(scheme.collections.find(({ uri }) => uri === collection)),
				labels: scheme.collections.find(({ uri }) => uri === collection)?.labels.length,
				rows: (
					await world().read<{ kind: string }>(
						who,
						`select kind from public.concept_notes where concept = 'kilns/noted' order by kind`
					)
				).map(({ kind }) => kind)
			};
		};
		for (const who of ['anon', 'author', 'trusted'] as Who[]) {
			const kinds = ['definition'];
			const expected = { page: kinds, concept: kinds, collection: kinds, labels: 1, rows: kinds };
			expect(await told(who), who).toEqual(expected);
		}
		for (const who of ['moderator', 'administrator'] as Who[]) {
			const kinds = notes.map(({ kind }) => kind);
			const expected = { page: kinds, concept: kinds, collection: kinds, labels: 2, rows: kinds };
			expect(await told(who), who).toEqual(expected);
		}
	});
});
