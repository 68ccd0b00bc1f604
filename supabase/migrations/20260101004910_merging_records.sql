-- Two records of the same thing: one stays, the other is archived and leads to it. Photos and visits move, with
-- whoever made them; a photo's file keeps its name.

create function private.merge_plan(r public.records, p_into text) returns jsonb
language plpgsql set search_path = ''
as $$
declare
	s public.records;
begin
	if not private.is_uuid(to_jsonb(p_into)) then perform private.fail(400, jsonb_build_array(private.problem('bad_format', 'into'))); end if;
	select * into s from public.records where id = p_into::uuid for update;
	if s.id is null or s.deleted_at is not null or not private.in_scope(private.moderation_keys(), s.theme, s.commune_insee) then
		perform private.fail(404, jsonb_build_array(private.problem('record_not_found', 'into')));
	end if;
	if s.id = r.id or s.theme <> r.theme then perform private.fail(400, jsonb_build_array(private.problem('not_in_list', 'into'))); end if;
	-- What everyone sees does not vanish into what nobody sees yet.
	if s.status not in ('submitted', 'changes_requested', 'published') or (r.status = 'published' and s.status <> 'published') then
		perform private.fail(409, jsonb_build_array(private.problem('wrong_status', 'into', jsonb_build_object('status', s.status))));
	end if;
	if exists (select from public.proposals p where p.record_id = r.id and p.status = 'pending') then
		perform private.fail(409, jsonb_build_array(private.problem('wrong_status', 'proposal', '{"status": "pending"}')));
	end if;
	return jsonb_build_object('into', s.id, 'into_content', private.record_content(s),
		'photos', (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'observation_id', p.observation_id, 'folder', p.folder)), '[]')
			from public.photos p where p.record_id = r.id),
		'observations', (select coalesce(jsonb_agg(o.id), '[]') from public.observations o where o.record_id = r.id),
		'reports', (select coalesce(jsonb_agg(x.id), '[]') from private.reports x where x.record_id = r.id and x.photo_id is not null),
		'comments', (select coalesce(jsonb_agg(c.id), '[]') from public.comments c where c.record_id = r.id),
		'linking', (select coalesce(jsonb_object_agg(x.id, x.properties), '{}') from public.records x where x.id in (
			select l.record_id from private.record_links l where l.linked_id = r.id and l.record_id not in (r.id, s.id))));
end
$$;
comment on function private.merge_plan is 'What a merge moves, to be moved back from. Raises why it cannot be.';

create function private.pointing_to(p_value jsonb, p_from uuid, p_to uuid) returns jsonb
language sql immutable set search_path = ''
as $$ select replace(p_value::text, p_from::text, p_to::text)::jsonb $$;

create function private.relink_to(p_records uuid[], p_from uuid, p_to uuid, p_why text, p_before jsonb default null) returns void
language plpgsql set search_path = ''
as $$
declare
	l public.records;
	v_content jsonb;
	v_new jsonb;
	v_changes jsonb;
begin
	for l in select * from public.records where id = any (p_records) order by id for update loop
		v_content := private.record_content(l);
		-- On the way back, what pointed to both before does again; what was written since stays.
		v_new := v_content || jsonb_build_object('properties', case when p_before is null
			then private.pointing_to(v_content -> 'properties', p_from, p_to)
			else (v_content -> 'properties') || (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(p_before -> l.id::text)
				where v_content -> 'properties' -> key = private.pointing_to(value, p_to, p_from)) end);
		v_changes := private.content_changes(v_content, v_new);
		continue when v_changes = '{}';
		l := private.write_content(l, v_new, v_changes);
		perform private.log(l, 'updated', v_changes, p_why => p_why);
	end loop;
end
$$;
comment on function private.relink_to is 'Lets records that point to one point to the other. p_before: what they held before, by id, when a merge is taken back.';

create function private.move_reports(p_reports uuid[], p_to uuid) returns void
language plpgsql set search_path = ''
as $$
begin
	update private.reports set record_id = p_to where id = any (p_reports);
	-- Its place and theme are brought up to date with the record's (refresh_review).
	update public.review_items set record_id = p_to where kind = 'report' and item_id = any (p_reports);
end
$$;
comment on function private.move_reports is 'What was said of a photo goes where the photo goes, and is settled there.';

create function private.merge_record(r public.records, p_into text, p_reason text) returns public.records
language plpgsql set search_path = ''
as $$
declare
	s public.records;
	o public.observations;
	v_content jsonb;
	v_new jsonb;
	v_waited boolean := r.status <> 'published';
	v_pointing uuid[] := array(select distinct l.record_id from private.record_links l where l.linked_id = r.id and l.record_id not in (r.id, p_into::uuid));
begin
	select * into s from public.records where id = p_into::uuid for update;
	r := private.move_status(r, 'archived', 'moderator', p_reason, p_why => 'absorbed');
	update public.photos set record_id = s.id, folder = coalesce(folder, r.id), observation_id = coalesce(observation_id, r.id),
		-- As accept_photos would. What waited or was refused beside a published record is not let out by the way.
		accepted_at = case when v_waited and s.status = 'published' and received_at is not null and removed_at is null
				and (observation_id is null or exists (select from public.observations w where w.id = observation_id and w.status = 'accepted'))
			then coalesce(accepted_at, now()) else accepted_at end
	where record_id = r.id;
	update public.observations set record_id = s.id, is_first = false where record_id = r.id;
	perform private.move_reports(array(select x.id from private.reports x where x.record_id = r.id and x.photo_id is not null), s.id);
	perform private.relink_to(v_pointing, r.id, s.id, 'merged');
	update public.records set replaced_by = s.id where id = r.id returning * into r;
	o := private.latest_visit(s.id);
	if not o.is_first and o.properties is distinct from private.visit_properties(s.theme, s.concept, s.properties) then
		s := private.accept_observation(s, o);
	end if;
	v_content := private.record_content(s);
	-- What was to be protected stays protected.
	v_new := v_content || case when private.sensitivity_rank(r.sensitivity) > private.sensitivity_rank(s.sensitivity)
		then jsonb_build_object('sensitivity', r.sensitivity) else '{}' end;
	if v_new <> v_content then s := private.write_content(s, v_new, private.content_changes(v_content, v_new)); end if;
	-- Where everyone it was for still finds it. What nobody sees yet would take it from them.
	if s.public_geometry is not null then update public.comments set record_id = s.id where record_id = r.id; end if;
	update public.records set licence = licence where id = s.id returning * into s;
	perform private.log(s, 'merged', private.content_changes(v_content, v_new), p_why => 'merged', p_reason => p_reason);
	perform private.refresh_review(array[r.id, s.id]);
	return r;
end
$$;
comment on function private.merge_record is 'The first is archived and leads to the second. After merge_plan, which checks.';

create function private.unmerge_record(r public.records, d public.moderation_decisions) returns public.records
language plpgsql set search_path = ''
as $$
declare
	s public.records;
	v_changes jsonb;
begin
	select * into s from public.records where id = (d.before ->> 'into')::uuid for update;
	if private.last_event(s.id) <> (d.before ->> 'into_event')::bigint then
		perform private.fail(409, jsonb_build_array(private.problem('version_changed', 'into')));
	end if;
	update public.records set replaced_by = null where id = r.id returning * into r;
	update public.observations set record_id = r.id, is_first = (id = r.id)
	where id in (select (x #>> '{}')::uuid from jsonb_array_elements(d.before -> 'observations') x);
	update public.photos p set record_id = r.id, folder = (x ->> 'folder')::uuid, observation_id = (x ->> 'observation_id')::uuid
	from jsonb_array_elements(d.before -> 'photos') x where p.id = (x ->> 'id')::uuid;
	perform private.move_reports(array(select x::uuid from jsonb_array_elements_text(d.before -> 'reports') x), r.id);
	update public.comments set record_id = r.id
	where record_id = s.id and id in (select (x #>> '{}')::uuid from jsonb_array_elements(d.before -> 'comments') x);
	perform private.relink_to(array(select x::uuid from jsonb_object_keys(d.before -> 'linking') x), s.id, r.id, 'undone', d.before -> 'linking');
	v_changes := private.content_changes(private.record_content(s), d.before -> 'into_content');
	if v_changes <> '{}' then s := private.write_content(s, d.before -> 'into_content', v_changes); end if;
	update public.records set licence = licence where id = s.id returning * into s;
	perform private.log(s, 'updated', v_changes, p_why => 'undone');
	perform private.refresh_review(array[r.id, s.id]);
	return r;
end
$$;

create function public.record_replaced_by(p_record_id uuid) returns uuid
language plpgsql stable security definer set search_path = ''
as $$
declare
	r public.records;
	v_steps int := 0;
begin
	select * into r from public.records where id = p_record_id;
	while r.replaced_by is not null and v_steps < 20 loop
		select * into r from public.records where id = r.replaced_by;
		v_steps := v_steps + 1;
	end loop;
	-- Only from what everyone saw to what everyone sees.
	return case when v_steps > 0 and (r.public_geometry is not null or private.has_full_access(r)) then r.id end;
end
$$;
comment on function public.record_replaced_by is 'Where a merged record leads, for whoever may read that; else null.';

revoke execute on all functions in schema private from public;
revoke execute on function public.record_replaced_by(uuid) from public, anon, authenticated;
grant execute on function public.record_replaced_by(uuid) to anon, authenticated;
