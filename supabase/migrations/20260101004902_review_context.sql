-- What a moderator looks at beside an item: what is near it, and what its author sent before.

create function public.review_near(p_record_id uuid, p_metres float8 default 100) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	r public.records;
	v_keys jsonb := private.moderation_keys();
	v_metres float8 := least(greatest(coalesce(p_metres, 100), 1), 2000);
begin
	select * into r from public.records where id = p_record_id;
	if r.id is null or not private.in_scope(v_keys, r.theme, r.commune_insee) then
		perform private.fail(404, jsonb_build_array(private.problem('record_not_found', null)));
	end if;
	return (
		select coalesce(jsonb_agg(jsonb_build_object('record', private.record_json(n.row_, true, null, true), 'distance_m', round(n.metres::numeric, 1),
			'same_concept', (n.row_).concept = r.concept) order by n.metres, (n.row_).id), '[]')
		from (
			select x as row_, extensions.st_distance(x.geometry::extensions.geography, r.geometry::extensions.geography) as metres
			from public.records x
			-- A degree of longitude is shorter than one of latitude: the box is wide enough for both.
			where x.geometry operator(extensions.&&) extensions.st_expand(r.geometry,
					v_metres / 111000 / greatest(cos(radians(least(abs(extensions.st_y(extensions.st_pointonsurface(r.geometry))), 85))), 0.05))
				and x.id <> r.id and x.theme = r.theme and x.deleted_at is null and x.status in ('submitted', 'changes_requested', 'published')
				and private.in_scope(v_keys, x.theme, x.commune_insee)
			order by metres, x.id limit 10
		) n where n.metres <= v_metres);
end
$$;
comment on function public.review_near is 'NearRecord[] of src/lib/domain/review.ts: the ten nearest of the same theme, where the caller moderates.';

create function public.review_author(p_kind text, p_item_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	i public.review_items := private.item_for_me(p_kind, p_item_id);
	v_keys jsonb := private.moderation_keys();
begin
	if i.kind is null then perform private.fail(404, jsonb_build_array(private.problem('record_not_found', null))); end if;
	if i.author_id is null then return null; end if;
	return (
		select jsonb_build_object('name', private.shown_name(a), 'since', a.created_at,
			'records', (select coalesce(jsonb_object_agg(status, n), '{}') from (select r.status, count(*) as n from public.records r
				where r.author_id = a.id and r.deleted_at is null and private.in_scope(v_keys, r.theme, r.commune_insee) group by 1) x),
			'proposals', (select coalesce(jsonb_object_agg(status, n), '{}') from (select p.status, count(*) as n from public.proposals p
				join public.records r on r.id = p.record_id where p.author_id = a.id and p.status <> 'replaced'
				and private.in_scope(v_keys, r.theme, r.commune_insee) group by 1) x),
			'observations', (select coalesce(jsonb_object_agg(status, n), '{}') from (select o.status, count(*) as n from public.observations o
				join public.records r on r.id = o.record_id where o.author_id = a.id and not o.is_first
				and private.in_scope(v_keys, r.theme, r.commune_insee) group by 1) x),
			'trusted', coalesce(private.policy_allows(a.id, 'new', i.theme, i.commune_insee), false),
			'latest', (select coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'theme', l.theme, 'concept', l.concept, 'status', l.status, 'at', l.created_at)
					order by l.created_at desc), '[]')
				from (select r.* from public.records r where r.author_id = a.id and r.deleted_at is null and r.id is distinct from i.record_id
					and private.in_scope(v_keys, r.theme, r.commune_insee) order by r.created_at desc, r.id limit 10) l))
		from public.profiles a where a.id = i.author_id);
end
$$;
comment on function public.review_author is 'AuthorHistory of src/lib/domain/review.ts, counted where the caller moderates.';

revoke execute on function public.review_near(uuid, float8), public.review_author(text, uuid) from public, anon, authenticated;
grant execute on function public.review_near(uuid, float8), public.review_author(text, uuid) to authenticated;
