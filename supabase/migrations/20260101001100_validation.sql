-- Checks of a record against its concept and fields. The same codes as src/lib/domain, because a device
-- may be old, lie, or be no device at all.

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
		'^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,9})?)?(Z|[+-][0-9]{2}:[0-9]{2})$' then
		return null;
	end if;
	-- Surely one, without the savepoint that asking PostgreSQL takes.
	if p_value #>> '{}' ~ ('^[1-9][0-9]{3}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)'
		|| 'T(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{1,6})?)?(?:Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9])$') then
		return (p_value #>> '{}')::timestamptz;
	end if;
	return private.to_unlikely_moment(p_value #>> '{}');
end
$$;
comment on function private.to_moment is 'An ISO 8601 moment with its offset, or null. A device clock may be wrong by years: no bound is set.';

create function private.to_unlikely_moment(p_text text) returns timestamptz
language plpgsql stable set search_path = ''
as $$
begin
	return p_text::timestamptz;
exception when datetime_field_overflow or invalid_datetime_format or invalid_time_zone_displacement_value then
	return null;
end
$$;

create function private.offset_minutes(p_iso text) returns int
language sql immutable
return case when p_iso like '%Z' then 0 else
	(substr(right(p_iso, 6), 1, 1) || '1')::int * (substr(right(p_iso, 6), 2, 2)::int * 60 + right(p_iso, 2)::int) end;
comment on function private.offset_minutes is 'Of a moment that to_moment accepted.';

create function private.to_iso(p_moment timestamptz, p_offset_minutes int) returns text
language sql immutable
return to_char((p_moment at time zone 'UTC') + make_interval(mins => p_offset_minutes), 'YYYY-MM-DD"T"HH24:MI:SS')
	|| case when extract(microseconds from p_moment)::bigint % 1000000 = 0 then '' else to_char(p_moment, '.MS') end
	|| case when p_offset_minutes < 0 then '-' else '+' end
	|| to_char(abs(p_offset_minutes) / 60, 'FM00') || ':' || to_char(abs(p_offset_minutes) % 60, 'FM00');
comment on function private.to_iso is 'With the offset of the device: the local hour says when in the day a thing was seen.';

create function private.position_details(p_method text) returns text[]
language sql immutable parallel safe
return case p_method when 'averaged' then '{samples,spread_m}'::text[] when 'sighted' then '{bearing,distance_m}'
	when 'gps' then '{}' when 'trace' then '{}' when 'map' then '{}' when 'photo' then '{}' when 'typed' then '{}' when 'imported' then '{}' end;
comment on function private.position_details is 'What may be said of a position found so, besides its accuracy; null for a method that does not exist. As in src/lib/domain/position.ts.';

create function private.validate_position(p_position jsonb) returns jsonb
language plpgsql immutable set search_path = ''
as $$
declare
	v_known text[];
	v_key text;
	v_value jsonb;
	v_min numeric;
	v_max numeric;
	v_unit text;
begin
	if p_position is null or p_position = 'null' then return jsonb_build_array(private.problem('required', 'position')); end if;
	if jsonb_typeof(p_position) <> 'object' or p_position - '{method,accuracy_m,samples,spread_m,bearing,distance_m}'::text[] <> '{}' then
		return jsonb_build_array(private.problem('wrong_type', 'position'));
	end if;
	v_known := private.position_details(case when jsonb_typeof(p_position -> 'method') = 'string' then p_position ->> 'method' end);
	if v_known is null then return jsonb_build_array(private.problem('not_in_list', 'position')); end if;
	if p_position - ('{method,accuracy_m}'::text[] || v_known) <> '{}' then return jsonb_build_array(private.problem('wrong_type', 'position')); end if;
	for v_key, v_min, v_max, v_unit in values ('accuracy_m', 0, 1000000, 'm'), ('samples', 1, 1000000, null), ('spread_m', 0, 1000000, 'm'),
		('bearing', 0, 360, '°'), ('distance_m', 0, 100000, 'm')
	loop
		v_value := p_position -> v_key;
		if coalesce(v_value, 'null') = 'null' then continue; end if;
		if jsonb_typeof(v_value) <> 'number' or (v_key = 'samples' and (v_value #>> '{}')::numeric % 1 <> 0) then
			return jsonb_build_array(private.problem('wrong_type', 'position'));
		end if;
		if not (v_value #>> '{}')::numeric between v_min and v_max then
			return jsonb_build_array(private.problem('out_of_range', 'position',
				jsonb_strip_nulls(jsonb_build_object('min', v_min, 'max', v_max, 'unit', v_unit))));
		end if;
	end loop;
	return '[]';
end
$$;

create function private.clean_position(p_position jsonb) returns jsonb
language sql immutable
return jsonb_build_object('method', p_position -> 'method', 'accuracy_m', coalesce(p_position -> 'accuracy_m', 'null'))
	|| jsonb_strip_nulls(p_position - '{method,accuracy_m}'::text[]);
comment on function private.clean_position is 'Of a position that validate_position passed: what is said of it, and an accuracy even when there is none.';

create function private.public_position(p_position jsonb, p_sensitivity text) returns jsonb
language sql immutable parallel safe
-- Where the person stood and how they looked would lead back to what is blurred.
return case when p_sensitivity = 'public' then p_position else jsonb_build_object('method', p_position -> 'method', 'accuracy_m', p_position -> 'accuracy_m') end;
comment on function private.public_position is 'What everyone may know of how a place was found.';

create function private.content_problems(p_record jsonb, p_kinds text[]) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
	v_problems jsonb := private.validate_geometry(p_record -> 'geometry', p_kinds) || private.validate_position(p_record -> 'position');
begin
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
	return v_problems;
end
$$;
comment on function private.content_problems is 'Problem[] of what every record has, whatever its concept asks: geometry of these kinds, position, sensitivity, observed_at.';

create function private.validate_record(p_record jsonb, p_form_version int default null) returns jsonb
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
	v_problems := v_problems || private.content_problems(p_record, coalesce(v_kinds, '{point,line,polygon}'));
	-- Without a known concept nobody can say which fields there are.
	if v_usable then
		v_problems := v_problems || private.validate_properties(p_record ->> 'theme', p_record ->> 'concept', p_record -> 'properties',
			p_form_version);
	end if;
	return v_problems;
end
$$;
comment on function private.validate_record is 'Problem[] of a whole record: theme, concept, geometry, position, sensitivity, observed_at, properties by a form that was in force. Empty when it is right.';

revoke execute on all functions in schema private from public;
grant execute on function private.has_control_characters(text, boolean) to authenticated;
-- published_records calls it with the reader's rights; it tells less than it is given.
grant execute on function private.public_position(jsonb, text) to anon, authenticated;
