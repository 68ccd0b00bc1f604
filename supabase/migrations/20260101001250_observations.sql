-- Visits: what was seen of a record on one day. The first is made with the record; the others are added over
-- time. What a record holds in the fields asked at each visit is what its latest accepted visit says.

create table public.observations (
	id uuid primary key,
	record_id uuid not null references public.records (id) on delete cascade,
	author_id uuid references public.profiles (id) on delete set null,
	is_first boolean not null default false,
	observed_at timestamptz not null,
	observed_offset smallint not null default 0,
	properties jsonb not null default '{}' check (jsonb_typeof(properties) = 'object'),
	note text check (char_length(note) <= 2000),
	status text not null default 'pending' check (status in ('pending', 'accepted', 'rejected')),
	reason text,
	created_at timestamptz not null default now(),
	accepted_at timestamptz,
	check (is_first = (id = record_id)),
	check ((status = 'accepted') = (accepted_at is not null))
);
create index observations_record_idx on public.observations (record_id, observed_at);
create index observations_author_idx on public.observations (author_id);
create index observations_queue_idx on public.observations (created_at, id) where status = 'pending';

alter table public.observations enable row level security;
revoke all on public.observations from anon, authenticated;
-- No grant and no policy: its properties hold fields that are not public. People read it in a record
-- (record_for_me, pull_changes, moderation_queue), everyone in published_observations.

comment on table public.observations is 'One row per visit. The first has the id of its record and is kept in step with it; the object''s own fields are in the record alone.';

create function private.seen_at(o public.observations) returns timestamptz
language sql immutable parallel safe
return least(o.observed_at, o.created_at);
comment on function private.seen_at is 'When a visit counts as made: a device whose clock runs years ahead does not stay the latest for years.';

create function private.visit_keys(p_theme text, p_concept text) returns text[]
language plpgsql stable security definer set search_path = ''
as $$
declare v_lineage text[] := private.concept_lineage(p_concept);
begin
	return (select coalesce(array_agg(distinct f.key), '{}') from public.field_definitions f
		where f.theme = p_theme and f.per_visit and (f.concept is null or f.concept = any (v_lineage)));
end
$$;
comment on function private.visit_keys is 'Fields asked anew at each visit of a concept.';

create function private.visit_properties(p_theme text, p_concept text, p_properties jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare v_keys text[] := private.visit_keys(p_theme, p_concept);
begin
	return (select coalesce(jsonb_object_agg(p.key, p.value), '{}') from jsonb_each(p_properties) p where p.key = any (v_keys));
end
$$;
comment on function private.visit_properties is 'The part of a record''s properties that was last seen at a visit.';

create function private.latest_visit(p_record_id uuid) returns public.observations
language plpgsql stable set search_path = ''
as $$
declare v_latest public.observations;
begin
	select o.* into v_latest from public.observations o where o.record_id = p_record_id and o.status = 'accepted'
	order by private.seen_at(o) desc, o.id desc limit 1;
	return v_latest;
end
$$;

create function private.keep_visits() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
	v_seen jsonb := private.visit_properties(new.theme, new.concept, new.properties);
	v_latest public.observations;
begin
	if (new.observed_at, new.observed_offset) is distinct from (old.observed_at, old.observed_offset) then
		update public.observations set observed_at = new.observed_at, observed_offset = new.observed_offset where id = new.id;
	end if;
	-- Who corrects what was last seen corrects the visit that saw it.
	v_latest := private.latest_visit(new.id);
	if v_latest.properties is distinct from v_seen then
		update public.observations set properties = v_seen where id = v_latest.id;
	end if;
	return null;
end
$$;
comment on function private.keep_visits is 'The latest visit says what the record holds, whoever writes the row.';
create trigger keep_visits after update on public.records
	for each row execute function private.keep_visits();

create function private.make_first_visits() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	-- A phone that was away for a day brings many records of few concepts: each is looked up once.
	with forms as materialized (
		select d.theme, d.concept, private.visit_keys(d.theme, d.concept) as keys from (select distinct a.theme, a.concept from added a) d
	)
	insert into public.observations (id, record_id, author_id, is_first, observed_at, observed_offset, properties, status, created_at, accepted_at)
	select a.id, a.id, a.author_id, true, a.observed_at, a.observed_offset,
		(select coalesce(jsonb_object_agg(p.key, p.value), '{}') from jsonb_each(a.properties) p where p.key = any (f.keys)),
		'accepted', a.created_at, now()
	from added a join forms f on f.theme = a.theme and f.concept = a.concept;
	return null;
end
$$;
comment on function private.make_first_visits is 'Every record begins with a visit, whoever writes the row.';
create trigger make_first_visits after insert on public.records referencing new table as added
	for each statement execute function private.make_first_visits();

create function private.refresh_visits_of_theme() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	update public.records r set licence = licence
	where r.theme in (select a.theme from after a join before b using (id) where a.per_visit <> b.per_visit)
		and (private.latest_visit(r.id)).properties is distinct from private.visit_properties(r.theme, r.concept, r.properties);
	return null;
end
$$;
comment on function private.refresh_visits_of_theme is 'When a form makes a field one of the visits, or of the object.';
create trigger refresh_visits after update on public.field_definitions referencing old table as before new table as after
	for each statement execute function private.refresh_visits_of_theme();

create function private.last_seen_at(r public.records) returns timestamptz
language plpgsql stable security definer set search_path = ''
as $$
begin
	return greatest(least(r.observed_at, r.created_at), (
		select max(private.seen_at(o)) from public.observations o
		where o.record_id = r.id and o.status = 'accepted' and not o.is_first));
end
$$;

create function private.may_read_visit(p_observation_id uuid, p_theme text, p_insee text) returns boolean
language sql stable security definer set search_path = ''
as $$
	select p_observation_id is null
		or private.in_scope((select private.moderation_keys()), p_theme, p_insee)
		or exists (select from public.observations o where o.id = p_observation_id
			and (o.status = 'accepted' or o.author_id = (select auth.uid())))
$$;
comment on function private.may_read_visit is 'Whether the caller, who may read the record whole, may also read what belongs to one of its visits: one that waits or was refused concerns its author and the moderators of the place.';

create function private.visit_problems(p_theme text, p_concept text, p_object jsonb, p_visit jsonb, p_form_version int default null) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
	-- By the form it was made with, as everything else.
	v_keys text[] := array(select f.key from private.fields_for(p_theme, p_concept, p_form_version) f where f.per_visit);
	v_answers jsonb := (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(p_visit -> 'properties') where key = any (v_keys));
	v_problems jsonb := '[]';
begin
	if private.is_blank(p_visit -> 'observed_at') then
		v_problems := v_problems || private.problem('required', 'observed_at');
	elsif private.to_moment(p_visit -> 'observed_at') is null then
		v_problems := v_problems || private.problem('bad_format', 'observed_at');
	end if;
	if char_length(p_visit ->> 'note') > 2000 then
		v_problems := v_problems || private.problem('too_long', 'note', '{"max": 2000}');
	elsif private.has_control_characters(p_visit ->> 'note', true) then
		v_problems := v_problems || private.problem('bad_format', 'note');
	end if;
	return v_problems
		|| (select coalesce(jsonb_agg(private.problem('unknown_field', 'properties.' || key) order by key), '[]')
			from jsonb_object_keys(p_visit -> 'properties') as key where not key = any (v_keys))
		-- Conditions may look at the object; what is wrong with the object is not this visit's matter.
		|| (select coalesce(jsonb_agg(problem), '[]')
			from jsonb_array_elements(private.validate_properties(p_theme, p_concept, (p_object - v_keys) || v_answers, p_form_version)) as problem
			where problem ->> 'field' = 'properties' or substring(problem ->> 'field' from '^properties\.([a-z][a-z0-9_]*)') = any (v_keys));
end
$$;
comment on function private.visit_problems is 'Problem[] of one visit, as src/lib/domain/visit.ts finds them. p_object: the record''s properties that the caller may know.';

revoke execute on all functions in schema private from public;
-- Policies of photos and of history call it with the reader's rights. It tells about one visit, by its id.
grant execute on function private.may_read_visit(uuid, text, text) to authenticated;
