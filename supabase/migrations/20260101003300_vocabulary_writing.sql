-- The one place that changes concepts and collections: by whole documents, many at a time.

create unlogged table private.wanted_relations (
	batch uuid not null,
	subject text not null,
	predicate text not null,
	object text not null,
	primary key (batch, subject, predicate, object)
);
comment on table private.wanted_relations is 'Relations on their way into concept_relations, within one transaction.';

create function private.notation_from(p_uri text, p_base text) returns text
language sql immutable set search_path = ''
as $$
	select coalesce(nullif(btrim(left(regexp_replace(case when starts_with(p_uri, p_base) and p_uri <> p_base then substr(p_uri, char_length(p_base) + 1)
		else regexp_replace(p_uri, '^.*[/#:]([^/#:]+)[/#:]*$', '\1') end, '[^A-Za-z0-9._~-]+', '-', 'g'), 100), '-'), ''), left(md5(p_uri), 8))
$$;
comment on function private.notation_from is 'The last part of an address, as letters that fit an address.';

create function private.new_names(p_scheme text, p_docs jsonb) returns table (uri text, notation text)
language sql stable set search_path = ''
as $$
	-- Two that end alike, or alike to one that is here, are told apart by their whole address.
	select w.uri, case when w.n > 1 or exists (select from private.resources r where r.id = p_scheme || '/' || w.notation and r.kind <> 'scheme')
		then w.notation || '-' || left(md5(w.uri), 8) else w.notation end
	from (select x.uri, x.notation, row_number() over (partition by x.notation order by x.uri collate "C") as n
		from (select d ->> 'uri' as uri, coalesce(nullif(d ->> 'notation', ''), private.notation_from(d ->> 'uri', s.uri)) as notation
			from jsonb_array_elements(p_docs) as d join public.concept_schemes s on s.id = p_scheme) x
		where not exists (select from private.resources r where r.uri = x.uri)) w
$$;

create function private.write_new_concepts(p_scheme text, p_docs jsonb) returns void
language sql set search_path = ''
as $$
	insert into public.concepts (id, scheme, notation, uri, edited_at)
	select p_scheme || '/' || n.notation, p_scheme, n.notation, n.uri, now() from private.new_names(p_scheme, p_docs) n
$$;

create function private.in_stored_order(p_new jsonb, p_old text[]) returns text[]
language sql immutable set search_path = ''
as $$
	select case when p_new is null then '{}' when p_new <@ to_jsonb(p_old) and to_jsonb(p_old) <@ p_new then p_old
		else (select coalesce(array_agg(t order by array_position('{point,line,polygon}', t), t collate "C"), '{}') from jsonb_array_elements_text(p_new) as t) end
$$;
comment on function private.in_stored_order is 'A set of texts, in the order it is kept in already, or else in a sensible one.';

create function private.write_concept_texts(p_docs jsonb) returns void
language plpgsql set search_path = ''
as $$
begin
	update public.concepts c set
		notations = array(select jsonb_array_elements_text(x.d -> 'notations')),
		geometry_kinds = private.in_stored_order(x.d -> 'use' -> 'geometryKinds', c.geometry_kinds),
		sensitivity = coalesce(x.d -> 'use' ->> 'sensitivity', 'public'),
		osm_tags = private.in_stored_order(x.d -> 'use' -> 'osmTags', c.osm_tags),
		icon = x.d -> 'use' ->> 'icon', color = x.d -> 'use' ->> 'color', shape = x.d -> 'use' ->> 'shape',
		position = coalesce((x.d -> 'use' ->> 'position')::int, 0),
		is_top = (x.d ->> 'isTop')::boolean, deprecated = (x.d ->> 'deprecated')::boolean,
		replaced_by = r.id, replaced_by_uri = case when r.id is null then x.d ->> 'replacedBy' end,
		other = x.d -> 'other', edited_at = now()
	from jsonb_array_elements(p_docs) as x(d) left join public.concepts r on r.uri = x.d ->> 'replacedBy'
	where c.uri = x.d ->> 'uri';

	with docs as materialized (
		select c.id, x.d from jsonb_array_elements(p_docs) as x(d) join public.concepts c on c.uri = x.d ->> 'uri'
	), kept as materialized (
		select docs.id, l ->> 'kind' as kind, l ->> 'lang' as lang, l ->> 'text' as text, l ->> 'status' as status
		from docs cross join jsonb_array_elements(docs.d -> 'labels') as l
	)
	delete from public.concept_labels l using docs where l.concept = docs.id
		and not exists (select from kept k where (k.id, k.kind, k.lang, k.text, k.status) = (l.concept, l.kind, l.lang, l.text, l.status));
	-- What stays keeps its place; what is new comes after it.
	insert into public.concept_labels (concept, kind, lang, text, status, position)
	select c.id, l ->> 'kind', l ->> 'lang', l ->> 'text', l ->> 'status', 1000
	from jsonb_array_elements(p_docs) as x(d) join public.concepts c on c.uri = x.d ->> 'uri' cross join jsonb_array_elements(x.d -> 'labels') as l
	on conflict (concept, lang, text) do nothing;

	with docs as materialized (
		select c.id, x.d from jsonb_array_elements(p_docs) as x(d) join public.concepts c on c.uri = x.d ->> 'uri'
	), kept as materialized (
		select docs.id, n ->> 'kind' as kind, n ->> 'lang' as lang, n ->> 'text' as text
		from docs cross join jsonb_array_elements(docs.d -> 'notes') as n
	)
	delete from public.concept_notes n using docs where n.concept = docs.id
		and not exists (select from kept k where (k.id, k.kind, k.lang, k.text) = (n.concept, n.kind, n.lang, n.text));
	insert into public.concept_notes (concept, kind, lang, text, position)
	select c.id, n ->> 'kind', n ->> 'lang', n ->> 'text', 1000
	from jsonb_array_elements(p_docs) as x(d) join public.concepts c on c.uri = x.d ->> 'uri' cross join jsonb_array_elements(x.d -> 'notes') as n
	on conflict (concept, kind, lang, md5(text)) do nothing;
end
$$;

create function private.want_relations(p_batch uuid, p_docs jsonb) returns void
language sql set search_path = ''
as $$
	insert into private.wanted_relations
	select p_batch, c.id, w.predicate, case when w.predicate in ('broader', 'related') then coalesce(o.id, w.uri) else w.uri end
	from jsonb_array_elements(p_docs) as x(d) join public.concepts c on c.uri = x.d ->> 'uri'
	cross join lateral (
		select 'broader' as predicate, t as uri from jsonb_array_elements_text(x.d -> 'broader') as t
		union all select 'related', t from jsonb_array_elements_text(x.d -> 'related') as t
		union all select m ->> 'relation', m ->> 'uri' from jsonb_array_elements(x.d -> 'matches') as m
	) w left join public.concepts o on o.uri = w.uri
	on conflict do nothing
$$;

create function private.drop_unwanted_relations(p_batch uuid, p_ids text[]) returns void
language sql set search_path = ''
as $$
	delete from public.concept_relations r using unnest(p_ids) as touched(id)
	where r.subject = touched.id
		and not exists (select from private.wanted_relations w where (w.batch, w.subject, w.predicate, w.object) = (p_batch, r.subject, r.predicate, r.object))
		and not (r.predicate = 'related' and exists (select from private.wanted_relations w
			where (w.batch, w.subject, w.predicate, w.object) = (p_batch, r.object, 'related', r.subject)));
	-- Said from the other side.
	delete from public.concept_relations r using unnest(p_ids) as touched(id)
	where r.object = touched.id and r.predicate = 'related'
		and not exists (select from private.wanted_relations w where w.batch = p_batch and w.predicate = 'related'
			and ((w.subject, w.object) = (r.subject, r.object) or (w.subject, w.object) = (r.object, r.subject)));
$$;
comment on function private.drop_unwanted_relations is 'Of these concepts: what their documents no longer say. A relation goes when neither side says it.';

create function private.insert_wanted_relations(p_batch uuid) returns void
language sql set search_path = ''
as $$
	insert into public.concept_relations (subject, predicate, object)
	select w.subject, w.predicate, w.object from private.wanted_relations w
	where w.batch = p_batch and not (w.predicate = 'related' and (
		exists (select from public.concept_relations r where (r.subject, r.predicate, r.object) = (w.object, 'related', w.subject))
		-- Told by both sides, kept once.
		or (w.subject > w.object and exists (select from private.wanted_relations v
			where (v.batch, v.subject, v.predicate, v.object) = (p_batch, w.object, 'related', w.subject)))))
	on conflict do nothing
$$;

create function private.taken_problems(p_scheme text, p_uris text[], p_kind text) returns jsonb
language sql stable set search_path = ''
as $$
	select coalesce(jsonb_agg(private.skos_problem(case when r.kind = p_kind then 'uri_taken'
			when 'collection' in (r.kind, p_kind) then 'skos_s37' else 'skos_s9' end, r.uri, p_detail => r.id)), '[]')
	from private.resources r
	where r.uri = any (p_uris) and (r.kind <> p_kind or split_part(r.id, '/', 1) <> p_scheme)
$$;
comment on function private.taken_problems is 'Addresses that are something else already, or belong to another vocabulary of this place.';

create function private.cycle_problems(p_ids text[]) returns jsonb
language sql stable set search_path = ''
as $$
	with recursive climb(low, high) as (
		select r.subject, r.object from public.concept_relations r where r.predicate = 'broader' and r.subject = any (p_ids)
		union
		select c.low, r.object from climb c join public.concept_relations r on r.subject = c.high and r.predicate = 'broader'
	)
	select coalesce(jsonb_agg(private.skos_problem(case when r.subject is null then 'broader_cycle' else 'broader_self' end, c.uri)), '[]')
	from climb join public.concepts c on c.id = climb.low
	left join public.concept_relations r on r.subject = c.id and r.predicate = 'broader' and r.object = c.id
	where climb.low = climb.high
$$;

create function private.refresh_records_of_concepts(p_ids text[]) returns void
language sql set search_path = ''
as $$
	-- Fields come with what is broader: what of a record is public may have changed.
	with recursive below(id) as (
		select unnest(p_ids)
		union
		select r.subject from below b join public.concept_relations r on r.object = b.id and r.predicate = 'broader'
	)
	update public.records r set licence = r.licence from below
	where r.concept = below.id and r.public_geometry is not null
		and r.public_properties is distinct from private.public_properties(r.theme, r.concept, r.properties)
$$;

create function private.log_vocabulary(p_batch uuid, p_action text, p_kind text, p_before jsonb, p_ids text[]) returns void
language sql set search_path = ''
as $$
	insert into public.vocabulary_changes (batch, n, uri, kind, action, before, after)
	select p_batch, (select coalesce(max(n), 0) from public.vocabulary_changes where batch = p_batch) + row_number() over (order by d.uri collate "C"),
		d.uri, p_kind, p_action, p_before -> d.uri, d.doc
	from (select * from private.skos_documents(p_ids) where p_kind = 'concept'
		union all select * from private.skos_collection_documents(p_ids) where p_kind = 'collection') d
	where p_before -> d.uri is distinct from d.doc
$$;
comment on function private.log_vocabulary is 'What became of these; `p_before` holds the documents by address. What did not change is left out.';

create function private.write_concepts(p_batch uuid, p_scheme text, p_action text, p_docs jsonb, p_check_cycles boolean default true) returns void
language plpgsql set search_path = ''
as $$
declare
	v_problems jsonb;
	v_before jsonb;
	v_ids text[];
	v_moved text[];
begin
	select coalesce(jsonb_agg(problem), '[]') into v_problems
	from jsonb_array_elements(p_docs) as d cross join lateral jsonb_array_elements(private.skos_concept_problems(d)) as problem;
	v_problems := v_problems || private.taken_problems(p_scheme, (select array_agg(d ->> 'uri') from jsonb_array_elements(p_docs) as d), 'concept');
	if v_problems <> '[]' then perform private.fail_skos(v_problems); end if;
	select coalesce(jsonb_object_agg(d.uri, d.doc), '{}') into v_before from private.skos_documents((select array_agg(c.id)
		from jsonb_array_elements(p_docs) as d join public.concepts c on c.uri = d ->> 'uri')) d;
	perform private.write_new_concepts(p_scheme, p_docs);
	perform private.write_concept_texts(p_docs);
	select array_agg(c.id), array_agg(c.id) filter (where v_before -> c.uri -> 'broader' is distinct from d -> 'broader')
	into v_ids, v_moved from jsonb_array_elements(p_docs) as d join public.concepts c on c.uri = d ->> 'uri';
	perform private.want_relations(p_batch, p_docs);
	perform private.drop_unwanted_relations(p_batch, v_ids);
	perform private.insert_wanted_relations(p_batch);
	delete from private.wanted_relations where batch = p_batch;
	if p_check_cycles and v_moved is not null then
		v_problems := private.cycle_problems(v_moved);
		if v_problems <> '[]' then perform private.fail_skos(v_problems); end if;
	end if;
	perform private.refresh_records_of_concepts(v_moved);
	perform private.log_vocabulary(p_batch, p_action, 'concept', v_before, v_ids);
end
$$;
comment on function private.write_concepts is 'Writes SkosConcept[] in the form of skos_normal, whole or not at all.';

create function private.write_collection_rows(p_scheme text, p_docs jsonb) returns void
language plpgsql set search_path = ''
as $$
begin
	insert into public.collections (id, scheme, notation, uri, labels)
	select p_scheme || '/' || n.notation, p_scheme, n.notation, n.uri, '[]' from private.new_names(p_scheme, p_docs) n;
	update public.collections c set labels = x.d -> 'labels', notes = x.d -> 'notes', ordered = (x.d ->> 'ordered')::boolean,
		is_trait = (x.d ->> 'isTrait')::boolean, other = x.d -> 'other', withdrawn = false, edited_at = now()
	from jsonb_array_elements(p_docs) as x(d) where c.uri = x.d ->> 'uri';
	delete from public.collection_members m using public.collections c, jsonb_array_elements(p_docs) as x(d)
	where m.collection = c.id and c.uri = x.d ->> 'uri';
	insert into public.collection_members (collection, member, position)
	select c.id, coalesce(r.id, t.uri), min(t.place) from jsonb_array_elements(p_docs) as x(d) join public.collections c on c.uri = x.d ->> 'uri'
	cross join jsonb_array_elements_text(x.d -> 'members') with ordinality as t(uri, place)
	left join private.resources r on r.uri = t.uri and r.kind <> 'scheme'
	group by c.id, coalesce(r.id, t.uri);
end
$$;

create function private.write_collection(p_batch uuid, p_scheme text, p_action text, p_doc jsonb) returns void
language plpgsql set search_path = ''
as $$
declare
	v_problems jsonb := private.skos_collection_problems(p_doc) || private.taken_problems(p_scheme, array[p_doc ->> 'uri'], 'collection');
	v_before jsonb;
begin
	if v_problems <> '[]' then perform private.fail_skos(v_problems); end if;
	select coalesce(jsonb_object_agg(d.uri, d.doc), '{}') into v_before
	from private.skos_collection_documents((select array_agg(c.id) from public.collections c where c.uri = p_doc ->> 'uri' and not c.withdrawn)) d;
	perform private.write_collection_rows(p_scheme, jsonb_build_array(p_doc));
	perform private.log_vocabulary(p_batch, p_action, 'collection', v_before, (select array_agg(c.id) from public.collections c where c.uri = p_doc ->> 'uri'));
end
$$;

create function private.write_scheme(p_batch uuid, p_scheme text, p_action text, p_titles jsonb, p_other jsonb) returns void
language plpgsql set search_path = ''
as $$
declare
	s public.concept_schemes;
	v_after jsonb;
begin
	select * into s from public.concept_schemes where id = p_scheme;
	v_after := jsonb_build_object('titles', (select coalesce(jsonb_agg(t.title order by t.title ->> 'lang' collate "C", t.title ->> 'text' collate "C"), '[]')
		from (select distinct jsonb_build_object('lang', t -> 'lang', 'text', t -> 'text') as title from jsonb_array_elements(p_titles) as t) t),
		'other', private.sorted_statements(p_other));
	if v_after = jsonb_build_object('titles', s.titles, 'other', s.other) then return; end if;
	update public.concept_schemes set titles = v_after -> 'titles', other = v_after -> 'other', edited_at = now() where id = p_scheme;
	insert into public.vocabulary_changes (batch, n, uri, kind, action, before, after)
	values (p_batch, (select coalesce(max(n), 0) + 1 from public.vocabulary_changes where batch = p_batch), s.uri, 'scheme', p_action,
		jsonb_build_object('titles', s.titles, 'other', s.other), v_after);
end
$$;

create function private.titles_problem(p_titles jsonb) returns boolean
language sql immutable set search_path = ''
as $$
	select jsonb_typeof(p_titles) is distinct from 'array' or jsonb_array_length(p_titles) > 200
		or jsonb_path_exists(p_titles, '$[*] ? (!(@.type() == "object") || !(@.lang.type() == "string") || !(@.text.type() == "string"))')
		or exists (select from jsonb_array_elements(p_titles) as t where coalesce(t ->> 'text', '') = '' or char_length(t ->> 'text') > 500
			or private.has_control_characters(t ->> 'text', true) or not private.is_language_tag(t ->> 'lang'))
$$;

revoke execute on function private.notation_from(text, text), private.new_names(text, jsonb), private.write_new_concepts(text, jsonb),
	private.in_stored_order(jsonb, text[]), private.write_concept_texts(jsonb), private.want_relations(uuid, jsonb),
	private.drop_unwanted_relations(uuid, text[]), private.insert_wanted_relations(uuid), private.taken_problems(text, text[], text),
	private.cycle_problems(text[]), private.refresh_records_of_concepts(text[]), private.log_vocabulary(uuid, text, text, jsonb, text[]),
	private.write_concepts(uuid, text, text, jsonb, boolean), private.write_collection_rows(text, jsonb),
	private.write_collection(uuid, text, text, jsonb), private.write_scheme(uuid, text, text, jsonb, jsonb), private.titles_problem(jsonb) from public;
