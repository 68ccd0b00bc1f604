import { expect, test } from 'vitest';
import { decide, given } from './support/operations.ts';
import { onEveryEngine, outside, type Who, type World } from './support/world.ts';

interface Page {
	own_role: string | null;
	members: { id: string; roles: { role: string; territory: string | null }[] }[] | null;
	holdings: unknown[] | null;
	requests: { id: string; message: string }[] | null;
	invitations: { id: string; email: string | null }[] | null;
}

/** An organisation that `manager` looks after and that holds what is asked; nothing else has its name. */
async function anOrganisation(
	world: World,
	manager: Who = 'other',
	holds = 'test-inside'
): Promise<string> {
	const id = await world.rpc<string>('administrator', 'save_organisation', {
		p_name: 'Les Amis',
		p_kind: 'association'
	});
	await join(world, id, manager, 'manager');
	await world.rpc('administrator', 'grant_holding', {
		p_organisation_id: id,
		p_role: 'moderator',
		p_territory: holds
	});
	return id;
}

async function join(world: World, organisation: string, who: Who, role = 'member') {
	const { code } = await invite(world, 'administrator', organisation, role);
	await world.rpc(who, 'accept_invitation', { p_code: code });
}

const invite = (world: World, who: Who, organisation: string, role = 'member', email?: string) =>
	world.rpc<{ id: string; code: string }>(who, 'invite_member', {
		p_organisation_id: organisation,
		p_member_role: role,
		...(email ? { p_email: email } : {})
	});

const history = async (world: World, organisation: string) =>
	(
		await world.rpc<{ events: { kind: string; reason: string | null; by_me: boolean }[] }>(
			'administrator',
			'membership_history',
			{ p_organisation_id: organisation }
		)
	).events;

onEveryEngine('people and organisations', (world) => {
	const refusal = async (who: Who, sql: string, values: unknown[] = []) =>
		(await world().attempt(who, sql, values)).message;

	test('an invitation is good for one person, once, and only its hash is kept', async () => {
		const { ids, rpc, db } = world();
		const id = await anOrganisation(world());
		const { code } = await invite(world(), 'other', id);
		const about = await rpc('anon', 'read_invitation', { p_code: code });
		expect(about).toMatchObject({ organisation: { id, name: 'Les Amis' }, trouble: null });
		expect(await rpc('author', 'accept_invitation', { p_code: code })).toBe(id);
		// The answer may be lost: the same person is answered the same.
		expect(await rpc('author', 'accept_invitation', { p_code: code })).toBe(id);
		const accept = 'select public.accept_invitation($1)';
		expect(await refusal('trusted', accept, [code])).toBe('invitation_used');
		// Who was taken out does not come back with it.
		await rpc('other', 'set_member', {
			p_organisation_id: id,
			p_user_id: ids.author,
			p_role: null,
			p_reason: 'Déménagé'
		});
		expect(await refusal('author', accept, [code])).toBe('invitation_used');
		expect(await refusal('author', accept, [`${code}0`])).toBe('invitation_unknown');
		expect(await refusal('author', accept, [null])).toBe('invitation_unknown');
		const kept = await db.query('select * from public.organisation_invitations');
		expect(JSON.stringify(kept)).not.toContain(code);
		expect((await history(world(), id)).map(({ kind }) => kind)).toEqual([
			'member_removed',
			'member_added',
			'invitation_used',
			'invitation_made',
			'holding_granted',
			'member_added',
			'invitation_used',
			'invitation_made',
			'organisation_created'
		]);
	});

	test('an invitation ends when it is called off or its days are over, or is for another address', async () => {
		const { rpc, db } = world();
		const id = await anOrganisation(world());
		const accept = 'select public.accept_invitation($1)';
		const off = await invite(world(), 'other', id);
		await rpc('other', 'revoke_invitation', { p_invitation_id: off.id });
		expect(await refusal('author', accept, [off.code])).toBe('invitation_revoked');
		const old = await invite(world(), 'other', id);
		await db.query(
			`update public.organisation_invitations set expires_at = now() - interval '1 second' where id = $1`,
			[old.id]
		);
		expect(await refusal('author', accept, [old.code])).toBe('invitation_expired');
		const mail = await invite(world(), 'other', id, 'member', ' Author@Test.example ');
		expect(await refusal('trusted', accept, [mail.code])).toBe('invitation_for_other');
		expect(await rpc('trusted', 'read_invitation', { p_code: mail.code })).toMatchObject({
			for_other: true
		});
		expect(
			JSON.stringify(await rpc('trusted', 'read_invitation', { p_code: mail.code }))
		).not.toContain('@');
		expect(await rpc('author', 'accept_invitation', { p_code: mail.code })).toBe(id);
		for (const email of ['not an address', '*@test.example, x', `${'x'.repeat(320)}@test.example`])
			expect(
				await refusal('other', 'select public.invite_member($1, $2, $3)', [id, 'member', email]),
				email
			).toBe('bad_format');
	});

	test('who asks to join is answered, with a reason when it is no', async () => {
		const { rpc } = world();
		const id = await anOrganisation(world());
		const page = (who: Who) => rpc<Page>(who, 'organisation_page', { p_organisation_id: id });
		await rpc('author', 'request_to_join', { p_organisation_id: id, p_message: 'Je crois.' });
		await rpc('author', 'request_to_join', { p_organisation_id: id, p_message: 'Je maçonne.' });
		const told = (await history(world(), id)).filter(({ kind }) => kind === 'join_requested');
		expect(told).toHaveLength(1);
		const [asked] = (await page('other')).requests!;
		expect(asked).toMatchObject({ message: 'Je maçonne.' });
		const answer = 'select public.decide_request($1, $2, $3)';
		for (const who of ['author', 'trusted', 'moderator'] as const)
			expect(await refusal(who, answer, [asked!.id, true, null]), who).toBe('not_allowed');
		expect(await refusal('other', answer, [asked!.id, false, '  '])).toBe('reason_required');
		await rpc('other', 'decide_request', {
			p_request_id: asked!.id,
			p_accept: false,
			p_reason: 'Complet.'
		});
		expect(await page('author')).toMatchObject({
			own_role: null,
			own_request: { status: 'refused', reason: 'Complet.' },
			members: null,
			holdings: null,
			requests: null,
			invitations: null
		});
		expect(await refusal('other', answer, [asked!.id, true, null])).toBe('wrong_status');
		const again = await rpc<string>('author', 'request_to_join', { p_organisation_id: id });
		await rpc('other', 'decide_request', { p_request_id: again, p_accept: true });
		expect(await page('author')).toMatchObject({ own_role: 'member', requests: null });
		expect(await refusal('author', 'select public.request_to_join($1)', [id])).toBe(
			'already_member'
		);
	});

	test('a manager gives what the organisation holds to its members, and no more', async () => {
		const { ids, rpc } = world();
		const id = await anOrganisation(world());
		await join(world(), id, 'author');
		const grant = (who: Who, role: string, territory: string | null, user = ids.author, as = id) =>
			refusal(who, 'select public.grant_role($1, $2, null, $3, $4, $5)', [
				user,
				role,
				territory,
				as,
				'Pour l’hiver'
			]);
		expect(await grant('other', 'moderator', 'test-inside')).toBeNull();
		expect(await grant('other', 'trusted', 'test-inside')).toBeNull();
		expect(await grant('other', 'moderator', 'test-outside')).toBe('not_allowed');
		expect(await grant('other', 'moderator', null)).toBe('not_allowed');
		expect(await grant('other', 'administrator', 'test-inside')).toBe('not_allowed');
		// Not to somebody else, not in another's name, and not by a mere member.
		expect(await grant('other', 'moderator', 'test-inside', ids.trusted)).toBe('not_allowed');
		const theirs = await anOrganisation(world(), 'outsider', 'test-outside');
		expect(await grant('other', 'moderator', 'test-outside', ids.author, theirs)).toBe(
			'not_allowed'
		);
		expect(await grant('author', 'moderator', 'test-inside')).toBe('not_allowed');
		for (const sql of [
			`select public.grant_holding('${id}', 'moderator')`,
			`select public.set_member('${theirs}', '${ids.outsider}', null)`,
			`select public.save_organisation('À moi', 'association', '${theirs}')`
		])
			expect(await refusal('other', sql), sql).toBe('not_allowed');
		// Who administers one place does not become manager of what holds another.
		await rpc('administrator', 'grant_role', {
			p_user_id: ids.trusted,
			p_role: 'administrator',
			p_territory: 'test-inside'
		});
		expect(await refusal('trusted', 'select public.invite_member($1)', [theirs])).toBe(
			'not_allowed'
		);
		expect(await refusal('trusted', 'select public.invite_member($1)', [id])).toBeNull();
		await world().db.query(
			`update public.memberships set revoked_at = now() where user_id = $1 and role = 'administrator'`,
			[ids.trusted]
		);
	});

	test('a role ends with what it was given by virtue of, with being a member, and at the next word of an open session', async () => {
		const { ids, rpc } = world();
		const waiting = await given(world(), 'trusted', { geometry: outside });
		const id = await anOrganisation(world(), 'other', 'test-outside');
		await join(world(), id, 'author');
		const give = () =>
			rpc<string>('other', 'grant_role', {
				p_user_id: ids.author,
				p_role: 'moderator',
				p_territory: 'test-outside',
				p_organisation_id: id
			});
		const may = async () =>
			(await rpc<{ can_moderate: boolean }>('author', 'my_account')).can_moderate;
		const judge = () =>
			refusal('author', `select public.decide($1, null, 1, 'reject', 'Non')`, [waiting]);
		const role = await give();
		expect(await judge()).toBeNull();
		await rpc('other', 'revoke_role', { p_membership_id: role, p_reason: 'Fini' });
		// The same session, no signing in again in between.
		expect(await judge()).not.toBeNull();
		expect(await may()).toBe(false);

		await give();
		expect(await may()).toBe(true);
		const page = await rpc<{ holdings: { id: string }[] }>('other', 'organisation_page', {
			p_organisation_id: id
		});
		const take = { p_holding_id: page.holdings[0]!.id, p_reason: 'Convention finie' };
		expect(await rpc('administrator', 'revoke_holding', take)).toBe(1);
		expect(await may()).toBe(false);

		await rpc('administrator', 'grant_holding', {
			p_organisation_id: id,
			p_role: 'moderator',
			p_territory: 'test-outside'
		});
		await give();
		await rpc('author', 'set_member', {
			p_organisation_id: id,
			p_user_id: ids.author,
			p_role: null
		});
		expect(await may()).toBe(false);
		const told = await history(world(), id);
		expect(told.filter(({ kind }) => kind === 'role_revoked').map(({ reason }) => reason)).toEqual([
			null,
			'Convention finie',
			'Fini'
		]);
		await expect(decide(world(), 'author', waiting, 'accept')).rejects.toThrow();
	});

	test('who is blocked gives nothing to another account, and gets back no more than would still be theirs', async () => {
		const { ids, rpc } = world();
		const id = await anOrganisation(world(), 'other', 'test-outside');
		const helped = await world().db.addUser('helped@test.example');
		await world().db.query(
			`insert into public.organisation_members (organisation_id, user_id) values ($1, $2)`,
			[id, helped]
		);
		await join(world(), id, 'author');
		const give = (who: Who, user: string) =>
			refusal(who, `select public.grant_role($1, 'moderator', null, 'test-outside', $2)`, [
				user,
				id
			]);
		expect(await give('other', helped)).toBeNull();
		for (const user of [ids.author, ids.other])
			await rpc('other', 'grant_role', {
				p_user_id: user,
				p_role: 'moderator',
				p_territory: 'test-outside',
				p_organisation_id: id
			});
		const door = await invite(world(), 'other', id, 'manager');
		const blocks: string[] = [];
		for (const user of [ids.author, ids.other])
			blocks.push(
				await rpc('administrator', 'block_account', { p_user_id: user, p_reason: 'Publicité.' })
			);
		expect(await give('other', helped)).toBe('not_allowed');
		for (const sql of [`public.invite_member('${id}')`, `public.request_to_join('${id}')`])
			expect(await refusal('other', `select ${sql}`), sql).toMatch(/not_allowed|account_blocked/);
		expect(await refusal('trusted', 'select public.accept_invitation($1)', [door.code])).toBe(
			'invitation_revoked'
		);
		// Meanwhile one is taken out, and what the other's role was given by virtue of is taken back.
		await rpc('administrator', 'set_member', {
			p_organisation_id: id,
			p_user_id: ids.author,
			p_role: null
		});
		const lift = async (block: string) =>
			rpc('administrator', 'lift_block', { p_block_id: block, p_answer: 'Un malentendu.' });
		await lift(blocks[0]!);
		expect(await rpc('author', 'my_account')).toMatchObject({ roles: [] });
		const page = await rpc<{ holdings: { id: string }[] }>('administrator', 'organisation_page', {
			p_organisation_id: id
		});
		await rpc('administrator', 'revoke_holding', { p_holding_id: page.holdings[0]!.id });
		await lift(blocks[1]!);
		expect(await rpc('other', 'my_account')).toMatchObject({ roles: [], can_moderate: false });
		// Who manages it read that roles ended; why an account was blocked is not for them.
		const told = await rpc('other', 'membership_history', { p_organisation_id: id });
		expect(told).toMatchObject({
			events: expect.arrayContaining([expect.objectContaining({ kind: 'role_revoked' })])
		});
		expect(JSON.stringify(told)).not.toMatch(/Publicité|malentendu/);
	});

	test('who no longer looks after an organisation left themselves no way back', async () => {
		const { ids, rpc } = world();
		const id = await anOrganisation(world());
		const door = await invite(world(), 'other', id, 'manager');
		const kept = await invite(world(), 'administrator', id);
		await rpc('administrator', 'set_member', {
			p_organisation_id: id,
			p_user_id: ids.other,
			p_role: null
		});
		const accept = 'select public.accept_invitation($1)';
		expect(await refusal('other', accept, [door.code])).toBe('invitation_revoked');
		expect(await refusal('author', accept, [kept.code])).toBeNull();
		expect(
			(await rpc<Page>('administrator', 'organisation_page', { p_organisation_id: id })).invitations
		).toMatchObject([{ id: kept.id }]);
	});

	test('a territory that grows takes nobody beyond what their organisation holds', async () => {
		const { ids, rpc } = world();
		const id = await anOrganisation(world());
		await join(world(), id, 'author');
		const territory = (communes: string[]) =>
			rpc('administrator', 'save_territory', {
				p_id: 'hamlet',
				p_name: { fr: 'Hameau' },
				p_communes: communes,
				p_write: true
			});
		await territory(['99001']);
		await rpc('other', 'grant_role', {
			p_user_id: ids.author,
			p_role: 'moderator',
			p_territory: 'hamlet',
			p_organisation_id: id
		});
		await territory(['99001', '99002']);
		const far = await given(world(), 'trusted', { geometry: outside });
		const near = await given(world(), 'trusted');
		const judge = (record: string) =>
			refusal('author', `select public.decide($1, null, 1, 'reject', 'Non')`, [record]);
		expect(await judge(near)).toBeNull();
		expect(await judge(far)).not.toBeNull();
		for (const [commune, may] of [
			['99001', true],
			['99002', false]
		])
			expect(
				await world().db.query(
					`select private.in_scope(private.scope_keys_of($1, '{moderator}'), 'kilns', $2) as keys,
						private.holds_role($1, '{moderator}', 'kilns', $2) as held, private.moderates($1, 'kilns', $2) as talks`,
					[ids.author, commune]
				)
			).toEqual([{ keys: may, held: may, talks: may }]);
		await rpc('author', 'set_member', {
			p_organisation_id: id,
			p_user_id: ids.author,
			p_role: null
		});
	});

	test('who administers one place neither takes over an organisation nor goes through addresses', async () => {
		const { ids, rpc, db } = world();
		const id = await rpc<string>('administrator', 'save_organisation', {
			p_name: 'Commune sans rien encore',
			p_kind: 'commune'
		});
		await join(world(), id, 'author', 'manager');
		const local = await rpc<string>('administrator', 'grant_role', {
			p_user_id: ids.trusted,
			p_role: 'administrator',
			p_territory: 'test-inside'
		});
		for (const sql of [
			`public.invite_member('${id}', 'manager')`,
			`public.save_organisation('À moi', 'commune', '${id}')`
		])
			expect(await refusal('trusted', `select ${sql}`), sql).toBe('not_allowed');
		for (const [table, whose] of [
			['profiles', 'id'],
			['memberships', 'user_id']
		])
			for (const who of ['trusted', 'administrator'] as const)
				expect(
					await world().read(who, `select ${whose} from public.${table} where ${whose} <> $1`, [
						ids[who]
					]),
					table
				).toEqual([]);
		await db.query(`update private.rate_limits set most = 2 where action = 'find_person'`);
		const find = (email: string) => rpc('trusted', 'find_person', { p_email: email });
		expect(await find('nobody@test.example')).toBeNull();
		expect(await find('author@test.example')).toMatchObject({ id: ids.author });
		await expect(find('other@test.example')).rejects.toMatchObject({ message: 'too_often' });
		await db.query(`update private.rate_limits set most = 60 where action = 'find_person'`);
		await rpc('administrator', 'revoke_role', { p_membership_id: local });
	});

	test('the last administrator stays', async () => {
		const { ids, db } = world();
		const [own] = await db.query<{ id: string }>(
			`select id from public.memberships where user_id = $1 and role = 'administrator' and revoked_at is null`,
			[ids.administrator]
		);
		expect(await refusal('administrator', 'select public.revoke_role($1)', [own!.id])).toBe(
			'last_administrator'
		);
	});

	test('history is only added to, and forgets who erased their account', async () => {
		const { db } = world();
		const gone = await db.addUser('gone@test.example');
		await db.query(
			`insert into public.memberships (user_id, role, territory, reason) values ($1, 'trusted', 'test-inside', 'Essai')`,
			[gone]
		);
		for (const sql of [
			`update public.membership_events set reason = 'Autre'`,
			`update public.membership_events set user_id = '${world().ids.author}' where user_id is null`,
			'delete from public.membership_events',
			'truncate public.membership_events'
		])
			await expect(db.query(sql), sql).rejects.toThrow('append-only');
		await db.query('delete from auth.users where id = $1', [gone]);
		const rows = await db.query(
			`select user_id, role from public.membership_events where reason = 'Essai'`
		);
		expect(rows).toEqual([{ user_id: null, role: 'trusted' }]);
	});

	test('who may do what is what the functions in force say, for each person', async () => {
		const { ids, rpc } = world();
		interface Overview {
			people: {
				id: string;
				rights: { there: Record<string, number>; moderates: { territories: string[] }[] };
			}[];
			anyone: { publishes: unknown[]; moderates: unknown[]; administers: boolean };
		}
		const asked = { p_theme: 'kilns', p_territory: 'test-inside' };
		const overview = await rpc<Overview>('administrator', 'people_overview', asked);
		const of = (id: string) => overview.people.find((person) => person.id === id)!.rights;
		expect(of(ids.moderator).there).toMatchObject({ communes: 1, publishes: 1, moderates: 1 });
		expect(of(ids.moderator).moderates).toMatchObject([{ territories: ['test-inside'] }]);
		expect(of(ids.trusted).there).toMatchObject({ publishes: 1, moderates: 0 });
		expect(of(ids.outsider).there).toMatchObject({ publishes: 0, moderates: 0 });
		expect(overview.anyone).toMatchObject({ moderates: [], administers: false });
		// Asking in another's name leaves one's own.
		expect(await rpc('administrator', 'my_account')).toMatchObject({ id: ids.administrator });
		for (const [field, value] of [
			['p_theme', "kilns' or true --"],
			['p_territory', 'nowhere'],
			['p_after', '1 or 1=1']
		])
			expect(
				await refusal('administrator', `select public.people_overview(${field} => $1)`, [value]),
				field
			).toMatch(/^(unknown_theme|not_in_list|bad_format)$/);
	});

	test('what an organisation is called and numbered is checked, all at once', async () => {
		const saved = await world().attempt(
			'administrator',
			`select public.save_organisation(E'a\\u0007', 'club', null, '3A', '123456789', 'javascript:alert(1)')`
		);
		const fields = (JSON.parse(saved.detail!) as { field: string }[]).map(({ field }) => field);
		expect(fields.sort()).toEqual(['kind', 'name', 'siren', 'url']);
		expect(
			await refusal(
				'administrator',
				`select public.save_organisation('Commune', 'commune', null, '34172', '213 401 722')`
			)
		).toBeNull();
	});
});
