-- Vocabularies as files exchange them: SkosScheme and SkosConcept of src/lib/domain/vocabulary/skos/types.ts,
-- every list without duplicates and sorted by code point, so that two readings of the same thing are equal.

create function private.may_edit_vocabulary(p_scheme text) returns boolean
language sql stable security definer set search_path = ''
as $$
	-- A vocabulary has no territory: who administers a part of the country does not write for all of it.
	select exists (select from public.memberships m where m.user_id = (select auth.uid())
		and m.role = 'administrator' and m.revoked_at is null and m.territory is null
		and (m.theme is null or m.theme = (select s.theme from public.concept_schemes s where s.id = p_scheme)))
$$;
comment on function private.may_edit_vocabulary is 'Administers the theme of the scheme, or every theme when it has none.';

create function private.require_vocabulary_editor(p_scheme text) returns void
language plpgsql stable set search_path = ''
as $$
begin
	if not private.may_edit_vocabulary(p_scheme) then
		perform private.fail(403, jsonb_build_array(private.problem('not_allowed', null)));
	end if;
	if not exists (select from public.concept_schemes where id = p_scheme) then
		perform private.fail(404, jsonb_build_array(private.problem('not_in_list', 'scheme')));
	end if;
end
$$;

create function private.skos_documents(p_ids text[], p_unsure boolean default true) returns table (id text, uri text, doc jsonb)
language sql stable set search_path = ''
as $$
	with chosen as materialized (
		select c.* from unnest(p_ids) as wanted(id) join public.concepts c on c.id = wanted.id
	), labels as (
		select l.concept, jsonb_agg(jsonb_build_object('kind', l.kind, 'lang', l.lang, 'text', l.text, 'status', l.status)
			order by l.kind collate "C", l.lang collate "C", l.text collate "C") as labels
		from chosen join public.concept_labels l on l.concept = chosen.id where p_unsure or l.status <> 'unsure' group by l.concept
	), notes as (
		select n.concept, jsonb_agg(jsonb_build_object('kind', n.kind, 'lang', n.lang, 'text', n.text)
			order by n.kind collate "C", n.lang collate "C", n.text collate "C") as notes
		from chosen join public.concept_notes n on n.concept = chosen.id
		where p_unsure or n.kind not in ('editorialNote', 'changeNote') group by n.concept
	), links as (
		select r.subject as id, r.predicate, coalesce(o.uri, r.object) as uri
		from chosen join public.concept_relations r on r.subject = chosen.id left join public.concepts o on o.id = r.object_concept
		union
		select r.object, r.predicate, s.uri
		from chosen join public.concept_relations r on r.object = chosen.id and r.predicate = 'related' join public.concepts s on s.id = r.subject
	), linked as (
		select l.id,
			jsonb_agg(l.uri order by l.uri collate "C") filter (where l.predicate = 'broader') as broader,
			jsonb_agg(l.uri order by l.uri collate "C") filter (where l.predicate = 'related') as related,
			jsonb_agg(jsonb_build_object('relation', l.predicate, 'uri', l.uri) order by l.predicate collate "C", l.uri collate "C")
				filter (where l.predicate like '%Match') as matches
		from links l group by l.id
	)
	select c.id, c.uri, jsonb_build_object(
		'uri', c.uri, 'notations', to_jsonb(c.notations),
		'labels', coalesce(labels.labels, '[]'), 'notes', coalesce(notes.notes, '[]'),
		'broader', coalesce(linked.broader, '[]'), 'related', coalesce(linked.related, '[]'), 'matches', coalesce(linked.matches, '[]'),
		'isTop', c.is_top, 'deprecated', c.deprecated,
		'replacedBy', coalesce((select r.uri from public.concepts r where r.id = c.replaced_by), c.replaced_by_uri),
		'use', case when (c.geometry_kinds, c.sensitivity, c.osm_tags, c.position) is distinct from ('{}'::text[], 'public', '{}'::text[], 0)
				or coalesce(c.icon, c.color, c.shape) is not null
			then jsonb_build_object('geometryKinds', (select coalesce(jsonb_agg(k order by k collate "C"), '[]') from unnest(c.geometry_kinds) as k),
				'sensitivity', c.sensitivity, 'osmTags', (select coalesce(jsonb_agg(t order by t collate "C"), '[]') from unnest(c.osm_tags) as t),
				'icon', c.icon, 'color', c.color, 'shape', c.shape, 'position', c.position) end,
		'other', c.other)
	from chosen c
	left join labels on labels.concept = c.id left join notes on notes.concept = c.id left join linked on linked.id = c.id
$$;
comment on function private.skos_documents is 'SkosConcept of each of these concepts, with or without what is for editors: labels that are not sure, editorial and change notes.';

create function private.skos_collection_documents(p_ids text[], p_unsure boolean default true) returns table (id text, uri text, doc jsonb)
language sql stable set search_path = ''
as $$
	select c.id, c.uri, jsonb_build_object('uri', c.uri,
		'labels', (select coalesce(jsonb_agg(l order by l ->> 'kind' collate "C", l ->> 'lang' collate "C", l ->> 'text' collate "C"), '[]')
			from jsonb_array_elements(c.labels) as l where p_unsure or l ->> 'status' <> 'unsure'),
		'notes', case when p_unsure then c.notes
			else jsonb_path_query_array(c.notes, '$[*] ? (@.kind != "editorialNote" && @.kind != "changeNote")') end,
		'members', (select coalesce(jsonb_agg(u.uri order by case when c.ordered then u.position end, u.uri collate "C"), '[]')
			from (select m.position, coalesce(r.uri, m.member) as uri from public.collection_members m
				left join private.resources r on r.id = m.member and r.kind <> 'scheme' where m.collection = c.id) u),
		'ordered', c.ordered, 'isTrait', c.is_trait, 'other', c.other)
	from unnest(p_ids) as wanted(id) join public.collections c on c.id = wanted.id
$$;
comment on function private.skos_collection_documents is 'SkosCollection of each of these, with or without what is for editors.';

create function public.skos_scheme(p_scheme text) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	s public.concept_schemes;
	v_content json;
	v_unsure boolean := private.is_editor();
begin
	select * into s from public.concept_schemes where id = p_scheme;
	if s.id is null then return null; end if;
	v_content := json_build_object('id', s.id, 'kind', s.kind, 'theme', s.theme, 'mayEdit', private.may_edit_vocabulary(s.id),
		'editedAt', greatest(s.edited_at, (select max(c.edited_at) from public.concepts c where c.scheme = s.id)),
		'uri', s.uri, 'titles', s.titles, 'other', s.other,
		'concepts', (select coalesce(json_agg(d.doc order by d.uri collate "C"), '[]') from private.skos_documents(
			(select array_agg(c.id) from public.concepts c where c.scheme = s.id), v_unsure) d),
		'collections', (select coalesce(json_agg(d.doc order by d.uri collate "C"), '[]') from private.skos_collection_documents(
			(select array_agg(c.id) from public.collections c where c.scheme = s.id and not c.withdrawn), v_unsure) d));
	return jsonb_build_object('etag', md5(v_content::text)) || v_content::jsonb;
end
$$;
comment on function public.skos_scheme is 'A whole vocabulary, or null. Labels that are not sure and the notes of editors are for editors only. The etag is a hash of what the caller sees.';

create function public.skos_concept(p_id text) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	c public.concepts;
	v_doc jsonb;
	v_unsure boolean := private.is_editor();
	v_links jsonb;
begin
	select * into c from public.concepts where id = p_id or uri = p_id limit 1;
	if c.id is null then return null; end if;
	select d.doc into v_doc from private.skos_documents(array[c.id], v_unsure) d;
	with links as (
		select r.predicate as relation, r.object as id from public.concept_relations r where r.subject = c.id and r.predicate in ('broader', 'related')
		union
		select case r.predicate when 'broader' then 'narrower' else 'related' end, r.subject from public.concept_relations r
		where r.object = c.id and r.predicate in ('broader', 'related')
		union
		select 'replacement', c.replaced_by where c.replaced_by is not null
	), told as (
		select l.relation, coalesce(o.uri, l.id) as uri, o.position, jsonb_build_object('id', o.id, 'uri', coalesce(o.uri, l.id),
			'deprecated', coalesce(o.deprecated, false), 'labels', (select coalesce(jsonb_agg(jsonb_build_object('kind', n.kind, 'lang', n.lang,
				'text', n.text, 'status', n.status) order by n.lang collate "C"), '[]') from public.concept_labels n
				where n.concept = o.id and n.kind = 'pref' and (v_unsure or n.status <> 'unsure'))) as link
		from links l left join public.concepts o on o.id = l.id
	)
	select jsonb_build_object(
		'broader', coalesce(jsonb_agg(link order by position, uri collate "C") filter (where relation = 'broader'), '[]'),
		'narrower', coalesce(jsonb_agg(link order by position, uri collate "C") filter (where relation = 'narrower'), '[]'),
		'related', coalesce(jsonb_agg(link order by position, uri collate "C") filter (where relation = 'related'), '[]'),
		'replacement', (jsonb_agg(link) filter (where relation = 'replacement')) -> 0)
	into v_links from told;
	return v_doc || v_links || jsonb_build_object('id', c.id, 'scheme', c.scheme, 'mayEdit', private.may_edit_vocabulary(c.scheme));
end
$$;
comment on function public.skos_concept is 'One concept by its id or its address, with who is broader, narrower and related by name; null when there is none.';

create function public.vocabulary_schemes() returns jsonb
language sql stable security definer set search_path = ''
as $$
	select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'uri', s.uri, 'title', s.title, 'kind', s.kind, 'theme', s.theme,
		'concepts', coalesce(n.concepts, 0), 'deprecated', coalesce(n.deprecated, 0), 'mayEdit', private.may_edit_vocabulary(s.id)) order by s.id), '[]')
	from public.concept_schemes s
	left join (select c.scheme, count(*) as concepts, count(*) filter (where c.deprecated) as deprecated from public.concepts c group by c.scheme) n
		on n.scheme = s.id
$$;
comment on function public.vocabulary_schemes is 'SchemeSummary[] of src/lib/domain/vocabulary/editing.ts.';

revoke execute on function private.may_edit_vocabulary(text), private.require_vocabulary_editor(text), private.skos_documents(text[], boolean),
	private.skos_collection_documents(text[], boolean), public.skos_scheme(text), public.skos_concept(text), public.vocabulary_schemes()
	from public, anon, authenticated;
grant execute on function public.skos_scheme(text), public.skos_concept(text), public.vocabulary_schemes() to anon, authenticated;
