-- What everyone reads. Views run with their owner's rights over columns that are empty for whatever is
-- not public, and are security barriers: a filter cannot look behind them.

create view public.published_records with (security_barrier) as
	select r.id, r.theme, r.concept, r.title,
		extensions.st_asgeojson(r.public_geometry, 6)::jsonb as geometry,
		r.sensitivity = 'blurred' as blurred,
		private.public_position(r.position, r.sensitivity) as position,
		r.public_properties as properties,
		case when c.insee is not null then jsonb_build_object('insee', c.insee, 'nom', c.nom) end as commune,
		case a.name_shown when 'real' then a.display_name when 'pseudonym' then a.pseudonym end as author_name,
		r.licence,
		(select coalesce(jsonb_agg(private.photo_json(p, private.photo_credit(p.credit, w)) order by p.position, p.id), '[]')
			from public.photos p left join public.profiles w on w.id = p.added_by
			where p.record_id = r.id and p.received_at is not null and p.accepted_at is not null and p.removed_at is null) as photos,
		r.version, r.observed_at, r.last_seen_at, r.published_at, r.updated_at,
		r.public_lon as lon, r.public_lat as lat, r.commune_insee
	from public.records r
	left join public.communes c on c.insee = r.commune_insee
	left join public.profiles a on a.id = r.author_id
	where r.public_geometry is not null
	order by r.published_at desc, r.id;
revoke all on public.published_records from anon, authenticated;
grant select on public.published_records to anon, authenticated;
comment on view public.published_records is 'PublicRecord of src/lib/domain/record.ts, with lon and lat of the public geometry for filters. Newest first.';

create function private.public_paths(p_changes jsonb, p_public_keys text[], p_blurred boolean) returns text[]
language sql immutable set search_path = ''
as $$
	select coalesce(array_agg(path order by path), '{}') from jsonb_object_keys(p_changes) as path
	where path in ('theme', 'concept', 'observed_at')
		or (path in ('geometry', 'position') and not p_blurred)
		or (path like 'properties.%' and substr(path, 12) = any (p_public_keys))
$$;
comment on function private.public_paths is 'Names of changed attributes that may be told: never one that is not public, nor that an exact position moved.';
-- The view below calls both with the reader's rights; they tell names of fields, which are public.
grant execute on function private.public_paths(jsonb, text[], boolean) to anon, authenticated;

create view public.published_history with (security_barrier) as
	select h.record_id, h.version, h.at, h.kind,
		-- A moderator acts for the commons, not in their own name.
		case when h.kind = 'published' then null
			when a.name_shown = 'real' then a.display_name when a.name_shown = 'pseudonym' then a.pseudonym end as actor_name,
		h.changed
	from (
		select h.record_id, h.version, h.at, h.kind, h.actor_id, h.id,
			private.public_paths(h.changes, array(
				select f.key from public.field_definitions f where f.theme = r.theme and f.is_public
				except select f.key from public.field_definitions f where f.theme = r.theme and not f.is_public
			), r.sensitivity = 'blurred') as changed
		from public.record_history h join public.records r on r.id = h.record_id
		-- What a visit saw is told with the visit (published_observations).
		where r.public_geometry is not null and h.observation_id is null
			and (h.kind in ('created', 'published') or (h.kind = 'updated' and h.at > r.published_at))
	) h
	left join public.profiles a on a.id = h.actor_id
	where h.kind <> 'updated' or h.changed <> '{}'
	order by h.record_id, h.id;
revoke all on public.published_history from anon, authenticated;
grant select on public.published_history to anon, authenticated;
comment on view public.published_history is 'Creation, publication and later changes of what is public. No values: those of today are in published_records.';
