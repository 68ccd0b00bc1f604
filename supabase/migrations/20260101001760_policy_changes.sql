-- Changing the rules of contribution: by administrators, inside their scope, after a look at whom it touches.

create table public.policy_events (
	id bigint generated always as identity primary key,
	theme text,
	territory text,
	before jsonb,
	after jsonb,
	reason text check (char_length(reason) <= 2000),
	actor_id uuid references public.profiles (id) on delete set null,
	at timestamptz not null default now()
);
create index policy_events_actor_idx on public.policy_events (actor_id);
alter table public.policy_events enable row level security;
revoke all on public.policy_events from anon, authenticated;
-- No grant: told through policy_history, with names as people chose them, and written by set_policy alone.
comment on table public.policy_events is 'Every change of the rules, only ever added to. `before` null: there were none of their own; `after` null: taken away.';
create function private.keep_policy_events() returns trigger
language plpgsql set search_path = ''
as $$
begin
	-- An erased account leaves what it decided, without its name.
	if tg_op = 'UPDATE' and new.actor_id is null and to_jsonb(new) - 'actor_id' = to_jsonb(old) - 'actor_id' then return new; end if;
	raise exception 'policy_events is append-only' using errcode = 'insufficient_privilege';
end
$$;
create trigger keep_policy_events before update or delete on public.policy_events
	for each row execute function private.keep_policy_events();
create trigger keep_policy_events_whole before truncate on public.policy_events
	for each statement execute function private.keep_policy_events();

create function private.policy_settings(p public.contribution_policies) returns jsonb
language sql immutable set search_path = ''
as $$ select case when p.id is not null then to_jsonb(p) - '{id,theme,territory}'::text[] end $$;

create function private.policy_problems(p_settings jsonb) returns jsonb
language plpgsql immutable set search_path = ''
as $$
declare
	v_problems jsonb := '[]';
	v_key text;
begin
	if jsonb_typeof(p_settings) is distinct from 'object' then return jsonb_build_array(private.problem('wrong_type', null)); end if;
	for v_key in select key from jsonb_object_keys(p_settings) as key where key not in ('contribute', 'new_at_once', 'edits_at_once', 'visits_at_once',
		'edit_published', 'decisions_needed', 'retention_days') order by key loop
		v_problems := v_problems || private.problem('unknown_field', v_key);
	end loop;
	foreach v_key in array '{contribute,new_at_once,edits_at_once,visits_at_once,edit_published}'::text[] loop
		if p_settings -> v_key is null or not p_settings -> v_key <@ '["everyone", "members", "trusted", "moderators", "nobody"]' then
			v_problems := v_problems || private.problem('not_in_list', v_key);
		end if;
	end loop;
	if not coalesce(private.is_whole(p_settings -> 'decisions_needed', 1, 3), false) then
		v_problems := v_problems || private.problem('out_of_range', 'decisions_needed', '{"min": 1, "max": 3}');
	end if;
	if coalesce(p_settings -> 'retention_days', 'null') <> 'null' and not private.is_whole(p_settings -> 'retention_days', 30, 1095) then
		v_problems := v_problems || private.problem('out_of_range', 'retention_days', '{"min": 30, "max": 1095}');
	end if;
	return v_problems;
end
$$;

create function private.check_policy(p_theme text, p_territory text, p_settings jsonb) returns void
language plpgsql stable set search_path = ''
as $$
declare v_problems jsonb := '[]';
begin
	if not private.may_administer(p_theme, p_territory) then perform private.fail(403, jsonb_build_array(private.problem('not_allowed', null))); end if;
	if p_theme is not null and not exists (select from public.themes where id = p_theme) then v_problems := v_problems || private.problem('unknown_theme', 'theme'); end if;
	if p_territory is not null and not exists (select from public.territories where id = p_territory) then v_problems := v_problems || private.problem('not_in_list', 'territory'); end if;
	if p_settings is not null then v_problems := v_problems || private.policy_problems(p_settings);
	elsif p_theme is null and p_territory is null then v_problems := v_problems || private.problem('required', null); end if;
	if v_problems <> '[]' then perform private.fail(400, v_problems); end if;
end
$$;
comment on function private.check_policy is 'Whether the caller may give these rules (null: take them away) to this scope, and whether they are sound. Those of no theme and no territory stay.';

create function private.write_policy(p_theme text, p_territory text, p_settings jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
	p public.contribution_policies;
	v_before jsonb;
begin
	-- One change of the rules at a time: each knows what was before it.
	perform pg_advisory_xact_lock(hashtext('contribution policies'));
	select * into p from public.contribution_policies where theme is not distinct from p_theme and territory is not distinct from p_territory;
	v_before := private.policy_settings(p);
	if p_settings is null then
		delete from public.contribution_policies where id = p.id;
	elsif p.id is null then
		insert into public.contribution_policies select (jsonb_populate_record(null::public.contribution_policies,
			p_settings || jsonb_build_object('id', gen_random_uuid(), 'theme', p_theme, 'territory', p_territory))).*;
	else
		update public.contribution_policies set (contribute, new_at_once, edits_at_once, visits_at_once, edit_published, decisions_needed, retention_days)
			= (select n.contribute, n.new_at_once, n.edits_at_once, n.visits_at_once, n.edit_published, n.decisions_needed, n.retention_days
				from jsonb_populate_record(null::public.contribution_policies, p_settings) n)
		where id = p.id;
	end if;
	return v_before;
end
$$;
comment on function private.write_policy is 'Writes sound rules, or takes them away (null); answers with what was before.';

create function public.set_policy(p_theme text, p_territory text, p_settings jsonb, p_reason text default null) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_reason text := nullif(btrim(p_reason), '');
	v_before jsonb;
begin
	perform private.check_policy(p_theme, p_territory, p_settings);
	if char_length(v_reason) > 2000 then perform private.fail(400, jsonb_build_array(private.problem('too_long', 'reason', '{"max": 2000}'))); end if;
	if private.has_control_characters(v_reason, true) then perform private.fail(400, jsonb_build_array(private.problem('bad_format', 'reason'))); end if;
	v_before := private.write_policy(p_theme, p_territory, p_settings);
	if v_before is not distinct from (select private.policy_settings(p) from public.contribution_policies p
		where p.theme is not distinct from p_theme and p.territory is not distinct from p_territory) then return; end if;
	insert into public.policy_events (theme, territory, before, after, reason, actor_id)
	select p_theme, p_territory, v_before, (select private.policy_settings(p) from public.contribution_policies p
		where p.theme is not distinct from p_theme and p.territory is not distinct from p_territory), v_reason, auth.uid();
end
$$;
comment on function public.set_policy is 'PolicySettings of src/lib/domain/policies.ts for a theme and a territory (null: all); without settings, the wider rules hold there again. By an administrator of that scope, who may say why.';

create function public.policy_history(p_before bigint default null) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	if not private.is_administrator() then perform private.fail(403, jsonb_build_array(private.problem('not_allowed', null))); end if;
	return (with page as (
		select * from public.policy_events where p_before is null or id < p_before order by id desc limit 51
	), shown as (select * from page order by id desc limit 50)
	select jsonb_build_object('events', coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'theme', s.theme, 'territory', s.territory, 'before', s.before,
			'after', s.after, 'reason', s.reason, 'at', s.at, 'actor', private.name_of(s.actor_id), 'by_me', coalesce(s.actor_id = auth.uid(), false)) order by s.id desc), '[]'),
		'before', case when (select count(*) from page) > 50 then min(s.id) end) from shown s);
end
$$;
comment on function public.policy_history is 'PolicyEvent[] of src/lib/domain/policies.ts, newest first, 50 at a time; for administrators.';

create function private.policy_places(p_theme text, p_territory text) returns table (theme text, commune text)
language sql stable set search_path = ''
as $$
	select t.id, p.commune from public.themes t cross join private.ruled_places(p_territory) p where p_theme is null or t.id = p_theme
$$;
comment on function private.policy_places is 'Every place of a scope that the rules can tell apart.';

create function private.policy_census(p_theme text, p_territory text, p_people uuid[]) returns jsonb
language plpgsql stable set search_path = ''
as $$
begin
	return (select coalesce(jsonb_object_agg(person, places), '{}') from (
		select person, jsonb_object_agg(what, n) as places from (
			select u.person, w.what, count(*) filter (where private.policy_allows(u.person, w.what, p.theme, p.commune)) as n
			from unnest(p_people) as u(person) cross join unnest('{contribute,new,edit,visit,edit_published}'::text[]) as w(what)
			cross join private.policy_places(p_theme, p_territory) p
			group by u.person, w.what) counted
		group by person) people);
end
$$;
comment on function private.policy_census is 'In how many places of a scope the functions in force let each person do each thing.';

create function public.preview_policy(p_theme text, p_territory text, p_settings jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	-- Somebody signed in without any role: nobody has this id.
	c_anyone constant uuid := '00000000-0000-0000-0000-000000000000';
	v_speakers uuid[];
	v_groups jsonb;
	v_now jsonb;
	v_then jsonb;
begin
	perform private.check_policy(p_theme, p_territory, p_settings);
	-- People with the same roles are let do the same: one of them is asked for all.
	with people as (
		select m.user_id from public.memberships m where m.revoked_at is null
		union select r.author_id from public.records r where r.author_id is not null and (p_theme is null or r.theme = p_theme)
			and (p_territory is null or r.commune_insee in (select insee from public.territory_communes where territory = p_territory))
	), roles as (
		select p.user_id, coalesce((select array_agg(distinct concat_ws('|', m.role, coalesce(m.theme, '*'), coalesce(m.territory, '*')))
			from public.memberships m where m.user_id = p.user_id and m.revoked_at is null), '{}') as held from people p
	), grouped as (
		select case when held = '{}' then c_anyone else (min(user_id::text))::uuid end as speaker, array_agg(user_id order by user_id) as people from roles group by held
	)
	select coalesce(array_agg(speaker), '{}'), coalesce(jsonb_object_agg(speaker, to_jsonb(people)), '{}') into v_speakers, v_groups from grouped;
	if not c_anyone = any (v_speakers) then v_speakers := v_speakers || c_anyone; end if;
	v_now := private.policy_census(p_theme, p_territory, v_speakers);
	begin
		perform private.write_policy(p_theme, p_territory, p_settings);
		v_then := private.policy_census(p_theme, p_territory, v_speakers);
		raise exception 'only to see' using errcode = 'PV001';
	exception when sqlstate 'PV001' then null;
	end;
	return (select jsonb_object_agg(what, jsonb_build_object(
			'anyone', jsonb_build_object('now', (v_now -> c_anyone::text ->> what)::int > 0, 'then', (v_then -> c_anyone::text ->> what)::int > 0),
			'now', (select coalesce(sum(jsonb_array_length(g.people)), 0) from jsonb_each(v_groups) as g(speaker, people) where (v_now -> g.speaker ->> what)::int > 0),
			'then', (select coalesce(sum(jsonb_array_length(g.people)), 0) from jsonb_each(v_groups) as g(speaker, people) where (v_then -> g.speaker ->> what)::int > 0),
			'gained', private.previewed_people(v_groups, v_now, v_then, what, 1), 'lost', private.previewed_people(v_groups, v_now, v_then, what, -1)))
		from unnest('{contribute,new,edit,visit,edit_published}'::text[]) as what);
end
$$;
comment on function public.preview_policy is 'PolicyPreview of src/lib/domain/policies.ts: whom these rules (null: none of their own) would let do more or less in this scope, said by the functions in force under them. Nothing is kept.';

create function private.previewed_people(p_groups jsonb, p_now jsonb, p_then jsonb, p_what text, p_sign int) returns jsonb
language sql stable set search_path = ''
as $$
	with touched as (
		select person::uuid as id from jsonb_each(p_groups) as g(speaker, people), jsonb_array_elements_text(g.people) as person
		where sign((p_then -> g.speaker ->> p_what)::int - (p_now -> g.speaker ->> p_what)::int) = p_sign
	)
	select jsonb_build_object('count', (select count(*) from touched),
		-- By name as far as they want one: the others are counted.
		'names', (select coalesce(jsonb_agg(name order by name), '[]') from (
			select private.name_of(t.id) as name from touched t order by 1 limit 50) n where name is not null))
$$;
comment on function private.previewed_people is 'Who could do it in more places (1) or in fewer (-1).';

revoke execute on function private.keep_policy_events(), private.policy_settings(public.contribution_policies), private.policy_problems(jsonb), private.check_policy(text, text, jsonb),
	private.write_policy(text, text, jsonb), private.policy_places(text, text), private.policy_census(text, text, uuid[]),
	private.previewed_people(jsonb, jsonb, jsonb, text, int), public.set_policy(text, text, jsonb, text), public.policy_history(bigint),
	public.preview_policy(text, text, jsonb) from public, anon, authenticated;
grant execute on function public.set_policy(text, text, jsonb, text), public.policy_history(bigint), public.preview_policy(text, text, jsonb) to authenticated;
