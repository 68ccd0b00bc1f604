-- What a moderator changes of a record in their own name: a correction, or handing it over.

create function private.content_changes(p_from jsonb, p_to jsonb) returns jsonb
language sql stable set search_path = ''
as $$
	select coalesce(jsonb_object_agg(path, jsonb_build_object('old', private.value_at(p_from, path), 'new', private.value_at(p_to, path))), '{}')
	from (
		select unnest('{theme,concept,geometry,position,sensitivity,observed_at}'::text[]) as path
		union select 'properties.' || key from jsonb_object_keys((p_from -> 'properties') || (p_to -> 'properties')) as key
	) paths
	where not private.same_value(path, private.value_at(p_from, path), private.value_at(p_to, path))
$$;
comment on function private.content_changes is 'From one content of a record (record_content) to another, path by path.';

create function private.correct(r public.records, p_changes jsonb, p_why text, p_reason text default null) returns public.records
language plpgsql set search_path = ''
as $$
declare
	v_content jsonb := private.record_content(r);
	v_new jsonb;
	v_changes jsonb;
	v_stray text;
	v_problems jsonb;
begin
	select key into v_stray from jsonb_each(p_changes)
	where not (key in ('concept', 'geometry', 'position', 'sensitivity', 'observed_at') or key like 'properties._%')
		or jsonb_typeof(value) is distinct from 'object' or not value ? 'new' order by key limit 1;
	if v_stray is not null then perform private.fail(400, jsonb_build_array(private.problem('unknown_field', left(v_stray, 100)))); end if;
	v_new := private.with_changes(v_content, p_changes);
	v_problems := private.new_problems(v_content, v_new, p_changes);
	if v_problems <> '[]' then perform private.fail(400, v_problems); end if;
	if p_changes ? 'concept' and not p_changes ? 'sensitivity'
		and private.sensitivity_rank(v_new ->> 'sensitivity') < private.sensitivity_rank(private.least_sensitivity(v_new ->> 'concept')) then
		v_new := v_new || jsonb_build_object('sensitivity', private.least_sensitivity(v_new ->> 'concept'));
	end if;
	v_changes := private.content_changes(v_content, v_new);
	if v_changes = '{}' then return r; end if;
	if v_changes ? 'geometry' and not private.in_scope(private.moderation_keys(), v_new ->> 'theme',
		private.commune_at(private.to_geometry(v_new -> 'geometry'))) then
		perform private.fail(403, jsonb_build_array(private.problem('not_allowed', 'geometry')));
	end if;
	r := private.write_content(r, v_new, v_changes);
	perform private.log(r, 'updated', v_changes, p_why => p_why, p_reason => p_reason);
	return r;
end
$$;
comment on function private.correct is 'A moderator changes the content, in their own name.';

create function private.transfer(r public.records, p_to jsonb, p_reason text) returns public.records
language plpgsql set search_path = ''
as $$
declare
	v_content jsonb := private.record_content(r);
	v_new jsonb := v_content;
	v_changes jsonb;
	v_problems jsonb;
	v_commune text := r.commune_insee;
	v_keys text[];
begin
	if r.status not in ('submitted', 'changes_requested', 'published') then
		perform private.fail(409, jsonb_build_array(private.problem('wrong_status', null, jsonb_build_object('status', r.status))));
	end if;
	if p_to ? 'commune' then
		v_commune := p_to ->> 'commune';
		if v_commune is null or private.commune_of(r.geometry, v_commune) is distinct from v_commune or v_commune = r.commune_insee then
			perform private.fail(400, jsonb_build_array(private.problem('not_in_list', 'to.commune')));
		end if;
	elsif p_to ? 'geometry' then
		-- Far from where it lies, by a bad fix or a slip of the hand: it goes to whoever decides where it is put.
		v_changes := jsonb_build_object('geometry', jsonb_build_object('new', p_to -> 'geometry'),
			'position', '{"new": {"method": "map", "accuracy_m": null}}'::jsonb);
		v_new := private.with_changes(v_content, v_changes);
		v_problems := private.new_problems(v_content, v_new, v_changes);
		if v_problems <> '[]' then perform private.fail(400, v_problems); end if;
		if private.same_value('geometry', v_content -> 'geometry', v_new -> 'geometry') then
			perform private.fail(400, jsonb_build_array(private.problem('not_in_list', 'to.geometry')));
		end if;
		v_commune := private.commune_of(private.to_geometry(v_new -> 'geometry'), r.commune_given);
	else
		v_problems := private.validate_concept(p_to ->> 'theme', p_to ->> 'concept');
		if p_to ->> 'theme' is null or p_to ->> 'concept' is null or p_to ->> 'theme' = r.theme or v_problems <> '[]' then
			perform private.fail(400, case when coalesce(v_problems, '[]') = '[]' then jsonb_build_array(private.problem('not_in_list', 'to.theme')) else v_problems end);
		end if;
		-- What the other form does not ask is kept by the history alone.
		v_keys := array(select f.key from private.fields_for(p_to ->> 'theme', p_to ->> 'concept', null) f);
		v_new := v_content || jsonb_build_object('theme', p_to -> 'theme', 'concept', p_to -> 'concept', 'properties',
			(select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(v_content -> 'properties') where key = any (v_keys)));
		if private.sensitivity_rank(r.sensitivity) < private.sensitivity_rank(private.least_sensitivity(p_to ->> 'concept')) then
			v_new := v_new || jsonb_build_object('sensitivity', private.least_sensitivity(p_to ->> 'concept'));
		end if;
		-- What it asks beside is flagged for whoever decides there, not asked of who only hands it over.
		v_problems := (select coalesce(jsonb_agg(p), '[]') from jsonb_array_elements(private.validate_record(v_new)) p
			where p ->> 'code' <> 'required');
		if v_problems <> '[]' then perform private.fail(400, v_problems); end if;
	end if;
	-- What waits may be handed to whoever decides there. What everyone sees stays with who may answer for both.
	if r.status = 'published' and not private.in_scope(private.moderation_keys(), v_new ->> 'theme', v_commune) then
		perform private.fail(403, jsonb_build_array(private.problem('not_allowed', 'to')));
	end if;
	v_changes := private.content_changes(v_content, v_new);
	if v_changes <> '{}' then
		r := private.write_content(r, v_new, v_changes);
		perform private.log(r, 'updated', v_changes, p_why => 'transferred', p_reason => p_reason);
		return r;
	end if;
	update public.records set commune_given = v_commune where id = r.id returning * into r;
	perform private.log(r, 'transferred', p_why => 'transferred', p_reason => p_reason);
	return r;
end
$$;
comment on function private.transfer is 'To another theme with a concept of it, to a commune beside the one found, or to the place where it really is.';

revoke execute on function private.content_changes(jsonb, jsonb), private.correct(public.records, jsonb, text, text),
	private.transfer(public.records, jsonb, text) from public;
