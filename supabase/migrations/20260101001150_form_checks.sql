-- Whether a form is one: what an administrator publishes is checked here as the answers will be, with the
-- paths of src/lib/domain/forms/check.ts: `fields[<place>].<attribute>`.

create function private.is_text_for_people(p_value jsonb, p_max int) returns boolean
language sql immutable set search_path = ''
as $$
	select coalesce(jsonb_typeof(p_value) = 'object' and p_value - '{fr,oc,en,ca}'::text[] = '{}' and not private.is_blank(p_value -> 'fr')
		and not jsonb_path_exists(p_value, '$.* ? (@.type() != "string")')
		and not exists (select from jsonb_each_text(p_value) as t where char_length(t.value) > p_max or private.has_control_characters(t.value, true)), false)
$$;

create function private.is_flag(p_value jsonb) returns boolean
language sql immutable set search_path = ''
as $$ select coalesce(jsonb_typeof(p_value), 'null') in ('boolean', 'null') $$;

create function private.is_bound(p_value jsonb) returns boolean
language sql immutable set search_path = ''
as $$
	select case coalesce(jsonb_typeof(p_value), 'null') when 'null' then true
		when 'number' then abs((p_value #>> '{}')::numeric) <= 1e15 else false end
$$;

create function private.is_optional_text(p_value jsonb) returns boolean
language sql immutable set search_path = ''
as $$ select coalesce(jsonb_typeof(p_value), 'null') in ('string', 'null') $$;

create function private.is_condition(p_value jsonb) returns boolean
language sql immutable set search_path = ''
as $$
	select coalesce(p_value, 'null') = 'null' or (jsonb_typeof(p_value) = 'object' and p_value - '{field,in}'::text[] = '{}'
		and jsonb_typeof(p_value -> 'field') is not distinct from 'string' and jsonb_typeof(p_value -> 'in') is not distinct from 'array'
		and jsonb_array_length(p_value -> 'in') between 1 and 200
		and not jsonb_path_exists(p_value, 'strict $.in[*] ? (@.type() != "string" && @.type() != "number" && @.type() != "boolean")'))
$$;

create function private.is_example(p_value jsonb) returns boolean
language sql immutable set search_path = ''
as $$
	-- A picture of this site: nobody's address is told to another server by looking at a form.
	select coalesce(p_value, 'null') = 'null' or (jsonb_typeof(p_value) = 'object' and p_value - '{src,alt}'::text[] = '{}'
		and jsonb_typeof(p_value -> 'src') is not distinct from 'string' and p_value ->> 'src' ~ '^/[A-Za-z0-9._~-][A-Za-z0-9._~/?=&%-]*$'
		and char_length(p_value ->> 'src') <= 500 and private.is_text_for_people(p_value -> 'alt', 500))
$$;

create function private.definition_problem(p jsonb, p_in_group boolean) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
	v_kind text := p ->> 'kind';
	v_chooses boolean := p ->> 'kind' in ('choice', 'multiple_choice', 'hierarchical_choice');
	v_counts boolean := p ->> 'kind' = 'group';
	v_stray text;
begin
	if jsonb_typeof(p) <> 'object' then return private.problem('wrong_type', null); end if;
	select key into v_stray from jsonb_object_keys(p) as key where key not in ('id', 'theme', 'concept', 'key', 'kind', 'label', 'help',
		'group', 'required', 'scheme', 'branch', 'linkTheme', 'fields', 'min', 'max', 'unit', 'maxLength', 'pattern', 'showWhen',
		'default', 'example', 'perVisit', 'isPublic', 'position', 'version') order by key collate "C" limit 1;
	return case
		when v_stray is not null then private.problem('unknown_field', v_stray)
		when jsonb_typeof(p -> 'key') is distinct from 'string' then private.problem('required', 'key')
		when p ->> 'key' !~ '^[a-z][a-z0-9_]*$' or p ->> 'key' = 'constructor' then private.problem('bad_format', 'key')
		when char_length(p ->> 'key') > 60 then private.problem('too_long', 'key', '{"max": 60}')
		when jsonb_typeof(p -> 'kind') is distinct from 'string' then private.problem('required', 'kind')
		when v_kind not in ('text', 'long_text', 'local_text', 'boolean', 'integer', 'decimal', 'measure', 'date', 'edtf', 'choice',
			'multiple_choice', 'hierarchical_choice', 'species', 'record_link', 'group', 'identifier', 'email', 'url')
			or (p_in_group and v_counts) then private.problem('not_in_list', 'kind')
		when coalesce(p -> 'label', 'null') = 'null' or private.is_blank(p #> '{label,fr}') then private.problem('required', 'label')
		when not private.is_text_for_people(p -> 'label', 200) then private.problem('bad_format', 'label')
		when coalesce(p -> 'help', 'null') <> 'null' and not private.is_text_for_people(p -> 'help', 1000) then private.problem('bad_format', 'help')
		when coalesce(p -> 'group', 'null') <> 'null' and not private.is_text_for_people(p -> 'group', 200) then private.problem('bad_format', 'group')
		when not private.is_flag(p -> 'required') then private.problem('wrong_type', 'required')
		when not private.is_flag(p -> 'perVisit') then private.problem('wrong_type', 'perVisit')
		when not private.is_flag(p -> 'isPublic') then private.problem('wrong_type', 'isPublic')
		when not private.is_optional_text(p -> 'scheme') then private.problem('wrong_type', 'scheme')
		when v_chooses and p ->> 'scheme' is null then private.problem('required', 'scheme')
		when p ->> 'scheme' is not null and not v_chooses and v_kind <> 'species' then private.problem('bad_format', 'scheme')
		when p ->> 'scheme' is not null and not exists (select from public.concept_schemes where id = p ->> 'scheme')
			then private.problem('not_in_list', 'scheme')
		when not private.is_optional_text(p -> 'branch') then private.problem('wrong_type', 'branch')
		when p ->> 'branch' is not null and not exists (select from public.concepts where id = p ->> 'branch' and scheme = p ->> 'scheme')
			then private.problem('unknown_concept', 'branch')
		when not private.is_optional_text(p -> 'linkTheme') then private.problem('wrong_type', 'linkTheme')
		when p ->> 'linkTheme' is not null and v_kind <> 'record_link' then private.problem('bad_format', 'linkTheme')
		when p ->> 'linkTheme' is not null and not exists (select from public.themes where id = p ->> 'linkTheme')
			then private.problem('unknown_theme', 'linkTheme')
		when coalesce(jsonb_typeof(p -> 'fields'), 'null') not in ('array', 'null') then private.problem('wrong_type', 'fields')
		when v_counts and coalesce(p -> 'fields', 'null') in ('null', '[]') then private.problem('required', 'fields')
		when not v_counts and coalesce(p -> 'fields', 'null') not in ('null', '[]') then private.problem('bad_format', 'fields')
		when v_counts and jsonb_array_length(p -> 'fields') > 30 then private.problem('out_of_range', 'fields', '{"max": 30}')
		when not private.is_bound(p -> 'min') then private.problem('wrong_type', 'min')
		when not private.is_bound(p -> 'max') then private.problem('wrong_type', 'max')
		when v_counts and p ->> 'min' is not null and not private.is_whole(p -> 'min', 0, 100) then private.problem('out_of_range', 'min', '{"min": 0, "max": 100}')
		when v_counts and p ->> 'max' is not null and not private.is_whole(p -> 'max', 1, 100) then private.problem('out_of_range', 'max', '{"min": 1, "max": 100}')
		when (p ->> 'min')::numeric > (p ->> 'max')::numeric then private.problem('out_of_range', 'max', jsonb_build_object('min', p -> 'min'))
		when p ->> 'unit' is not null and not private.is_short_text(p -> 'unit', 20) then private.problem('bad_format', 'unit')
		when p ->> 'maxLength' is not null and not private.is_whole(p -> 'maxLength', 1, 10000)
			then private.problem('out_of_range', 'maxLength', '{"min": 1, "max": 10000}')
		when not private.is_optional_text(p -> 'pattern') then private.problem('wrong_type', 'pattern')
		when not coalesce(private.is_plain_pattern(p ->> 'pattern'), true) then private.problem('bad_format', 'pattern')
		when not private.is_condition(p -> 'showWhen') then private.problem('bad_format', 'showWhen')
		when not private.is_example(p -> 'example') then private.problem('bad_format', 'example')
		when coalesce(p -> 'position', 'null') <> 'null' and not private.is_whole(p -> 'position', 0, 1000000) then private.problem('wrong_type', 'position')
		when coalesce(p -> 'version', 'null') <> 'null' and not private.is_whole(p -> 'version', 1, 1000000) then private.problem('wrong_type', 'version')
	end;
end
$$;
comment on function private.definition_problem is 'The first thing wrong with one FieldDefinition, its field being the attribute; null when nothing is by itself.';

create function private.default_problem(p jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
	f public.field_definitions := private.field_of(p);
	v_problem jsonb;
begin
	if f.default_value is null then return null; end if;
	v_problem := case f.kind when 'group' then private.group_problems(f, f.default_value) -> 0 else private.value_problem(f, f.default_value) end;
	return case when v_problem is not null then v_problem || '{"field": "default"}' end;
end
$$;

create function private.definitions_problems(p_fields jsonb, p_in_group boolean, p_path text) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
	e jsonb;
	v_place int;
	v_problem jsonb;
	v_problems jsonb := '[]';
	v_at text;
begin
	for e, v_place in select value, ordinality - 1 from jsonb_array_elements(p_fields) with ordinality loop
		v_at := p_path || '[' || v_place || ']';
		v_problem := private.definition_problem(e, p_in_group);
		if v_problem is not null then
			v_problems := v_problems || jsonb_set(v_problem, '{field}', to_jsonb(concat_ws('.', v_at, v_problem ->> 'field')));
			continue;
		end if;
		if e ->> 'kind' = 'group' then
			v_problem := private.definitions_problems(e -> 'fields', true, v_at || '.fields');
			if v_problem <> '[]' then v_problems := v_problems || v_problem; continue; end if;
		end if;
		if e #>> '{showWhen,field}' is not null and (e #>> '{showWhen,field}' = e ->> 'key'
			or not exists (select from jsonb_array_elements(p_fields) as other where other ->> 'key' = e #>> '{showWhen,field}')) then
			v_problems := v_problems || private.problem('unknown_field', v_at || '.showWhen');
		end if;
		if exists (select from jsonb_array_elements(p_fields) with ordinality as other(o, place)
			where place <= v_place and o ->> 'key' = e ->> 'key' and o ->> 'concept' is not distinct from e ->> 'concept') then
			v_problems := v_problems || private.problem('not_unique', v_at || '.key');
		end if;
		v_problem := private.default_problem(e);
		if v_problem is not null then
			v_problems := v_problems || jsonb_set(v_problem, '{field}', to_jsonb(v_at || '.default'));
		end if;
	end loop;
	return v_problems;
end
$$;

create function private.form_problems(p_theme text, p_fields jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare v_problems jsonb;
begin
	if jsonb_typeof(p_fields) is distinct from 'array' then return jsonb_build_array(private.problem('wrong_type', 'fields')); end if;
	if jsonb_array_length(p_fields) > 400 or octet_length(p_fields::text) > 1000000 then
		return jsonb_build_array(private.problem('out_of_range', 'fields', '{"max": 400}'));
	end if;
	select coalesce(jsonb_agg(private.problem('unknown_concept', 'fields[' || place - 1 || '].concept') order by place), '[]') into v_problems
	from jsonb_array_elements(p_fields) with ordinality as fields(e, place)
	where jsonb_typeof(e) = 'object' and coalesce(e -> 'concept', 'null') <> 'null' and not exists (
		select from public.concepts c join public.themes t on t.scheme = c.scheme
		where t.id = p_theme and to_jsonb(c.id) = e -> 'concept');
	return v_problems || private.definitions_problems(p_fields, false, 'fields');
end
$$;
comment on function private.form_problems is 'Problem[] of a whole form: FieldDefinition[] of a theme. Empty when it can be published.';

create function private.plain_form(p_theme text, p_fields jsonb) returns jsonb
language sql stable set search_path = ''
as $$
	select coalesce(jsonb_agg(form.field order by (form.field ->> 'position')::int, (form.field ->> 'id') collate "C"), '[]')
	from jsonb_array_elements(p_fields) with ordinality as given(e, place),
		lateral (select e || jsonb_build_object('theme', p_theme, 'id', coalesce(e ->> 'concept', p_theme) || '/' || (e ->> 'key'),
			'position', coalesce(nullif(e -> 'position', 'null'), to_jsonb(place * 10))) as field) as named,
		lateral (select coalesce(jsonb_agg(private.field_json(private.field_of(one || jsonb_build_object('theme', p_theme,
			'concept', field -> 'concept', 'id', (field ->> 'id') || '.' || (one ->> 'key'), 'group', null, 'perVisit', false, 'fields', '[]'::jsonb,
			'isPublic', coalesce(field -> 'isPublic', 'true'),
			'position', coalesce(nullif(one -> 'position', 'null'), to_jsonb(at * 10))))) order by coalesce((one ->> 'position')::int, at::int * 10), at), '[]') as fields
			from jsonb_array_elements(coalesce(nullif(e -> 'fields', 'null'), '[]')) with ordinality as r(one, at)) as rows,
		lateral (select private.field_json(private.field_of(field || jsonb_build_object('fields', rows.fields))) as field) as form
$$;
comment on function private.plain_form is 'A form that was checked, with everything said that may be left out, in order: as it is kept and compared.';

revoke execute on all functions in schema private from public;
grant execute on function private.has_control_characters(text, boolean) to authenticated;
