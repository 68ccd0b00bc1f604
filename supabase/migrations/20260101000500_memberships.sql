-- Who may do what, and where. A role is never deleted: it is revoked, and says when and by whom it was given.

create table public.memberships (
	id uuid primary key default gen_random_uuid(),
	user_id uuid not null references public.profiles (id) on delete cascade,
	organisation_id uuid references public.organisations (id) on delete set null,
	role text not null check (role in ('contributor', 'trusted', 'moderator', 'administrator')),
	theme text references public.themes (id),
	territory text references public.territories (id),
	-- Given by a manager, by virtue of this: it ends when that does.
	holding_id uuid references public.organisation_holdings (id) on delete set null,
	granted_by uuid references public.profiles (id) on delete set null,
	granted_at timestamptz not null default now(),
	revoked_by uuid references public.profiles (id) on delete set null,
	revoked_at timestamptz,
	-- Why it was given; once it is taken back, why that.
	reason text,
	changed_xid xid8 not null default pg_current_xact_id()
);
create index memberships_user_idx on public.memberships (user_id);
create index memberships_organisation_idx on public.memberships (organisation_id);
-- By organisation too: what one takes back is not what another gave.
create unique index memberships_once_idx on public.memberships (user_id, role, coalesce(theme, '*'), coalesce(territory, '*'),
	coalesce(organisation_id, '00000000-0000-0000-0000-000000000000')) where revoked_at is null;
alter table public.memberships enable row level security;
revoke all on public.memberships from anon, authenticated;
comment on table public.memberships is 'A null theme means every theme, a null territory everywhere. An account without a row is a contributor.';
comment on column public.memberships.changed_xid is 'Lets pull_changes send again what a person gained or lost the right to read.';

create function private.stamp_membership() returns trigger
language plpgsql set search_path = ''
as $$
begin
	new.changed_xid := pg_current_xact_id();
	return new;
end
$$;
create trigger stamp_membership before update on public.memberships
	for each row execute function private.stamp_membership();

create function private.log_role() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	if tg_op = 'INSERT' then
		insert into public.membership_events (kind, organisation_id, user_id, actor_id, role, theme, territory, reason)
		values ('role_granted', new.organisation_id, new.user_id, new.granted_by, new.role, new.theme, new.territory, new.reason);
	elsif new.revoked_at is not null and old.revoked_at is null then
		insert into public.membership_events (kind, organisation_id, user_id, actor_id, role, theme, territory, reason)
		values ('role_revoked', new.organisation_id, new.user_id, new.revoked_by, new.role, new.theme, new.territory, new.reason);
	end if;
	return null;
end
$$;
create trigger log_role after insert or update on public.memberships
	for each row execute function private.log_role();

-- Scopes are expanded to keys `theme|commune` once per statement (callers wrap the call in a
-- sub-select), then each row looks its keys up.
create function private.scope_keys_of(p_user uuid, p_roles text[]) returns jsonb
language plpgsql stable parallel safe security definer set search_path = ''
as $$
begin
	return (
		select coalesce(jsonb_object_agg(coalesce(m.theme, '*') || '|' || coalesce(tc.insee, '*'), true), '{}')
		from public.memberships m
		left join public.territory_communes tc on tc.territory = m.territory
		where m.user_id = p_user and m.revoked_at is null and m.role = any (p_roles)
			-- A territory without communes is nowhere, not everywhere.
			and (m.territory is null or tc.insee is not null) and (m.holding_id is null or private.within_holding(m.holding_id, tc.insee)));
end
$$;
comment on function private.scope_keys_of is 'For work done outside the reader''s own session, and to say who may do what: the same rule for both.';

create function private.caller() returns uuid
language plpgsql stable parallel safe set search_path = ''
as $$ begin return auth.uid(); end $$;
comment on function private.caller is 'auth.uid(), which hosted platforms do not declare parallel safe: one mention of it in a policy, and no query of that table uses a second core.';

create function private.moderation_keys() returns jsonb
language plpgsql stable parallel safe security definer set search_path = ''
as $$ begin return private.scope_keys_of(auth.uid(), '{moderator,administrator}'); end $$;
comment on function private.moderation_keys is 'Where the caller decides and reads everything.';

-- The same in three parts, for policies over many rows: each is asked once, and costs a row next to nothing,
-- where looking its keys up one by one costs more than reading it.

create function private.moderates_everything() returns boolean
language plpgsql stable parallel safe security definer set search_path = ''
as $$
begin
	return exists (select from public.memberships m
		where m.user_id = auth.uid() and m.revoked_at is null and m.role in ('moderator', 'administrator')
			and m.theme is null and m.territory is null and (m.holding_id is null or private.within_holding(m.holding_id, null)));
end
$$;

create function private.moderated_communes() returns setof text
language plpgsql stable parallel safe security definer set search_path = '' rows 100
as $$
begin
	return query select tc.insee from public.memberships m join public.territory_communes tc on tc.territory = m.territory
		where m.user_id = auth.uid() and m.revoked_at is null and m.role in ('moderator', 'administrator')
			and m.theme is null and (m.holding_id is null or private.within_holding(m.holding_id, tc.insee));
end
$$;
comment on function private.moderated_communes is 'Where the caller moderates every theme.';

create function private.moderates_by_theme() returns boolean
language plpgsql stable parallel safe security definer set search_path = ''
as $$
begin
	return exists (select from public.memberships m
		where m.user_id = auth.uid() and m.revoked_at is null and m.role in ('moderator', 'administrator') and m.theme is not null);
end
$$;
comment on function private.moderates_by_theme is 'Only then a row is looked up by its theme (in_scope).';

create function private.in_scope(p_keys jsonb, p_theme text, p_commune text) returns boolean
language sql immutable parallel safe
-- A body of this form is bound when it is made, whatever the search path, and can be inlined: it runs for every row.
return p_keys ?| array['*|*', p_theme || '|*', '*|' || coalesce(p_commune, '-'), p_theme || '|' || coalesce(p_commune, '-')];
comment on function private.in_scope is 'A record outside every known commune is in scope only of roles that hold everywhere.';

-- Not in SQL: such a function is planned again at each call, which takes longer than its answer.
create function private.is_administrator() returns boolean
language plpgsql stable parallel safe security definer set search_path = ''
as $$
begin
	return exists (select from public.memberships m where m.user_id = auth.uid()
		and m.role = 'administrator' and m.revoked_at is null);
end
$$;

create function private.is_editor() returns boolean
language plpgsql stable parallel safe security definer set search_path = ''
as $$
begin
	return exists (select from public.memberships m where m.user_id = auth.uid()
		and m.role in ('moderator', 'administrator') and m.revoked_at is null);
end
$$;
comment on function private.is_editor is 'Moderates or administers somewhere: sees the labels that are not sure.';

revoke execute on function private.stamp_membership(), private.log_role(), private.scope_keys_of(uuid, text[]), private.caller(), private.moderation_keys(),
	private.moderates_everything(), private.moderated_communes(), private.moderates_by_theme(),
	private.in_scope(jsonb, text, text), private.is_administrator(), private.is_editor() from public;
-- What policies call is run with the reader's own rights. They tell the caller about the caller only.
grant execute on function private.caller(), private.moderation_keys(), private.in_scope(jsonb, text, text),
	private.moderates_everything(), private.moderated_communes(), private.moderates_by_theme(),
	private.is_administrator(), private.is_editor() to anon, authenticated;

create policy memberships_select on public.memberships for select to authenticated
	using (user_id = (select auth.uid()));
-- Those of others, and who they are, only through people_overview and its sisters: as they chose to be named.
-- No insert, update nor delete: grant_role and revoke_role check the scope of who gives.
grant select on public.memberships to authenticated;

create function private.may_administer(p_theme text, p_territory text) returns boolean
language sql stable security definer set search_path = ''
as $$
	select exists (select from public.memberships m where m.user_id = (select auth.uid())
		and m.role = 'administrator' and m.revoked_at is null
		and (m.theme is null or m.theme = p_theme) and private.territory_within(p_territory, m.territory))
$$;
comment on function private.may_administer is 'An administrator gives no wider scope than their own.';

create function private.covering_holding(p_organisation_id uuid, p_role text, p_theme text, p_territory text) returns uuid
language sql stable security definer set search_path = ''
as $$
	select h.id from public.organisation_holdings h
	where h.organisation_id = p_organisation_id and h.revoked_at is null
		and (h.role = p_role or (h.role = 'moderator' and p_role = 'trusted'))
		and (h.theme is null or h.theme = p_theme) and private.territory_within(p_territory, h.territory)
	order by h.granted_at, h.id limit 1
$$;
comment on function private.covering_holding is 'By virtue of which holding a manager may give this; null when the organisation does not hold that much.';

create function private.check_role(p_user_id uuid, p_role text, p_theme text, p_territory text, p_organisation_id uuid) returns void
language plpgsql stable set search_path = ''
as $$
begin
	if p_role is null or p_role not in ('contributor', 'trusted', 'moderator', 'administrator') then
		perform private.fail(400, jsonb_build_array(private.problem('not_in_list', 'role')));
	end if;
	if not exists (select from public.profiles where id = p_user_id) then
		perform private.fail(404, jsonb_build_array(private.problem('not_in_list', 'user_id')));
	end if;
	if p_theme is not null and not exists (select from public.themes where id = p_theme) then
		perform private.fail(400, jsonb_build_array(private.problem('unknown_theme', 'theme')));
	end if;
	if p_territory is not null and not exists (select from public.territories where id = p_territory) then
		perform private.fail(400, jsonb_build_array(private.problem('not_in_list', 'territory')));
	end if;
	if p_organisation_id is not null and not exists (select from public.organisations where id = p_organisation_id) then
		perform private.fail(400, jsonb_build_array(private.problem('not_in_list', 'organisation_id')));
	end if;
end
$$;

create function public.grant_role(p_user_id uuid, p_role text, p_theme text default null, p_territory text default null,
	p_organisation_id uuid default null, p_reason text default null) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
	v_holding uuid;
	v_id uuid;
begin
	if not private.may_administer(p_theme, p_territory) then
		-- A manager gives to members only, inside what the organisation holds, and what it holds cannot be taken back meanwhile.
		perform from public.organisation_holdings h where h.organisation_id = p_organisation_id and private.manages(p_organisation_id) for share;
		v_holding := private.covering_holding(p_organisation_id, p_role, p_theme, p_territory);
		if v_holding is null or not private.manages(p_organisation_id) or not exists (
			select from public.organisation_members o where o.organisation_id = p_organisation_id and o.user_id = p_user_id for share) then
			perform private.fail(403, jsonb_build_array(private.problem('not_allowed', null)));
		end if;
	end if;
	perform private.check_role(p_user_id, p_role, p_theme, p_territory, p_organisation_id);
	insert into public.memberships (user_id, organisation_id, holding_id, role, theme, territory, granted_by, reason)
	values (p_user_id, p_organisation_id, v_holding, p_role, p_theme, p_territory, auth.uid(), private.checked_reason(p_reason))
	on conflict do nothing returning id into v_id;
	if v_id is null then
		select m.id into v_id from public.memberships m where m.user_id = p_user_id and m.role = p_role and m.revoked_at is null
			and m.theme is not distinct from p_theme and m.territory is not distinct from p_territory
			and m.organisation_id is not distinct from p_organisation_id;
	end if;
	return v_id;
end
$$;
comment on function public.grant_role is 'Gives a role: by an administrator of that scope, or by a manager to a member inside what the organisation holds. Giving it twice gives it once. Returns the membership.';

create function public.revoke_role(p_membership_id uuid, p_reason text default null) returns void
language plpgsql security definer set search_path = ''
as $$
declare m public.memberships;
begin
	select * into m from public.memberships where id = p_membership_id for update;
	if m.id is null or not (private.may_administer(m.theme, m.territory)
		or (m.role <> 'administrator' and m.organisation_id is not null and private.manages(m.organisation_id))) then
		perform private.fail(403, jsonb_build_array(private.problem('not_allowed', null)));
	end if;
	if m.role = 'administrator' and m.theme is null and m.territory is null and m.revoked_at is null then
		-- Two who leave at once would both see the other one stay.
		perform pg_advisory_xact_lock(hashtext('last administrator'));
		if not exists (select from public.memberships o where o.id <> m.id and o.role = 'administrator'
			and o.theme is null and o.territory is null and o.revoked_at is null) then
			perform private.fail(409, jsonb_build_array(private.problem('last_administrator', null)));
		end if;
	end if;
	update public.memberships set revoked_at = now(), revoked_by = auth.uid(), reason = private.checked_reason(p_reason)
	where id = m.id and revoked_at is null;
end
$$;
comment on function public.revoke_role is 'Takes a role back, by an administrator of its scope or a manager of the organisation in whose name it was given; effective at the next statement of that person.';

revoke execute on function private.may_administer(text, text), private.covering_holding(uuid, text, text, text),
	private.check_role(uuid, text, text, text, uuid), public.grant_role(uuid, text, text, text, uuid, text),
	public.revoke_role(uuid, text) from public, anon, authenticated;
grant execute on function public.grant_role(uuid, text, text, text, uuid, text), public.revoke_role(uuid, text) to authenticated;
