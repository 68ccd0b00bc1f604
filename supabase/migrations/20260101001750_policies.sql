-- Who contributes what, and what is published at once: rules by theme and territory, as data. One function
-- says what they mean for a person at a place; whoever publishes, refuses or foretells asks that one.

create table public.contribution_policies (
	id uuid primary key default gen_random_uuid(),
	theme text references public.themes (id) on delete cascade,
	territory text references public.territories (id) on delete cascade,
	contribute text not null default 'everyone' check (contribute in ('everyone', 'members', 'trusted', 'moderators', 'nobody')),
	new_at_once text not null default 'trusted' check (new_at_once in ('everyone', 'members', 'trusted', 'moderators', 'nobody')),
	edits_at_once text not null default 'trusted' check (edits_at_once in ('everyone', 'members', 'trusted', 'moderators', 'nobody')),
	visits_at_once text not null default 'trusted' check (visits_at_once in ('everyone', 'members', 'trusted', 'moderators', 'nobody')),
	edit_published text not null default 'everyone' check (edit_published in ('everyone', 'members', 'trusted', 'moderators', 'nobody')),
	decisions_needed int not null default 1 check (decisions_needed between 1 and 3),
	retention_days int check (retention_days between 30 and 1095)
);
create unique index contribution_policies_once_idx on public.contribution_policies (coalesce(theme, '*'), coalesce(territory, '*'));
create index contribution_policies_theme_idx on public.contribution_policies (theme);
create index contribution_policies_territory_idx on public.contribution_policies (territory);
alter table public.contribution_policies enable row level security;
revoke all on public.contribution_policies from anon, authenticated;
create policy contribution_policies_select on public.contribution_policies for select to anon, authenticated using (true);
-- Written by set_policy and remove_policy alone, which check the scope and keep what was before.
grant select on public.contribution_policies to anon, authenticated;
comment on table public.contribution_policies is 'The most specific one holds, whole: theme and territory, then territory (the one of fewest communes), then theme, then the row of neither. Levels: everyone signed in; members, with any role there; trusted; moderators; nobody, moderators included.';
comment on column public.contribution_policies.contribute is 'Who may send records and visits.';
comment on column public.contribution_policies.edit_published is 'Who may correct what others published, or add photos to it; an author may always ask it for their own.';
comment on column public.contribution_policies.edits_at_once is 'Whose corrections, deletions and photos of what is published need nobody''s decision; those of the others wait.';
comment on column public.contribution_policies.decisions_needed is 'How many moderators must agree.';
comment on column public.contribution_policies.retention_days is 'Days after which what was refused or withdrawn is erased; null: as everywhere (private.retention_rules).';

-- What held before anyone chose otherwise: anyone contributes, a trusted person publishes.
insert into public.contribution_policies default values;

create function private.policy_for(p_theme text, p_commune text) returns public.contribution_policies
language plpgsql stable set search_path = ''
as $$
declare p public.contribution_policies;
begin
	select c.* into p from public.contribution_policies c
	where (c.theme is null or c.theme = p_theme)
		and (c.territory is null or exists (select from public.territory_communes t where t.territory = c.territory and t.insee = p_commune))
	order by c.territory is null, case when c.territory is not null then c.theme is null end,
		case when c.territory is not null then (select count(*) from public.territory_communes t where t.territory = c.territory) end,
		c.theme is null, c.territory
	limit 1;
	return p;
end
$$;
comment on function private.policy_for is 'The rules at a place (null: outside every known commune).';

create function private.holds_role(p_user uuid, p_roles text[], p_theme text, p_commune text) returns boolean
language plpgsql stable set search_path = ''
as $$
begin
	return exists (
		select from public.memberships m
		where m.user_id = p_user and m.revoked_at is null and m.role = any (p_roles) and (m.theme is null or m.theme = p_theme)
			and (m.territory is null or exists (select from public.territory_communes t where t.territory = m.territory and t.insee = p_commune))
			and private.within_holding(m.holding_id, p_commune));
end
$$;
comment on function private.holds_role is 'What in_scope says of a person''s keys, for one place and whoever is asked about.';

create function private.reaches_level(p_user uuid, p_level text, p_theme text, p_commune text) returns boolean
language plpgsql stable set search_path = ''
as $$
begin
	return p_user is not null and case p_level
		when 'everyone' then true
		when 'members' then private.holds_role(p_user, '{contributor,trusted,moderator,administrator}', p_theme, p_commune)
		when 'trusted' then private.holds_role(p_user, '{trusted,moderator,administrator}', p_theme, p_commune)
		when 'moderators' then private.holds_role(p_user, '{moderator,administrator}', p_theme, p_commune)
		else false
	end;
end
$$;

create function private.policy_allows(p_user uuid, p_what text, p_theme text, p_commune text) returns boolean
language plpgsql stable set search_path = ''
as $$
declare p public.contribution_policies := private.policy_for(p_theme, p_commune);
begin
	return coalesce(private.reaches_level(p_user, case p_what
		when 'contribute' then p.contribute
		when 'new' then p.new_at_once
		when 'edit' then p.edits_at_once
		when 'visit' then p.visits_at_once
		when 'edit_published' then p.edit_published
	end, p_theme, p_commune), false);
end
$$;
comment on function private.policy_allows is 'Whether a person may contribute or edit_published at a place, or has a new record, an edit or a visit published at once there. The one place that says so.';

create function private.published_at_once(p_kind text, p_theme text, p_commune text) returns boolean
language plpgsql stable set search_path = ''
as $$ begin return not private.must_wait(auth.uid()) and private.policy_allows((select auth.uid()), p_kind, p_theme, p_commune); end $$;
comment on function private.published_at_once is 'Whether what the caller sends (new, edit, visit) needs nobody''s decision there. A photo counts as the edit or the visit it belongs to.';

create function private.ruled_places(p_territory text default null) returns table (commune text, alike text[])
language sql stable set search_path = ''
as $$
	select min(c.insee), array_agg(c.insee) from (
		select t.insee, array_agg(o.territory order by o.territory) as of
		from (select distinct insee from public.territory_communes where p_territory is null or territory = p_territory) t
		join public.territory_communes o on o.insee = t.insee
		group by t.insee) c
	group by c.of
	union all select null, '{}' where p_territory is null
$$;
comment on function private.ruled_places is 'Communes of the same territories have the same rules and roles: one of each kind, which speaks for those alike, and none (outside every territory).';

create function private.publishing_keys() returns jsonb
language sql stable set search_path = ''
as $$
	with told as materialized (
		select t.id as theme, p.commune, p.alike, private.published_at_once('new', t.id, p.commune) as direct
		from public.themes t cross join private.ruled_places() p
	), whole as (
		select theme from told group by theme having bool_and(direct)
	), anywhere as (
		select commune from told group by commune having bool_and(direct)
	), keys as (
		select '*|*' as key where not exists (select from told where not direct) and exists (select from told)
		union select theme || '|*' from whole where exists (select from told where not direct)
		union select case when a.commune is not null then '*' else t.theme end || '|' || insee
		from told t cross join unnest(t.alike) as insee left join anywhere a on a.commune = t.commune
		where t.direct and exists (select from told where not direct) and (a.commune is not null or t.theme not in (select theme from whole))
	)
	select coalesce(jsonb_object_agg(key, true), '{}') from keys
$$;
comment on function private.publishing_keys is 'Keys `theme|commune` of where the caller''s new records are published at once, as the rules in force have it.';

create function private.decisions_needed(p_theme text, p_commune text) returns int
language plpgsql stable set search_path = ''
as $$ begin return coalesce((private.policy_for(p_theme, p_commune)).decisions_needed, 1); end $$;
comment on function private.decisions_needed is 'How many moderators must agree before something is decided there.';

create function private.retention_days(p_theme text, p_commune text) returns int
language plpgsql stable set search_path = ''
as $$ begin return (private.policy_for(p_theme, p_commune)).retention_days; end $$;
comment on function private.retention_days is 'Days that refused or withdrawn contributions are kept there; null: as everywhere.';

revoke execute on function private.policy_for(text, text), private.holds_role(uuid, text[], text, text),
	private.reaches_level(uuid, text, text, text), private.policy_allows(uuid, text, text, text),
	private.published_at_once(text, text, text), private.ruled_places(text), private.publishing_keys(), private.decisions_needed(text, text), private.retention_days(text, text) from public;
