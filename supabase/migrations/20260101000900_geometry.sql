-- What a geometry must be, and what a blurred one becomes. Same rules as src/lib/domain/geometry-check.ts.

create function private.geometry_kind(p_type text) returns text
language sql immutable parallel safe
return case p_type
	when 'Point' then 'point' when 'MultiPoint' then 'point'
	when 'LineString' then 'line' when 'MultiLineString' then 'line'
	when 'Polygon' then 'polygon' when 'MultiPolygon' then 'polygon' end;

create function private.position_problem(p_type text, p_coordinates jsonb) returns text
language plpgsql immutable parallel safe set search_path = ''
as $$
declare
	v_depth int := case p_type when 'Point' then 0 when 'MultiPoint' then 1 when 'LineString' then 1 when 'MultiPolygon' then 3 else 2 end;
	v_count int; v_shape boolean; v_numbers boolean; v_finite boolean; v_inside boolean;
begin
	if jsonb_typeof(p_coordinates) is distinct from 'array' then return 'geometry_malformed'; end if;
	-- Most geometries are a right point.
	if p_type = 'Point' and jsonb_array_length(p_coordinates) = 2
		and jsonb_typeof(p_coordinates -> 0) = 'number' and jsonb_typeof(p_coordinates -> 1) = 'number' then
		return case when abs((p_coordinates ->> 0)::numeric) <= 180 and abs((p_coordinates ->> 1)::numeric) <= 90
			then null else 'geometry_outside_world' end;
	end if;
	begin
		-- Strict: a step into what is not an array raises instead of being forgiven.
		select count(*) into v_count from jsonb_path_query(p_coordinates,
			('strict $' || repeat('[*]', v_depth))::jsonpath);
	exception when sqlstate '2203A' or sqlstate '22032' or sqlstate '22039' or sqlstate '2203B' then
		return 'geometry_malformed';
	end;
	if v_count > 10000 then return 'geometry_too_many_vertices'; end if;
	if jsonb_path_exists(p_coordinates, ('strict $.**{0 to ' || v_depth || '} ? (@.size() == 0)')::jsonpath, '{}', true) then
		return 'geometry_empty';
	end if;
	select bool_and(case when jsonb_typeof(p) = 'array' then jsonb_array_length(p) between 2 and 3 else false end),
		bool_and(coalesce(jsonb_typeof(p -> 0), '') in ('number', 'null') and coalesce(jsonb_typeof(p -> 1), '') in ('number', 'null')
			and coalesce(jsonb_typeof(p -> 2), 'number') in ('number', 'null'))
	into v_shape, v_numbers
	from jsonb_path_query(p_coordinates, ('strict $' || repeat('[*]', v_depth))::jsonpath) as p;
	if not v_shape or not v_numbers then return 'geometry_malformed'; end if;
	-- JSON has no NaN: what writes JSON puts null in its place. A number too large for a double is no better.
	select bool_and(jsonb_typeof(p -> 0) = 'number' and jsonb_typeof(p -> 1) = 'number' and coalesce(jsonb_typeof(p -> 2), 'number') = 'number'),
		bool_and(case when jsonb_typeof(p -> 0) = 'number' and jsonb_typeof(p -> 1) = 'number'
			then abs((p ->> 0)::numeric) <= 180 and abs((p ->> 1)::numeric) <= 90
				and (jsonb_array_length(p) = 2 or jsonb_typeof(p -> 2) = 'null' or abs((p ->> 2)::numeric) <= 100000) end)
	into v_finite, v_inside
	from jsonb_path_query(p_coordinates, ('strict $' || repeat('[*]', v_depth))::jsonpath) as p;
	if not v_finite then return 'geometry_not_finite'; end if;
	if not v_inside then return 'geometry_outside_world'; end if;
	return null;
end
$$;
comment on function private.position_problem is 'A problem code, or null when coordinates are numbers at the right depth, inside the world and not too many.';

create function private.shape_problem(p_type text, p_coordinates jsonb) returns text
language plpgsql immutable parallel safe set search_path = pg_catalog, extensions, pg_temp
as $$
declare v_geometry geometry;
begin
	if p_type in ('LineString', 'MultiLineString') then
		-- A line may cross itself (a path does), but it must go somewhere.
		if exists (
			select from jsonb_array_elements(case p_type when 'LineString' then jsonb_build_array(p_coordinates) else p_coordinates end) as line
			where (select count(distinct (p -> 0, p -> 1)) from jsonb_array_elements(line) as p) < 2
		) then return 'geometry_malformed'; end if;
	elsif p_type in ('Polygon', 'MultiPolygon') then
		if exists (
			select from jsonb_array_elements(case p_type when 'Polygon' then jsonb_build_array(p_coordinates) else p_coordinates end) as rings,
				jsonb_array_elements(rings) as ring
			where jsonb_array_length(ring) < 4 or (ring -> 0 -> 0, ring -> 0 -> 1) <> (ring -> -1 -> 0, ring -> -1 -> 1)
		) then return 'geometry_malformed'; end if;
		begin
			v_geometry := st_geomfromgeojson(jsonb_build_object('type', p_type, 'coordinates', p_coordinates));
			if not st_isvalid(v_geometry) then return 'geometry_self_intersects'; end if;
		exception when internal_error or invalid_parameter_value then
			return 'geometry_malformed';
		end;
	end if;
	return null;
end
$$;
comment on function private.shape_problem is 'Given sound positions: a problem code, or null when lines go somewhere and rings close and do not cross.';

create function private.validate_geometry(p_geometry jsonb, p_allowed text[]) returns jsonb
language plpgsql immutable set search_path = ''
as $$
declare v_code text;
begin
	if p_geometry is null or jsonb_typeof(p_geometry) = 'null' then
		return jsonb_build_array(private.problem('geometry_missing', 'geometry'));
	end if;
	if jsonb_typeof(p_geometry) <> 'object' or private.geometry_kind(p_geometry ->> 'type') is null then
		return jsonb_build_array(private.problem('geometry_malformed', 'geometry'));
	end if;
	if not private.geometry_kind(p_geometry ->> 'type') = any (p_allowed) then
		return jsonb_build_array(private.problem('geometry_kind', 'geometry',
			jsonb_build_object('kinds', array_to_string(p_allowed, ','))));
	end if;
	v_code := private.position_problem(p_geometry ->> 'type', p_geometry -> 'coordinates');
	if v_code is null and p_geometry ->> 'type' <> 'Point' then
		v_code := private.shape_problem(p_geometry ->> 'type', p_geometry -> 'coordinates');
	end if;
	if v_code is null then return '[]'; end if;
	return jsonb_build_array(private.problem(v_code, 'geometry',
		case v_code when 'geometry_too_many_vertices' then '{"max": 10000}'::jsonb end));
end
$$;
comment on function private.validate_geometry is 'At most one problem: the first one that makes the others meaningless. RFC 7946 §3.1.';

create function private.to_geometry(p_geometry jsonb) returns extensions.geometry
language sql immutable parallel safe
-- Only what is used is kept: a stray `crs` member would be obeyed, and altitudes are not recorded.
return extensions.st_setsrid(extensions.st_force2d(extensions.st_geomfromgeojson(
	jsonb_build_object('type', p_geometry -> 'type', 'coordinates', p_geometry -> 'coordinates'))), 4326);
comment on function private.to_geometry is 'A validated GeoJSON geometry as stored.';

create function private.to_geojson(p_geometry extensions.geometry) returns jsonb
language sql immutable parallel safe
return extensions.st_asgeojson(p_geometry, 15)::jsonb;
comment on function private.to_geojson is 'Every digit that was given, so that an untouched geometry compares equal.';

create function private.blur(p_geometry extensions.geometry) returns extensions.geometry
language plpgsql immutable parallel safe set search_path = pg_catalog, extensions, pg_temp
as $$
declare
	-- 1 km of latitude in degrees (111,320 m a degree); the width of a cell grows with the latitude of its row.
	c_step constant double precision := 1000.0 / 111320.0;
	v_point geometry := st_pointonsurface(p_geometry);
	v_lat double precision := (floor(st_y(v_point) / c_step) + 0.5) * c_step;
	v_wide double precision := c_step / greatest(cos(radians(v_lat)), 0.01);
	v_lon double precision := (floor(st_x(v_point) / v_wide) + 0.5) * v_wide;
begin
	return st_setsrid(st_makepoint(round(least(v_lon, 180)::numeric, 6)::double precision,
		round(least(v_lat, 90)::numeric, 6)::double precision), 4326);
end
$$;
comment on function private.blur is 'Centre of the 1 km cell of a fixed grid: the same place always gives the same centre, so many readings say no more than one.';

revoke execute on function private.geometry_kind(text), private.position_problem(text, jsonb), private.shape_problem(text, jsonb),
	private.validate_geometry(jsonb, text[]), private.to_geometry(jsonb), private.to_geojson(extensions.geometry),
	private.blur(extensions.geometry) from public;
