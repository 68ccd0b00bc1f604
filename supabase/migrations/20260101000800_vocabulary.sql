-- Everything forms, search and symbols need, in one answer kept on the device.

create function private.vocabulary_scheme_ids() returns text[]
language sql stable set search_path = ''
as $$
	-- Everybody else's thousands of concepts are read on their own pages.
	select coalesce(array_agg(s.id order by s.id), '{}') from public.concept_schemes s
	where s.kind = 'list' and s.theme is not null
		or exists (select from public.themes t where t.scheme = s.id)
		or exists (select from public.field_definitions f where f.scheme = s.id
			-- The fields of a group's rows.
			or jsonb_path_exists(to_jsonb(f), '$.fields[*] ? (@.scheme == $scheme)', jsonb_build_object('scheme', s.id)))
$$;
comment on function private.vocabulary_scheme_ids is 'Schemes that a theme or a field uses.';

create function private.vocabulary_concepts(p_schemes text[], p_unsure boolean) returns json
language sql stable set search_path = ''
as $$
	select coalesce(json_agg(json_build_object(
		'id', c.id, 'uri', c.uri, 'scheme', c.scheme, 'notation', c.notation,
		'broader', coalesce(r.broader, '[]'), 'related', coalesce(r.related, '[]'), 'labels', coalesce(l.labels, '[]'),
		'definition', private.localized(n.definitions), 'geometryKinds', c.geometry_kinds, 'sensitivity', c.sensitivity,
		'osmTags', c.osm_tags, 'matches', coalesce(r.matches, '[]'),
		'icon', c.icon, 'color', c.color, 'shape', c.shape, 'position', c.position,
		'deprecated', c.deprecated, 'replacedBy', c.replaced_by
	) order by c.scheme, c.position, c.id), '[]')
	from public.concepts c
	left join (
		select l.concept, json_agg(json_build_object('kind', l.kind, 'lang', l.lang, 'text', l.text, 'status', l.status)
			order by l.position, l.kind collate "C", l.lang collate "C", l.text collate "C") as labels
		from public.concept_labels l join public.concepts c on c.id = l.concept
		where c.scheme = any (p_schemes) and l.lang in ('fr', 'oc', 'en', 'ca') and (p_unsure or l.status <> 'unsure')
		group by l.concept
	) l on l.concept = c.id
	left join (
		select n.concept, jsonb_agg(jsonb_build_object('lang', n.lang, 'text', n.text) order by n.position, n.lang collate "C", n.text collate "C") as definitions
		from public.concept_notes n join public.concepts c on c.id = n.concept
		where c.scheme = any (p_schemes) and n.kind = 'definition' group by n.concept
	) n on n.concept = c.id
	left join (
		select r.subject,
			json_agg(r.object order by r.object collate "C") filter (where r.predicate = 'broader' and r.object_concept is not null) as broader,
			json_agg(r.object order by r.object collate "C") filter (where r.predicate = 'related' and r.object_concept is not null) as related,
			json_agg(json_build_object('relation', r.predicate, 'uri', r.object) order by r.predicate collate "C", r.object collate "C")
				filter (where r.predicate like '%Match') as matches
		from public.concept_relations r join public.concepts c on c.id = r.subject
		where c.scheme = any (p_schemes) group by r.subject
	) r on r.subject = c.id
	where c.scheme = any (p_schemes)
$$;
comment on function private.vocabulary_concepts is 'Concept[] of src/lib/domain/vocabulary/types.ts, with or without the labels that are not sure.';

create function private.vocabulary_collections(p_schemes text[]) returns json
language sql stable set search_path = ''
as $$
	select coalesce(json_agg(json_build_object(
		'id', c.id, 'scheme', c.scheme, 'title', coalesce(t.title, jsonb_build_object('fr', c.notation)),
		'members', coalesce(m.members, '[]'), 'isTrait', c.is_trait, 'icon', c.icon, 'position', c.position
	) order by c.scheme, c.position, c.id), '[]')
	from public.collections c
	cross join lateral (
		select private.localized(jsonb_agg(l order by place)) as title
		from jsonb_array_elements(c.labels) with ordinality as x(l, place) where l ->> 'kind' = 'pref' and l ->> 'status' <> 'unsure'
	) t
	left join (
		select m.collection, json_agg(m.member order by m.position, m.member collate "C") as members
		from public.collection_members m join public.concepts c on c.id = m.member group by m.collection
	) m on m.collection = c.id
	where c.scheme = any (p_schemes) and not c.withdrawn
$$;
comment on function private.vocabulary_collections is 'Collection[] of src/lib/domain/vocabulary/types.ts.';

create function private.vocabulary_fields() returns jsonb
language sql stable set search_path = ''
as $$
	select coalesce(jsonb_agg(private.field_json(f) order by f.theme, f.position, f.id collate "C"), '[]')
	from public.field_definitions f
$$;

create function private.vocabulary_themes() returns jsonb
language sql stable set search_path = ''
as $$
	select coalesce(jsonb_agg(jsonb_build_object(
		'id', t.id, 'title', t.title, 'description', t.description, 'scheme', t.scheme, 'titleField', t.title_field,
		'icon', t.icon, 'color', t.color, 'licence', t.licence, 'accuracyGateM', t.accuracy_gate_m,
		'alikeWithinM', t.alike_within_m, 'notice', t.notice, 'safety', t.safety, 'formVersion', t.form_version, 'position', t.position
	) order by t.position, t.id), '[]')
	from public.themes t
$$;

-- Definer only to call those above, which nobody else may: so it asks by itself who is an editor.
create function public.vocabulary() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_schemes text[] := private.vocabulary_scheme_ids();
	v_content json;
begin
	v_content := json_build_object(
		'themes', private.vocabulary_themes(),
		'schemes', (select coalesce(json_agg(json_build_object('id', s.id, 'title', s.title, 'uri', s.uri, 'kind', s.kind) order by s.id), '[]')
			from public.concept_schemes s where s.id = any (v_schemes)),
		'concepts', private.vocabulary_concepts(v_schemes, private.is_editor()),
		'collections', private.vocabulary_collections(v_schemes),
		'fields', private.vocabulary_fields());
	return jsonb_build_object('etag', md5(v_content::text)) || v_content::jsonb;
end
$$;
comment on function public.vocabulary is 'Vocabulary of src/lib/domain/vocabulary/types.ts. The etag is a hash of the content as the caller sees it.';

revoke execute on function private.vocabulary_scheme_ids(), private.vocabulary_concepts(text[], boolean), private.vocabulary_collections(text[]),
	private.vocabulary_fields(), private.vocabulary_themes(), public.vocabulary() from public, anon, authenticated;
grant execute on function public.vocabulary() to anon, authenticated;
