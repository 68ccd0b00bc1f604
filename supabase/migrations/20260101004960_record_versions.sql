-- A record as it was after each change of its content, read from its history, and written again.

create function private.versions_of(r public.records) returns table (history_id bigint, content jsonb)
language plpgsql stable set search_path = ''
as $$
declare
	v_content jsonb := private.record_content(r);
	h public.record_history;
begin
	-- Backwards from what is there now: every change says what it replaced.
	for h in select * from public.record_history x where x.record_id = r.id and x.kind in ('created', 'updated', 'deleted', 'restored', 'merged')
		order by x.id desc
	loop
		history_id := h.id;
		content := v_content;
		return next;
		v_content := private.with_changes(v_content, (select coalesce(jsonb_object_agg(key, jsonb_build_object('new', value -> 'old')), '{}')
			from jsonb_each(h.changes) where key <> 'deleted' and key not like 'photos.%' and key not like 'observation.%'));
	end loop;
end
$$;
comment on function private.versions_of is 'The content after each change, the newest first.';

create function public.record_versions(p_record_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	r public.records;
	v_moderates boolean;
begin
	select * into r from public.records where id = p_record_id;
	if r.id is null or not private.has_full_access(r) then
		perform private.fail(404, jsonb_build_array(private.problem('record_not_found', null)));
	end if;
	v_moderates := private.in_scope(private.moderation_keys(), r.theme, r.commune_insee);
	return (
		select coalesce(jsonb_agg(jsonb_build_object('version', h.version, 'at', h.at,
				'kind', case h.kind when 'merged' then 'updated' else h.kind end,
				'by_moderator', h.why is not null,
				-- A moderator acts for the commons, not in their own name.
				'actor_name', case when v_moderates or h.why is null then (select private.shown_name(a) from public.profiles a where a.id = h.actor_id) end,
				'reason', case when h.why is not null then h.reason end, 'changes', h.changes, 'content', v.content) order by h.id), '[]')
		from private.versions_of(r) v join public.record_history h on h.id = v.history_id
		where h.changes <> '{}' or h.kind in ('created', 'restored', 'deleted'));
end
$$;
comment on function public.record_versions is 'RecordVersion[] of src/lib/domain/review.ts, oldest first, for the author and moderators.';

create function public.restore_version(p_record_id uuid, p_version int, p_base_version int, p_reason text default null) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	r public.records;
	v_reason text := nullif(btrim(p_reason), '');
	v_content jsonb;
	v_then jsonb;
	v_changes jsonb;
	v_new jsonb;
	v_problems jsonb;
	v_visit text[];
begin
	select * into r from public.records where id = p_record_id for update;
	if r.id is null or not private.has_full_access(r) then
		perform private.fail(404, jsonb_build_array(private.problem('record_not_found', null)));
	end if;
	if not private.in_scope(private.moderation_keys(), r.theme, r.commune_insee) then
		perform private.fail(403, jsonb_build_array(private.problem('not_allowed', null)));
	end if;
	if char_length(v_reason) > 2000 then perform private.fail(400, jsonb_build_array(private.problem('too_long', 'reason', '{"max": 2000}'))); end if;
	if private.has_control_characters(v_reason, true) then perform private.fail(400, jsonb_build_array(private.problem('bad_format', 'reason'))); end if;
	if r.deleted_at is not null then perform private.fail(409, jsonb_build_array(private.problem('record_deleted', null))); end if;
	if p_base_version is distinct from r.version then
		perform private.fail(409, jsonb_build_array(private.problem('version_changed', null, jsonb_build_object('version', r.version))));
	end if;
	select v.content into v_then from private.versions_of(r) v join public.record_history h on h.id = v.history_id
	where h.version = p_version order by h.id desc limit 1;
	if v_then is null then perform private.fail(404, jsonb_build_array(private.problem('not_in_list', 'version'))); end if;
	-- As anybody's change of what everyone sees: where a moderator's own does not go out at once, nor does this.
	if r.status = 'published' and not private.published_at_once('edit', r.theme, r.commune_insee) then
		perform private.fail(403, jsonb_build_array(private.problem('own_work', null)));
	end if;
	-- What was to be protected since stays protected: who wants it shown says so by itself.
	if private.sensitivity_rank(r.sensitivity) > private.sensitivity_rank(v_then ->> 'sensitivity') then
		v_then := v_then || jsonb_build_object('sensitivity', r.sensitivity);
	end if;
	v_content := private.record_content(r);
	-- What was last seen there is the visits' to say, not that day's.
	v_visit := array(select 'properties.' || key from unnest(private.visit_keys(r.theme, r.concept) || private.visit_keys(v_then ->> 'theme', v_then ->> 'concept')) as key);
	v_changes := private.content_changes(v_content, v_then) - v_visit;
	if v_changes <> '{}' then
		v_new := private.with_changes(v_content, v_changes);
		v_problems := private.new_problems(v_content, v_new, v_changes);
		if v_problems <> '[]' then perform private.fail(400, v_problems); end if;
		if not private.in_scope(private.moderation_keys(), v_new ->> 'theme', private.commune_of(private.to_geometry(v_new -> 'geometry'), r.commune_given)) then
			perform private.fail(403, jsonb_build_array(private.problem('not_allowed', 'version')));
		end if;
		r := private.write_content(r, v_new, v_changes);
		perform private.log(r, 'updated', v_changes, p_why => 'restored_version', p_reason => v_reason);
	end if;
	return private.record_json(r, true, private.proposal_for_reader(r.id, true), true);
end
$$;
comment on function public.restore_version is 'Writes an older content again, as one more change; answers with the FullRecord. Visits and photos stay.';

revoke execute on function private.versions_of(public.records), public.record_versions(uuid), public.restore_version(uuid, int, int, text)
	from public, anon, authenticated;
grant execute on function public.record_versions(uuid), public.restore_version(uuid, int, int, text) to authenticated;
