-- Dates of the calendar and vague datings (EDTF levels 0 and 1), as src/lib/domain/fields/edtf-syntax.ts reads them.

create function private.days_in(p_year int, p_month int) returns int
language sql immutable parallel safe set search_path = ''
as $$
	select case
		when p_month = 2 then case when (p_year % 4 = 0 and p_year % 100 <> 0) or p_year % 400 = 0 then 29 else 28 end
		when p_month not between 1 and 12 then 0
		when p_month in (4, 6, 9, 11) then 30 else 31 end
$$;
comment on function private.days_in is 'Days of a month of the proleptic Gregorian calendar, in which year 0 exists; 0 for no such month.';

create function private.is_day(p_text text) returns boolean
language sql immutable parallel safe set search_path = ''
as $$
	select case when p_text ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'
		then substr(p_text, 9, 2)::int between 1 and private.days_in(substr(p_text, 1, 4)::int, substr(p_text, 6, 2)::int)
		else false end
$$;

create function private.edtf_span(p_text text) returns bigint[]
language plpgsql immutable parallel safe set search_path = ''
as $$
declare
	m text[] := regexp_match(p_text, '^Y(-?[0-9]{5,9})[?~%]?$');
	v_year bigint; v_month int; v_day int;
begin
	if m is not null then
		return array[m[1]::bigint * 10000 + 101, m[1]::bigint * 10000 + 1231];
	end if;
	m := regexp_match(p_text, '^(-?)([0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX))?)?[?~%]?$');
	if m is null then return null; end if;
	v_year := replace(m[2], 'X', '0')::bigint * case m[1] when '-' then -1 else 1 end;
	if m[2] like '%X' then
		-- Level 1 leaves out the months when the year itself is not fully known.
		if m[3] is not null or m[1] = '-' then return null; end if;
		return array[v_year * 10000 + 101, (v_year + case when m[2] like '%XX' then 99 else 9 end) * 10000 + 1231];
	end if;
	if m[3] is null or (m[3] = 'XX' and coalesce(m[4], 'XX') = 'XX') then
		return array[v_year * 10000 + 101, v_year * 10000 + 1231];
	end if;
	if m[3] = 'XX' then return null; end if;
	v_month := m[3]::int;
	if v_month between 21 and 24 and m[4] is null then
		return array[v_year * 10000 + 101, v_year * 10000 + 1231];
	end if;
	if private.days_in(v_year::int, v_month) = 0 then return null; end if;
	if coalesce(m[4], 'XX') = 'XX' then
		return array[v_year * 10000 + v_month * 100 + 1, v_year * 10000 + v_month * 100 + private.days_in(v_year::int, v_month)];
	end if;
	v_day := m[4]::int;
	if v_day not between 1 and private.days_in(v_year::int, v_month) then return null; end if;
	return array[v_year * 10000 + v_month * 100 + v_day, v_year * 10000 + v_month * 100 + v_day];
end
$$;
comment on function private.edtf_span is 'First and last day of one EDTF date as year·10000 + month·100 + day; null when it is none.';

create function private.is_edtf(p_text text) returns boolean
language plpgsql immutable parallel safe set search_path = ''
as $$
declare
	v_parts text[] := string_to_array(p_text, '/');
	v_start bigint[]; v_end bigint[];
begin
	if cardinality(v_parts) = 1 then return private.edtf_span(p_text) is not null; end if;
	if cardinality(v_parts) <> 2 then return false; end if;
	v_start := private.edtf_span(v_parts[1]);
	v_end := private.edtf_span(v_parts[2]);
	-- An end may be open (`..`) or unknown (nothing), but not both ends at once.
	if (v_start is null and v_parts[1] not in ('', '..')) or (v_end is null and v_parts[2] not in ('', '..')) then
		return false;
	end if;
	return case when v_start is not null and v_end is not null then v_start[1] <= v_end[2]
		else v_start is not null or v_end is not null end;
end
$$;
comment on function private.is_edtf is 'A date or an interval that does not end before it starts.';

revoke execute on function private.days_in(int, int), private.is_day(text), private.edtf_span(text), private.is_edtf(text) from public;
