-- What changed since last time, for this person, without ever skipping a row committed late.

create table private.change_epoch (
	single boolean primary key default true check (single),
	epoch uuid not null default gen_random_uuid()
);
insert into private.change_epoch default values;
comment on table private.change_epoch is 'Names the run of transaction numbers that cursors count in. A dump restored elsewhere starts another.';

create function private.restamp_changes() returns void
language plpgsql set search_path = ''
as $$
begin
	-- A visible row stamped by a transaction that has not begun can only come from another cluster.
	if exists (select from public.records where changed_xid >= pg_snapshot_xmax(pg_current_snapshot()))
		or exists (select from public.memberships where changed_xid >= pg_snapshot_xmax(pg_current_snapshot())) then
		update private.change_epoch set epoch = gen_random_uuid();
		update public.records set licence = licence;
		update public.memberships set granted_at = granted_at;
	end if;
end
$$;
comment on function private.restamp_changes is 'After a restore, stamps everything anew and makes every device start over.';

create function private.changed_records(p_xid xid8, p_id uuid, p_horizon xid8, p_theme text, p_keys jsonb, p_limit int)
returns table (id uuid, xid xid8)
language plpgsql stable set search_path = ''
as $$
declare
	v_user uuid := auth.uid();
	v_first boolean := p_xid = '0'::xid8;
begin
	if v_first or not exists (select from public.memberships m where m.user_id = v_user
		and m.role in ('moderator', 'administrator') and m.changed_xid >= p_xid and m.changed_xid < p_horizon) then
		return query
			select r.id, r.changed_xid from public.records r
			where (r.changed_xid, r.id) > (p_xid, p_id) and r.changed_xid < p_horizon
				and (r.published_at is not null or r.author_id = v_user or private.in_scope(p_keys, r.theme, r.commune_insee))
				and (not v_first or p_theme is null or r.theme = p_theme)
			order by r.changed_xid, r.id limit p_limit;
		return;
	end if;
	-- Rights were given or taken: what they cover is sent again, as it may be read now.
	return query
		with told as (
			select r.id, greatest(r.changed_xid, (
				select max(m.changed_xid) from public.memberships m
				where m.user_id = v_user and m.role in ('moderator', 'administrator') and m.changed_xid >= p_xid and m.changed_xid < p_horizon
					and (m.theme is null or m.theme = r.theme)
					and (m.territory is null or exists (select from public.territory_communes tc
						where tc.territory = m.territory and tc.insee = r.commune_insee)))) as xid
			from public.records r
		)
		select t.id, t.xid from told t
		where (t.xid, t.id) > (p_xid, p_id) and t.xid < p_horizon
		order by t.xid, t.id limit p_limit;
end
$$;

create function private.is_in_area(p_geometry extensions.geometry, p_bbox float8[]) returns boolean
language sql immutable set search_path = ''
as $$
	select p_bbox is null or extensions.st_intersects(p_geometry,
		extensions.st_makeenvelope(p_bbox[1], p_bbox[2], p_bbox[3], p_bbox[4], 4326))
$$;

create function private.pulled_full(p_ids uuid[], p_theme text, p_bbox float8[], p_keys jsonb) returns table (id uuid, record jsonb)
language sql stable set search_path = ''
as $$
	-- Most of what a device fetches is no concern of its own: that is seen before each is looked at closely.
	with concerned as materialized (
		select r as row_ from public.records r
		where r.id = any (p_ids) and (p_theme is null or r.theme = p_theme)
			and (r.author_id = (select auth.uid()) or private.in_scope(p_keys, r.theme, r.commune_insee)
				or exists (select from public.observations o where o.record_id = r.id and o.author_id = (select auth.uid()))
				or exists (select from public.proposals p where p.record_id = r.id and p.author_id = (select auth.uid())))
			-- Without full access the area must not tell where the place is exactly.
			and private.is_in_area(case when r.author_id = (select auth.uid()) or private.in_scope(p_keys, r.theme, r.commune_insee)
				then r.geometry else r.public_geometry end, p_bbox)
	), told as materialized (
		select (c.row_).id, private.record_for_reader(c.row_, p_keys) as record from concerned c
	)
	select t.id, t.record from told t where t.record is not null
$$;

create function public.pull_changes(p_cursor text default null, p_theme text default null, p_bbox float8[] default null,
	p_max_rows int default 500) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	v_limit int := least(greatest(coalesce(p_max_rows, 500), 1), 1000);
	-- A cursor is good for the person and the area it was given for, and for this run of transactions.
	v_scope text;
	v_keys jsonb := private.moderation_keys();
	v_parts text[];
	v_horizon xid8;
	v_xid xid8 := '0';
	v_id uuid := '00000000-0000-0000-0000-000000000000';
	v_ids uuid[];
	v_xids xid8[];
	v_more boolean;
	v_records jsonb;
	v_gone jsonb;
begin
	if p_bbox is not null and (cardinality(p_bbox) <> 4 or array_position(p_bbox, null) is not null
		or not (p_bbox[1] between -180 and p_bbox[3] and p_bbox[3] <= 180 and p_bbox[2] between -90 and p_bbox[4] and p_bbox[4] <= 90)) then
		perform private.fail(400, jsonb_build_array(private.problem('bad_format', 'bbox')));
	end if;
	perform private.restamp_changes();
	v_horizon := pg_snapshot_xmin(pg_current_snapshot());
	v_scope := md5((select epoch from private.change_epoch) || '|' || coalesce(auth.uid()::text, '') || '|' || coalesce(p_theme, '')
		|| '|' || coalesce(p_bbox::text, ''));
	if p_cursor is not null then
		v_parts := regexp_match(p_cursor, '^([0-9a-f]{32})\.(\d{1,19})\.([0-9a-f-]{36})$');
		if v_parts is null then perform private.fail(400, jsonb_build_array(private.problem('bad_format', 'cursor'))); end if;
		if v_parts[1] = v_scope then
			v_xid := v_parts[2]::xid8;
			v_id := v_parts[3]::uuid;
		end if;
	end if;

	select coalesce(array_agg(c.id order by c.xid, c.id), '{}'), coalesce(array_agg(c.xid order by c.xid, c.id), '{}') into v_ids, v_xids
	from private.changed_records(v_xid, v_id, v_horizon, p_theme, v_keys, v_limit + 1) c;
	v_more := cardinality(v_ids) > v_limit;
	v_ids := v_ids[1:v_limit];

	with mine as (
		select * from private.pulled_full(case when auth.uid() is null then '{}' else v_ids end, p_theme, p_bbox, v_keys)
	), answers as (
		select m.id, jsonb_build_object('access', 'full', 'record', m.record) as answer from mine m
		union all
		select v.id, jsonb_build_object('access', 'public', 'record', to_jsonb(v) - '{lon,lat,commune_insee}'::text[])
		from public.published_records v join public.records r on r.id = v.id
		where v.id = any (v_ids) and v.id not in (select m.id from mine m)
			and (p_theme is null or v.theme = p_theme) and private.is_in_area(r.public_geometry, p_bbox)
	)
	select coalesce(jsonb_agg(a.answer order by wanted.place), '[]'),
		-- The first time there is nothing to forget.
		case when v_xid = '0'::xid8 and v_id = '00000000-0000-0000-0000-000000000000' and p_cursor is null then '[]' else
			coalesce((select jsonb_agg(i order by i) from unnest(v_ids) as i where i not in (select b.id from answers b)), '[]') end
	into v_records, v_gone from answers a join unnest(v_ids) with ordinality as wanted(id, place) on wanted.id = a.id;

	return jsonb_build_object('records', v_records, 'gone', v_gone, 'more', v_more, 'talk', private.told_talk(v_ids),
		-- At the end everything before the horizon is settled: the next page starts there.
		'cursor', v_scope || '.' || case when v_more then v_xids[v_limit] || '.' || v_ids[v_limit]
			else v_horizon || '.00000000-0000-0000-0000-000000000000' end);
end
$$;
comment on function public.pull_changes is 'PullAnswer of src/lib/domain/operation.ts. bbox is [west, south, east, north] in degrees; at most 1000 rows.';
revoke execute on function public.pull_changes(text, text, float8[], int) from public, anon, authenticated;
grant execute on function public.pull_changes(text, text, float8[], int) to anon, authenticated;
