-- Publishing a form. It never touches what was recorded: records that the new form would not take are flagged
-- for their authors and moderators, and what still waits on a phone is judged by the form it was made with.

create function private.may_edit_form(p_theme text) returns boolean
language sql stable security definer set search_path = ''
as $$ select private.may_administer(p_theme, null) $$;
comment on function private.may_edit_form is 'Administrators of the whole theme: a form is the same in every territory.';

create function private.flags_by(p_theme text, p_form jsonb) returns table (id uuid, flags jsonb)
language sql stable set search_path = ''
as $$
	-- The questions of a concept are looked up once, not for each of its records.
	select r.id, private.properties_problems(f.fields, r.properties)
	from public.records r
	join (
		select c.concept, private.fields_within(p_form, c.concept) as fields
		from (select distinct concept from public.records where theme = p_theme and deleted_at is null) c
	) f on f.concept = r.concept
	where r.theme = p_theme and r.deleted_at is null
$$;
comment on function private.flags_by is 'What each record of a theme would be flagged with under a form.';

create function private.publish_form(p_theme text, p_form jsonb, p_by uuid) returns int
language plpgsql set search_path = ''
as $$
declare
	v_version int;
	v_before jsonb := private.form_in_force(p_theme);
	c_links constant jsonpath := '$[*] ? (@.kind == "record_link" || @.kind == "group")';
begin
	select form_version into v_version from public.themes where id = p_theme for update;
	if v_before <> '[]' then
		-- The one in force may have been made by hand, or before versions were kept.
		insert into public.form_versions (theme, version, fields) values (p_theme, v_version, v_before) on conflict do nothing;
		v_version := v_version + 1;
	end if;
	delete from public.field_definitions where theme = p_theme
		and id not in (select e ->> 'id' from jsonb_array_elements(p_form) as e);
	insert into public.field_definitions select f.* from jsonb_array_elements(p_form) as e, private.field_of(e) as f
	on conflict (id) do update set theme = excluded.theme, concept = excluded.concept, key = excluded.key, kind = excluded.kind,
		label = excluded.label, help = excluded.help, group_label = excluded.group_label, required = excluded.required,
		scheme = excluded.scheme, branch = excluded.branch, link_theme = excluded.link_theme, fields = excluded.fields,
		min = excluded.min, max = excluded.max, unit = excluded.unit, max_length = excluded.max_length, pattern = excluded.pattern,
		show_when = excluded.show_when, default_value = excluded.default_value, example = excluded.example,
		per_visit = excluded.per_visit, is_public = excluded.is_public, position = excluded.position, version = excluded.version;
	-- A record written while its link was no question of the form points to the other one from now on: whoever hides that one must find it.
	if jsonb_path_query_array(v_before, c_links) <> jsonb_path_query_array(p_form, c_links) then
		perform private.relink(array(select r.id from public.records r where r.theme = p_theme));
	end if;
	update public.themes set form_version = v_version where id = p_theme;
	insert into public.form_versions (theme, version, fields, published_by) values (p_theme, v_version, p_form, p_by)
	on conflict (theme, version) do update set fields = excluded.fields, published_at = now(), published_by = excluded.published_by;
	update public.records r set flags = f.flags from private.flags_by(p_theme, p_form) f
	where r.id = f.id and r.flags <> f.flags;
	return v_version;
end
$$;
comment on function private.publish_form is 'Puts a form (checked, as plain_form writes it) in force, keeps the one before, and flags the records. Returns its version.';

create function private.ship_form(p_theme text, p_fields jsonb) returns void
language plpgsql set search_path = ''
as $$
declare
	v_form jsonb := private.plain_form(p_theme, p_fields);
	v_problems jsonb;
begin
	if (select form_edited_at is not null from public.themes where id = p_theme) or v_form = private.form_in_force(p_theme) then return; end if;
	v_problems := private.form_problems(p_theme, p_fields);
	if v_problems <> '[]' then raise exception 'the form of % is not right: %', p_theme, v_problems; end if;
	perform private.publish_form(p_theme, v_form, null);
end
$$;
comment on function private.ship_form is 'For seed.sql: the form of a theme''s folder, unless people edited it or nothing changed.';

create function private.checked_form(p_theme text, p_fields jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
begin
	if not exists (select from public.themes where id = p_theme) then
		perform private.fail(404, jsonb_build_array(private.problem('unknown_theme', 'theme')));
	end if;
	if not private.may_edit_form(p_theme) then
		perform private.fail(403, jsonb_build_array(private.problem('not_allowed', null)));
	end if;
	return private.form_problems(p_theme, p_fields);
end
$$;

create function public.save_form(p_theme text, p_fields jsonb, p_base_version int) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	v_problems jsonb := private.checked_form(p_theme, p_fields);
	v_version int;
	v_form jsonb;
begin
	select form_version into v_version from public.themes where id = p_theme for update;
	if p_base_version is distinct from v_version then
		perform private.fail(409, jsonb_build_array(private.problem('version_changed', null, jsonb_build_object('version', v_version))));
	end if;
	if v_problems <> '[]' then perform private.fail(422, v_problems); end if;
	v_form := private.plain_form(p_theme, p_fields);
	if v_form <> private.form_in_force(p_theme) then
		v_version := private.publish_form(p_theme, v_form, auth.uid());
		update public.themes set form_edited_at = now() where id = p_theme;
	end if;
	return jsonb_build_object('version', v_version);
end
$$;
comment on function public.save_form is 'Publishes FieldDefinition[] as the form of a theme, for its administrators. The form the editor started from must still be in force.';

create function public.preview_form(p_theme text, p_fields jsonb) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_problems jsonb := private.checked_form(p_theme, p_fields);
begin
	if v_problems <> '[]' then return jsonb_build_object('problems', v_problems, 'flagged', 0, 'of', 0); end if;
	return (select jsonb_build_object('problems', '[]'::jsonb, 'flagged', count(*) filter (where flags <> '[]'), 'of', count(*))
		from private.flags_by(p_theme, private.plain_form(p_theme, p_fields)));
end
$$;
comment on function public.preview_form is '{problems, flagged, of}: what is wrong with a form, and how many records it would flag.';

create function public.form_history(p_theme text) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	if not private.may_edit_form(p_theme) then
		perform private.fail(403, jsonb_build_array(private.problem('not_allowed', null)));
	end if;
	return (
		select coalesce(jsonb_agg(jsonb_build_object('version', v.version, 'publishedAt', v.published_at,
			'by', (select private.shown_name(p) from public.profiles p where p.id = v.published_by),
			'fields', v.fields) order by v.version desc), '[]')
		from public.form_versions v where v.theme = p_theme);
end
$$;
comment on function public.form_history is 'Every form a theme had, newest first, for its administrators. Restoring one is saving it again.';

create function public.form_rights() returns text[]
language sql stable security definer set search_path = ''
as $$ select coalesce(array_agg(t.id order by t.position, t.id), '{}') from public.themes t where private.may_edit_form(t.id) $$;
comment on function public.form_rights is 'Themes whose form the caller may edit.';

revoke execute on all functions in schema private from public;
grant execute on function private.has_control_characters(text, boolean) to authenticated;
revoke execute on function public.save_form(text, jsonb, int), public.preview_form(text, jsonb), public.form_history(text),
	public.form_rights() from public, anon, authenticated;
grant execute on function public.save_form(text, jsonb, int), public.preview_form(text, jsonb), public.form_history(text),
	public.form_rights() to authenticated;
