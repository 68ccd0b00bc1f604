-- Looking after an organisation: its facts, its members, what it holds; and what became of all that.

create function private.administers_organisation(p_organisation_id uuid) returns boolean
language sql stable security definer set search_path = ''
as $$
	-- Else who administers one place would make themselves manager of what holds another.
	select private.is_administrator() and not exists (select from public.organisation_holdings h
			where h.organisation_id = p_organisation_id and h.revoked_at is null and not private.may_administer(h.theme, h.territory))
		-- Nor of what may hold it tomorrow, and has people of its own already.
		and (private.may_administer(null, null)
			or exists (select from public.organisation_holdings h where h.organisation_id = p_organisation_id and h.revoked_at is null)
			or not exists (select from public.organisation_members m where m.organisation_id = p_organisation_id and m.role = 'manager'))
$$;
comment on function private.administers_organisation is 'The caller administers every scope it holds; while it holds none, any administrator until it has a manager, then those of everything.';

create function private.require_organisation(p_organisation_id uuid) returns void
language plpgsql stable set search_path = ''
as $$
begin
	if not exists (select from public.organisations where id = p_organisation_id) then
		perform private.fail(404, jsonb_build_array(private.problem('not_in_list', 'organisation_id')));
	end if;
	if not (private.manages(p_organisation_id) or private.administers_organisation(p_organisation_id)) then
		perform private.fail(403, jsonb_build_array(private.problem('not_allowed', null)));
	end if;
end
$$;
comment on function private.require_organisation is 'Lets its managers and administrators go on, and nobody else.';

create function public.save_organisation(p_name text, p_kind text, p_organisation_id uuid default null, p_insee text default null,
	p_siren text default null, p_url text default null) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
	v_name text := btrim(p_name);
	v_insee text := nullif(upper(btrim(p_insee)), '');
	v_siren text := nullif(regexp_replace(p_siren, '\s', '', 'g'), '');
	v_url text := nullif(btrim(p_url), '');
	v_problems jsonb;
	v_id uuid := p_organisation_id;
begin
	if v_id is not null then
		perform private.require_organisation(v_id);
	elsif not private.is_administrator() then
		perform private.fail(403, jsonb_build_array(private.problem('not_allowed', null)));
	end if;
	select coalesce(jsonb_agg(problem), '[]') into v_problems from (values
		(case when coalesce(v_name, '') = '' then private.problem('required', 'name') end),
		(case when char_length(v_name) > 200 then private.problem('too_long', 'name', '{"max": 200}') end),
		(case when private.has_control_characters(v_name) then private.problem('bad_format', 'name') end),
		(case when p_kind is null or p_kind not in ('commune', 'epci', 'syndicate', 'association', 'department', 'other')
			then private.problem('not_in_list', 'kind') end),
		(case when v_insee !~ '^[0-9AB]{2,5}$' then private.problem('bad_format', 'insee') end),
		(case when not private.is_siren(v_siren) then private.problem('bad_format', 'siren') end),
		(case when v_url !~ '^https?://[^\s<>"]+$' or char_length(v_url) > 500 then private.problem('bad_format', 'url') end)
	) as checks(problem) where problem is not null;
	if v_problems <> '[]' then perform private.fail(400, v_problems); end if;
	if v_id is null then
		insert into public.organisations (name, kind, insee, siren, url) values (v_name, p_kind, v_insee, v_siren, v_url) returning id into v_id;
	else
		update public.organisations set name = v_name, kind = p_kind, insee = v_insee, siren = v_siren, url = v_url where id = v_id;
	end if;
	insert into public.membership_events (kind, organisation_id, actor_id)
	values (case when p_organisation_id is null then 'organisation_created' else 'organisation_changed' end, v_id, auth.uid());
	return v_id;
end
$$;
comment on function public.save_organisation is 'Makes an organisation (an administrator), or changes the facts of one (its managers and administrators). Returns its id.';

create function public.set_member(p_organisation_id uuid, p_user_id uuid, p_role text, p_reason text default null) returns void
language plpgsql security definer set search_path = ''
as $$
declare v_reason text := private.checked_reason(p_reason);
begin
	if p_user_id is distinct from auth.uid() or p_role is not null then perform private.require_organisation(p_organisation_id); end if;
	if p_role is not null and p_role not in ('member', 'manager') then
		perform private.fail(400, jsonb_build_array(private.problem('not_in_list', 'role')));
	end if;
	perform from public.organisation_members m where m.organisation_id = p_organisation_id and m.user_id = p_user_id for update;
	if not found then perform private.fail(404, jsonb_build_array(private.problem('not_in_list', 'user_id'))); end if;
	if p_role is not null then
		update public.organisation_members set role = p_role, changed_by = auth.uid(), reason = v_reason
		where organisation_id = p_organisation_id and user_id = p_user_id and role <> p_role;
		return;
	end if;
	delete from public.organisation_members where organisation_id = p_organisation_id and user_id = p_user_id;
	insert into public.membership_events (kind, organisation_id, user_id, actor_id, reason)
	values ('member_removed', p_organisation_id, p_user_id, auth.uid(), v_reason);
	update public.memberships set revoked_at = now(), revoked_by = auth.uid(), reason = v_reason
	where organisation_id = p_organisation_id and user_id = p_user_id and revoked_at is null and role <> 'administrator';
end
$$;
comment on function public.set_member is 'Makes a member a manager or not; a null role takes them out, with the roles held in its name. Anyone may take themselves out.';

create function public.grant_holding(p_organisation_id uuid, p_role text, p_theme text default null, p_territory text default null,
	p_reason text default null) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare v_id uuid;
begin
	if not private.may_administer(p_theme, p_territory) then
		perform private.fail(403, jsonb_build_array(private.problem('not_allowed', null)));
	end if;
	if p_organisation_id is null or p_role is null or p_role not in ('trusted', 'moderator') then
		perform private.fail(400, jsonb_build_array(private.problem('not_in_list', case when p_organisation_id is null then 'organisation_id' else 'role' end)));
	end if;
	perform private.check_role(auth.uid(), p_role, p_theme, p_territory, p_organisation_id);
	insert into public.organisation_holdings (organisation_id, role, theme, territory, granted_by, reason)
	values (p_organisation_id, p_role, p_theme, p_territory, auth.uid(), private.checked_reason(p_reason))
	on conflict do nothing returning id into v_id;
	if v_id is null then
		select h.id into v_id from public.organisation_holdings h where h.organisation_id = p_organisation_id and h.role = p_role
			and h.theme is not distinct from p_theme and h.territory is not distinct from p_territory and h.revoked_at is null;
	end if;
	return v_id;
end
$$;
comment on function public.grant_holding is 'What its managers may give from now on, by an administrator of that scope. Giving it twice gives it once.';

create function public.revoke_holding(p_holding_id uuid, p_reason text default null) returns int
language plpgsql security definer set search_path = ''
as $$
declare
	h public.organisation_holdings;
	v_reason text := private.checked_reason(p_reason);
	v_ended int;
begin
	select * into h from public.organisation_holdings where id = p_holding_id for update;
	if h.id is null or not private.may_administer(h.theme, h.territory) then
		perform private.fail(403, jsonb_build_array(private.problem('not_allowed', null)));
	end if;
	update public.organisation_holdings set revoked_at = now(), revoked_by = auth.uid(), reason = v_reason
	where id = h.id and revoked_at is null;
	-- What another holding of theirs still covers goes on by virtue of that one.
	update public.memberships m set holding_id = private.covering_holding(m.organisation_id, m.role, m.theme, m.territory)
	where m.holding_id = h.id and m.revoked_at is null
		and private.covering_holding(m.organisation_id, m.role, m.theme, m.territory) is not null;
	update public.memberships set revoked_at = now(), revoked_by = auth.uid(), reason = v_reason
	where holding_id = h.id and revoked_at is null;
	get diagnostics v_ended = row_count;
	return v_ended;
end
$$;
comment on function public.revoke_holding is 'Takes back what an organisation holds, and with it the roles its managers gave by virtue of it. Returns how many roles ended.';

create function private.name_of(p_user_id uuid) returns text
language sql stable security definer set search_path = ''
as $$ select private.shown_name(p) from public.profiles p where p.id = p_user_id $$;
comment on function private.name_of is 'As that person chose to be named; null when they chose not to be, or are gone.';

create function public.membership_history(p_organisation_id uuid default null, p_user_id uuid default null, p_before bigint default null) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	if not (private.is_administrator() or coalesce(p_user_id = auth.uid(), false) or private.manages(p_organisation_id)) then
		perform private.fail(403, jsonb_build_array(private.problem('not_allowed', null)));
	end if;
	return (
		with page as (
			select e.* from public.membership_events e
			where (p_organisation_id is null or e.organisation_id = p_organisation_id) and (p_user_id is null or e.user_id = p_user_id)
				and (p_before is null or e.id < p_before)
			order by e.id desc limit 51
		), shown as (select * from page order by id desc limit 50)
		select jsonb_build_object(
			'events', coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'at', s.at, 'kind', s.kind,
				'organisation', case when o.id is not null then jsonb_build_object('id', o.id, 'name', o.name) end,
				'person', private.name_of(s.user_id), 'actor', private.name_of(s.actor_id),
				'own', coalesce(s.user_id = auth.uid(), false), 'by_me', coalesce(s.actor_id = auth.uid(), false),
				'role', s.role, 'theme', s.theme, 'territory', s.territory, 'reason', s.reason) order by s.id desc), '[]'),
			'before', case when (select count(*) from page) > 50 then min(s.id) end)
		from shown s left join public.organisations o on o.id = s.organisation_id);
end
$$;
comment on function public.membership_history is 'Events, newest first, 50 at a time: all of them for administrators, those of an organisation for its managers, one''s own for everyone.';

revoke execute on function private.administers_organisation(uuid), private.require_organisation(uuid), private.name_of(uuid),
	public.save_organisation(text, text, uuid, text, text, text), public.set_member(uuid, uuid, text, text),
	public.grant_holding(uuid, text, text, text, text), public.revoke_holding(uuid, text),
	public.membership_history(uuid, uuid, bigint) from public, anon, authenticated;
grant execute on function public.save_organisation(text, text, uuid, text, text, text), public.set_member(uuid, uuid, text, text),
	public.grant_holding(uuid, text, text, text, text), public.revoke_holding(uuid, text),
	public.membership_history(uuid, uuid, bigint) to authenticated;
