-- What comes in from a browser: brought into the one form, and everything wrong about a concept by itself
-- told. Whatever else the JSON holds is left behind.

create function private.sorted_texts(p_list jsonb) returns jsonb
language sql immutable set search_path = ''
as $$
	select coalesce(jsonb_agg(t order by t collate "C"), '[]') from (select distinct t from jsonb_array_elements_text(p_list) as t where t <> '') texts
$$;

create function private.sorted_statements(p_list jsonb) returns jsonb
language sql immutable set search_path = ''
as $$
	select coalesce(jsonb_agg(s order by s ->> 'predicate' collate "C", s ->> 'object' collate "C", s ->> 'lang' collate "C", s ->> 'datatype' collate "C",
		s ->> 'isUri'), '[]')
	from (select distinct jsonb_build_object('predicate', s -> 'predicate', 'object', s -> 'object', 'isUri', s -> 'isUri',
		'lang', s -> 'lang', 'datatype', s -> 'datatype') as s from jsonb_array_elements(p_list) as s) statements
$$;

create function private.is_skos_shape(p_doc jsonb, p_lists text[]) returns boolean
language sql immutable set search_path = ''
as $$
	select coalesce(jsonb_typeof(p_doc) = 'object' and jsonb_typeof(coalesce(p_doc -> 'uri', '""')) = 'string'
		and not exists (select from unnest(p_lists) as l where jsonb_typeof(coalesce(p_doc -> l, '[]')) <> 'array'
			-- What follows looks through one list to the next.
			or jsonb_path_exists(coalesce(p_doc -> l, '[]'), 'strict $[*] ? (@.type() == "array")'))
		and not jsonb_path_exists(p_doc, '$.labels[*] ? (!(@.type() == "object") || !(@.kind == "pref" || @.kind == "alt" || @.kind == "hidden")
			|| !(@.lang.type() == "string") || !(@.text.type() == "string") || !(@.status == "sourced" || @.status == "known" || @.status == "unsure"))')
		and not jsonb_path_exists(p_doc, '$.notes[*] ? (!(@.type() == "object") || !(@.kind == "note" || @.kind == "definition" || @.kind == "scopeNote"
			|| @.kind == "historyNote" || @.kind == "example" || @.kind == "editorialNote" || @.kind == "changeNote")
			|| !(@.lang.type() == "string") || !(@.text.type() == "string"))')
		and not jsonb_path_exists(p_doc, '$.matches[*] ? (!(@.type() == "object") || !(@.uri.type() == "string") || !(@.relation == "exactMatch"
			|| @.relation == "closeMatch" || @.relation == "broadMatch" || @.relation == "narrowMatch" || @.relation == "relatedMatch"))')
		and not jsonb_path_exists(p_doc, '$.other[*] ? (!(@.type() == "object") || !(@.predicate.type() == "string") || !(@.object.type() == "string")
			|| !(@.isUri.type() == "boolean") || !(@.lang.type() == "string") || !(@.datatype.type() == "string"))')
		and not exists (select from unnest('{notations,broader,related,members}'::text[]) as l
			where jsonb_path_exists(coalesce(p_doc -> l, '[]'), '$[*] ? (@.type() != "string")')), false)
$$;

create function private.is_skos_use(p_use jsonb) returns boolean
language sql immutable set search_path = ''
as $$
	select coalesce(coalesce(p_use, 'null') = 'null' or jsonb_typeof(p_use) = 'object'
		and jsonb_typeof(p_use -> 'geometryKinds') = 'array' and jsonb_typeof(p_use -> 'osmTags') = 'array'
		and p_use -> 'geometryKinds' <@ '["point", "line", "polygon"]' and p_use ->> 'sensitivity' in ('public', 'blurred', 'hidden')
		and not jsonb_path_exists(p_use, '$.osmTags[*] ? (@.type() != "string")')
		and jsonb_array_length(p_use -> 'osmTags') <= 100
		and jsonb_typeof(coalesce(p_use -> 'icon', 'null')) in ('string', 'null') and char_length(coalesce(p_use ->> 'icon', 'x')) between 1 and 100
		and coalesce(p_use ->> 'color', '#000000') ~ '^#[0-9a-fA-F]{6}$'
		and coalesce(p_use ->> 'shape', 'circle') in ('circle', 'square', 'diamond', 'triangle', 'pentagon', 'hexagon')
		and jsonb_typeof(p_use -> 'position') = 'number' and (p_use ->> 'position') ~ '^-?\d{1,9}$', false)
$$;

create function private.skos_normal(p_docs jsonb) returns jsonb
language sql stable set search_path = ''
as $$
	select coalesce(jsonb_agg(jsonb_build_object(
		'uri', coalesce(d ->> 'uri', ''),
		'notations', private.sorted_texts(coalesce(d -> 'notations', '[]')),
		'labels', (select coalesce(jsonb_agg(l.label order by l.label ->> 'kind' collate "C", l.label ->> 'lang' collate "C", l.label ->> 'text' collate "C"), '[]')
			from (select distinct on (l ->> 'kind', l ->> 'lang', l ->> 'text') jsonb_build_object('kind', l -> 'kind', 'lang', l -> 'lang',
				'text', l -> 'text', 'status', l -> 'status') as label from jsonb_array_elements(coalesce(d -> 'labels', '[]')) as l
				-- Said twice, the more careful one counts.
				order by l ->> 'kind', l ->> 'lang', l ->> 'text', l ->> 'status' desc) l),
		'notes', (select coalesce(jsonb_agg(n.note order by n.note ->> 'kind' collate "C", n.note ->> 'lang' collate "C", n.note ->> 'text' collate "C"), '[]')
			from (select distinct jsonb_build_object('kind', n -> 'kind', 'lang', n -> 'lang', 'text', n -> 'text') as note
				from jsonb_array_elements(coalesce(d -> 'notes', '[]')) as n) n),
		'broader', private.sorted_texts(coalesce(d -> 'broader', '[]')),
		'related', private.sorted_texts(coalesce(d -> 'related', '[]')),
		'matches', (select coalesce(jsonb_agg(m.match order by m.match ->> 'relation' collate "C", m.match ->> 'uri' collate "C"), '[]')
			from (select distinct jsonb_build_object('relation', m -> 'relation', 'uri', m -> 'uri') as match
				from jsonb_array_elements(coalesce(d -> 'matches', '[]')) as m) m),
		'isTop', coalesce(d -> 'isTop' = 'true', false), 'deprecated', coalesce(d -> 'deprecated' = 'true', false),
		'replacedBy', nullif(d ->> 'replacedBy', ''),
		'use', case when (d -> 'use') @> '{"geometryKinds": [], "osmTags": [], "sensitivity": "public", "position": 0}' and d -> 'use' -> 'geometryKinds' = '[]'
				and d -> 'use' -> 'osmTags' = '[]' and coalesce(d -> 'use' ->> 'icon', d -> 'use' ->> 'color', d -> 'use' ->> 'shape') is null
				or coalesce(d -> 'use', 'null') = 'null' then null
			else jsonb_build_object('geometryKinds', private.sorted_texts(d -> 'use' -> 'geometryKinds'), 'sensitivity', d -> 'use' -> 'sensitivity',
				'osmTags', private.sorted_texts(d -> 'use' -> 'osmTags'), 'icon', d -> 'use' ->> 'icon', 'color', d -> 'use' ->> 'color',
				'shape', d -> 'use' ->> 'shape', 'position', (d -> 'use' ->> 'position')::int) end,
		'other', private.sorted_statements(coalesce(d -> 'other', '[]')))
		|| case when d ? 'notation' then jsonb_build_object('notation', d -> 'notation') else '{}' end order by place), '[]')
	from jsonb_array_elements(p_docs) with ordinality as x(d, place)
$$;
comment on function private.skos_normal is 'SkosConcept[] as skos_documents tells them, with the `notation` wished for a new one.';

create function private.skos_text_problems(p_uri text, p_labels jsonb, p_notes jsonb) returns jsonb
language sql stable set search_path = ''
as $$
	with labels as materialized (
		select l ->> 'kind' as kind, l ->> 'lang' as lang, l ->> 'text' as text from jsonb_array_elements(p_labels) as l
	), texts as (
		select lang, text, 500 as longest from labels
		union all select n ->> 'lang', n ->> 'text', 20000 from jsonb_array_elements(p_notes) as n
	), found(code, detail) as (
		select 'skos_s13', text || '@' || lang from labels group by lang, text having count(distinct kind) > 1
		union all select 'skos_s14', lang from labels where kind = 'pref' group by lang having count(*) > 1
		union all select 'too_many_labels', count(*)::text from labels having count(*) > 1000
		union all select 'label_empty', lang from labels where text !~ '\S'
		union all select 'text_empty', '' from jsonb_array_elements(p_notes) as n where n ->> 'text' = ''
		union all (select 'text_too_long', left(text, 60) from texts where char_length(text) > longest limit 5)
		union all (select 'language_tag', left(lang, 60) from texts where not private.is_language_tag(lang) group by lang limit 5)
		union all (select 'control_character', left(text, 60) from texts where private.has_control_characters(text, true) limit 5)
	)
	select coalesce(jsonb_agg(private.skos_problem(code, p_uri, p_detail => detail)), '[]') from found
$$;
comment on function private.skos_text_problems is 'What keeps these labels and notes from being those of one thing: SKOS S13, S14, and bounds.';

create function private.skos_concept_problems(p_doc jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
	v_uri text := p_doc ->> 'uri';
	v_problems jsonb;
begin
	if v_uri = '' then
		return jsonb_build_array(private.skos_problem('uri_missing', '', p_detail => left(coalesce(p_doc #>> '{labels,0,text}', ''), 100)));
	end if;
	if not private.is_uri(v_uri) then return jsonb_build_array(private.skos_problem('uri_malformed', left(v_uri, 2000))); end if;
	v_problems := private.skos_text_problems(v_uri, p_doc -> 'labels', p_doc -> 'notes');
	return v_problems || (
		select coalesce(jsonb_agg(private.skos_problem('uri_malformed', v_uri, p_detail => left(u, 200))), '[]') from (
			select t as u from jsonb_array_elements_text((p_doc -> 'broader') || (p_doc -> 'related')) as t
			union select m ->> 'uri' from jsonb_array_elements(p_doc -> 'matches') as m
			union select p_doc ->> 'replacedBy' where p_doc -> 'replacedBy' <> 'null'
		) uris where not private.is_uri(u))
		|| (select coalesce(jsonb_agg(private.skos_problem('too_many_values', v_uri, p_detail => l)), '[]')
			from unnest('{notes,notations,broader,related,matches,other}'::text[]) as l where jsonb_array_length(p_doc -> l) > 2000)
		|| (select coalesce(jsonb_agg(private.skos_problem('text_too_long', v_uri, p_detail => left(n, 60))), '[]')
			from jsonb_array_elements_text(p_doc -> 'notations') as n where char_length(n) > 200)
		|| (select coalesce(jsonb_agg(private.skos_problem('control_character', v_uri, p_detail => left(o ->> 'object', 60))), '[]')
			from jsonb_array_elements(p_doc -> 'other') as o where private.has_control_characters(o ->> 'object', true) or char_length(o ->> 'object') > 20000);
end
$$;
comment on function private.skos_concept_problems is 'SkosProblem[] of one concept, in the form of skos_normal, by itself.';

create function private.skos_collection_normal(p_doc jsonb) returns jsonb
language sql stable set search_path = ''
as $$
	select jsonb_build_object('uri', d -> 'uri', 'labels', d -> 'labels', 'notes', d -> 'notes',
		'members', case when p_doc -> 'ordered' = 'true'
			then (select coalesce(jsonb_agg(t order by place), '[]') from (select t, min(place) as place
				from jsonb_array_elements_text(coalesce(p_doc -> 'members', '[]')) with ordinality as x(t, place) group by t) once)
			else private.sorted_texts(coalesce(p_doc -> 'members', '[]')) end,
		'ordered', coalesce(p_doc -> 'ordered' = 'true', false), 'isTrait', coalesce(p_doc -> 'isTrait' = 'true', false), 'other', d -> 'other')
	from jsonb_array_elements(private.skos_normal(jsonb_build_array(p_doc - 'use'))) as d
$$;

create function private.skos_collection_problems(p_doc jsonb) returns jsonb
language sql stable set search_path = ''
as $$
	select case when p_doc ->> 'uri' = '' then jsonb_build_array(private.skos_problem('uri_missing', ''))
		when not private.is_uri(p_doc ->> 'uri') then jsonb_build_array(private.skos_problem('uri_malformed', left(p_doc ->> 'uri', 2000)))
		else private.skos_text_problems(p_doc ->> 'uri', p_doc -> 'labels', p_doc -> 'notes')
			|| (select coalesce(jsonb_agg(private.skos_problem('uri_malformed', p_doc ->> 'uri', p_detail => left(m, 200))), '[]')
				from jsonb_array_elements_text(p_doc -> 'members') as m where not private.is_uri(m)) end
$$;

revoke execute on function private.sorted_texts(jsonb), private.sorted_statements(jsonb), private.is_skos_shape(jsonb, text[]),
	private.is_skos_use(jsonb), private.skos_normal(jsonb), private.skos_text_problems(text, jsonb, jsonb),
	private.skos_concept_problems(jsonb), private.skos_collection_normal(jsonb), private.skos_collection_problems(jsonb) from public;
