-- Organisations: in whose name people hold roles, who belongs to them, and what they may give to their members.

create function private.is_siren(p_siren text) returns boolean
language sql immutable parallel safe set search_path = ''
as $$
	-- The nine digits end with a check digit (Luhn), so that a number typed wrong is noticed.
	select p_siren ~ '^[0-9]{9}$' and (
		select sum(case when i % 2 = 1 then d else (d * 2) / 10 + (d * 2) % 10 end) % 10 = 0
		from (select i, substr(p_siren, i, 1)::int as d from generate_series(1, 9) i) digits)
$$;

create table public.organisations (
	id uuid primary key default gen_random_uuid(),
	name text not null check (char_length(name) between 1 and 200 and not private.has_control_characters(name)),
	kind text not null default 'other' check (kind in ('commune', 'epci', 'syndicate', 'association', 'department', 'other')),
	insee text check (insee ~ '^[0-9AB]{2,5}$'),
	siren text check (siren ~ '^[0-9]{9}$'),
	url text check (url ~ '^https?://[^\s<>"]+$' and char_length(url) <= 500),
	created_at timestamptz not null default now()
);
alter table public.organisations enable row level security;
revoke all on public.organisations from anon, authenticated;
create policy organisations_select on public.organisations for select to anon, authenticated using (true);
grant select on public.organisations to anon, authenticated;
comment on table public.organisations is 'In whose name a role is held: association, commune, park, syndicate. Its existence is public, its members are not.';
comment on column public.organisations.insee is 'Code of the commune or the department, when it is one.';

create table public.organisation_members (
	organisation_id uuid not null references public.organisations (id) on delete cascade,
	user_id uuid not null references public.profiles (id) on delete cascade,
	role text not null default 'member' check (role in ('member', 'manager')),
	since timestamptz not null default now(),
	changed_by uuid references public.profiles (id) on delete set null,
	reason text,
	primary key (organisation_id, user_id)
);
create index organisation_members_user_idx on public.organisation_members (user_id);
alter table public.organisation_members enable row level security;
revoke all on public.organisation_members from anon, authenticated;
comment on table public.organisation_members is 'Who belongs to it now; membership_events tells who did. Read through organisation_page only. A manager invites, accepts, and gives roles inside what the organisation holds.';

create table public.organisation_holdings (
	id uuid primary key default gen_random_uuid(),
	organisation_id uuid not null references public.organisations (id) on delete cascade,
	role text not null check (role in ('trusted', 'moderator')),
	theme text references public.themes (id),
	territory text references public.territories (id),
	granted_by uuid references public.profiles (id) on delete set null,
	granted_at timestamptz not null default now(),
	revoked_by uuid references public.profiles (id) on delete set null,
	revoked_at timestamptz,
	reason text
);
create unique index organisation_holdings_once_idx
	on public.organisation_holdings (organisation_id, role, coalesce(theme, '*'), coalesce(territory, '*')) where revoked_at is null;
alter table public.organisation_holdings enable row level security;
revoke all on public.organisation_holdings from anon, authenticated;
comment on table public.organisation_holdings is 'What its managers may give to its members, and no more. A null theme means every theme, a null territory everywhere. Nobody has a right by it alone.';

create table public.membership_events (
	id bigint generated always as identity primary key,
	at timestamptz not null default now(),
	kind text not null check (kind in ('organisation_created', 'organisation_changed', 'member_added', 'member_removed',
		'manager_made', 'manager_unmade', 'role_granted', 'role_revoked', 'holding_granted', 'holding_revoked',
		'invitation_made', 'invitation_revoked', 'invitation_used', 'join_requested', 'join_withdrawn', 'join_refused')),
	organisation_id uuid references public.organisations (id) on delete set null,
	user_id uuid references public.profiles (id) on delete set null,
	actor_id uuid references public.profiles (id) on delete set null,
	role text,
	theme text,
	territory text,
	reason text
);
create index membership_events_organisation_idx on public.membership_events (organisation_id, id);
create index membership_events_user_idx on public.membership_events (user_id, id);
create index membership_events_actor_idx on public.membership_events (actor_id);
alter table public.membership_events enable row level security;
revoke all on public.membership_events from anon, authenticated;
comment on table public.membership_events is 'Who gave or took what, to or from whom, when and why, for ever. Written by triggers, read through membership_history.';
comment on column public.membership_events.user_id is 'Whom it is about; null once their account was erased.';

create function private.keep_membership_events() returns trigger
language plpgsql set search_path = ''
as $$
declare v_erasable constant text[] := '{user_id,actor_id,organisation_id}';
begin
	-- What is gone from elsewhere may be taken out of the past, and nothing else: who left keeps no name here.
	if tg_op = 'UPDATE' and to_jsonb(new) - v_erasable = to_jsonb(old) - v_erasable
		and (new.user_id is null or new.user_id = old.user_id) and (new.actor_id is null or new.actor_id = old.actor_id)
		and (new.organisation_id is null or new.organisation_id = old.organisation_id) then
		return new;
	end if;
	raise exception 'membership_events is append-only' using errcode = 'insufficient_privilege';
end
$$;
create trigger keep_membership_events before update or delete on public.membership_events
	for each row execute function private.keep_membership_events();
create trigger keep_membership_events_whole before truncate on public.membership_events
	for each statement execute function private.keep_membership_events();

create function private.log_member() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	if tg_op = 'INSERT' then
		insert into public.membership_events (kind, organisation_id, user_id, actor_id, role, reason)
		values ('member_added', new.organisation_id, new.user_id, new.changed_by, new.role, new.reason);
	elsif new.role <> old.role then
		insert into public.membership_events (kind, organisation_id, user_id, actor_id, role, reason)
		values (case new.role when 'manager' then 'manager_made' else 'manager_unmade' end,
			new.organisation_id, new.user_id, new.changed_by, new.role, new.reason);
	end if;
	return null;
end
$$;
create trigger log_member after insert or update on public.organisation_members
	for each row execute function private.log_member();

create function private.log_holding() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	if tg_op = 'INSERT' then
		insert into public.membership_events (kind, organisation_id, actor_id, role, theme, territory, reason)
		values ('holding_granted', new.organisation_id, new.granted_by, new.role, new.theme, new.territory, new.reason);
	elsif new.revoked_at is not null and old.revoked_at is null then
		insert into public.membership_events (kind, organisation_id, actor_id, role, theme, territory, reason)
		values ('holding_revoked', new.organisation_id, new.revoked_by, new.role, new.theme, new.territory, new.reason);
	end if;
	return null;
end
$$;
create trigger log_holding after insert or update on public.organisation_holdings
	for each row execute function private.log_holding();

create function private.manages(p_organisation_id uuid) returns boolean
language sql stable security definer set search_path = ''
as $$
	select exists (select from public.organisation_members m where m.organisation_id = p_organisation_id
		and m.user_id = (select auth.uid()) and m.role = 'manager' and not private.is_blocked(m.user_id))
$$;
comment on function private.manages is 'The caller is one of its managers, and not blocked: else they would give to another account what was taken from theirs.';

create function private.territory_within(p_inner text, p_outer text) returns boolean
language sql stable security definer set search_path = ''
as $$
	select p_outer is null or (p_inner is not null and (p_inner = p_outer or (
		exists (select from public.territory_communes c where c.territory = p_inner)
		and not exists (select from public.territory_communes c where c.territory = p_inner and not exists (
			select from public.territory_communes o where o.territory = p_outer and o.insee = c.insee)))))
$$;
comment on function private.territory_within is 'Every commune of the inner one is of the outer one (null: everywhere). A territory without communes is within itself only.';

create function private.within_holding(p_holding_id uuid, p_commune text) returns boolean
language sql stable parallel safe
return not exists (select from public.organisation_holdings h where h.id = p_holding_id and h.territory is not null and not exists (
	select from public.territory_communes o where o.territory = h.territory and o.insee = p_commune));
comment on function private.within_holding is 'Territories change: what a manager gave reaches no further, today, than what it was given by virtue of (null: by nothing).';

create function private.checked_reason(p_reason text, p_required boolean default false) returns text
language plpgsql immutable set search_path = ''
as $$
declare v_reason text := nullif(btrim(p_reason), '');
begin
	if v_reason is null and p_required then
		perform private.fail(400, jsonb_build_array(private.problem('reason_required', 'reason')));
	end if;
	if char_length(v_reason) > 500 then
		perform private.fail(400, jsonb_build_array(private.problem('too_long', 'reason', '{"max": 500}')));
	end if;
	if private.has_control_characters(v_reason, true) then
		perform private.fail(400, jsonb_build_array(private.problem('bad_format', 'reason')));
	end if;
	return v_reason;
end
$$;
comment on function private.checked_reason is 'A short text typed by a person, without the blanks around it; null when there is none. Fails with typed problems.';

revoke execute on function private.is_siren(text), private.keep_membership_events(), private.log_member(), private.log_holding(),
	private.manages(uuid), private.territory_within(text, text), private.within_holding(uuid, text), private.checked_reason(text, boolean) from public;
