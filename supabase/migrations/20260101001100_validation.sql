-- Checks of a record against its concept and fields. The same codes as src/lib/domain, because a device
-- may be old, lie, or be no device at all.

create function private.text_problem(f public.field_definitions, p_value jsonb, p_max int, p_lines boolean) returns jsonb
language sql immutable set search_path = ''
as $$
	select case
		when jsonb_typeof(p_value) is distinct from 'string' then private.problem('wrong_type', 'properties.' || f.key)
		when char_length(p_value #>> '{}') > coalesce(f.max_length, p_max)
			then private.problem('too_long', 'properties.' || f.key, jsonb_build_object('max', coalesce(f.max_length, p_max)))
		when private.has_control_characters(p_value #>> '{}', p_lines) then private.problem('bad_format', 'properties.' || f.key)
	end
$$;

create function private.range_problem(f public.field_definitions, p_value jsonb) returns jsonb
language sql immutable set search_path = ''
as $$
	select case
		-- What JavaScript cannot hold as a finite double is no number for anybody.
		when jsonb_typeof(p_value) is distinct from 'number' or abs((p_value #>> '{}')::numeric) > 1.7e308
			then private.problem('wrong_type', 'properties.' || f.key)
		when (p_value #>> '{}')::numeric < f.min or (p_value #>> '{}')::numeric > f.max
			then private.problem('out_of_range', 'properties.' || f.key,
				jsonb_strip_nulls(jsonb_build_object('min', f.min, 'max', f.max, 'unit', f.unit)))
	end
$$;

create function private.is_listed(p_scheme text, p_value text) returns boolean
language sql stable set search_path = ''
as $$
	-- Withdrawn values stay right: records that hold them were right when they were made.
	select exists (select from public.concepts where id = p_scheme || '/' || p_value and scheme = p_scheme)
$$;

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
		if btrim(coalesce(v ->> 'text', '')) = '' then return private.problem('bad_format', v_field); end if;
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
	when 'choice' then
		if jsonb_typeof(v) <> 'string' then return private.problem('wrong_type', v_field); end if;
		return case when not private.is_listed(f.scheme, v_text) then private.problem('not_in_list', v_field) end;
	when 'multiple_choice' then
		if jsonb_typeof(v) <> 'array' or jsonb_path_exists(v, 'strict $[*] ? (@.type() != "string")') then
			return private.problem('wrong_type', v_field);
		end if;
		if exists (select from jsonb_array_elements_text(v) as item where not private.is_listed(f.scheme, item)) then
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
		return coalesce(v_problem, case when v_text !~* '^https?://[^\s/?#]+\.[^\s/?#]+([/?#]\S*)?$' then private.problem('bad_format', v_field) end);
	end case;
end
$$;
comment on function private.value_problem is 'The problem of one property, or null. One branch per file of src/lib/domain/fields.';

create function private.condition_holds(f public.field_definitions, p_properties jsonb) returns boolean
language sql immutable set search_path = ''
as $$
	select exists (
		select from jsonb_array_elements(f.show_when -> 'in') as wanted
		where case jsonb_typeof(p_properties -> (f.show_when ->> 'field'))
			when 'array' then p_properties -> (f.show_when ->> 'field') @> jsonb_build_array(wanted)
			else p_properties -> (f.show_when ->> 'field') = wanted end)
$$;

create function private.shown_keys(p_theme text, p_concept text, p_properties jsonb) returns text[]
language sql stable set search_path = ''
as $$
	-- A field that depends on a hidden one is hidden too; one that depends on itself is never reached.
	with recursive shown(key) as (
		select f.key from private.fields_for(p_theme, p_concept) f where f.show_when is null
		union
		select f.key from shown s join private.fields_for(p_theme, p_concept) f on f.show_when ->> 'field' = s.key
		where private.condition_holds(f, p_properties)
	)
	select array_agg(key) from shown
$$;
comment on function private.shown_keys is 'Fields whose condition holds; one that is not shown is not required.';

create function private.is_blank(p_value jsonb) returns boolean
language sql immutable set search_path = ''
as $$
	select p_value is null or p_value in ('null', '[]')
		or (jsonb_typeof(p_value) = 'string' and btrim(p_value #>> '{}') = '')
$$;

create function private.validate_properties(p_theme text, p_concept text, p_properties jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
	f public.field_definitions;
	v_problem jsonb;
	v_problems jsonb := '[]';
	v_known text[] := '{}';
begin
	if jsonb_typeof(p_properties) is distinct from 'object' then
		return jsonb_build_array(private.problem('wrong_type', 'properties'));
	end if;
	if octet_length(p_properties::text) > 100000 then
		return jsonb_build_array(private.problem('too_long', 'properties', '{"max": 100000}'));
	end if;
	for f in select * from private.fields_for(p_theme, p_concept) order by position, id loop
		v_known := v_known || f.key;
		v_problem := null;
		if p_properties ? f.key then
			v_problem := private.value_problem(f, p_properties -> f.key);
		end if;
		if v_problem is null and f.required and private.is_blank(p_properties -> f.key)
			and (f.show_when is null or f.key = any (private.shown_keys(p_theme, p_concept, p_properties))) then
			v_problem := private.problem('required', 'properties.' || f.key);
		end if;
		if v_problem is not null then v_problems := v_problems || v_problem; end if;
	end loop;
	return v_problems || coalesce((
		select jsonb_agg(private.problem('unknown_field', 'properties.' || key) order by key)
		from jsonb_object_keys(p_properties) as key where not key = any (v_known)), '[]');
end
$$;

create function private.validate_concept(p_theme text, p_concept text) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
	t public.themes;
	c public.concepts;
begin
	select * into t from public.themes where id = p_theme;
	select * into c from public.concepts where id = p_concept and scheme = t.scheme;
	if c.id is null then return jsonb_build_array(private.problem('unknown_concept', 'concept')); end if;
	if c.deprecated or c.geometry_kinds = '{}' then
		return jsonb_build_array(private.problem('concept_not_usable', 'concept',
			case when c.replaced_by is not null then jsonb_build_object('replaced_by', c.replaced_by) end));
	end if;
	return '[]';
end
$$;

create function private.to_moment(p_value jsonb) returns timestamptz
language plpgsql stable set search_path = ''
as $$
begin
	-- An offset is demanded: without it the same words mean another moment on another server.
	if jsonb_typeof(p_value) is distinct from 'string' or p_value #>> '{}' !~
		'^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$' then
		return null;
	end if;
	return (p_value #>> '{}')::timestamptz;
exception when datetime_field_overflow or invalid_datetime_format or invalid_time_zone_displacement_value then
	return null;
end
$$;
comment on function private.to_moment is 'An ISO 8601 moment with its offset, or null. A device clock may be wrong by years: no bound is set.';

create function private.offset_minutes(p_iso text) returns int
language sql immutable set search_path = ''
as $$
	select case when p_iso like '%Z' then 0 else
		(substr(right(p_iso, 6), 1, 1) || '1')::int * (substr(right(p_iso, 6), 2, 2)::int * 60 + right(p_iso, 2)::int) end
$$;
comment on function private.offset_minutes is 'Of a moment that to_moment accepted.';

create function private.to_iso(p_moment timestamptz, p_offset_minutes int) returns text
language sql immutable
return to_char((p_moment at time zone 'UTC') + make_interval(mins => p_offset_minutes), 'YYYY-MM-DD"T"HH24:MI:SS')
	|| case when extract(microseconds from p_moment)::bigint % 1000000 = 0 then '' else to_char(p_moment, '.MS') end
	|| case when p_offset_minutes < 0 then '-' else '+' end
	|| to_char(abs(p_offset_minutes) / 60, 'FM00') || ':' || to_char(abs(p_offset_minutes) % 60, 'FM00');
comment on function private.to_iso is 'With the offset of the device: the local hour says when in the day a thing was seen.';

create function private.validate_position(p_position jsonb) returns jsonb
language sql immutable set search_path = ''
as $$
	select case
		when p_position is null or p_position = 'null' then jsonb_build_array(private.problem('required', 'position'))
		when jsonb_typeof(p_position) <> 'object' or p_position - '{method,accuracy_m}'::text[] <> '{}'
			then jsonb_build_array(private.problem('wrong_type', 'position'))
		when coalesce(p_position ->> 'method', '') not in ('gps', 'map', 'photo')
			then jsonb_build_array(private.problem('not_in_list', 'position'))
		when coalesce(jsonb_typeof(p_position -> 'accuracy_m'), 'null') not in ('number', 'null')
			then jsonb_build_array(private.problem('wrong_type', 'position'))
		when jsonb_typeof(p_position -> 'accuracy_m') = 'number' and not (p_position ->> 'accuracy_m')::numeric between 0 and 1000000
			then jsonb_build_array(private.problem('out_of_range', 'position', '{"min": 0, "max": 1000000, "unit": "m"}'))
		else '[]' end
$$;

create function private.validate_record(p_record jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
	v_problems jsonb := '[]';
	v_kinds text[];
	v_usable boolean;
begin
	if coalesce(p_record -> 'theme', '""') = '""' or jsonb_typeof(p_record -> 'theme') <> 'string' then
		v_problems := v_problems || private.problem(case when private.is_blank(p_record -> 'theme') then 'required' else 'wrong_type' end, 'theme');
	elsif not exists (select from public.themes where id = p_record ->> 'theme') then
		v_problems := v_problems || private.problem('unknown_theme', 'theme');
	elsif coalesce(p_record -> 'concept', '""') = '""' or jsonb_typeof(p_record -> 'concept') <> 'string' then
		v_problems := v_problems || private.problem(case when private.is_blank(p_record -> 'concept') then 'required' else 'wrong_type' end, 'concept');
	else
		v_problems := private.validate_concept(p_record ->> 'theme', p_record ->> 'concept');
	end if;
	v_usable := v_problems = '[]';
	select geometry_kinds into v_kinds from public.concepts where v_usable and id = p_record ->> 'concept';
	v_problems := v_problems || private.validate_geometry(p_record -> 'geometry', coalesce(v_kinds, '{point,line,polygon}'));
	v_problems := v_problems || private.validate_position(p_record -> 'position');
	if jsonb_typeof(p_record -> 'sensitivity') is distinct from 'string' then
		v_problems := v_problems || private.problem(case when private.is_blank(p_record -> 'sensitivity') then 'required' else 'wrong_type' end, 'sensitivity');
	elsif p_record ->> 'sensitivity' not in ('public', 'blurred', 'hidden') then
		v_problems := v_problems || private.problem('not_in_list', 'sensitivity');
	end if;
	if private.is_blank(p_record -> 'observed_at') then
		v_problems := v_problems || private.problem('required', 'observed_at');
	elsif private.to_moment(p_record -> 'observed_at') is null then
		v_problems := v_problems || private.problem('bad_format', 'observed_at');
	end if;
	-- Without a known concept nobody can say which fields there are.
	if v_usable then
		v_problems := v_problems || private.validate_properties(p_record ->> 'theme', p_record ->> 'concept', p_record -> 'properties');
	end if;
	return v_problems;
end
$$;
comment on function private.validate_record is 'Problem[] of a whole record: theme, concept, geometry, position, sensitivity, observed_at, properties. Empty when it is right.';

revoke execute on all functions in schema private from public;
grant execute on function private.has_control_characters(text, boolean) to authenticated;
