-- Applying an import: what is broken is set aside and told, the rest comes in, the same again changes nothing.

create function private.tell_import_problems(p_import uuid, p_scheme text) returns void
language sql set search_path = ''
as $$
	-- What only the whole file, or what is here already, can tell (S9, S37, addresses of others).
	with items as materialized (
		select i.kind, i.key, i.uri, i.doc from private.vocabulary_import_items i where i.import = p_import and i.problems = '[]'
	), others as materialized (
		select uri, 'collection' as kind from items where kind = 'collection'
		union select r.uri, r.kind from private.resources r where r.kind in ('scheme', 'collection')
	), found as (
		select i.kind, i.key, private.skos_problem('skos_s37', i.uri) as problem
		from items i join private.vocabulary_import_items j on j.import = p_import and j.key = i.key
			and j.kind = case i.kind when 'concept' then 'collection' else 'concept' end
		union all
		select i.kind, i.key, t.problem from (select kind, array_agg(uri) as uris from items group by kind) k
		cross join lateral jsonb_array_elements(private.taken_problems(p_scheme, k.uris, k.kind)) as t(problem)
		join items i on i.kind = k.kind and i.uri = t.problem ->> 'uri'
		union all
		-- What is broader or related is a concept (S19).
		select i.kind, i.key, private.skos_problem(case o.kind when 'scheme' then 'skos_s9' else 'skos_s37' end, i.uri, array[o.uri])
		from items i cross join lateral jsonb_array_elements_text((i.doc -> 'broader') || (i.doc -> 'related')) as t(uri) join others o on o.uri = t.uri
		where i.kind = 'concept'
	)
	update private.vocabulary_import_items i set problems = f.problems
	from (select kind, key, jsonb_agg(distinct problem) as problems from found group by kind, key) f
	where i.import = p_import and i.kind = f.kind and i.key = f.key
$$;

create function private.compare_import(p_import uuid) returns void
language plpgsql set search_path = ''
as $$
begin
	update private.vocabulary_import_items i set before = d.doc
	from private.skos_documents((select array_agg(c.id) from private.vocabulary_import_items j join public.concepts c on c.uri = j.uri
		where j.import = p_import and j.kind = 'concept')) d
	where i.import = p_import and i.kind = 'concept' and i.key = d.uri;
	update private.vocabulary_import_items i set before = d.doc
	from private.skos_collection_documents((select array_agg(c.id) from private.vocabulary_import_items j join public.collections c on c.uri = j.uri
		where j.import = p_import and j.kind = 'collection' and not c.withdrawn)) d
	where i.import = p_import and i.kind = 'collection' and i.key = d.uri;
	-- A file that says nothing of symbols, or of how sure a word is, takes nothing away: most formats cannot say it,
	-- and a word that is not sure would come before the public.
	update private.vocabulary_import_items i set doc = i.doc
		|| case when i.doc -> 'use' = 'null' then jsonb_build_object('use', i.before -> 'use') else '{}' end
		|| jsonb_build_object('labels', (select coalesce(jsonb_agg(case when l ->> 'status' <> 'known' then l else coalesce(
				(select b from jsonb_array_elements(i.before -> 'labels') as b where (b -> 'kind', b -> 'lang', b -> 'text') = (l -> 'kind', l -> 'lang', l -> 'text')), l) end
			order by place), '[]') from jsonb_array_elements(i.doc -> 'labels') with ordinality as x(l, place)))
	where i.import = p_import and i.kind = 'concept' and i.before is distinct from i.doc
		and (i.doc -> 'use' = 'null' and i.before -> 'use' <> 'null' or jsonb_path_exists(i.before, '$.labels[*] ? (@.status != "known")'));
end
$$;
comment on function private.compare_import is 'Finds what is here under each address, and fills in what the file does not speak of.';

create function private.set_pairs_aside(p_import uuid, p_batch uuid, p_problems jsonb) returns int
language plpgsql set search_path = ''
as $$
declare
	v_pairs jsonb;
	v_gone int;
	v_total int := 0;
begin
	select jsonb_agg(jsonb_build_object('code', p ->> 'code', 'uri', p ->> 'uri', 'other', o, 'subject', coalesce(a.id, p ->> 'uri'), 'object', coalesce(b.id, o)))
	into v_pairs from jsonb_array_elements(p_problems) as p cross join lateral jsonb_array_elements_text(p -> 'others') as o
	left join public.concepts a on a.uri = p ->> 'uri' left join public.concepts b on b.uri = o;
	-- S27: the pair stays broader and narrower, and is no longer related.
	delete from private.wanted_relations w using jsonb_array_elements(v_pairs) as p
	where w.batch = p_batch and p ->> 'code' = 'skos_s27' and w.predicate = 'related'
		and ((w.subject, w.object) = (p ->> 'subject', p ->> 'object') or (w.subject, w.object) = (p ->> 'object', p ->> 'subject'));
	get diagnostics v_total = row_count;
	-- A pair of concepts that the file does not hold: they are changed too, and it is told.
	insert into private.vocabulary_import_items (import, kind, key, uri, doc, before)
	select p_import, 'concept', d.uri, d.uri, d.doc || '{"touched": true}', d.doc from private.skos_documents((select array_agg(distinct c.id) from jsonb_array_elements(v_pairs) as p
		join public.concept_relations r on r.predicate = 'related' and ((r.subject, r.object) = (p ->> 'subject', p ->> 'object') or (r.subject, r.object) = (p ->> 'object', p ->> 'subject'))
		join public.concepts c on c.id in (r.subject, r.object) where p ->> 'code' = 'skos_s27')) d
	on conflict (import, kind, key) do update set doc = private.vocabulary_import_items.doc || '{"touched": true}';
	delete from public.concept_relations r using jsonb_array_elements(v_pairs) as p
	where p ->> 'code' = 'skos_s27' and r.predicate = 'related'
		and ((r.subject, r.object) = (p ->> 'subject', p ->> 'object') or (r.subject, r.object) = (p ->> 'object', p ->> 'subject'));
	get diagnostics v_gone = row_count;
	v_total := v_total + v_gone;
	-- S46: nobody can tell which of the two is meant.
	delete from private.wanted_relations w using jsonb_array_elements(v_pairs) as p
	where w.batch = p_batch and p ->> 'code' = 'skos_s46' and w.predicate like '%Match' and (w.subject, w.object) = (p ->> 'subject', p ->> 'other');
	get diagnostics v_gone = row_count;
	v_total := v_total + v_gone;
	if v_total > 0 then return v_total; end if;
	-- The contradiction is with somebody else's words: of the chain that leads there, only what the file brought goes.
	with recursive edges as materialized (
		select c.uri as a, w.object as b from private.wanted_relations w join public.concepts c on c.id = w.subject
		where w.batch = p_batch and w.predicate = 'exactMatch'
		union all
		select c.uri, r.object from public.concept_relations r join public.concepts c on c.id = r.subject where r.predicate = 'exactMatch'
	), chain(uri) as (
		select p ->> 'uri' from jsonb_array_elements(v_pairs) as p where p ->> 'code' = 'skos_s46'
		union
		select case when e.a = c.uri then e.b else e.a end from chain c join edges e on c.uri in (e.a, e.b)
	)
	delete from private.wanted_relations w using public.concepts c
	where w.batch = p_batch and w.predicate = 'exactMatch' and c.id = w.subject and c.uri in (select uri from chain);
	get diagnostics v_total = row_count;
	return v_total;
end
$$;
comment on function private.set_pairs_aside is 'Takes out of an import the pairs that contradict S27 or S46. Answers with how many statements went.';

create function private.insert_sound_relations(p_import uuid, p_batch uuid) returns jsonb
language plpgsql set search_path = ''
as $$
declare
	v_detail text;
	v_problems jsonb;
	v_told jsonb := '[]';
begin
	loop
		begin
			perform private.insert_wanted_relations(p_batch);
			return v_told;
		exception when sqlstate 'PT409' then
			get stacked diagnostics v_detail = pg_exception_detail;
		end;
		select jsonb_agg(private.skos_problem(p ->> 'code', p #>> '{params,uri}', string_to_array(p #>> '{params,others}', ' '), p #>> '{params,detail}'))
		into v_problems from jsonb_array_elements(v_detail::jsonb) as p;
		v_told := v_told || v_problems;
		if private.set_pairs_aside(p_import, p_batch, v_problems) = 0 then perform private.fail_skos(v_problems); end if;
	end loop;
end
$$;
comment on function private.insert_sound_relations is 'Lets the database say which pairs contradict it, leaves these out, and tells them.';

create function private.import_chunks(p_import uuid, p_kind text) returns setof jsonb
language sql stable set search_path = ''
as $$
	select jsonb_agg(x.doc order by x.key collate "C") from (
		select i.doc, i.key, (row_number() over (order by i.key collate "C") - 1) / 1000 as chunk from private.vocabulary_import_items i
		where i.import = p_import and i.kind = p_kind and i.problems = '[]' and i.before is distinct from i.doc) x
	group by x.chunk order by x.chunk
$$;
comment on function private.import_chunks is 'What is new or changed and sound, a thousand at a time.';

create function private.write_import(p_import uuid, p_batch uuid, p_scheme text) returns jsonb
language plpgsql set search_path = ''
as $$
declare
	v_docs jsonb;
	v_ids text[];
	v_told jsonb;
begin
	for v_docs in select private.import_chunks(p_import, 'concept') loop
		perform private.write_new_concepts(p_scheme, v_docs);
	end loop;
	for v_docs in select private.import_chunks(p_import, 'concept') loop
		perform private.write_concept_texts(v_docs);
		perform private.want_relations(p_batch, v_docs);
	end loop;
	select array_agg(c.id) into v_ids from private.vocabulary_import_items i join public.concepts c on c.uri = i.uri
	where i.import = p_import and i.kind = 'concept' and i.problems = '[]' and i.before is distinct from i.doc;
	perform private.drop_unwanted_relations(p_batch, v_ids);
	v_told := private.insert_sound_relations(p_import, p_batch);
	delete from private.wanted_relations where batch = p_batch;
	for v_docs in select private.import_chunks(p_import, 'collection') loop
		perform private.write_collection_rows(p_scheme, v_docs);
	end loop;
	perform private.refresh_records_of_concepts((select array_agg(c.id) from private.vocabulary_import_items i join public.concepts c on c.uri = i.uri
		where i.import = p_import and i.problems = '[]' and i.before is not null and i.before -> 'broader' is distinct from i.doc -> 'broader'));
	return v_told;
end
$$;

create function private.withdraw_missing(p_import uuid, p_scheme text) returns void
language sql set search_path = ''
as $$
	insert into private.vocabulary_import_items (import, kind, key, uri, doc, before)
	select p_import, 'concept', d.uri, d.uri, d.doc || '{"deprecated": true}', d.doc
	from private.skos_documents((select array_agg(c.id) from public.concepts c where c.scheme = p_scheme and not c.deprecated
		and not exists (select from private.vocabulary_import_items i where i.import = p_import and i.uri = c.uri))) d
$$;
comment on function private.withdraw_missing is 'What the file does not hold any more is deprecated: never deleted.';

create function private.log_import(p_import uuid, p_batch uuid, i private.vocabulary_imports) returns jsonb
language plpgsql set search_path = ''
as $$
declare
	v_counts jsonb;
begin
	with touched as materialized (
		select t.kind, t.uri, t.before from private.vocabulary_import_items t where t.import = p_import and t.problems = '[]' and t.before is distinct from t.doc
	), now as (
		select 'concept' as kind, d.* from private.skos_documents((select array_agg(c.id) from touched t join public.concepts c on c.uri = t.uri where t.kind = 'concept')) d
		union all
		select 'collection', d.* from private.skos_collection_documents((select array_agg(c.id) from touched t join public.collections c on c.uri = t.uri where t.kind = 'collection')) d
	), changed as materialized (
		select n.kind, n.uri, t.before, n.doc as after, case when t.before is null then 'added'
			when n.doc -> 'deprecated' = 'true' and t.before -> 'deprecated' = 'false' then 'deprecated' else 'changed' end as what
		from now n join touched t on t.kind = n.kind and t.uri = n.uri where n.doc is distinct from t.before
	), logged as (
		insert into public.vocabulary_changes (batch, n, uri, kind, action, before, after)
		select p_batch, (select coalesce(max(n), 0) from public.vocabulary_changes where batch = p_batch) + row_number() over (order by uri collate "C", kind),
			uri, kind, 'import', before, after from changed
	)
	select jsonb_build_object('added', count(*) filter (where what = 'added'), 'changed', count(*) filter (where what = 'changed'),
		'deprecated', count(*) filter (where what = 'deprecated'),
		'unchanged', (select count(*) from private.vocabulary_import_items t where t.import = p_import and t.problems = '[]') - count(*)) into v_counts from changed;
	return v_counts;
end
$$;

create function public.import_apply(p_import uuid) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	i private.vocabulary_imports := private.own_import(p_import);
	v_batch uuid;
	v_told jsonb := '[]';
	v_counts jsonb;
	v_new boolean;
begin
	-- The right to do it may have gone since, or somebody else made a vocabulary of that name.
	perform private.check_import_target(i.target);
	-- The embedded database never does it by itself, and plans for a handful of rows.
	analyze private.vocabulary_import_items;
	v_new := not exists (select from public.concept_schemes where id = i.scheme);
	begin
		if v_new then
			insert into public.concept_schemes (id, titles, uri, kind, theme, other, edited_at)
			values (i.scheme, '[]', i.target ->> 'uri', i.target ->> 'kind', i.target ->> 'theme', '[]', now());
		end if;
		v_batch := private.begin_vocabulary_batch(i.scheme, 'import', null);
		if coalesce(i.target -> 'titles', '[]') <> '[]' or coalesce(i.target -> 'other', '[]') <> '[]' then
			perform private.write_scheme(v_batch, i.scheme, 'import', coalesce(i.target -> 'titles', '[]'), coalesce(i.target -> 'other', '[]'));
		end if;
		perform private.tell_import_problems(i.id, i.scheme);
		perform private.compare_import(i.id);
		if i.missing = 'deprecate' then perform private.withdraw_missing(i.id, i.scheme); end if;
		v_told := private.write_import(i.id, v_batch, i.scheme);
		v_counts := private.log_import(i.id, v_batch, i);
		if not v_new and not exists (select from public.vocabulary_changes where batch = v_batch) then
			raise exception using errcode = 'CU000', message = 'nothing changed';
		end if;
	exception when sqlstate 'CU000' then
		-- Nothing at all: not even a trace of having tried.
		v_batch := null;
		perform private.tell_import_problems(i.id, i.scheme);
	end;
	v_told := v_told || (select coalesce(jsonb_agg(distinct problem), '[]') from private.vocabulary_import_items t
		cross join lateral jsonb_array_elements(t.problems) as problem where t.import = i.id);
	delete from private.vocabulary_imports where id = i.id;
	if v_batch is not null then
		analyze public.concepts, public.concept_labels, public.concept_notes, public.concept_relations, private.resources;
	end if;
	return v_counts || jsonb_build_object('batch', v_batch, 'refused', v_told);
end
$$;
comment on function public.import_apply is 'ImportResult of src/lib/domain/vocabulary/editing.ts. One transaction: concepts with an error of their own are left out, of pairs that contradict S27 or S46 the contradiction is; both are told.';

revoke execute on function private.tell_import_problems(uuid, text), private.compare_import(uuid), private.set_pairs_aside(uuid, uuid, jsonb),
	private.insert_sound_relations(uuid, uuid), private.import_chunks(uuid, text), private.write_import(uuid, uuid, text),
	private.withdraw_missing(uuid, text), private.log_import(uuid, uuid, private.vocabulary_imports), public.import_apply(uuid)
	from public, anon, authenticated;
grant execute on function public.import_apply(uuid) to authenticated;
