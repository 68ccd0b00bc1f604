-- Who is told of an event, and what they may read of it at the moment they read it.

create table public.notices (
	id uuid primary key default gen_random_uuid(),
	user_id uuid not null references public.profiles (id) on delete cascade,
	event_id bigint not null references private.notice_events (id) on delete cascade,
	subscription_id uuid references public.subscriptions (id) on delete set null,
	at timestamptz not null,
	mail text not null check (mail in ('now', 'daily', 'weekly', 'never')),
	read_at timestamptz,
	mailed_at timestamptz,
	created_at timestamptz not null default now(),
	unique (user_id, event_id)
);
create index notices_user_idx on public.notices (user_id, at desc, id);
create index notices_event_idx on public.notices (event_id);
create index notices_subscription_idx on public.notices (subscription_id);
create index notices_unmailed_idx on public.notices (mail, user_id) where mailed_at is null and mail <> 'never';
alter table public.notices enable row level security;
revoke all on public.notices from anon, authenticated;
-- No grant and no policy: what a notice says is worked out at each reading, by sync_notices.
comment on table public.notices is 'One row per person and event. subscription_id: why, when it is not about their own work.';

create function private.notice_audience(e private.notice_events) returns table (user_id uuid, subscription_id uuid, mail text)
language plpgsql stable set search_path = ''
as $$
declare
	r public.records;
	v_item_author uuid;
	v_waits boolean := false;
begin
	select * into r from public.records where id = e.record_id;
	if e.history_id is not null then
		select coalesce(p.author_id, o.author_id), coalesce(o.status <> 'accepted', false) into v_item_author, v_waits
		from public.record_history h left join public.proposals p on p.id = h.proposal_id
			left join public.observations o on o.id = h.observation_id where h.id = e.history_id;
	end if;
	return query
	select distinct on (c.who) c.who, c.via, c.pace from (
		select who, null::uuid as via, private.own_mail(who) as pace from unnest(e.audience) as who
		union all
		-- What becomes of a proposal or a visit concerns who made it; what becomes of the record, its author.
		select who, null, private.own_mail(who) from unnest(array[v_item_author,
			case when e.kind not like 'proposal\_%' and e.kind <> 'observation_rejected' and not v_waits then r.author_id end]) as who
		where e.history_id is not null
		union all
		select s.user_id, s.id, s.mail from public.subscriptions s
		where e.kind in ('published', 'updated', 'observed', 'photo_added', 'deleted', 'restored', 'archived', 'withdrawn', 'merged', 'transferred')
			and r.id is not null and not v_waits and (
				(s.kind = 'record' and (s.target = r.id::text or s.target in (select x.id::text from public.records x where x.replaced_by = r.id)))
				or (s.kind = 'theme' and s.target = r.theme)
				or (s.kind = 'area' and (s.target = 'commune:' || r.commune_insee or s.target in (
					select tc.territory from public.territory_communes tc where tc.insee = r.commune_insee)))
				or (s.kind = 'concept' and s.target = any (private.concept_lineage(r.concept)))
				or (s.kind = 'person' and s.target = r.author_id::text and r.public_geometry is not null and exists (
					select from public.profiles a where a.id = r.author_id and private.shown_name(a) is not null)))
			and (r.public_geometry is not null or private.may_read_fully(s.user_id, r))
	) c
	where c.who is not null and c.who is distinct from e.actor_id
		and exists (select from public.profiles p where p.id = c.who)
	-- Once per person, by the fastest of the reasons.
	order by c.who, array_position('{now,daily,weekly,never}'::text[], c.pace), c.via is not null;
end
$$;

create function private.spread_events(p_limit int default 200) returns int
language plpgsql security definer set search_path = ''
as $$
declare
	e private.notice_events;
	v_count int := 0;
begin
	for e in select * from private.notice_events where spread_at is null and due_at <= now()
		order by due_at, id limit p_limit for update skip locked
	loop
		insert into public.notices (user_id, event_id, subscription_id, at, mail)
		select a.user_id, e.id, a.subscription_id, e.at, a.mail from private.notice_audience(e) a
		on conflict (user_id, event_id) do nothing;
		update private.notice_events set spread_at = now(), audience = '{}' where id = e.id;
		v_count := v_count + 1;
	end loop;
	return v_count;
end
$$;
comment on function private.spread_events is 'Tells each event that is due to whom it concerns, once. Returns how many events were told.';

create function private.value_words(p_field public.field_definitions, p_value jsonb, p_lang text) returns text
language plpgsql stable set search_path = ''
as $$
declare v_names text;
begin
	-- What no field describes (the place, the theme, who may see it) is a code: that it changed is said, no more.
	if p_field.key is null or p_value is null or p_value = 'null' then return null; end if;
	if p_field.kind in ('choice', 'multiple_choice', 'hierarchical_choice') then
		select string_agg(coalesce(n.names ->> p_lang, n.names ->> 'fr', n.code), ', ' order by n.place) into v_names
		from (select code, place, (select private.concept_name(c.id) from public.concepts c
				where c.scheme = p_field.scheme and (c.id = code or c.notation = code) limit 1) as names
			from jsonb_array_elements_text(case jsonb_typeof(p_value) when 'array' then p_value else jsonb_build_array(p_value) end)
				with ordinality as a(code, place)) n;
		return v_names;
	end if;
	-- What a link points to may be hidden, and rows of a group do not fit a line.
	if p_field.kind in ('record_link', 'group') then return null; end if;
	return left(nullif(case jsonb_typeof(p_value)
		when 'string' then p_value #>> '{}'
		when 'number' then concat_ws(' ', p_value #>> '{}', p_field.unit)
		when 'boolean' then case p_value when 'true' then '✓' else '✗' end
		when 'object' then concat_ws(' ', coalesce(p_value ->> 'text', p_value ->> 'value', p_value ->> 'name'), p_value ->> 'unit')
		when 'array' then (select string_agg(v, ', ') from jsonb_array_elements_text(p_value) as v) end, ''), 300);
end
$$;
comment on function private.value_words is 'A value as one line in a language; null when there is nothing to say in a line.';

create function private.notice_changes(r public.records, e private.notice_events, p_full boolean, p_lang text) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare v_lineage text[] := private.concept_lineage(r.concept);
begin
	return (
		select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('path', c.path, 'label', coalesce((c.field).label, case c.path
			when 'concept' then '{"fr": "Ce que c’est", "oc": "Çò qu’es", "en": "What it is"}'::jsonb
			when 'theme' then '{"fr": "Thème", "oc": "Tèma", "en": "Theme"}'::jsonb
			when 'sensitivity' then '{"fr": "Qui voit le lieu", "oc": "Qual vei lo luòc", "en": "Who sees the place"}'::jsonb end), 'kind', (c.field).kind,
			'old', private.value_words(c.field, c.old, p_lang), 'new', private.value_words(c.field, c.new, p_lang))) order by c.path), '[]')
		from (
			select ch.key as path, f.def as field, ch.value -> 'old' as old, ch.value -> 'new' as new
			from public.record_history h cross join lateral jsonb_each(h.changes) ch
			left join lateral (select d as def from public.field_definitions d where d.theme = r.theme
				and ch.key = 'properties.' || d.key and (d.concept is null or d.concept = any (v_lineage)) order by d.concept limit 1) f on true
			where h.id = e.history_id and h.kind = 'updated' and (
				p_full or (ch.key like 'properties.%' and substr(ch.key, 12) = any (e.public_keys)
					and private.public_properties(r.theme, r.concept, jsonb_build_object(substr(ch.key, 12), 1)) <> '{}')
				-- That it was moved, never where: nor even that, where the place is blurred.
				or (ch.key = 'geometry' and r.sensitivity = 'public' and e.public_keys is not null))
				and ch.key not in ('position', 'observed_at', 'form_version') and ch.key not like 'photos.%'
			order by ch.key limit 30
		) c);
end
$$;
comment on function private.notice_changes is 'Old and new values in words. A place is never among them, whoever reads.';

create function private.notice_json(p_user uuid, p_lang text, n public.notices, e private.notice_events) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	r public.records;
	h public.record_history;
	s public.subscriptions;
	v_said public.comments;
	v_full boolean := false;
	v_own boolean := false;
	v_answer jsonb;
begin
	v_answer := jsonb_build_object('id', n.id, 'kind', e.kind, 'at', e.at, 'read_at', n.read_at, 'facts', e.facts);
	if n.subscription_id is not null then
		select * into s from public.subscriptions where id = n.subscription_id;
		v_answer := v_answer || jsonb_build_object('because', jsonb_build_object('id', s.id, 'kind', s.kind, 'name', private.subscription_name(s)));
	end if;
	if e.record_id is null then return v_answer; end if;
	-- A comment may have gone to another record since, or out of sight.
	select * into v_said from public.comments where id = (e.facts ->> 'comment_id')::uuid;
	select * into r from public.records where id = coalesce(v_said.record_id, e.record_id);
	v_full := private.may_read_fully(p_user, r);
	if not v_full and (r.public_geometry is null or e.kind = 'appealed') then return null; end if;
	if e.facts ? 'comment_id' and (v_said.id is null or v_said.hidden_at is not null or not private.may_read_comment(p_user, v_said, r)) then return null; end if;
	if e.kind = 'undone' then v_own := r.author_id = p_user; end if;
	if e.kind in ('proposal_accepted', 'observation_accepted') then v_own := true; end if;
	if e.history_id is not null then
		select * into h from public.record_history where id = e.history_id;
		v_own := p_user = coalesce((select p.author_id from public.proposals p where p.id = h.proposal_id),
			(select o.author_id from public.observations o where o.id = h.observation_id), r.author_id);
	end if;
	return v_answer || jsonb_build_object(
		'record_id', case when r.deleted_at is null then r.id end,
		'deleted', r.deleted_at is not null,
		'theme', r.theme,
		'own', coalesce(v_own, false),
		-- Exact for its author too where it is read here, but a mail goes through many hands: see mail_content.
		'hidden', r.sensitivity = 'hidden',
		'title', case when v_full then (select case jsonb_typeof(r.properties -> t.title_field) when 'string' then r.properties ->> t.title_field
			when 'object' then r.properties -> t.title_field ->> 'text' end from public.themes t where t.id = r.theme) else r.title end,
		'concept', private.concept_name(r.concept),
		'commune', (select c.nom from public.communes c where c.insee = r.commune_insee),
		-- Moderators act for the commons: what was decided is told, not by whom.
		'actor', case when e.kind in ('updated', 'deleted', 'restored', 'photo_added', 'observed', 'commented', 'mentioned', 'closed', 'appealed')
			then (select private.shown_name(a) from public.profiles a where a.id = e.actor_id) end,
		'reason', case when coalesce(v_own, false) and h.kind in ('changes_requested', 'rejected', 'archived', 'appeal_rejected', 'transferred')
				then coalesce(h.reason, '')
			when coalesce(v_own, false) and h.proposal_id is not null then (select p.reason from public.proposals p where p.id = h.proposal_id)
			when coalesce(v_own, false) and h.observation_id is not null then (select o.reason from public.observations o where o.id = h.observation_id) end,
		'changes', case when e.kind = 'updated' then private.notice_changes(r, e, v_full, p_lang) else '[]' end);
end
$$;
comment on function private.notice_json is 'Notice of src/lib/domain/notices.ts with the rights of its reader now; null when they may not know of it any more.';

create function private.readable_notices(p_user uuid, p_lang text, p_limit int) returns jsonb
language sql stable security definer set search_path = ''
as $$
	select coalesce(jsonb_agg(x.notice order by x.at desc, x.id), '[]') from (
		select n.id, n.at, private.notice_json(p_user, p_lang, n, e) as notice
		from public.notices n join private.notice_events e on e.id = n.event_id
		where n.user_id = p_user order by n.at desc, n.id limit p_limit) x
	where x.notice is not null
$$;

create function private.is_time_zone(p_zone text) returns boolean
language plpgsql stable set search_path = ''
as $$
begin
	-- Asking for the list of all zones reads hundreds of files.
	return p_zone ~ '^(UTC|[A-Za-z]+(/[A-Za-z0-9_+-]+){1,2})$' and (now() at time zone p_zone) is not null;
exception when invalid_parameter_value then
	return false;
end
$$;

create function public.sync_notices(p_read uuid[] default '{}', p_lang text default 'fr', p_zone text default null) returns jsonb
language plpgsql security definer set search_path = ''
as $$
begin
	if p_lang is null or p_lang not in ('fr', 'oc', 'en') then
		perform private.fail(400, jsonb_build_array(private.problem('not_in_list', 'lang')));
	end if;
	update public.notices set read_at = now() where user_id = auth.uid() and id = any (p_read) and read_at is null;
	-- An unknown zone is left alone: the digest then comes at the hour of Paris.
	if private.is_time_zone(p_zone) then
		insert into public.notice_settings (user_id, time_zone) values (auth.uid(), p_zone)
		on conflict (user_id) do update set time_zone = excluded.time_zone where public.notice_settings.time_zone <> excluded.time_zone;
	end if;
	-- So that they come without a job beside a hosted project too.
	perform private.spread_events(50);
	return private.readable_notices(auth.uid(), p_lang, 100);
end
$$;
comment on function public.sync_notices is 'Takes what was read on the device, and answers with the hundred latest notices, newest first. What is not in it is gone.';

revoke execute on all functions in schema private from public;
revoke execute on function public.sync_notices(uuid[], text, text) from public, anon, authenticated;
grant execute on function public.sync_notices(uuid[], text, text) to authenticated;
