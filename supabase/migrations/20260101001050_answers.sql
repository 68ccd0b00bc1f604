-- Checks of answers against their fields, kind by kind. The same codes and paths as src/lib/domain/fields:
-- tests/database/validation-property.test.ts puts the same cases before both.

create function private.is_blank(p_value jsonb) returns boolean
language sql immutable
-- White space as JavaScript trims it.
return p_value is null or p_value in ('null', '[]') or (jsonb_typeof(p_value) = 'string' and p_value #>> '{}'
	!~ '[^\u0009-\u000D\u0020\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF]');

create function private.text_problem(f public.field_definitions, p_value jsonb, p_max int, p_lines boolean) returns jsonb
language plpgsql immutable set search_path = ''
as $$
begin
	return case
		when jsonb_typeof(p_value) is distinct from 'string' then private.problem('wrong_type', 'properties.' || f.key)
		when char_length(p_value #>> '{}') > coalesce(f.max_length, p_max)
			then private.problem('too_long', 'properties.' || f.key, jsonb_build_object('max', coalesce(f.max_length, p_max)))
		when private.has_control_characters(p_value #>> '{}', p_lines) then private.problem('bad_format', 'properties.' || f.key)
	end;
end
$$;

create function private.range_problem(f public.field_definitions, p_value jsonb) returns jsonb
language plpgsql immutable set search_path = ''
as $$
begin
	return case
		-- What JavaScript cannot hold as a finite double is no number for anybody.
		when jsonb_typeof(p_value) is distinct from 'number' or abs((p_value #>> '{}')::numeric) > 1.7976931348623157e308
			then private.problem('wrong_type', 'properties.' || f.key)
		when (p_value #>> '{}')::numeric < f.min or (p_value #>> '{}')::numeric > f.max
			then private.problem('out_of_range', 'properties.' || f.key,
				jsonb_strip_nulls(jsonb_build_object('min', f.min, 'max', f.max, 'unit', f.unit)))
	end;
end
$$;

create function private.is_listed(p_scheme text, p_branch text, p_value text) returns boolean
language plpgsql stable set search_path = ''
as $$
begin
	-- Withdrawn values stay right: records that hold them were right when they were made.
	if not exists (select from public.concepts where id = p_scheme || '/' || p_value and scheme = p_scheme) then return false; end if;
	if p_branch is null then return true; end if;
	return p_branch <> p_scheme || '/' || p_value and p_branch in (
		-- `union` ends at a cycle.
		with recursive line(id) as (
			select p_scheme || '/' || p_value
			union
			select c.id from line l
			join public.concept_relations r on r.subject = l.id and r.predicate = 'broader'
			join public.concepts c on c.id = r.object_concept and c.scheme = p_scheme
		)
		select id from line);
end
$$;
comment on function private.is_listed is 'Whether a notation names a concept of the scheme, narrower than the branch when there is one.';

create function private.value_problem(f public.field_definitions, v jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
	v_field text := 'properties.' || f.key;
	v_text text := v #>> '{}';
	v_problem jsonb;
begin
	case f.kind
	when 'text' then return private.text_problem(f, v, 250, false);
	when 'long_text' then return private.text_problem(f, v, 2000, true);
	when 'local_text' then
		if jsonb_typeof(v) <> 'object' or v - '{text,lang}'::text[] <> '{}' or jsonb_typeof(v -> 'lang') is distinct from 'string' then
			return private.problem('wrong_type', v_field);
		end if;
		if v ->> 'lang' not in ('fr', 'oc', 'ca', 'en') then return private.problem('not_in_list', v_field); end if;
		if private.is_blank(v -> 'text') then return private.problem('bad_format', v_field); end if;
		return private.text_problem(f, v -> 'text', 250, false);
	when 'boolean' then
		return case when jsonb_typeof(v) <> 'boolean' then private.problem('wrong_type', v_field) end;
	when 'integer' then
		if jsonb_typeof(v) = 'number' and (v_text::numeric % 1 <> 0 or abs(v_text::numeric) > 9007199254740991) then
			return private.problem('wrong_type', v_field);
		end if;
		return private.range_problem(f, v);
	when 'decimal' then return private.range_problem(f, v);
	when 'measure' then
		if jsonb_typeof(v) <> 'object' or v - '{value,estimated}'::text[] <> '{}'
			or jsonb_typeof(v -> 'estimated') is distinct from 'boolean' then
			return private.problem('wrong_type', v_field);
		end if;
		return private.range_problem(f, v -> 'value');
	when 'date' then
		if jsonb_typeof(v) <> 'string' then return private.problem('wrong_type', v_field); end if;
		return case when not private.is_day(v_text) then private.problem('bad_format', v_field) end;
	when 'edtf' then
		if jsonb_typeof(v) <> 'string' then return private.problem('wrong_type', v_field); end if;
		if char_length(v_text) > 40 then return private.problem('too_long', v_field, '{"max": 40}'); end if;
		return case when not private.is_edtf(v_text) then private.problem('bad_format', v_field) end;
	when 'choice', 'hierarchical_choice' then
		if jsonb_typeof(v) <> 'string' then return private.problem('wrong_type', v_field); end if;
		return case when not private.is_listed(f.scheme, f.branch, v_text) then private.problem('not_in_list', v_field) end;
	when 'multiple_choice' then
		if jsonb_typeof(v) <> 'array' or jsonb_path_exists(v, 'strict $[*] ? (@.type() != "string")') then
			return private.problem('wrong_type', v_field);
		end if;
		if exists (select from jsonb_array_elements_text(v) as item where not private.is_listed(f.scheme, f.branch, item)) then
			return private.problem('not_in_list', v_field);
		end if;
		return case when (select count(*) <> count(distinct item) from jsonb_array_elements_text(v) as item)
			then private.problem('bad_format', v_field) end;
	when 'identifier' then
		v_problem := private.text_problem(f, v, 250, false);
		return coalesce(v_problem, case when v_text !~ ('^(?:' || f.pattern || ')$') then private.problem('bad_format', v_field) end);
	when 'email' then
		-- The HTML standard's valid e-mail address, with at least one dot in the domain.
		v_problem := private.text_problem(f, v, 254, false);
		return coalesce(v_problem, case when v_text !~ ('^[a-zA-Z0-9.!#$%&''*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?'
			|| '(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)+$') then private.problem('bad_format', v_field) end);
	when 'url' then
		-- Only what a reader can follow safely: no `javascript:` nor `data:`, and a host with a dot.
		v_problem := private.text_problem(f, v, 2000, false);
		return coalesce(v_problem, case when v_text !~ ('^[hH][tT][tT][pP][sS]?://'
			|| '[^\u0009-\u000D\u0020\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF/?#@:\[\]\\<>"]+\.'
			|| '[^\u0009-\u000D\u0020\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF/?#@:\[\]\\<>"]+(?::[0-9]{1,5})?'
			|| '(?:[/?#][^\u0009-\u000D\u0020\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF]*)?$')
			then private.problem('bad_format', v_field) end);
	when 'species' then
		if jsonb_typeof(v) <> 'object' or v - '{code,name}'::text[] <> '{}' or jsonb_typeof(v -> 'name') is distinct from 'string'
			or not (case jsonb_typeof(v -> 'code') when 'null' then true
				when 'number' then (v ->> 'code')::numeric % 1 = 0 and abs((v ->> 'code')::numeric) <= 9007199254740991
				else false end) then
			return private.problem('wrong_type', v_field);
		end if;
		if (v ->> 'code')::numeric not between 1 and 99999999 then
			return private.problem('out_of_range', v_field, '{"min": 1, "max": 99999999}');
		end if;
		if private.is_blank(v -> 'name') then return private.problem('bad_format', v_field); end if;
		return private.text_problem(f, v -> 'name', 250, false);
	when 'record_link' then
		-- The other record may still wait on another phone, or be out of this person's sight.
		if jsonb_typeof(v) <> 'string' then return private.problem('wrong_type', v_field); end if;
		return case when v_text !~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' then private.problem('bad_format', v_field) end;
	end case;
end
$$;
comment on function private.value_problem is 'The problem of one answer that is no group, or null. One branch per file of src/lib/domain/fields.';

create function private.group_problems(f public.field_definitions, v jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
	v_path text := 'properties.' || f.key;
	v_fields public.field_definitions[] := private.fields_of(f.fields);
	v_count jsonb;
begin
	if jsonb_typeof(v) <> 'array' then return jsonb_build_array(private.problem('wrong_type', v_path)); end if;
	f.max := coalesce(f.max, 100);
	v_count := case when v <> '[]' then private.range_problem(f, to_jsonb(jsonb_array_length(v))) end;
	if v_count is not null then return jsonb_build_array(v_count); end if;
	return (
		select coalesce(jsonb_agg(jsonb_set(problem, '{field}', to_jsonb(v_path || '[' || place - 1 || ']' || substr(problem ->> 'field', 11)))
			order by place), '[]')
		from jsonb_array_elements(v) with ordinality as given(answers, place), jsonb_array_elements(case
			when jsonb_typeof(answers) <> 'object' then jsonb_build_array(private.problem('wrong_type', 'properties'))
			when answers = '{}' then jsonb_build_array(private.problem('required', 'properties'))
			else private.answer_problems(v_fields, answers) end) as problem);
end
$$;
comment on function private.group_problems is 'Of the rows of a group; a problem inside is named properties.<key>[<row from 0>].<key of the field>.';

create function private.condition_holds(f public.field_definitions, p_answers jsonb) returns boolean
language sql immutable set search_path = ''
as $$
	select exists (
		select from jsonb_array_elements(f.show_when -> 'in') as wanted
		where case jsonb_typeof(p_answers -> (f.show_when ->> 'field'))
			when 'array' then p_answers -> (f.show_when ->> 'field') @> jsonb_build_array(wanted)
			else p_answers -> (f.show_when ->> 'field') = wanted end)
$$;

create function private.shown_keys(p_fields public.field_definitions[], p_answers jsonb) returns text[]
language sql immutable set search_path = ''
as $$
	-- A field that depends on a hidden one is hidden too; one that depends on itself is never reached.
	with recursive shown(key) as (
		select f.key from unnest(p_fields) as f where f.show_when is null
		union
		select f.key from shown s join unnest(p_fields) as f on f.show_when ->> 'field' = s.key
		where private.condition_holds(f, p_answers)
	)
	select array_agg(key) from shown
$$;
comment on function private.shown_keys is 'Fields whose condition holds; one that is not shown is not required.';

create function private.answer_problems(p_fields public.field_definitions[], p_answers jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
	f public.field_definitions;
	v_found jsonb;
	v_problems jsonb := '[]';
	v_known text[] := '{}';
	v_shown text[];
begin
	foreach f in array p_fields loop
		v_known := v_known || f.key;
		v_found := null;
		if p_answers ? f.key and f.kind = 'group' then
			v_found := nullif(private.group_problems(f, p_answers -> f.key), '[]');
		elsif p_answers ? f.key then
			v_found := private.value_problem(f, p_answers -> f.key);
		end if;
		if v_found is null and f.required and private.is_blank(p_answers -> f.key) then
			if f.show_when is not null and v_shown is null then v_shown := private.shown_keys(p_fields, p_answers); end if;
			if f.show_when is null or f.key = any (v_shown) then v_found := private.problem('required', 'properties.' || f.key); end if;
		end if;
		if v_found is not null then v_problems := v_problems || v_found; end if;
	end loop;
	return v_problems || coalesce((
		select jsonb_agg(private.problem('unknown_field', 'properties.' || key) order by key)
		from jsonb_object_keys(p_answers) as key where not key = any (v_known)), '[]');
end
$$;
comment on function private.answer_problems is 'Problem[] of answers (an object) to these fields: of a record, a visit, or a row.';

create function private.properties_problems(p_fields public.field_definitions[], p_properties jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
begin
	return case
		when jsonb_typeof(p_properties) is distinct from 'object' then jsonb_build_array(private.problem('wrong_type', 'properties'))
		when octet_length(p_properties::text) > 100000 then jsonb_build_array(private.problem('too_long', 'properties', '{"max": 100000}'))
		else private.answer_problems(p_fields, p_properties) end;
end
$$;

create function private.validate_properties(p_theme text, p_concept text, p_properties jsonb, p_form_version int default null) returns jsonb
language plpgsql stable set search_path = ''
as $$
begin
	if jsonb_typeof(p_properties) is distinct from 'object' then return private.properties_problems('{}', p_properties); end if;
	return private.properties_problems(private.fields_asked(p_theme, p_concept, p_form_version, p_properties), p_properties);
end
$$;
comment on function private.validate_properties is 'Problem[] of all answers of a record, by a form that was in force, or the one that is.';

revoke execute on all functions in schema private from public;
grant execute on function private.has_control_characters(text, boolean) to authenticated;
