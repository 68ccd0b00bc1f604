-- Who may do what, and where. A role is never deleted: it is revoked, and says when and by whom it was given.

create table public.memberships (
	id uuid primary key default gen_random_uuid(),
	user_id uuid not null references public.profiles (id) on delete cascade,
	organisation_id uuid references public.organisations (id) on delete set null,
	role text not null check (role in ('contributor', 'trusted', 'moderator', 'administrator')),
	theme text references public.themes (id),
	territory text references public.territories (id),
	granted_by uuid references public.profiles (id) on delete set null,
	granted_at timestamptz not null default now(),
	revoked_at timestamptz,
	changed_xid xid8 not null default pg_current_xact_id()
);
create index memberships_user_idx on public.memberships (user_id);
create unique index memberships_once_idx on public.memberships (user_id, role, coalesce(theme, '*'), coalesce(territory, '*'))
	where revoked_at is null;
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

-- Scopes are expanded to keys `theme|commune` once per statement (callers wrap the call in a
-- sub-select), then each row looks its keys up.
create function private.scope_keys(p_roles text[]) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	return (
		select coalesce(jsonb_object_agg(coalesce(m.theme, '*') || '|' || coalesce(tc.insee, '*'), true), '{}')
		from public.memberships m
		left join public.territory_communes tc on tc.territory = m.territory
		where m.user_id = (select auth.uid()) and m.revoked_at is null and m.role = any (p_roles)
			-- A territory without communes is nowhere, not everywhere.
			and (m.territory is null or tc.insee is not null));
end
$$;

create function private.moderation_keys() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$ begin return private.scope_keys('{moderator,administrator}'); end $$;
comment on function private.moderation_keys is 'Where the caller decides and reads everything.';

create function private.trust_keys() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$ begin return private.scope_keys('{trusted,moderator,administrator}'); end $$;
comment on function private.trust_keys is 'Where what the caller submits is published at once.';

create function private.in_scope(p_keys jsonb, p_theme text, p_commune text) returns boolean
language sql immutable parallel safe
-- A body of this form is bound when it is made, whatever the search path, and can be inlined: it runs for every row.
return p_keys ?| array['*|*', p_theme || '|*', '*|' || coalesce(p_commune, '-'), p_theme || '|' || coalesce(p_commune, '-')];
comment on function private.in_scope is 'A record outside every known commune is in scope only of roles that hold everywhere.';

create function private.is_administrator() returns boolean
language sql stable security definer set search_path = ''
as $$
	select exists (select from public.memberships m where m.user_id = (select auth.uid())
		and m.role = 'administrator' and m.revoked_at is null)
$$;

create function private.is_editor() returns boolean
language sql stable security definer set search_path = ''
as $$
	select exists (select from public.memberships m where m.user_id = (select auth.uid())
		and m.role in ('moderator', 'administrator') and m.revoked_at is null)
$$;
comment on function private.is_editor is 'Moderates or administers somewhere: sees the labels that are not sure.';

revoke execute on function private.stamp_membership(), private.scope_keys(text[]), private.moderation_keys(),
	private.trust_keys(), private.in_scope(jsonb, text, text), private.is_administrator(), private.is_editor() from public;
-- What policies call is run with the reader's own rights. They tell the caller about the caller only.
grant execute on function private.moderation_keys(), private.in_scope(jsonb, text, text),
	private.is_administrator(), private.is_editor() to anon, authenticated;

create policy memberships_select on public.memberships for select to authenticated
	using (user_id = (select auth.uid()) or (select private.is_administrator()));
create policy profiles_select_administrator on public.profiles for select to authenticated
	using ((select private.is_administrator()));
-- No insert, update nor delete: grant_role and revoke_role check the scope of who gives.
grant select on public.memberships to authenticated;

create function private.may_administer(p_theme text, p_territory text) returns boolean
language sql stable security definer set search_path = ''
as $$
	select exists (select from public.memberships m where m.user_id = (select auth.uid())
		and m.role = 'administrator' and m.revoked_at is null
		and (m.theme is null or m.theme = p_theme) and (m.territory is null or m.territory = p_territory))
$$;
comment on function private.may_administer is 'An administrator gives no wider scope than their own.';

create function public.grant_role(p_user_id uuid, p_role text, p_theme text default null,
	p_territory text default null, p_organisation_id uuid default null) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare v_id uuid;
begin
	if not private.may_administer(p_theme, p_territory) then
		perform private.fail(403, jsonb_build_array(private.problem('not_allowed', null)));
	end if;
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
	insert into public.memberships (user_id, organisation_id, role, theme, territory, granted_by)
	values (p_user_id, p_organisation_id, p_role, p_theme, p_territory, auth.uid())
	on conflict (user_id, role, coalesce(theme, '*'), coalesce(territory, '*')) where revoked_at is null
	do update set organisation_id = excluded.organisation_id
	returning id into v_id;
	return v_id;
end
$$;
comment on function public.grant_role is 'Gives a role, by an administrator of that scope. Giving it twice gives it once. Returns the membership.';

create function public.revoke_role(p_membership_id uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare m public.memberships;
begin
	select * into m from public.memberships where id = p_membership_id for update;
	if m.id is null or not private.may_administer(m.theme, m.territory) then
		perform private.fail(403, jsonb_build_array(private.problem('not_allowed', null)));
	end if;
	update public.memberships set revoked_at = now() where id = m.id and revoked_at is null;
end
$$;
comment on function public.revoke_role is 'Takes a role back, by an administrator of its scope; effective at the next statement of that person.';

revoke execute on function private.may_administer(text, text), public.grant_role(uuid, text, text, text, uuid),
	public.revoke_role(uuid) from public, anon, authenticated;
grant execute on function public.grant_role(uuid, text, text, text, uuid), public.revoke_role(uuid) to authenticated;
