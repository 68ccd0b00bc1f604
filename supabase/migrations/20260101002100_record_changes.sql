-- Changes of a record, path by path: reading, comparing, applying, writing.

create function private.record_content(r public.records) returns jsonb
language sql stable
return jsonb_build_object('theme', r.theme, 'concept', r.concept, 'geometry', private.to_geojson(r.geometry),
	'position', r.position, 'properties', r.properties, 'sensitivity', r.sensitivity,
	'observed_at', private.to_iso(r.observed_at, r.observed_offset));
comment on function private.record_content is 'RecordCore without its id: what operations change and validate_record checks.';

create function private.value_at(p_content jsonb, p_path text) returns jsonb
language sql immutable
return coalesce(case when p_path like 'properties.%' then p_content -> 'properties' -> substr(p_path, 12)
	else p_content -> p_path end, 'null');

create function private.same_value(p_path text, a jsonb, b jsonb) returns boolean
language plpgsql stable set search_path = ''
as $$
begin
	a := coalesce(a, 'null');
	b := coalesce(b, 'null');
	if a = b then return true; end if;
	if p_path = 'observed_at' then return coalesce(private.to_moment(a) = private.to_moment(b), false); end if;
	if p_path = 'position' and jsonb_typeof(a) = 'object' and jsonb_typeof(b) = 'object' then
		return jsonb_strip_nulls(a) = jsonb_strip_nulls(b);
	end if;
	if p_path <> 'geometry' then return false; end if;
	if private.validate_geometry(a, '{point,line,polygon}') <> '[]' or private.validate_geometry(b, '{point,line,polygon}') <> '[]' then
		return false;
	end if;
	return extensions.st_orderingequals(private.to_geometry(a), private.to_geometry(b));
end
$$;
comment on function private.same_value is 'Whether two values of a path say the same: moments by moment, geometries by coordinates without altitude.';

create function private.with_changes(p_content jsonb, p_changes jsonb) returns jsonb
language plpgsql immutable set search_path = ''
as $$
declare
	v_own jsonb;
	v_properties jsonb;
	v_gone text[];
begin
	select jsonb_object_agg(key, value -> 'new') filter (where key not like 'properties.%'),
		jsonb_object_agg(substr(key, 12), value -> 'new') filter (where key like 'properties.%' and value -> 'new' <> 'null'),
		array_agg(substr(key, 12)) filter (where key like 'properties.%' and value -> 'new' = 'null')
	into v_own, v_properties, v_gone from jsonb_each(p_changes);
	return p_content || coalesce(v_own, '{}') || jsonb_build_object('properties',
		(coalesce(p_content -> 'properties', '{}') - coalesce(v_gone, '{}')) || coalesce(v_properties, '{}'));
end
$$;

create function private.new_problems(p_before jsonb, p_after jsonb, p_changes jsonb, p_form_version int default null) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
	v_problems jsonb := private.validate_record(p_after, p_form_version);
	v_known jsonb;
begin
	if v_problems = '[]' then return v_problems; end if;
	v_known := private.validate_record(p_before, p_form_version);
	return (select coalesce(jsonb_agg(problem), '[]') from jsonb_array_elements(v_problems) as problem
		-- A row of a group changes with its whole group.
		where p_changes ? split_part(problem ->> 'field', '[', 1) or not v_known @> jsonb_build_array(problem));
end
$$;
comment on function private.new_problems is 'Problems that a change brings, by the form it was made with. A record made under an older vocabulary can still be corrected elsewhere.';

create function private.sensitivity_rank(p_sensitivity text) returns int
language sql immutable parallel safe
return case p_sensitivity when 'hidden' then 2 when 'blurred' then 1 when 'public' then 0 end;

create function private.least_sensitivity(p_concept text) returns text
language plpgsql stable set search_path = ''
as $$ begin return (select sensitivity from public.concepts where id = p_concept); end $$;

create function private.known_form(p_theme text, p_version int) returns int
language plpgsql stable set search_path = ''
as $$
begin
	-- A number that was never published means the form in force, which is what judged the content.
	return case when exists (select from public.form_versions v where v.theme = p_theme and v.version = p_version)
		then p_version else (select form_version from public.themes where id = p_theme) end;
end
$$;

create function private.write_content(r public.records, p_content jsonb, p_changes jsonb, p_form_version int default null) returns public.records
language plpgsql set search_path = ''
as $$
begin
	update public.records set
		theme = p_content ->> 'theme',
		concept = p_content ->> 'concept',
		-- Untouched stays bit for bit the same.
		geometry = case when p_changes ? 'geometry' then private.to_geometry(p_content -> 'geometry') else geometry end,
		position = private.clean_position(p_content -> 'position'),
		properties = p_content -> 'properties',
		sensitivity = p_content ->> 'sensitivity',
		observed_at = case when p_changes ? 'observed_at' then private.to_moment(p_content -> 'observed_at') else observed_at end,
		observed_offset = case when p_changes ? 'observed_at' then private.offset_minutes(p_content ->> 'observed_at') else observed_offset end,
		licence = case when theme = p_content ->> 'theme' then licence else (select t.licence from public.themes t where t.id = p_content ->> 'theme') end,
		version = version + 1,
		form_version = case when theme = p_content ->> 'theme' then greatest(form_version, private.known_form(theme, p_form_version))
			else private.known_form(p_content ->> 'theme', p_form_version) end
	where id = r.id
	returning * into r;
	return r;
end
$$;
comment on function private.write_content is 'The one place that changes the content of a record. Everything in it was validated.';

create function private.accept_photos(p_record_id uuid) returns void
language sql set search_path = ''
as $$
	-- Only what has been received can have been looked at.
	update public.photos set accepted_at = now()
	where record_id = p_record_id and accepted_at is null and received_at is not null and removed_at is null
		and (observation_id is null or exists (select from public.observations o where o.id = observation_id and o.status = 'accepted'))
$$;

create function private.log(r public.records, p_kind text, p_changes jsonb default '{}', p_op jsonb default null,
	p_proposal_id uuid default null, p_parallel boolean default false, p_actor_id uuid default auth.uid(),
	p_observation_id uuid default null, p_why text default null, p_reason text default null) returns void
language plpgsql set search_path = ''
as $$
begin
	insert into public.record_history (record_id, version, kind, actor_id, op_id, proposal_id, observation_id, changes, status, reason, why, device_time, parallel)
	values (r.id, r.version, p_kind, p_actor_id, (p_op ->> 'op_id')::uuid, p_proposal_id, p_observation_id, p_changes, r.status,
		coalesce(p_reason, r.reason), p_why, p_op ->> 'device_time', p_parallel);
end
$$;

create function private.propose(r public.records, p_changes jsonb, p_full boolean, p_op jsonb) returns boolean
language plpgsql set search_path = ''
as $$
declare
	v_prior public.proposals;
	v_content jsonb := private.record_content(r);
	v_changes jsonb;
	v_id uuid;
begin
	select * into v_prior from public.proposals
	where record_id = r.id and author_id = auth.uid() and status in ('pending', 'changes_requested', 'rejected') for update;
	v_changes := coalesce(v_prior.changes, '{}') || p_changes;
	if p_full then
		-- What has become true by itself, or was taken back, is no change any more.
		select coalesce(jsonb_object_agg(key, value), '{}') into v_changes from jsonb_each(v_changes)
		where key = 'deleted' or key like 'photos.%' or not private.same_value(key, value -> 'new', private.value_at(v_content, key));
	end if;
	update public.proposals set status = 'replaced', updated_at = now() where id = v_prior.id;
	if v_changes = '{}' then return false; end if;
	insert into public.proposals (record_id, author_id, changes, form_version)
	values (r.id, auth.uid(), v_changes, coalesce((p_op ->> 'form_version')::int, v_prior.form_version)) returning id into v_id;
	perform private.log(r, 'proposed', v_changes, p_op, v_id);
	return true;
end
$$;
comment on function private.propose is 'Puts changes (old: the server''s values) beside a published record, together with those its author already proposed. False when nothing is left to propose.';
