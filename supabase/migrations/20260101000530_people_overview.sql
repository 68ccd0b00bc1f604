-- Who may do what, where: asked of the very functions that decide, in the name of each person. No second list.

create function private.become(p_user_id uuid) returns jsonb
language plpgsql set search_path = ''
as $$
declare v_before jsonb := jsonb_build_object('claims', current_setting('request.jwt.claims', true), 'sub', current_setting('request.jwt.claim.sub', true));
begin
	-- Until the end of the transaction at most: an error gives back what was before by itself.
	perform set_config('request.jwt.claims', jsonb_build_object('role', 'authenticated', 'sub', p_user_id)::text, true),
		set_config('request.jwt.claim.sub', p_user_id::text, true);
	return v_before;
end
$$;
comment on function private.become is 'From here on auth.uid() is this person, so that a function in force answers for them. Give what it returns to private.become_again.';

create function private.become_again(p_before jsonb) returns void
language plpgsql set search_path = ''
as $$
begin
	perform set_config('request.jwt.claims', coalesce(p_before ->> 'claims', ''), true),
		set_config('request.jwt.claim.sub', coalesce(p_before ->> 'sub', ''), true);
end
$$;

create function private.told_keys(p_keys jsonb) returns jsonb
language sql stable security definer set search_path = ''
as $$
	with keys as (
		select split_part(k, '|', 1) as theme, split_part(k, '|', 2) as insee from jsonb_object_keys(p_keys) k
	), themes as (
		select distinct theme from keys
	), whole as (
		-- A territory is told by its name when every commune of it is in scope, and no wider one is.
		select t.theme, c.territory, count(*) as communes from themes t, public.territory_communes c
		where not exists (select from keys k where k.theme = t.theme and k.insee = '*')
		group by t.theme, c.territory
		having bool_and(private.in_scope(p_keys, nullif(t.theme, '*'), c.insee) or exists (
			select from keys k where k.theme = t.theme and k.insee = c.insee))
	), widest as (
		select w.* from whole w where not exists (select from whole o where o.theme = w.theme and o.territory <> w.territory
			and private.territory_within(w.territory, o.territory)
			and (o.communes > w.communes or o.territory < w.territory))
	)
	select coalesce(jsonb_agg(jsonb_build_object('theme', nullif(t.theme, '*'),
		'everywhere', exists (select from keys k where k.theme = t.theme and k.insee = '*'),
		'territories', (select coalesce(jsonb_agg(w.territory order by w.territory), '[]') from widest w where w.theme = t.theme),
		-- Communes of no territory that is whole.
		'communes', (select count(*) from keys k where k.theme = t.theme and k.insee <> '*' and not exists (
			select from widest w join public.territory_communes c on c.territory = w.territory where w.theme = t.theme and c.insee = k.insee)))
		order by t.theme), '[]')
	from themes t
$$;
comment on function private.told_keys is 'Keys of private.scope_keys_of in few words: by theme (null: every one), the territories that are whole, and how many communes beside.';

create function private.rights_of(p_user_id uuid, p_theme text, p_insee text[]) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	v_before jsonb := private.become(p_user_id);
	v_moderation jsonb := private.moderation_keys();
	v_trust jsonb := private.publishing_keys();
	v_answer jsonb;
begin
	v_answer := jsonb_build_object(
		'publishes', private.told_keys(v_trust), 'moderates', private.told_keys(v_moderation), 'administers', private.is_administrator(),
		'there', case when p_insee is not null then jsonb_build_object(
			'communes', cardinality(p_insee),
			'publishes', (select count(*) from unnest(p_insee) c where private.in_scope(v_trust, p_theme, c)),
			'moderates', (select count(*) from unnest(p_insee) c where private.in_scope(v_moderation, p_theme, c))) end);
	perform private.become_again(v_before);
	return v_answer;
end
$$;
comment on function private.rights_of is 'What the functions in force say of a person; `there`: in how many of the communes asked about, for the theme asked about.';

create function public.people_overview(p_theme text default null, p_territory text default null, p_after text default null) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	v_insee text[] := case when p_territory is not null then array(
		select insee from public.territory_communes where territory = p_territory order by insee) end;
	v_after uuid;
	v_answer jsonb;
begin
	if not private.is_administrator() then perform private.fail(403, jsonb_build_array(private.problem('not_allowed', null))); end if;
	if p_theme is not null and not exists (select from public.themes where id = p_theme) then
		perform private.fail(400, jsonb_build_array(private.problem('unknown_theme', 'theme')));
	end if;
	if p_territory is not null and not exists (select from public.territories where id = p_territory) then
		perform private.fail(400, jsonb_build_array(private.problem('not_in_list', 'territory')));
	end if;
	if p_after !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then
		perform private.fail(400, jsonb_build_array(private.problem('bad_format', 'after')));
	end if;
	v_after := p_after::uuid;
	with known as (
		select distinct m.user_id from public.memberships m where m.revoked_at is null
		union select o.user_id from public.organisation_members o
	), page as (
		select k.user_id from known k where v_after is null or k.user_id > v_after order by k.user_id limit 201
	), shown as (select user_id from page order by user_id limit 200)
	select jsonb_build_object(
		'people', coalesce(jsonb_agg(jsonb_build_object('id', s.user_id, 'name', private.name_of(s.user_id),
			'organisations', (select coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name, 'role', o.role) order by g.name, g.id), '[]')
				from public.organisation_members o join public.organisations g on g.id = o.organisation_id where o.user_id = s.user_id),
			'roles', (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'role', m.role, 'theme', m.theme, 'territory', m.territory,
				'organisation', g.name, 'granted_at', m.granted_at, 'granted_by', private.name_of(m.granted_by), 'reason', m.reason,
				'mine_to_revoke', private.may_administer(m.theme, m.territory)) order by m.granted_at, m.id), '[]')
				from public.memberships m left join public.organisations g on g.id = m.organisation_id
				where m.user_id = s.user_id and m.revoked_at is null),
			'rights', private.rights_of(s.user_id, p_theme, v_insee)) order by s.user_id), '[]'),
		-- Somebody without any role, asked in the same way: nobody has this id.
		'anyone', private.rights_of('00000000-0000-0000-0000-000000000000', p_theme, v_insee),
		'without_role', (select count(*) from public.profiles p where p.id not in (select user_id from known)),
		'next', case when (select count(*) from page) > 200 then max(s.user_id::text) end)
	into v_answer from shown s;
	return v_answer;
end
$$;
comment on function public.people_overview is 'Everyone who holds a role or belongs to an organisation, with what the functions in force let them do; for administrators.';

create function public.find_person(p_email text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare v_id uuid;
begin
	if not private.is_administrator() then perform private.fail(403, jsonb_build_array(private.problem('not_allowed', null))); end if;
	-- It says of any address whether it has an account: not for a list of them.
	perform private.within_limit('find_person');
	select u.id into v_id from auth.users u where lower(u.email) = lower(btrim(p_email)) limit 1;
	-- Whose address it is has been learnt: the person is told.
	if v_id is distinct from auth.uid() then perform private.note_access('found_by_address', v_id); end if;
	return case when v_id is not null then jsonb_build_object('id', v_id, 'name', private.name_of(v_id)) end;
end
$$;
comment on function public.find_person is 'Who signs in with this very address, for an administrator who gives them a role; null when nobody does.';

create function public.organisation_page(p_organisation_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	g public.organisations;
	v_inside boolean;
	v_manages boolean;
begin
	select * into g from public.organisations where id = p_organisation_id;
	if g.id is null then perform private.fail(404, jsonb_build_array(private.problem('not_in_list', 'organisation_id'))); end if;
	v_manages := private.manages(g.id) or private.administers_organisation(g.id);
	v_inside := v_manages or exists (select from public.organisation_members m where m.organisation_id = g.id and m.user_id = auth.uid());
	return jsonb_build_object('id', g.id, 'name', g.name, 'kind', g.kind, 'insee', g.insee, 'siren', g.siren, 'url', g.url,
		'members_count', (select count(*) from public.organisation_members m where m.organisation_id = g.id),
		'own_role', (select m.role from public.organisation_members m where m.organisation_id = g.id and m.user_id = auth.uid()),
		'own_request', (select jsonb_build_object('id', q.id, 'status', q.status, 'message', q.message, 'reason', q.reason, 'at', coalesce(q.decided_at, q.created_at))
			from public.organisation_requests q where q.organisation_id = g.id and q.user_id = auth.uid() order by q.created_at desc limit 1),
		'may_manage', v_manages, 'may_administer', private.administers_organisation(g.id),
		'members', case when v_inside then (select coalesce(jsonb_agg(jsonb_build_object('id', m.user_id, 'name', private.name_of(m.user_id),
			'role', m.role, 'since', m.since, 'own', m.user_id = auth.uid(),
			'roles', (select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'role', r.role, 'theme', r.theme, 'territory', r.territory) order by r.granted_at, r.id), '[]')
				from public.memberships r where r.user_id = m.user_id and r.organisation_id = g.id and r.revoked_at is null))
			order by m.role = 'manager' desc, m.since, m.user_id), '[]') from public.organisation_members m where m.organisation_id = g.id) end,
		'holdings', case when v_inside then (select coalesce(jsonb_agg(jsonb_build_object('id', h.id, 'role', h.role, 'theme', h.theme,
			'territory', h.territory, 'granted_at', h.granted_at, 'mine_to_revoke', private.may_administer(h.theme, h.territory)) order by h.granted_at, h.id), '[]')
			from public.organisation_holdings h where h.organisation_id = g.id and h.revoked_at is null) end,
		'requests', case when v_manages then (select coalesce(jsonb_agg(jsonb_build_object('id', q.id, 'name', private.name_of(q.user_id),
			'message', q.message, 'at', q.created_at) order by q.created_at, q.id), '[]')
			from public.organisation_requests q where q.organisation_id = g.id and q.status = 'open') end,
		'invitations', case when v_manages then (select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'email', i.email,
			'member_role', i.member_role, 'invited_by', private.name_of(i.invited_by), 'created_at', i.created_at, 'expires_at', i.expires_at)
			order by i.created_at desc, i.id), '[]') from public.organisation_invitations i
			where i.organisation_id = g.id and private.invitation_trouble(i) is null) end);
end
$$;
comment on function public.organisation_page is 'OrganisationPage of src/lib/domain/organisation.ts: its facts for everyone, its members for those who belong to it, the rest for who manages it.';

revoke execute on function private.become(uuid), private.become_again(jsonb), private.told_keys(jsonb), private.rights_of(uuid, text, text[]),
	public.people_overview(text, text, text), public.find_person(text), public.organisation_page(uuid) from public, anon, authenticated;
grant execute on function public.organisation_page(uuid) to anon, authenticated;
grant execute on function public.people_overview(text, text, text), public.find_person(text) to authenticated;
