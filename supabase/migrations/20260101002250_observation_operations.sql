-- Adding a visit: « je suis repassé devant ».

create function private.observation_change(o public.observations) returns jsonb
language sql stable set search_path = ''
as $$
	select jsonb_build_object('observation.' || o.id, jsonb_build_object('old', null, 'new', jsonb_build_object(
		'observed_at', private.to_iso(o.observed_at, o.observed_offset), 'properties', o.properties, 'note', o.note)))
$$;

create function private.seen_content(r public.records, o public.observations) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
	v_keys text[] := private.visit_keys(r.theme, r.concept);
	v_untold text[] := '{}';
begin
	if o.author_id is distinct from r.author_id then
		-- Its author was not shown these, or not whole, so their silence about them says nothing.
		select coalesce(array_agg(key), '{}') into v_untold from jsonb_object_keys(r.properties) as key
		where key = any (v_keys)
			and private.public_visit(r.theme, r.concept, r.sensitivity, r.properties) -> key is distinct from r.properties -> key;
	end if;
	return (r.properties - array(select unnest(v_keys) except select unnest(v_untold)))
		|| private.visit_properties(r.theme, r.concept, o.properties);
end
$$;
comment on function private.seen_content is 'The properties of a record once a visit says what was last seen of it. The object''s own stay as they are.';

create function private.accept_observation(r public.records, o public.observations, p_op jsonb default null) returns public.records
language plpgsql set search_path = ''
as $$
declare
	v_content jsonb := private.record_content(r);
	v_seen jsonb;
	v_changes jsonb := '{}';
begin
	update public.observations set status = 'accepted', accepted_at = now(), reason = null where id = o.id returning * into o;
	if r.status = 'published' then
		update public.photos set accepted_at = now()
		where observation_id = o.id and accepted_at is null and received_at is not null and removed_at is null;
	end if;
	-- One that was made before what is known already completes the past and changes nothing else.
	if (private.latest_visit(r.id)).id = o.id then
		v_seen := private.seen_content(r, o);
		select coalesce(jsonb_object_agg('properties.' || key, jsonb_build_object('old', r.properties -> key, 'new', v_seen -> key)), '{}')
		into v_changes from (select jsonb_object_keys(r.properties) union select jsonb_object_keys(v_seen)) as k(key)
		where r.properties -> key is distinct from v_seen -> key;
	end if;
	if v_changes = '{}' then
		-- Stamped all the same: when it was last seen is shown with it.
		update public.records set licence = licence where id = r.id returning * into r;
		return r;
	end if;
	r := private.write_content(r, v_content || jsonb_build_object('properties', v_seen), v_changes);
	perform private.log(r, 'updated', v_changes, p_op, p_actor_id => o.author_id, p_observation_id => o.id);
	return r;
end
$$;
comment on function private.accept_observation is 'Lets a visit count. When it is the latest, the record''s fields of visits become its values.';

create function private.apply_add_observation(op jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
	r public.records;
	o public.observations;
	v_new jsonb := op -> 'observation';
	v_full boolean;
	v_problems jsonb;
	v_tells boolean;
begin
	select * into r from public.records where id = (op ->> 'record_id')::uuid for update;
	v_full := r.id is not null and private.has_full_access(r);
	if private.missing_record(r, v_full) is not null then return private.missing_record(r, v_full); end if;
	if r.status in ('rejected', 'archived') then return private.refusal('wrong_status', null, jsonb_build_object('status', r.status)); end if;
	select * into o from public.observations where id = (v_new ->> 'id')::uuid;
	if o.id is not null then
		-- Sent before under another op_id: harmless when it is the same visit.
		if o.record_id = r.id and not o.is_first and coalesce(o.author_id = auth.uid(), false)
			and o.observed_at = private.to_moment(v_new -> 'observed_at') then
			return private.answer('applied', r, o.status = 'pending');
		end if;
		return private.refusal('not_allowed', 'observation.id');
	end if;
	v_problems := private.visit_problems(r.theme, r.concept, case when v_full then r.properties else r.public_properties end, v_new,
		(op ->> 'form_version')::int);
	if v_problems <> '[]' then return private.answer('refused', r, p_problems => v_problems); end if;
	insert into public.observations (id, record_id, author_id, observed_at, observed_offset, properties, note)
	values ((v_new ->> 'id')::uuid, r.id, auth.uid(), private.to_moment(v_new -> 'observed_at'),
		private.offset_minutes(v_new ->> 'observed_at'), v_new -> 'properties', nullif(btrim(v_new ->> 'note'), ''))
	returning * into o;
	perform private.log(r, 'observed', private.observation_change(o), op, p_observation_id => o.id);
	-- What is not published is looked at as a whole later; nobody but its author and moderators comes here.
	if r.status <> 'published' or private.published_at_once('visit', r.theme, r.commune_insee) then
		-- Of what it is made on, a device may say nothing, or nonsense: then it is told.
		v_tells := case when private.is_whole(op -> 'base_version', 1, r.version)
			then private.changed_elsewhere_since(r.id, (op ->> 'base_version')::int, op ->> 'device_id') <> '{}' else true end;
		r := private.accept_observation(private.resubmit(r), o, op);
		return private.done(r, false, p_tells => v_full and v_tells);
	end if;
	update public.records set licence = licence where id = r.id returning * into r;
	return private.answer('applied', r, true);
end
$$;

revoke execute on all functions in schema private from public;
